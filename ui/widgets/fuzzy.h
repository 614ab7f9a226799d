/*
 * Fuzzy: does a row hold the typed characters in order, and how well.
 */
#ifndef IPSE_WIDGETS_FUZZY_H
#define IPSE_WIDGETS_FUZZY_H

#include "src/base/slice.h"

#include <stdint.h>

/* Scores `text` against `pattern` (words separated by blanks: all must match, in any order; letters in either case
   unless the pattern has a capital). 0: no match; greater is better: whole words, beginnings of words and runs count
   more. `marks`, unless NULL, is an array of text.length flags of which those of matched bytes are set. */
uint32_t fuzzy_score(Slice text, Slice pattern, bool *marks);

/* True where every word of the pattern stands in the text as it is. */
bool fuzzy_stands(Slice text, Slice pattern);

#endif
