/*
 * Dicom: facts of the DICOM standard that a study is judged and filled in by.
 *
 * The tables are src/definitions/dicom-*.tsv: one row a line, columns between tabs, rows sorted by the first column.
 *   modalities     code, meaning, group (common, acquisition, other: PS3.16 CID 29 and 32; retired: PS3.3 section
 *                  C.7.3.1.1.1), whether the copy of DCM in FHIR R4 has it (yes, no)
 *   sop-classes    UID, name, current or retired (PS3.4 section B.5, PS3.6 annex A), the modalities that its IOD allows
 *                  (PS3.3 annex A; `*` where it leaves them open)
 *   body-parts     defined term of Body Part Examined, its SNOMED CT codes with a space between them, those of earlier
 * editions last, and the name of the first (PS3.16 annex L; the name as the SNOMED CT Global Patient Set has it)
 *   single-sites   SNOMED CT code and name of body structures that a body has once, on neither side (PS3.16 annex L)
 * They are part of the program as text and searched as text: nothing is read at start. Slices live as long as the
 * program.
 */
#ifndef IPSE_PROFILE_DICOM_H
#define IPSE_PROFILE_DICOM_H

#include "src/base/slice.h"

typedef enum DicomGroup { DICOM_COMMON, DICOM_ACQUISITION, DICOM_OTHER, DICOM_RETIRED } DicomGroup;

typedef struct DicomModality {
    Slice code;
    Slice meaning;
    DicomGroup group;
    bool is_in_r4; /* the copy of DCM in FHIR R4 has it */
} DicomModality;

/* False where DICOM has no such modality code. */
bool dicom_modality_find(Slice code, DicomModality *modality);

/* A modality that looks like a code that is none: one character changed (of longer codes two); the more common first.
 */
bool dicom_modality_nearest(Slice code, DicomModality *modality);

/* Calls `visit` for every modality, common ones first, then by group and code, until it returns false. */
void dicom_modality_visit(bool (*visit)(void *context, const DicomModality *modality), void *context);

typedef struct DicomSopClass {
    Slice uid;
    Slice name;
    Slice modalities; /* codes with a space between them; `*`: any */
    bool is_retired;
} DicomSopClass;

/* False where the UID (without urn:oid:) is no storage SOP class of the standard. */
bool dicom_sop_class_find(Slice uid, DicomSopClass *sop_class);

/* True when instances of the class may be of the modality; retired modalities and unknown ones are allowed nowhere but
   where the standard leaves them open. */
bool dicom_sop_class_allows(const DicomSopClass *sop_class, Slice modality);

/* Calls `visit` for every SOP class that is not retired, until it returns false: first those for the modality (may be
   empty), of these the ones for no other before the rest, then those for any modality, then the others. `rank` is 0, 1
   or 2 accordingly. */
void dicom_sop_class_visit(Slice modality, bool (*visit)(void *context, const DicomSopClass *sop_class, unsigned rank),
                           void *context);

/* The SNOMED CT code of a body part, and its name, by the defined term of Body Part Examined; false for other terms. */
bool dicom_body_part_find(Slice term, Slice *snomed_code, Slice *name);

/* True where a SNOMED CT code is one of those for the defined term, in this edition of the standard or an earlier one.
 */
bool dicom_body_part_has(Slice term, Slice snomed_code);

/* The name of a body structure that has no sides, by its SNOMED CT code; false for all others. */
bool dicom_single_site_find(Slice snomed_code, Slice *name);

#endif
