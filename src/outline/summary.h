/*
 * Summary: a value in a few words, as a person would name it.
 *
 * Resources, DICOM studies, series and instances, and the common datatypes (Coding, CodeableConcept, Reference,
 * Identifier, HumanName, Period, Quantity) have their own words; other objects show their first simple values.
 */
#ifndef IPSE_OUTLINE_SUMMARY_H
#define IPSE_OUTLINE_SUMMARY_H

#include "src/json/document.h"
#include "src/profile/rules.h"

/* Appends the words for a value. `type` is the name of its type, empty where it is not known; `path` the path of its
   element ("ImagingStudy.series"), likewise. Text of the document is appended as it is: it must be escaped on its way
   to a screen. */
void summary_append(const Document *document, NodeId id, Slice type, Slice path, Text *text);

/* Appends the last digits of the UID of a series or an instance, after " · " where `text` holds more than `start`
 * bytes. */
void summary_append_uid_tail(const Document *document, NodeId id, size_t start, Text *text);

#endif
