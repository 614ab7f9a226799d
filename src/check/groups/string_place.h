/*
 * StringPlace: from a place in what a JSON string says back to the place in how it is written.
 */
#ifndef IPSE_CHECK_STRING_PLACE_H
#define IPSE_CHECK_STRING_PLACE_H

#include "src/base/slice.h"

/* Where byte `offset` of the unescaped text stands in the JSON string `raw`, quotes included; places past the end give
   the closing quote. */
size_t string_place(Slice raw, size_t offset);

#endif
