/*
 * DICOM check: does an ImagingStudy make sense as a DICOM study?
 *
 * FHIR takes over DICOM's numbers and codes without checking how they hang together. This does: what a study says of
 * its series and instances against what is there, UIDs, modalities, SOP classes, times and sides. Nothing here is an
 * error of the resource: severities are warning, and note where something is but unusual. Every issue names the section
 * of the DICOM standard (or of FHIR's ImagingStudy) that it stands on.
 *
 * The parts can be checked one by one, so that after an edit only the instance, series or study that was changed need
 * be judged again. None of them looks into another.
 */
#ifndef IPSE_CHECK_DICOM_CHECK_H
#define IPSE_CHECK_DICOM_CHECK_H

#include "src/check/report/issue_form.h"
#include "src/check/uid_set.h"

typedef struct DicomHandler {
    void *context;
    IssueTaker issues;
    /* The resource that a Reference leads to within the document; NODE_NONE where it is not there. May be NULL. */
    NodeId (*resolve)(void *context, NodeId reference);
    struct Pace *pace;  /* of the check (src/base/work/pace.h); may be NULL */
    const Rules *rules; /* to know which codes are reported as unknown already; may be NULL */
} DicomHandler;

typedef struct DicomChecker DicomChecker;

/* Free with dicom_checker_free. Texts with escapes go into the arena, which is borrowed; its owner releases them after
   each check. */
DicomChecker *dicom_checker_new(Arena *scratch);
void dicom_checker_free(DicomChecker *checker);

/* Reports where issues go from now on; the handler is borrowed and must be there before anything is checked. */
void dicom_checker_hand_to(DicomChecker *checker, const DicomHandler *handler);

/* Forgets the UIDs of the studies that were checked: the next one is the first of a document. */
void dicom_checker_reset(DicomChecker *checker);

/* From now on UIDs that are compared in the document are noted too; those among `known`, which are sorted, are reported
   as UIDs that are there already. Both are borrowed and may be NULL. */
void dicom_checker_set_uids(DicomChecker *checker, UidNotes *notes, const UidNotes *known);

/* True where they are noted or known. */
bool dicom_checker_has_uids(const DicomChecker *checker);

/* After an edit: true where all UIDs were different before, and still are, so that none need be compared again.
   `leaves_uids`: it changed one value, which is no UID. False where the checker was used for another document since,
   and where which studies there are, or their identifiers, may be others now. */
bool dicom_checker_follow(DicomChecker *checker, const Document *document, const Patch *patch, bool leaves_uids);

/* True when a node is an identifier, or in one. */
bool dicom_is_in_identifier(const Document *document, NodeId node);

/* The study itself, as against its series: identifiers, counts, modalities, endpoints. Reads of the series no more than
   their own members. */
void dicom_check_study_itself(DicomChecker *checker, const Document *document, NodeId study);

/* A series itself, as against its instances and the study that holds it. */
void dicom_check_series_itself(DicomChecker *checker, const Document *document, NodeId series);

/* An instance, with the modality of the series that holds it. */
void dicom_check_instance(DicomChecker *checker, const Document *document, NodeId instance);

/* What must not be there twice: UIDs in the document so far, numbers of the series of a study, and of the instances of
 * a series. */
void dicom_check_uids(DicomChecker *checker, const Document *document, NodeId study);
void dicom_check_series_numbers(DicomChecker *checker, const Document *document, NodeId study);
void dicom_check_instance_numbers(DicomChecker *checker, const Document *document, NodeId series);

#endif
