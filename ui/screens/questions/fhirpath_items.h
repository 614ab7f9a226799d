/*
 * FHIRPath items: what an expression gives for a resource of the file, in words, and the values that it leads to.
 *
 * Results of the engine live until the next evaluation; these are copies.
 */
#ifndef IPSE_SCREENS_FHIRPATH_ITEMS_H
#define IPSE_SCREENS_FHIRPATH_ITEMS_H

#include "src/check/evaluator.h"

enum { ITEMS_SHOWN = 2000 };

typedef struct FhirpathShown {
    NodeId node; /* NODE_NONE: computed */
    Slice value; /* in words */
    Slice type;  /* "FHIR.code", "System.Integer" */
} FhirpathShown;

/* Starts all zero; free with fhirpath_items_free. */
typedef struct FhirpathList {
    FhirpathShown *items; /* the first ITEMS_SHOWN */
    size_t count;
    size_t total;
    NodeId *nodes; /* of all items that are values of the document */
    size_t node_count;
    bool has_error;
    size_t column; /* of the error in the expression, in characters from 1; 0: not known */
    Error error;
    Arena *arena;
} FhirpathList;

void fhirpath_items_free(FhirpathList *list);

/* Evaluates an expression; an empty one gives nothing. */
void fhirpath_items_fill(FhirpathList *list, Evaluator *evaluator, const Document *document, NodeId resource,
                         Slice expression);

#endif
