/*
 * Tree pane: the rows of the outline.
 */
#ifndef IPSE_SCREENS_TREE_PANE_H
#define IPSE_SCREENS_TREE_PANE_H

#include "ui/kit/canvas/canvas.h"

typedef struct Workbench Workbench;

void tree_pane_draw(Workbench *bench, Canvas *canvas, Rect area, bool is_focused);

/* The names that lead to the row under the cursor, with what the tree is filtered for, in at most so many cells. */
const char *tree_pane_title(Workbench *bench, int cells);

#endif
