/*
 * Slicing: which slices of a sliced element an item belongs to (http://hl7.org/fhir/R4/profiling.html#slicing).
 *
 * An item belongs to a slice when it has what the slice requires at every discriminator: a fixed value or pattern, a
 * code of a value set, that something is there or not, a type, conformance to a profile. Discriminators lead through
 * the item and through the definition of the slice at the same time (src/check/walk/discriminator.h).
 */
#ifndef IPSE_CHECK_SLICING_H
#define IPSE_CHECK_SLICING_H

#include "src/check/plan/slices.h"
#include "src/check/state/group.h"

typedef enum Match { MATCH_NO, MATCH_YES, MATCH_UNKNOWN } Match;

/* The items of one element in one object, being told apart. The counts lie on the walk's stack. */
typedef struct SliceTally {
    const Plan *plan;
    size_t base;              /* of the counts */
    size_t open;              /* of counts of items that lack what tells them apart, one for each slicing */
    size_t met;               /* of room for the slices that one item is found to belong to */
    uint32_t last;            /* position of the last item's slice, for ordered slicing */
    const Slicing *unmatched; /* of which the last item matches no slice; NULL: none */
} SliceTally;

/* Begins to tell the items of one object apart; no item was met yet. */
void tally_begin(Walk *walk, const Plan *plan, SliceTally *tally);

/* The plan of an item with the slices that it belongs to. */
const Plan *tally_choose(Walk *walk, SliceTally *tally, const Place *place);

/* That of a slice, at one position; made when it is first asked for. */
const struct Discriminator *slicing_discriminator(Walk *walk, const SliceOf *slice, uint32_t position);

/* Judges how often slices were met; `holder` is the object that the items are in. */
void tally_end(Walk *walk, SliceTally *tally, const Place *holder, const Member *member);

/* Names the slices of a child that must be there, by all definitions of the holder, where the child is not there at
 * all. */
void slicing_report_missing(Walk *walk, const Place *holder, Slice name);

#endif
