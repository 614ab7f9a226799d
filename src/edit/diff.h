/*
 * Diff: what differs between two texts, line by line, in the unified format of diff(1).
 */
#ifndef IPSE_EDIT_DIFF_H
#define IPSE_EDIT_DIFF_H

#include "src/base/text.h"

/* Appends the differences as unified hunks with three lines around them, under a head that names the file; nothing
   where the texts are equal. Lines end with LF; a last line without one is followed by the usual remark. The hunks are
   the fewest lines for stretches of up to some thousand differing lines; longer ones are shown as one replacement. */
void diff_unified(Slice before, Slice after, const char *name, Text *output);

/* One place where two texts differ: runs of whole lines, by bytes; either may be empty. */
typedef struct DiffHunk {
    size_t before;
    size_t before_length;
    size_t after;
    size_t after_length;
} DiffHunk;

typedef struct DiffHunks {
    DiffHunk *items; /* in order */
    size_t count;
    size_t capacity;
} DiffHunks;

/* Finds all places where the texts differ; free with diff_hunks_free. */
DiffHunks diff_hunks(Slice before, Slice after);
void diff_hunks_free(DiffHunks *hunks);

#endif
