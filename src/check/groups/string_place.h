/*
 * StringPlace: from a place in what a JSON string says back to the place in how it is written.
 */
#ifndef IPSE_CHECK_STRING_PLACE_H
#define IPSE_CHECK_STRING_PLACE_H

#include "src/base/slice.h"

/* Where byte `offset` of the unescaped text stands in the JSON string `raw`, quotes included; places past the end give
   the closing quote. */
size_t string_place(Slice raw, size_t offset);

/* The same for many places of one string: those that are asked for in order are found in one walk. Starts with nothing
   but `raw`. */
typedef struct StringWalk {
    Slice raw;
    size_t place;  /* come to so far; 0: not begun */
    size_t offset; /* the byte that stands there */
} StringWalk;

size_t string_walk_to(StringWalk *walk, size_t offset);

#endif
