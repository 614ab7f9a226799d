/*
 * Wrapped: sentences that are longer than a line of the screen, in as many rows as they take; hints, of which a line
 * has as many as fit.
 */
#ifndef IPSE_WIDGETS_WRAPPED_H
#define IPSE_WIDGETS_WRAPPED_H

#include "ui/kit/canvas/canvas.h"

/* The rows that a sentence takes, wrapped at blanks; at least 1, at most `most`. */
int wrapped_rows(Slice text, int width, int most, ClusterMode mode);

/* Draws a sentence in the rows of an area, as canvas_label_slice does. Where it does not fit, its longest words (paths,
   values) are shortened in their middle until it does. */
void wrapped_draw(Canvas *canvas, Rect area, Style style, Slice text);

/* Fills a line at the lower end of a view with what keys do there, parted by " · ": the last ones are left out where
   there is no room, never cut. */
void hints_draw(Canvas *canvas, Rect line, const char *hints);

#endif
