/*
 * Slices: those of an element that is sliced, in a list, as a plan holds them. Which one an item belongs to is found
 * out in src/check/walk/slicing.h.
 */
#ifndef IPSE_CHECK_SLICES_H
#define IPSE_CHECK_SLICES_H

#include "src/check/plan/plan.h"

/* One slice; re-slices come after the slice that they are slices of. */
typedef struct SliceOf {
    const Element *element;
    const Element *sliced; /* whose discriminators tell it apart */
    uint32_t parent;       /* position of the slice that it is a slice of; UINT32_MAX for none */
    bool is_default;       /* the slice of all that belongs to none of the slices beside it */
    bool is_owed;          /* that it is absent is a gap: not so of choices, nor of those told apart by a profile */
    uint32_t count;        /* of its discriminators */
    const struct Discriminator **by; /* NULL each where not yet asked for */
} SliceOf;

/* The slices that an item with a resource of a type may belong to, as far as that was asked: the last types. A bit for
   each slice, which is also set where more than the type must be looked at. */
typedef struct SlicesOfTypes {
    const Structure *types[16];
    uint64_t slices[16];
    uint32_t count; /* also of those whose places others took */
} SlicesOfTypes;

enum { SLICES_OF_TYPES = 64 }; /* slicings with more slices have none */

struct Slicing {
    const Element *element;
    const SliceOf *slices;
    uint32_t count;
    bool is_far;      /* some discriminator looks beyond the item */
    bool has_default; /* some slice is a default one */
    /* remembered; NULL: other things than the types of resources tell the slices apart first */
    SlicesOfTypes *of_types;
};

#endif
