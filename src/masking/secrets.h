/*
 * Secrets: the words that tell who a patient is.
 */
#ifndef IPSE_MASKING_SECRETS_H
#define IPSE_MASKING_SECRETS_H

#include "src/json/document.h"

typedef struct Secret {
    Slice text;   /* in the arena of the list */
    bool is_date; /* a date of birth as FHIR writes it */
} Secret;

typedef struct Secrets {
    Secret *items;
    size_t count;
    size_t capacity;
    Arena *arena;
} Secrets;

/* The secrets of a value and all in it, the longest first. Free with secrets_free. */
Secrets secrets_of(const Document *document, NodeId within);
void secrets_free(Secrets *secrets);

#endif
