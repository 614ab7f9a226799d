/*
 * Suppose: invariants evaluated as if an element that is missing were there.
 *
 * Two questions are answered so. Would the presence of an element break an invariant that holds now (an emptyReason
 * beside entries)? Then the element is no gap. Does an invariant fail only because a required element is missing (what
 * follows from Bundle.type, without a type)? Then what is missing is reported, and the invariant is not.
 *
 * The value that holds the element is copied with what the invariant can see of it, the element is put in, and the
 * invariant is evaluated for the copy. Codes with a required binding are tried one after the other; for other values
 * something that has the right JSON form stands.
 */
#ifndef IPSE_CHECK_SUPPOSE_H
#define IPSE_CHECK_SUPPOSE_H

#include "src/check/state/group.h"

/* True where an element that a slot asks for would break an invariant of the object at `place` or of one around it in
   the same resource. */
bool suppose_breaks(Walk *walk, const Place *place, const Slot *slot);

/* True where an invariant that does not hold for `place` would hold if required elements were there that are missing in
   the place, or in its resource, and that the invariant names. */
bool suppose_follows(Walk *walk, const Place *place, const Invariant *invariant);

#endif
