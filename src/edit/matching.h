/*
 * Matching: which items of two rows belong together, when some were put in, taken out or replaced.
 */
#ifndef IPSE_EDIT_MATCHING_H
#define IPSE_EDIT_MATCHING_H

#include <stddef.h>
#include <stdint.h>

#define MATCH_NONE 0xFFFFFFFFu

/* Pairs equal numbers of the two rows, in order and as many as can be: matches[i] becomes the position in `right` of
   the partner of left[i], or MATCH_NONE. Equal ends are paired at once; where more than some thousand items lie between
   them on both sides, those stay without partners. */
void matching_find(const uint32_t *left, size_t left_count, const uint32_t *right, size_t right_count,
                   uint32_t *matches);

#endif
