/*
 * Removal: what a check says of a document before and after a required element was removed from it.
 *
 * Removing what is required may never make a document look better: no finding outside of what was removed goes.
 */
#ifndef IPSE_TESTS_REMOVAL_H
#define IPSE_TESTS_REMOVAL_H

#include "src/base/slice.h"

typedef struct RemovalCounts {
    unsigned removals; /* elements that were removed, one at a time */
    unsigned lowered;  /* of these: the number of findings outside fell; each is printed */
} RemovalCounts;

/* Removes each required element of each resource of a document; Bundle.type, Composition.type and resourceType apart.
   Every `stride`-th of them is tried. */
RemovalCounts removal_try(Slice bytes, const char *path, unsigned stride);

#endif
