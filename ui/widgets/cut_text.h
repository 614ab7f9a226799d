/*
 * Cut text: texts that are drawn without their beginning or their middle where they are too long, for ends that tell
 * more.
 */
#ifndef IPSE_WIDGETS_CUT_TEXT_H
#define IPSE_WIDGETS_CUT_TEXT_H

#include "ui/kit/canvas/canvas.h"

/* Draws a text, which may quote documents and have signs of ours, in a line, without its beginning where it does not
 * fit; returns the cells that it took. */
int cut_text_start(Canvas *canvas, Rect line, Style style, Slice text);

/* The same without its middle: a third of the room is for its beginning, the rest for its end. */
int cut_text_middle(Canvas *canvas, Rect line, Style style, Slice text);

#endif
