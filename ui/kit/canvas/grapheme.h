/*
 * Grapheme: what a person takes for one character, for moving and deleting while text is edited.
 *
 * Extended grapheme clusters of Unicode (UAX #29): a character with its marks, a flag of two letters, emoji that are
 * joined, syllables of Hangul, conjuncts of Indic scripts, CR with LF. A Cluster (cluster.h) is what is shown in a cell
 * or two; a grapheme is one cluster or several.
 */
#ifndef IPSE_KIT_GRAPHEME_H
#define IPSE_KIT_GRAPHEME_H

#include "src/base/slice.h"

/* End of the grapheme that begins at `offset`, which must be less than the length. */
size_t grapheme_next(Slice text, size_t offset);

/* Start of the grapheme before `offset`, which is greater than 0. Looks back at most a thousand bytes. */
size_t grapheme_previous(Slice text, size_t offset);

/* `offset` where a grapheme begins or the text ends there; else the start of the grapheme that it lies in. */
size_t grapheme_start(Slice text, size_t offset);

#endif
