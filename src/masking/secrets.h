/*
 * Secrets: the words that tell who a patient is.
 */
#ifndef IPSE_MASKING_SECRETS_H
#define IPSE_MASKING_SECRETS_H

#include "src/json/document.h"

typedef enum SecretKind {
    SECRET_WORDS,
    SECRET_DATE, /* a date of birth as FHIR writes it */
    SECRET_ID    /* the id of a Patient: secret where ids and references stand, a number like others elsewhere */
} SecretKind;

typedef struct Secret {
    Slice text; /* in the arena of the list */
    SecretKind kind;
    unsigned number; /* of an id, from 1 */
} Secret;

typedef struct Secrets {
    Secret *items;
    size_t count;
    size_t capacity;
    Arena *arena;
    unsigned ids; /* number of those */
} Secrets;

/* The secrets of a value and all in it, the longest first. Free with secrets_free. */
Secrets secrets_of(const Document *document, NodeId within);
void secrets_free(Secrets *secrets);

#endif
