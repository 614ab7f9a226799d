/*
 * Reading: names and values in the words in which a clinician reads them.
 */
#ifndef IPSE_OUTLINE_READING_H
#define IPSE_OUTLINE_READING_H

#include "src/json/document.h"

/* Appends what an element is called, by its path ("ImagingStudy.subject": "Patient"), else from its name ("bodySite":
   "Body site"); identifiers by what their value `id` is the number of. */
void reading_label(const Document *document, NodeId id, Slice path, Slice name, Text *text);

/* Appends a value of a type: dates as "14 March 2025, 09:12", codes by what they mean, patients with the day of birth,
   UIDs of studies as DICOM writes them; false, with nothing appended, where it has no way of its own to say it. */
bool reading_value(const Document *document, NodeId id, Slice type, Text *text);

/* What a code of DICOM means: the name of a SOP class, the meaning of a modality; empty where it is neither. */
Slice reading_meaning(Slice code);

/* Appends a date or moment as it is read; as it is written, where that is no date of FHIR. */
void reading_date(Slice written, Text *text);

#endif
