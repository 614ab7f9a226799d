/*
 * ArchiveWords: values of DICOM as FHIR has them. All append JSON or text; what DICOM does not say is left out.
 */
#ifndef IPSE_ARCHIVE_WORDS_H
#define IPSE_ARCHIVE_WORDS_H

#include "src/images/image.h"

#include "src/base/text.h"

/* The parts of a person's name (PN, PS3.5, section 6.2.1.1), of its first component group. */
typedef struct PersonName {
    Slice family;
    Slice given;
    Slice middle;
    Slice prefix;
    Slice suffix;
} PersonName;

PersonName archive_person(Slice name);

/* "Dr Eva Maria Müller", as people write it. */
void archive_append_person(Slice name, Text *text);

/* The administrative gender of FHIR for Patient's Sex; empty if there is none. */
Slice archive_gender(Slice sex);

/* The modality of a series, OT where the images state none. */
Slice archive_modality(const Image *series);

/* The Coding of a body site: of Anatomic Region Sequence, else of the SNOMED CT code that PS3.16, annex L has for Body
   Part Examined, else with its text alone. False where the images say nothing. */
bool archive_append_body_site(const Image *series, Text *json);

/* The Coding of a side (R, L, B); false where the images state none. */
bool archive_append_laterality(const Image *series, Text *json);

/* The URI of a coding scheme (PS3.16, chapter 8); empty where it is not known. */
Slice archive_scheme(Slice designator);

/* Appends `"name":"text"` after a comma where something is before it. */
void archive_append_member(const char *name, Slice text, Text *json);

#endif
