/*
 * Sides: profiles side by side, as the tree and the rule pane show them.
 */
#ifndef IPSE_SCREENS_SIDES_PANE_H
#define IPSE_SCREENS_SIDES_PANE_H

#include "src/outline/outline.h"
#include "ui/kit/canvas/canvas.h"
#include "ui/screens/bench/session.h"
#include "ui/widgets/text_view.h"

/* Cells that the marks of the profiles take before a row; 0 where the file has no profiles side by side. */
int sides_pane_cells(const OpenFile *file);

/* The heads of the columns and what they stand for, in one line; brings the reports up to date. */
void sides_pane_draw_heads(OpenFile *file, Canvas *canvas, Rect line);

/* The marks of a row. */
void sides_pane_draw_marks(const OpenFile *file, Canvas *canvas, int x, int y, const RowView *row);

/* Adds what the profiles say differently of a row's element, and of the value. */
void sides_pane_add_rules(OpenFile *file, const RowView *row, TextView *view);

#endif
