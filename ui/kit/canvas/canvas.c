/*
 * Canvas: cells, the clip, and putting text into cells.
 *
 * Invariant: a cell of width 2 is followed by one of width 0, and a cell of width 0 follows one of width 2. `put` keeps
 * it: whatever is half overwritten becomes a blank.
 */
#include "ui/kit/canvas/canvas.h"

#include "src/base/memory.h"
#include "src/base/utf8.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

struct Canvas {
    Cell *cells;
    int width;
    int height;
    Rect clip;
    bool is_ascii;
    bool has_cursor;
    bool is_cursor_visible;
    int cursor_x;
    int cursor_y;
};

static const Cell blank_cell = {.characters = {' '}, .width = 1, .style = STYLE_PLAIN, .ground = GROUND_SCREEN};

/* The greater of two. */
static int most(int a, int b)
{
    return a > b ? a : b;
}

Canvas *canvas_new(int width, int height, bool is_ascii)
{
    Canvas *canvas = memory_allocate_zeroed(1, sizeof *canvas);
    canvas->is_ascii = is_ascii;
    canvas_resize(canvas, width, height);
    return canvas;
}

void canvas_free(Canvas *canvas)
{
    if (canvas) {
        free(canvas->cells);
        free(canvas);
    }
}

void canvas_resize(Canvas *canvas, int width, int height)
{
    canvas->width = most(width, 0);
    canvas->height = most(height, 0);
    size_t count = (size_t)canvas->width * (size_t)canvas->height;
    canvas->cells = memory_resize(canvas->cells, count * sizeof *canvas->cells);
    canvas_clear(canvas);
}

void canvas_clear(Canvas *canvas)
{
    size_t count = (size_t)canvas->width * (size_t)canvas->height;
    for (size_t i = 0; i < count; i++) {
        canvas->cells[i] = blank_cell;
    }
    canvas->clip = canvas_bounds(canvas);
    canvas->has_cursor = false;
}

bool canvas_is_ascii(const Canvas *canvas)
{
    return canvas->is_ascii;
}

ClusterMode canvas_mode(const Canvas *canvas)
{
    return canvas->is_ascii ? CLUSTER_ASCII : CLUSTER_UNICODE;
}

Rect canvas_bounds(const Canvas *canvas)
{
    return (Rect){0, 0, canvas->width, canvas->height};
}

/* The cell at a place that is on the canvas. */
static Cell *cell_at(const Canvas *canvas, int x, int y)
{
    assert(rect_contains(canvas_bounds(canvas), x, y));
    return canvas->cells + (size_t)y * (size_t)canvas->width + (size_t)x;
}

const Cell *canvas_cell(const Canvas *canvas, int x, int y)
{
    return cell_at(canvas, x, y);
}

Rect canvas_clip(Canvas *canvas, Rect rect)
{
    Rect before = canvas->clip;
    canvas->clip = rect_intersection(before, rect);
    return before;
}

void canvas_restore_clip(Canvas *canvas, Rect clip)
{
    canvas->clip = clip;
}

void canvas_ground(Canvas *canvas, Rect rect, Ground ground)
{
    Rect part = rect_intersection(rect, canvas->clip);
    for (int y = part.y; y < part.y + part.height; y++) {
        for (int x = part.x; x < part.x + part.width; x++) {
            cell_at(canvas, x, y)->ground = (uint8_t)ground;
        }
    }
}

void canvas_restyle(Canvas *canvas, Rect rect, Style style)
{
    Rect part = rect_intersection(rect, canvas->clip);
    for (int y = part.y; y < part.y + part.height; y++) {
        for (int x = part.x; x < part.x + part.width; x++) {
            cell_at(canvas, x, y)->style = (uint8_t)style;
        }
    }
}

/* Blanks the other half of a wide character of which (x, y) is one half. */
static void break_wide(Canvas *canvas, int x, int y)
{
    Cell *cell = cell_at(canvas, x, y);
    int other = cell->width == 2 ? x + 1 : cell->width == 0 ? x - 1 : -1;
    if (other >= 0 && other < canvas->width) {
        Cell *half = cell_at(canvas, other, y);
        half->characters[0] = ' ';
        half->characters[1] = 0;
        half->width = 1;
    }
}

/* Writes a cell's characters; the ground stays. The cell lies within the clip. */
static void put(Canvas *canvas, int x, int y, Style style, const uint32_t *characters, size_t count, int width)
{
    break_wide(canvas, x, y);
    Cell *cell = cell_at(canvas, x, y);
    for (size_t i = 0; i <= CLUSTER_MARKS_MAXIMUM; i++) {
        cell->characters[i] = i < count ? characters[i] : 0;
    }
    cell->width = (uint8_t)width;
    cell->style = (uint8_t)style;
}

/* Writes one character of one cell where the clip allows it. */
static void put_character(Canvas *canvas, int x, int y, Style style, uint32_t character)
{
    if (rect_contains(canvas->clip, x, y)) {
        put(canvas, x, y, style, &character, 1, 1);
    }
}

