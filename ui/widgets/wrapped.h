/*
 * Wrapped: sentences that are longer than a line of the screen, in as many rows as they take.
 */
#ifndef IPSE_WIDGETS_WRAPPED_H
#define IPSE_WIDGETS_WRAPPED_H

#include "ui/kit/canvas/canvas.h"

/* The rows that a sentence takes, wrapped at blanks; at least 1, at most `most`. */
int wrapped_rows(Slice text, int width, int most, ClusterMode mode);

/* Draws a sentence in the rows of an area, as canvas_label_slice does. Where it does not fit, its longest words (paths, values) are
   shortened in their middle until it does. */
void wrapped_draw(Canvas *canvas, Rect area, Style style, Slice text);

#endif
