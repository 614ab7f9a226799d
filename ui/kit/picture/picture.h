/*
 * Picture: a canvas in the colours of a theme, as a file for web pages (SVG 1.1), and as a recording for players of
 * terminals (asciicast v2).
 */
#ifndef IPSE_KIT_PICTURE_H
#define IPSE_KIT_PICTURE_H

#include "src/base/text.h"
#include "ui/kit/canvas/canvas.h"
#include "ui/kit/config/theme.h"

#include <stdint.h>

/* How a cell is painted with all colours, reverse and the terminal's own colours resolved: red, green, blue as
 * 0xRRGGBB. */
typedef struct CellPaint {
    uint32_t foreground;
    uint32_t background;
    unsigned attributes; /* Attribute, without ATTRIBUTE_REVERSE */
} CellPaint;

CellPaint picture_paint(const Theme *theme, const Cell *cell);

/* Appends the characters of a cell; nothing for the second cell of a wide character. */
void picture_append_cell(const Cell *cell, Text *text);

/* Appends the canvas as an SVG document. */
void picture_append_svg(const Canvas *canvas, const Theme *theme, const char *title, Text *svg);

/* A recording: lines of asciicast v2 (a header, then a line for each change). */
typedef struct Cast Cast;

Cast *cast_new(const char *title);
void cast_free(Cast *cast);

/* Adds what changed since the frame before; `milliseconds` since the beginning. The first frame gives the size. */
void cast_add(Cast *cast, const Canvas *canvas, const Theme *theme, int64_t milliseconds);

/* Everything so far; valid until the next frame is added. */
Slice cast_text(const Cast *cast);

#endif
