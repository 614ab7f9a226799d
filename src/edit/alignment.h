/*
 * Alignment: two documents side by side, value by value.
 *
 * Rows stand in the order of both documents. Members of objects belong together by their keys, items of arrays by what
 * names them (uid, fullUrl, reference, system with value or code, …), else by their content, else by their position
 * between those. Values that are alike have one row, with all that is in them; those that differ in their parts are
 * followed by the rows of the parts. Order of members and layout make no difference; how numbers are written does.
 */
#ifndef IPSE_EDIT_ALIGNMENT_H
#define IPSE_EDIT_ALIGNMENT_H

#include "src/json/splice.h"

#include <stddef.h>

typedef enum AlignmentState {
    ALIGNED_ALIKE,
    ALIGNED_WITHIN, /* parts of it differ: their rows follow */
    ALIGNED_CHANGED,
    ALIGNED_LEFT_ONLY,
    ALIGNED_RIGHT_ONLY
} AlignmentState;

typedef struct AlignmentRow {
    NodeId left;  /* NODE_NONE: only on the right */
    NodeId right; /* NODE_NONE: only on the left */
    unsigned depth;
    AlignmentState state;
} AlignmentRow;

typedef struct Alignment {
    AlignmentRow *rows;
    size_t count;
    size_t capacity;
    size_t differences; /* rows that are changed or on one side only */
} Alignment;

/* Aligns two documents as they are now; free with alignment_free. */
Alignment alignment_make(const Document *left, const Document *right);
void alignment_free(Alignment *alignment);

/* True for rows that are changed or on one side only. */
bool alignment_differs(const AlignmentRow *row);

/* Plans the change that makes the value of a row on one document (`is_to_left`: the left one) what it is on the other:
   replaces it, puts it in, or takes it out. False with a sentence where that cannot be. */
bool alignment_plan(const Alignment *alignment, size_t row, const Document *left, const Document *right,
                    bool is_to_left, SpliceList *list, Error *error);

#endif
