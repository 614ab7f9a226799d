/*
 * Canvas: a grid of cells in memory; everything that is shown is drawn here first.
 *
 * Positions are in cells from the upper left corner of the canvas, (0, 0). What lies outside the canvas or outside the
 * clip is not drawn; sizes may be zero or negative and then draw nothing. Drawing text changes the style of its cells
 * and keeps their ground. Text that is not ours (from documents, files, the environment) goes through canvas_text or
 * canvas_format: nothing in it can reach the terminal as a control sequence. A wide character that is cut by a border,
 * or half overwritten, becomes a blank.
 */
#ifndef IPSE_KIT_CANVAS_H
#define IPSE_KIT_CANVAS_H

#include "src/base/slice.h"
#include "src/base/text.h"
#include "ui/kit/canvas/cluster.h"
#include "ui/kit/canvas/glyphs.h"
#include "ui/kit/canvas/rect.h"
#include "ui/kit/config/style.h"

#include <stdint.h>

/* One cell. The second cell of a wide character has width 0 and no characters. */
typedef struct Cell {
    uint32_t characters[1 + CLUSTER_MARKS_MAXIMUM]; /* zero-terminated where shorter; [0] is never 0 but for width 0 */
    uint8_t width;
    uint8_t style;  /* Style */
    uint8_t ground; /* Ground */
    uint8_t spare;
} Cell;

typedef struct Canvas Canvas;

/* A blank canvas; free with canvas_free. Negative sizes count as 0. */
Canvas *canvas_new(int width, int height, bool is_ascii);
void canvas_free(Canvas *canvas);

/* Changes the size and blanks it. */
void canvas_resize(Canvas *canvas, int width, int height);

/* Blanks every cell, hides the cursor and lifts the clip. */
void canvas_clear(Canvas *canvas);

bool canvas_is_ascii(const Canvas *canvas);

/* How documents' text is read on this canvas: CLUSTER_UNICODE or CLUSTER_ASCII. */
ClusterMode canvas_mode(const Canvas *canvas);

Rect canvas_bounds(const Canvas *canvas);

/* The cell at (x, y), which must lie on the canvas. */
const Cell *canvas_cell(const Canvas *canvas, int x, int y);

/* Restricts drawing to the part of the present clip that lies in `rect`; returns the clip that was, for
   canvas_restore_clip. */
Rect canvas_clip(Canvas *canvas, Rect rect);
void canvas_restore_clip(Canvas *canvas, Rect clip);

/* Gives cells a ground and keeps what is written on them. */
void canvas_ground(Canvas *canvas, Rect rect, Ground ground);

/* Blanks cells and gives them a ground. */
void canvas_fill(Canvas *canvas, Rect rect, Ground ground);

/* Gives cells a style and keeps what is written on them. */
void canvas_restyle(Canvas *canvas, Rect rect, Style style);

/* Draws untrusted text from (x, y) on in at most `width` cells and returns the cells that it took. Text that does not
   fit is cut at a cell's border and ends in an ellipsis. */
int canvas_text(Canvas *canvas, int x, int y, int width, Style style, Slice text);

/* As canvas_text, without the first `skipped` cells of the text; those that are cut on the left are not marked. */
int canvas_text_from(Canvas *canvas, int x, int y, int width, Style style, Slice text, size_t skipped);

/* As canvas_text for the program's own words: on an ASCII canvas signs of the glyph table take their ASCII form. */
int canvas_label(Canvas *canvas, int x, int y, int width, Style style, const char *text);

/* canvas_label of a Slice, for sentences that quote documents (messages of issues). */
int canvas_label_slice(Canvas *canvas, int x, int y, int width, Style style, Slice text);

/* The same without the first `skipped` cells of the text, as canvas_text_from. */
int canvas_label_from(Canvas *canvas, int x, int y, int width, Style style, Slice text, size_t skipped);

/* canvas_label of what printf makes; cut at 1,024 bytes. */
int canvas_format(Canvas *canvas, int x, int y, int width, Style style, const char *format, ...)
    __attribute__((format(printf, 6, 7)));

/* As canvas_label, so that the text ends at the right end of the `width` cells; returns the x at which it starts. */
int canvas_label_right(Canvas *canvas, int x, int y, int width, Style style, const char *text);

/* Draws one sign; returns 1. */
int canvas_glyph(Canvas *canvas, int x, int y, Style style, Glyph glyph);

/* Draws lines of `length` cells. */
void canvas_horizontal(Canvas *canvas, int x, int y, int length, Style style);
void canvas_vertical(Canvas *canvas, int x, int y, int length, Style style);

/* Draws a box on the border cells of `rect` with a title in its upper line (NULL: none); returns the inside. */
Rect canvas_box(Canvas *canvas, Rect rect, Style style, const char *title);

/* Draws a scrollbar in a column, which is to be blank: `total` rows of which those from `first` on are shown. Draws
   nothing when all are. */
void canvas_scrollbar(Canvas *canvas, int x, int y, int height, uint64_t first, uint64_t total);

/* Where the terminal's cursor rests. A cursor at a place outside the canvas is not set. */
void canvas_set_cursor(Canvas *canvas, int x, int y, bool is_visible);
bool canvas_cursor(const Canvas *canvas, int *x, int *y); /* false: no place was set */
bool canvas_cursor_is_visible(const Canvas *canvas);

/* Appends the canvas as lines of UTF-8 text without trailing blanks, each ended by LF. */
void canvas_print(const Canvas *canvas, Text *text);

#endif
