/*
 * Tree filter: which rows of the tree are shown.
 */
#ifndef IPSE_SCREENS_TREE_FILTER_H
#define IPSE_SCREENS_TREE_FILTER_H

#include "ui/screens/bench/bench.h"

/* Filters, and keeps the cursor where it was or near it. */
void tree_filter_set(Workbench *bench, FilterKind kind, Slice text);

/* Shows all rows, and all issues, again; false where no filter was on. */
bool tree_filter_clear(Workbench *bench);

/* What is filtered for, as a title of the tree; NULL where nothing is. */
const char *tree_filter_title(const Workbench *bench);

#endif
