/*
 * DICOM checker: what the parts of src/check/dicom/dicom_check.h share. For them only.
 */
#ifndef IPSE_CHECK_DICOM_CHECKER_H
#define IPSE_CHECK_DICOM_CHECKER_H

#include "src/base/shown.h"
#include "src/base/slice_map.h"
#include "src/base/text.h"
#include "src/check/dicom/dicom_check.h"
#include "src/profile/facts/dicom.h"

struct DicomChecker {
    const DicomHandler *handler;
    Arena *scratch;
    HashTable uids;           /* the nodes of all studies since the last reset that have a UID first */
    const Document *document; /* that these are of; NULL: none was compared since the last reset */
    bool is_unique;           /* no UID was there twice since then */
    HashSeed seed;
    UidNotes *notes;         /* where UIDs are noted for other documents; NULL: nowhere */
    const UidNotes *known;   /* UIDs of other documents; NULL: none */
    SliceMap numbers;        /* of the series, or of the instances, at hand */
    DicomSopClass sop_class; /* the ones looked up last: instances of a series mostly share theirs */
    DicomModality modality;
};

/* Hands over an issue about a node, with a sentence as by printf. */
void dicom_report(DicomChecker *checker, KeyId key, NodeId node, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* As dicom_report where the key is not as its own row has it. */
void dicom_report_in(DicomChecker *checker, KeyId key, KeyCase in_case, NodeId node, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* As dicom_report where the member `missing` of the node is not there. */
void dicom_report_missing(DicomChecker *checker, KeyId key, NodeId node, Slice missing, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* ---- reading ---- */

/* The members of an object with the names that are given, each the first of its name; NODE_NONE where absent. */
void dicom_members(const Document *document, NodeId object, const Slice *names, size_t count, NodeId *members);

/* The object that holds a node, past the array between them; NODE_NONE at the root. */
NodeId dicom_holder(const Document *document, NodeId node);

/* What a string says; empty where the node is none. Lives as long as the check that is under way. */
Slice dicom_text(DicomChecker *checker, const Document *document, NodeId node);

/* A UID without the "urn:oid:" (or "oid:", in either case) that it may begin with. */
Slice dicom_bare_uid(Slice uid);

/* The value of a whole number below 10^9; false for anything else. */
bool dicom_number(const Document *document, NodeId node, uint32_t *number);

/* system and code of a Coding; empty where absent. */
typedef struct DicomCoding {
    Slice system;
    Slice code;
} DicomCoding;
DicomCoding dicom_coding(DicomChecker *checker, const Document *document, NodeId coding);

/* The objects in an array, one after the other; NODE_NONE at the end, and where `array` is none. */
NodeId dicom_first(const Document *document, NodeId array);
NodeId dicom_next(const Document *document, NodeId item);

/* The number of objects in an array; 0 for anything else. */
uint32_t dicom_count(const Document *document, NodeId array);

/* Judges the UID of a series or instance: bare, without urn:oid:, and well-formed. */
void dicom_check_uid(DicomChecker *checker, const Document *document, NodeId uid);

/* Judges the UID of a study, series or instance as such: how it is written, and its root. */
void dicom_check_uid_text(DicomChecker *checker, NodeId node, Slice uid);

#endif
