/*
 * Evaluator: FHIRPath expressions asked of a document outside of a check, with all that a check knows: where references
 * lead within the document, which profiles a resource conforms to, what a narrative may hold.
 */
#ifndef IPSE_CHECK_EVALUATOR_H
#define IPSE_CHECK_EVALUATOR_H

#include "src/check/check.h"
#include "src/fhirpath/fhirpath.h"

typedef struct Evaluator Evaluator;

/* Both are borrowed; the document must not change meanwhile. NULL for the document: expressions without an input. */
Evaluator *evaluator_new(Checker *checker, const Document *document);
void evaluator_free(Evaluator *evaluator);

/* Evaluates for the resource at a node; `items` live until the next evaluation by this checker. False as
   fhirpath_evaluate. */
bool evaluator_run(Evaluator *evaluator, const FhirpathProgram *program, NodeId resource, FhirpathItems *items,
                   Error *error);

/* For names of types and texts of items. */
FhirpathContext *evaluator_context(const Evaluator *evaluator);

#endif
