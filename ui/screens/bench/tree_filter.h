/*
 * Tree filter: which rows of the tree are shown. In large files the rows with a text are looked for between keys
 * (ui/screens/background/background.h); until all are known, the tree stays as it is.
 */
#ifndef IPSE_SCREENS_TREE_FILTER_H
#define IPSE_SCREENS_TREE_FILTER_H

#include "ui/screens/bench/bench.h"

/* A filter that is not complete yet. Starts all zero. */
typedef struct TreeFilter {
    Filter made;
    const OpenFile *file; /* whose rows it is for; NULL: none is under way */
    uint64_t revision;    /* of its document */
} TreeFilter;

/* Filters, and keeps the cursor where it was or near it. */
void tree_filter_set(Workbench *bench, FilterKind kind, Slice text);

/* Shows all rows, and all issues, again; false where no filter was on. */
bool tree_filter_clear(Workbench *bench);

/* What is filtered for, as a title of the tree; NULL where nothing is. */
const char *tree_filter_title(const Workbench *bench);

/* ---- between keys ---- */

/* True while rows are looked for in the file that is shown. */
bool tree_filter_is_gathering(const Workbench *bench);

/* Looks for so many milliseconds; true when all are found, and shown. */
bool tree_filter_gather(Workbench *bench, int milliseconds);

/* How much of the file was looked at, in a thousand parts. */
unsigned tree_filter_share(const Workbench *bench);

/* Gives up; the tree stays as it is. False where nothing was under way. */
bool tree_filter_stop(Workbench *bench);

#endif
