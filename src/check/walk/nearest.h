/*
 * Nearest: the slice that comes nearest to an item which matches none.
 *
 * Candidates are the slices that an item meets all discriminators of but the profile of the resource in it. Nearest is
 * the one from whose profile the resource differs least, in points (src/check/state/found.h): what contradicts
 * something that the profile prescribes (a code, a pattern, a type) counts much, as it tells kinds of resources apart,
 * what is missing counts less, and what the profile requires and the resource has counts in favour. A section of the
 * document that refers to the resource tells as well what is expected (src/check/walk/section.h), so that the choice
 * stays the same when an element of the resource is removed.
 */
#ifndef IPSE_CHECK_NEAREST_H
#define IPSE_CHECK_NEAREST_H

#include "src/check/state/found.h"
#include "src/check/state/reference_resolver.h"
#include "src/check/walk/slicing.h"

/* Lists what is found of the resource of a scope by a plan. */
void found_collect(Walk *walk, const Scope *scope, const Plan *plan, FoundErrors *found);

struct Reach;

/* A reference in an item to an entry that a slice is told apart by, where the entry has faults by the profile of the
   slice, but nothing that tells it apart from that profile; `profile` NULL: there is none. */
typedef struct Faulty {
    Target target;
    const Structure *profile;
} Faulty;

/* Tells whether an item would belong to a slice if a resource that it refers to were without fault. */
Faulty nearest_faulty(Walk *walk, const Place *item, const SliceOf *slice, struct Reach *reach);

/* The slice that is nearest to an item that matches none of a slicing. */
NearestSlice nearest_slice(Walk *walk, const Place *item, const Slicing *slicing);

#endif
