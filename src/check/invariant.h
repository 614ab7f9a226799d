/*
 * Invariants: the FHIRPath constraints of the definitions, compiled once and evaluated over the document.
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
