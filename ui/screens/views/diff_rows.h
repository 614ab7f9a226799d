/*
 * Diff rows: the lines of the view of differences, as text or by elements.
 *
 * As text: a divider for each change, with the element that it is in, then the lines around it, with the numbers that
 * they have in both texts; of lines that were replaced by as many others the bytes that differ are known. By elements:
 * a row for each element that was changed, added or removed.
 */
#ifndef IPSE_SCREENS_DIFF_ROWS_H
#define IPSE_SCREENS_DIFF_ROWS_H

#include "src/edit/alignment.h"
#include "src/edit/diff.h"
#include "ui/screens/views/marked_line.h"

/* A line as it is shown. `text` lies in one of the texts, or in the rows' own. */
typedef struct DiffRow {
    /* ' ', '-', '+'; '=': a divider; '*': an element that was changed, '>' one that was added, '<' one that was removed
     */
    char sign;
    Slice text;
    uint32_t before; /* number of the line in the text before, from 1; 0: it is not in it */
    uint32_t after;  /* the same in the text after */
    size_t hunk;     /* of an element: the row of the alignment */
    LineMark mark;   /* what differs from the line that it replaces, or is replaced by */
} DiffRow;

/* What the rows are made from; all is borrowed. */
typedef struct DiffSource {
    Slice before;
    const Document *old; /* of the text before; NULL: it is not known */
    const Document *now;
    const DiffHunks *hunks;
    bool is_after_first; /* the text before is what may come: what it lacks is shown as removed, and stands first */
} DiffSource;

typedef struct DiffRows {
    DiffRow *items;
    size_t count;
    size_t capacity;
    Arena *arena; /* of texts that were made */
} DiffRows;

/* Makes the rows anew. */
void diff_rows_text(DiffRows *rows, const DiffSource *source);
void diff_rows_elements(DiffRows *rows, const DiffSource *source, const Alignment *alignment);
void diff_rows_free(DiffRows *rows);

/* Appends "3 elements changed, 1 added, 2 removed". With `is_after_first` the left text is what comes later. */
void diff_append_summary(const Alignment *alignment, bool is_after_first, Text *text);

#endif
