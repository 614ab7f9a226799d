/*
 * NewStudy: an ImagingStudy made from images, as JSON in one line.
 *
 * What DICOM says is taken over by the mapping of FHIR R4 (imagingstudy.html, mapping to DICOM): UIDs, SOP classes,
 * modalities (OT where the images state none), numbers, counts, descriptions, body sites, sides, dates with their time
 * zone (without one the date alone), accession number, referrer and procedure codes. Only a person knows which Patient
 * it is: `subject` has the Patient ID and the name.
 */
#ifndef IPSE_ARCHIVE_NEW_STUDY_H
#define IPSE_ARCHIVE_NEW_STUDY_H

#include "src/images/image_set.h"

/* Appends the resource. `reference` (may be empty) is what `subject` refers to. */
void new_study_append(const ImageStudy *study, Slice reference, Text *json);

/* Appends the resource as lines with two blanks for each level. */
void new_study_append_lines(const ImageStudy *study, Text *text);

/* Appends sentences, a line each, about what a person must look at: a modality that the images do not state, times
 * without zone. */
void new_study_append_remarks(const ImageStudy *study, Text *lines);

/* Appends a title of the study as XHTML: its description and its date. */
void new_study_append_title(const ImageStudy *study, Text *html);

/* Appends such a title, of a description and a date (YYYY-MM-DD), which may both be empty. */
void new_study_append_heading(Slice description, Slice date, Text *html);

/* Appends what follows a title in a narrative: ": 2 series, 6 instances". */
void new_study_append_counts(size_t series, size_t instances, Text *html);

/* Appends the member `text` after a comma: the narrative, with the title and how many series and instances there are.
 */
void new_study_append_text(const ImageStudy *study, Text *json);

/* Its parts. */
void new_study_append_series(const ImageStudy *study, const ImageSeries *series, Text *json);
void new_study_append_instance(const ImageInstance *instance, Text *json);
void new_study_append_accession(Slice number, Text *json);

/* The Coding of a SOP class. */
void new_study_append_sop_class(Slice uid, Text *json);

/* The Coding of a modality, and the array of those of all series, each once. */
void new_study_append_modality(Slice modality, Text *json);
void new_study_append_modalities(const ImageStudy *study, Text *json);

/* A number of DICOM (IS) as FHIR's unsignedInt; empty where it is none. In the arena. */
Slice new_study_number(Slice number, Arena *arena);

#endif
