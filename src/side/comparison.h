/*
 * Comparison: where two profiles say something different, element by element and facet by facet.
 */
#ifndef IPSE_SIDE_COMPARISON_H
#define IPSE_SIDE_COMPARISON_H

#include "src/side/facets.h"

typedef struct Difference {
    Slice id;            /* of the element */
    const Element *left; /* NULL: only the other profile names the element */
    const Element *right;
    Facet facet;     /* of elements that both name */
    Slice left_text; /* empty: nothing */
    Slice right_text;
} Difference;

typedef struct ComparisonCounts {
    uint32_t elements; /* that both name */
    uint32_t differing;
    uint32_t only_left;
    uint32_t only_right;
} ComparisonCounts;

/* Calls `visit` for each difference, in the order of the left profile, then what only the right one names; the texts
   live until it returns. Elements are matched by their id within the resource, facets that both leave to the base are
   no differences. */
ComparisonCounts comparison_visit(const Structure *left, const Structure *right,
                                  void (*visit)(void *context, const Difference *difference), void *context);

#endif