void canvas_fill(Canvas *canvas, Rect rect, Ground ground)
{
    Rect part = rect_intersection(rect, canvas->clip);
    Cell blank = blank_cell;
    blank.ground = (uint8_t)ground;
    for (int y = part.y; y < part.y + part.height && part.width > 0; y++) {
        Cell *row = cell_at(canvas, part.x, y);
        break_wide(canvas, part.x, y);
        break_wide(canvas, part.x + part.width - 1, y);
        for (int i = 0; i < part.width; i++) {
            row[i] = blank;
        }
    }
}

/* Writes a wide character, or blanks where one of its halves is clipped. */
static void put_wide(Canvas *canvas, int x, int y, Style style, const Cluster *cluster)
{
    bool is_whole = rect_contains(canvas->clip, x, y) && rect_contains(canvas->clip, x + 1, y);
    if (!is_whole) {
        put_character(canvas, x, y, style, ' ');
        put_character(canvas, x + 1, y, style, ' ');
        return;
    }
    put(canvas, x + 1, y, style, &(uint32_t){0}, 0, 1);
    put(canvas, x, y, style, cluster->characters, cluster->count, 2);
    Cell *tail = cell_at(canvas, x + 1, y);
    tail->characters[0] = 0;
    tail->width = 0;
}

/* Writes a cluster at x of which only the cells [from, to) may be seen. */
static void put_cluster(Canvas *canvas, int x, int y, Style style, const Cluster *cluster, int from, int to)
{
    Style role = cluster->is_escape ? STYLE_ESCAPE : style;
    if (cluster->is_escape) {
        for (int i = 0; i < cluster->count; i++) {
            if (x + i >= from && x + i < to) {
                put_character(canvas, x + i, y, role, cluster->characters[i]);
            }
        }
    } else if (cluster->cells == 2) {
        if (x >= from && x + 2 <= to) {
            put_wide(canvas, x, y, role, cluster);
        } else {
            put_character(canvas, x < from ? x + 1 : x, y, role, ' ');
        }
    } else if (x >= from && x < to && rect_contains(canvas->clip, x, y)) {
        put(canvas, x, y, role, cluster->characters, cluster->count, 1);
    }
}

/* True when what is left of the text from `offset` on takes at most `cells`; reads no further than needed. */
static bool rest_fits(Slice text, size_t offset, int cells, ClusterMode mode)
{
    while (offset < text.length && cells >= 0) {
        cells -= cluster_next(text, &offset, mode).cells;
    }
    return cells >= 0;
}

/* The sign that a text goes on after column `x`; a text that itself was cut just there has it already. */
static void put_cut(Canvas *canvas, int x, Rect line, Style style)
{
    uint32_t sign = glyph_character(GLYPH_ELLIPSIS, canvas->is_ascii);
    bool is_there = x > line.x && rect_contains(canvas->clip, x - 1, line.y) &&
                    canvas_cell(canvas, x - 1, line.y)->characters[0] == sign;
    put_character(canvas, x, line.y, style, is_there ? ' ' : sign);
}

/* Draws text without its first `skipped` cells in [x, x + width); the one function that reads text into cells. */
static int draw(Canvas *canvas, Rect line, Style style, Slice text, size_t skipped, ClusterMode mode)
{
    size_t offset = 0;
    int at = line.x;
    int end = line.x + line.width;
    while (offset < text.length && skipped > 0) {
        Cluster cluster = cluster_next(text, &offset, mode);
        if (cluster.cells > skipped) {
            put_cluster(canvas, at - (int)skipped, line.y, style, &cluster, at, end);
            at += cluster.cells - (int)skipped;
            break;
        }
        skipped -= cluster.cells;
    }
    while (offset < text.length && at < end) {
        size_t start = offset;
        Cluster cluster = cluster_next(text, &offset, mode);
        bool is_near_end = at + cluster.cells >= end;
        if (is_near_end && !rest_fits(text, start, end - at, mode)) {
            int last = end - 1;
            put_cluster(canvas, at, line.y, style, &cluster, at, last);
            put_cut(canvas, last, line, style);
            return line.width;
        }
        put_cluster(canvas, at, line.y, style, &cluster, at, end);
        at += cluster.cells;
    }
    return at - line.x;
}

int canvas_text_from(Canvas *canvas, int x, int y, int width, Style style, Slice text, size_t skipped)
{
    return width <= 0 ? 0 : draw(canvas, (Rect){x, y, width, 1}, style, text, skipped, canvas_mode(canvas));
}

int canvas_text(Canvas *canvas, int x, int y, int width, Style style, Slice text)
{
    return canvas_text_from(canvas, x, y, width, style, text, 0);
}

int canvas_label_from(Canvas *canvas, int x, int y, int width, Style style, Slice text, size_t skipped)
{
    ClusterMode mode = canvas->is_ascii ? CLUSTER_LABEL : CLUSTER_UNICODE;
    return width <= 0 ? 0 : draw(canvas, (Rect){x, y, width, 1}, style, text, skipped, mode);
}

int canvas_label_slice(Canvas *canvas, int x, int y, int width, Style style, Slice text)
{
    return canvas_label_from(canvas, x, y, width, style, text, 0);
}

