/*
 * Marked line: two lines of which one took the place of the other, with what differs marked.
 */
#ifndef IPSE_SCREENS_MARKED_LINE_H
#define IPSE_SCREENS_MARKED_LINE_H

#include "ui/kit/canvas/canvas.h"

/* Bytes of a line that differ from those of another. */
typedef struct LineMark {
    size_t start;
    size_t length;
    bool has_signs; /* the line is made of words and signs of ours, as a summary is */
} LineMark;

/* What two lines do not have in common, at the borders of characters. */
void line_marks(Slice one, Slice other, LineMark *one_mark, LineMark *other_mark);

/* Draws a line, without what it has in common at its start where it is too long, and with a mark on what differs. */
void marked_line_draw(Canvas *canvas, Rect field, Style style, Slice text, LineMark mark);

#endif
