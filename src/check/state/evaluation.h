/*
 * Evaluation: FHIRPath expressions asked in the course of a check, by groups. What they may ask of FHIR beyond the
 * document is answered by the model of the check (src/check/walk/model.h), which knows by these functions from where.
 */
#ifndef IPSE_CHECK_EVALUATION_H
#define IPSE_CHECK_EVALUATION_H

#include "src/check/state/group.h"
#include "src/fhirpath/machine/quick.h"

/* Evaluates an expression in the resource of a scope; the functions return false as fhirpath_evaluate does. The items
   live until evaluation_end or the next evaluation. */
bool evaluation_truth(Walk *walk, const Scope *scope, const FhirpathProgram *program, const FhirpathInput *input,
                      bool *is_true, Error *error);
bool evaluation_items(Walk *walk, const Scope *scope, const FhirpathProgram *program, const FhirpathInput *input,
                      FhirpathItems *items, Error *error);
void evaluation_end(Walk *walk);

/* As evaluation_truth by a quick look (quick_truth), which forgets nothing; false where it gives up. */
bool evaluation_quick(Walk *walk, const FhirpathProgram *program, const QuickInput *input, bool *is_true);

/* References that lead out of the file, met by resolve() since evaluation_begin. */
typedef enum Unfollowed {
    UNFOLLOWED_NONE,
    UNFOLLOWED_TYPED,  /* the types of their targets are told */
    UNFOLLOWED_UNTYPED /* that of one is not */
} Unfollowed;

/* Forgets those that were met. */
void evaluation_begin(Walk *walk);

Unfollowed evaluation_unfollowed(const Walk *walk);

/* True when, since evaluation_begin, values were compared by all that is in them. */
bool evaluation_has_compared_all(const Walk *walk);

#endif
