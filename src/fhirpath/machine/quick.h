/*
 * Quick: the truth of most invariants, told from the members of one object without a machine.
 *
 * Invariants mostly ask whether members are there. Where that alone decides, no collection need be made: a quick look
 * carries out the same instructions in the same order, and gives up at the first one whose outcome it cannot tell for
 * certain (members of a choice, siblings, comparisons). What it tells is what the machine would.
 */
#ifndef IPSE_FHIRPATH_QUICK_H
#define IPSE_FHIRPATH_QUICK_H

#include "src/fhirpath/fhirpath.h"

/* Tells whether a program is true for an element of a document, as fhirpath_evaluate_truth does when it is not strict. False
   where it gives up. */
bool quick_truth(const FhirpathProgram *program, const FhirpathItem *focus, bool *is_true);

#endif
