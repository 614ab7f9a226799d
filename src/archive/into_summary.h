/*
 * IntoSummary: studies put into an IPS document.
 *
 * A study becomes an entry of the Bundle. In an IPS the section "Results" (LOINC 30954-2) refers to reports, and a
 * report to its studies (Composition-uv-ips, sectionResults; DiagnosticReport.imagingStudy): so a DiagnosticReport
 * comes along, and the section refers to it and names the study in its narrative. A section that is missing is made.
 * The patient is the subject of the Composition. Entries have UUIDs that follow from the Study Instance UID, so that
 * the same images give the same bytes.
 */
#ifndef IPSE_ARCHIVE_INTO_SUMMARY_H
#define IPSE_ARCHIVE_INTO_SUMMARY_H

#include "src/check/check.h"
#include "src/images/image_set.h"

/* Adds a study to the document. Appends sentences, a line each, about what a person must look at: a patient that
   differs from that of the summary. False with a sentence where the document is no summary (its first entry is no
   Composition) or has the study, and unless `takes_other_patients`, where the images say something else of the patient
   than the summary; then the document may be changed. */
bool into_summary_add(Checker *checker, Document *document, const ImageStudy *study, bool takes_other_patients,
                      Text *lines, Error *error);

/* The same for an ImagingStudy that exists, whose members stay as they are written; its patient becomes that of the
   summary, which a line tells. False with a sentence where the study is none, the document is no summary, or has the
   study. */
bool into_summary_add_study(Checker *checker, Document *document, const Document *study, Text *lines, Error *error);

#endif
