/*
 * Corrected invariants: invariants of the R4 definitions whose published expressions do not say what their words say,
 * or fail where nothing is there, with the expressions that later versions of FHIR or the reference validator use in
 * their place.
 */
#ifndef IPSE_PROFILE_CORRECTED_INVARIANT_H
#define IPSE_PROFILE_CORRECTED_INVARIANT_H

#include "src/base/slice.h"

/* The expression to evaluate for a constraint of the FHIR core definitions; `expression` itself where there is no
 * correction. */
Slice corrected_invariant(Slice key, Slice source, Slice expression);

#endif
