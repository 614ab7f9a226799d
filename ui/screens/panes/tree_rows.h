/*
 * Tree rows: how the rows of the outline are drawn.
 */
#ifndef IPSE_SCREENS_TREE_ROWS_H
#define IPSE_SCREENS_TREE_ROWS_H

#include "ui/kit/canvas/canvas.h"

typedef struct Workbench Workbench;

/* Draws the rows of the tree in an area; `rests`: the cursor rests in it. There must be a file. */
void tree_rows_draw(Workbench *bench, Canvas *canvas, Rect area, bool rests);

#endif
