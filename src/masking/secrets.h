/*
 * Secrets: the words that tell who a patient is.
 */
#ifndef IPSE_MASKING_SECRETS_H
#define IPSE_MASKING_SECRETS_H

#include "src/json/document.h"

typedef enum SecretKind {
    SECRET_WORDS,
    SECRET_EXACT, /* words that are others in another case, as "IN" */
    SECRET_UUID,  /* of the patient, in its id or elsewhere */
    SECRET_DATE,  /* a date of birth as FHIR writes it */
    SECRET_ID     /* the id of a Patient: secret where ids and references stand, a number like others elsewhere */
} SecretKind;

typedef struct Secret {
    Slice text; /* in the arena of the list */
    SecretKind kind;
    unsigned number; /* of an id or a UUID among its kind, from 0 */
} Secret;

typedef struct Secrets {
    Secret *items;
    size_t count;
    size_t capacity;
    Arena *arena;
    unsigned ids; /* number of those */
    unsigned uuids;
} Secrets;

/* The secrets of a value and all in it, the longest first. Free with secrets_free. */
Secrets secrets_of(const Document *document, NodeId within);
void secrets_free(Secrets *secrets);

#endif
