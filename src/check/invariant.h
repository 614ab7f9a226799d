/*
 * Invariants: the FHIRPath constraints of the definitions, compiled once and evaluated over the document.
 *
 * Every constraint of the elements that hold for a value is evaluated on it once. One that cannot be parsed or evaluated
 * is a note that names it. dom-3 is left to src/check/resource.c, as the reference validator leaves it to a check of its
 * own (narratives and canonicals count as references there, which the expression does not see).
 */
#ifndef IPSE_CHECK_INVARIANT_H
#define IPSE_CHECK_INVARIANT_H

#include "src/base/clock.h"
#include "src/profile/rules.h"

typedef struct Invariants Invariants;

/* The rules are borrowed. Free with invariants_free. */
Invariants *invariants_new(const Rules *rules, Clock clock);
void invariants_free(Invariants *invariants);

#endif
