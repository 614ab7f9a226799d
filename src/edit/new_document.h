/*
 * New document: what a file is begun with that does not exist yet: a study, or a patient summary.
 *
 * The files under src/edit/new are the texts. In them, {uid:NAME} stands for a fresh DICOM UID (2.25.…, PS3.5 section
 * B.2), {uuid:NAME} for a fresh UUID, the same one for the same NAME, and {now} for the time. What only the user knows
 * is an empty string, or is asked for all the same.
 */
#ifndef IPSE_EDIT_NEW_DOCUMENT_H
#define IPSE_EDIT_NEW_DOCUMENT_H

#include "src/base/clock.h"
#include "src/base/text.h"

typedef struct NewDocument {
    const char *name;  /* "study": for the command */
    const char *title; /* "imaging study" */
    const char *file;  /* the name that it is saved under, without its ending */
    const char *const
        *asks; /* paths of what is asked for first, and of values to ask for that are not empty; ended by NULL */
} NewDocument;

/* The documents that there are, by position; NULL past the last. */
const NewDocument *new_document_at(size_t position);

/* The document of a name, in whatever case; NULL if there is none. */
const NewDocument *new_document_find(Slice name);

/* Appends the JSON. */
void new_document_append(const NewDocument *kind, Clock clock, Text *json);

#endif
