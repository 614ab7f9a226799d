/*
 * Raw text: one line of a file as it is written, with its parts told apart.
 */
#ifndef IPSE_SCREENS_RAW_TEXT_H
#define IPSE_SCREENS_RAW_TEXT_H

#include "src/json/document.h"
#include "ui/kit/canvas/canvas.h"

/* A line: its bytes without the line end, and where they begin in the file. */
typedef struct RawLine {
    Slice text;
    uint32_t start;
} RawLine;

/* A line of a file, from 1. */
RawLine raw_line(const Document *document, uint32_t line);

/* Draws a line; what belongs to `node` lies on a ground of its own. Of a line that is longer than the field, the part
   is shown in which the node begins, where `is_scrolled`. Returns the cells that were drawn. */
int raw_text_draw(const Document *document, RawLine line, NodeId node, bool is_scrolled, Canvas *canvas, Rect field);

#endif
