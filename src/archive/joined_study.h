/*
 * JoinedStudy: what a summary gets of a study, made from its images or from an ImagingStudy that exists.
 */
#ifndef IPSE_ARCHIVE_JOINED_STUDY_H
#define IPSE_ARCHIVE_JOINED_STUDY_H

#include "src/images/image_set.h"
#include "src/json/document.h"

/* All zero is none. Free with joined_study_free. */
typedef struct JoinedStudy {
    Text uid;         /* Study Instance UID; empty: it has none */
    Text description; /* as it is */
    Text title;       /* XHTML: its description and its date */
    Text counts;      /* XHTML: what follows the title in a narrative */
    Text moment;      /* when it began, a dateTime; empty: nobody knows */
    Text resource;    /* JSON, about the patient */
} JoinedStudy;

void joined_study_free(JoinedStudy *joined);

/* Of images; `patient` is what `subject` refers to. */
void joined_study_of_images(const ImageStudy *study, Slice patient, JoinedStudy *joined);

/* Of an ImagingStudy: its members as they are written, but for the reference to its patient. False with a sentence
   where the document is another resource or not valid JSON. */
bool joined_study_of_document(const Document *study, Slice patient, JoinedStudy *joined, Error *error);

#endif
