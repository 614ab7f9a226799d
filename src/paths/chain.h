/*
 * Chain: what the word under the cursor of a FHIRPath expression is a step of.
 *
 *     series.where(modality.co|        the word "co", a step of "series.modality"
 *     series.where(mod|                the word "mod", a step of "series": in the arguments of a function, of its input
 *     name.given.count() > 1 and bi|   the word "bi", a step of the resource
 *
 * The expression may be unfinished.
 */
#ifndef IPSE_PATHS_CHAIN_H
#define IPSE_PATHS_CHAIN_H

#include "src/base/text.h"

typedef struct Chain {
    Text base;       /* an expression whose items the word is a step of; empty: of the resource */
    size_t start;    /* of the word, which ends at the cursor */
    bool is_literal; /* the cursor is in a string, a comment or a number: nothing is to be completed */
    bool is_first;   /* no step stands before the word: types and variables can be meant too */
} Chain;

/* Free with text_free of `base`. */
Chain chain_at(Slice expression, size_t cursor);

#endif