int canvas_label(Canvas *canvas, int x, int y, int width, Style style, const char *text)
{
    return canvas_label_slice(canvas, x, y, width, style, slice_from(text));
}

int canvas_format(Canvas *canvas, int x, int y, int width, Style style, const char *format, ...)
{
    Text text = TEXT_EMPTY;
    va_list arguments;
    va_start(arguments, format);
    text_format_list(&text, format, arguments);
    va_end(arguments);
    int cells = canvas_label_slice(canvas, x, y, width, style, text_slice(&text));
    text_free(&text);
    return cells;
}

int canvas_label_right(Canvas *canvas, int x, int y, int width, Style style, const char *text)
{
    ClusterMode mode = canvas->is_ascii ? CLUSTER_LABEL : CLUSTER_UNICODE;
    size_t cells = cluster_width(slice_from(text), mode);
    int start = cells < (size_t)most(width, 0) ? x + width - (int)cells : x;
    canvas_label(canvas, start, y, x + width - start, style, text);
    return start;
}

int canvas_glyph(Canvas *canvas, int x, int y, Style style, Glyph glyph)
{
    put_character(canvas, x, y, style, glyph_character(glyph, canvas->is_ascii));
    return 1;
}

void canvas_horizontal(Canvas *canvas, int x, int y, int length, Style style)
{
    for (int i = 0; i < length; i++) {
        canvas_glyph(canvas, x + i, y, style, GLYPH_HORIZONTAL);
    }
}

void canvas_vertical(Canvas *canvas, int x, int y, int length, Style style)
{
    for (int i = 0; i < length; i++) {
        canvas_glyph(canvas, x, y + i, style, GLYPH_VERTICAL);
    }
}

Rect canvas_box(Canvas *canvas, Rect rect, Style style, const char *title)
{
    if (rect.width < 2 || rect.height < 2) {
        return (Rect){rect.x, rect.y, 0, 0};
    }
    int right = rect.x + rect.width - 1;
    int bottom = rect.y + rect.height - 1;
    canvas_horizontal(canvas, rect.x + 1, rect.y, rect.width - 2, style);
    canvas_horizontal(canvas, rect.x + 1, bottom, rect.width - 2, style);
    canvas_vertical(canvas, rect.x, rect.y + 1, rect.height - 2, style);
    canvas_vertical(canvas, right, rect.y + 1, rect.height - 2, style);
    canvas_glyph(canvas, rect.x, rect.y, style, GLYPH_CORNER_TOP_LEFT);
    canvas_glyph(canvas, right, rect.y, style, GLYPH_CORNER_TOP_RIGHT);
    canvas_glyph(canvas, rect.x, bottom, style, GLYPH_CORNER_BOTTOM_LEFT);
    canvas_glyph(canvas, right, bottom, style, GLYPH_CORNER_BOTTOM_RIGHT);
    if (title && rect.width > 6) {
        int cells = canvas_label(canvas, rect.x + 2, rect.y, rect.width - 4, STYLE_TITLE, title);
        put_character(canvas, rect.x + 1, rect.y, style, ' ');
        put_character(canvas, rect.x + 2 + cells, rect.y, style, ' ');
    }
    return rect_inset(rect, 1, 1);
}

void canvas_scrollbar(Canvas *canvas, int x, int y, int height, uint64_t first, uint64_t total)
{
    if (height <= 0 || total <= (uint64_t)height) {
        return;
    }
    double scale = (double)height / (double)total;
    int thumb = most((int)((double)height * scale), 1);
    uint64_t last_first = total - (uint64_t)height;
    int start = first >= last_first ? height - thumb : (int)((double)first * (height - thumb) / (double)last_first);
    for (int i = start; i < start + thumb; i++) {
        canvas_glyph(canvas, x, y + i, STYLE_SCROLLBAR, GLYPH_THUMB);
    }
}

void canvas_set_cursor(Canvas *canvas, int x, int y, bool is_visible)
{
    if (rect_contains(canvas_bounds(canvas), x, y)) {
        canvas->cursor_x = x;
        canvas->cursor_y = y;
        canvas->has_cursor = true;
        canvas->is_cursor_visible = is_visible;
    }
}

bool canvas_cursor(const Canvas *canvas, int *x, int *y)
{
    *x = canvas->cursor_x;
    *y = canvas->cursor_y;
    return canvas->has_cursor;
}

bool canvas_cursor_is_visible(const Canvas *canvas)
{
    return canvas->has_cursor && canvas->is_cursor_visible;
}

void canvas_print(const Canvas *canvas, Text *text)
{
    for (int y = 0; y < canvas->height; y++) {
        size_t end = text->length;
        for (int x = 0; x < canvas->width; x++) {
            const Cell *cell = canvas_cell(canvas, x, y);
            for (size_t i = 0; i <= CLUSTER_MARKS_MAXIMUM && cell->characters[i]; i++) {
                utf8_append(text, cell->characters[i]);
            }
            end = cell->characters[0] != ' ' && cell->width > 0 ? text->length : end;
        }
        text_splice(text, end, text->length - end, SLICE(""));
        text_append_byte(text, '\n');
    }
}
