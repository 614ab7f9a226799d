/*
 * Wildcard: does a text fit a pattern? `*` stands for any run of characters, `?` for one; all else for itself.
 */
#ifndef IPSE_KIT_WILDCARD_H
#define IPSE_KIT_WILDCARD_H

#include "src/base/text.h"

/* The whole text must fit. Takes time in proportion to the product of the lengths at most. */
bool wildcard_fits(Slice pattern, Slice text);

/* Appends a path without its positions in arrays: of `series[0].uid`, `series.uid`. */
void path_append_plain(Slice path, Text *plain);

/* As wildcard_fits, of a path of FHIRPath: it fits as it is, or without its positions in arrays, so that
   `ImagingStudy.series.uid` stands for the UIDs of all series. */
bool wildcard_fits_path(Slice pattern, Slice path);

#endif
