/*
 * Painter: the difference between what the terminal shows and what it should, as bytes.
 *
 * Cells are compared as they are painted: characters and Paint, so a change of the theme needs no special care. Where
 * the terminal's cursor stands is known after each cell; behind characters whose width terminals disagree about it is
 * placed anew.
 */
#include "ui/kit/painter.h"

#include "src/base/memory.h"
#include "src/base/utf8.h"
#include "ui/kit/glyphs.h"

#include <stdlib.h>

enum { GAP_MAXIMUM = 4, EMOJI_FIRST = 0x1F000, NOWHERE = -1 };

typedef struct Shown {
    uint32_t characters[1 + CLUSTER_MARKS_MAXIMUM];
    Paint paint;
    uint8_t width;
} Shown;

struct Painter {
    const Capabilities *capabilities;
    Shown *shown;
    int width;
    int height;
    bool is_forgotten;
    int x; /* where the terminal's cursor stands; NOWHERE: not known */
    int y;
    Paint paint; /* what it writes with */
    bool is_paint_known;
    Paint paints[STYLE_COUNT][GROUND_COUNT]; /* of the theme at hand */
};

Painter *painter_new(const Capabilities *capabilities)
{
    Painter *painter = memory_allocate_zeroed(1, sizeof *painter);
    painter->capabilities = capabilities;
    painter->is_forgotten = true;
    return painter;
}

void painter_free(Painter *painter)
{
    if (painter) {
        free(painter->shown);
        free(painter);
    }
}

void painter_forget(Painter *painter)
{
    painter->is_forgotten = true;
}

static bool paints_equal(Paint a, Paint b)
{
    return a.foreground == b.foreground && a.background == b.background && a.attributes == b.attributes;
}

static bool shown_equal(const Shown *a, const Shown *b)
{
    return a->width == b->width && paints_equal(a->paint, b->paint) &&
           memcmp(a->characters, b->characters, sizeof a->characters) == 0;
}

/* What a cell will look like. */
static Shown appearance(const Painter *painter, const Cell *cell)
{
    Shown shown = {.paint = painter->paints[cell->style][cell->ground], .width = cell->width};
    memcpy(shown.characters, cell->characters, sizeof shown.characters);
    return shown;
}

/* Makes the terminal write with this paint. */
static void set_paint(Painter *painter, Paint paint, Text *output)
{
    static const struct {
        Attribute bit;
        CapabilityString string;
    } attributes[] = {{ATTRIBUTE_BOLD, CAPABILITY_BOLD},
                      {ATTRIBUTE_DIM, CAPABILITY_DIM},
                      {ATTRIBUTE_ITALIC, CAPABILITY_ITALIC},
                      {ATTRIBUTE_UNDERLINE, CAPABILITY_UNDERLINE},
                      {ATTRIBUTE_REVERSE, CAPABILITY_REVERSE}};
    if (painter->is_paint_known && paints_equal(painter->paint, paint)) {
        return;
    }
    capabilities_print(painter->capabilities, CAPABILITY_RESET, output);
    for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++) {
        if (paint.attributes & attributes[i].bit) {
            capabilities_print(painter->capabilities, attributes[i].string, output);
        }
    }
    capabilities_print_colours(painter->capabilities, paint, output);
    painter->paint = paint;
    painter->is_paint_known = true;
}

/* Places the terminal's cursor. */
static void place(Painter *painter, int x, int y, Text *output)
{
    if (painter->x != x || painter->y != y) {
        capabilities_print_cursor(painter->capabilities, x, y, output);
        painter->x = x;
        painter->y = y;
    }
}

/* True for characters whose width some terminals see otherwise. */
static bool is_doubtful(const Shown *shown)
{
    return shown->width != 1 || shown->characters[1] != 0 || shown->characters[0] >= EMOJI_FIRST;
}

/* Writes one cell at the cursor. */
static void write_cell(Painter *painter, const Shown *shown, Text *output)
{
    set_paint(painter, shown->paint, output);
    bool is_console = capabilities_is_console(painter->capabilities);
    for (size_t i = 0; i <= CLUSTER_MARKS_MAXIMUM && shown->characters[i]; i++) {
        utf8_append(output, is_console ? glyph_to_console(shown->characters[i]) : shown->characters[i]);
    }
    painter->x += shown->width;
    if (is_doubtful(shown) || painter->x >= painter->width) {
        painter->x = NOWHERE;
    }
}

/* True where a gap of cells that are right already is shorter to write again than to jump over. */
static bool is_small_gap(const Painter *painter, int x, int y)
{
    return painter->y == y && painter->x != NOWHERE && x > painter->x && x - painter->x <= GAP_MAXIMUM;
}

/* Brings one row up to date. */
static void paint_row(Painter *painter, const Canvas *canvas, int y, Text *output)
{
    Shown *row = painter->shown + (size_t)y * (size_t)painter->width;
    bool is_last_row = y == painter->height - 1;
    bool is_end_left_out = is_last_row && capabilities_scrolls_at_end(painter->capabilities);
    int end = painter->width - (is_end_left_out ? 1 : 0);
    for (int x = 0; x < end; x++) {
        const Cell *cell = canvas_cell(canvas, x, y);
        Shown wanted = appearance(painter, cell);
        if (shown_equal(&row[x], &wanted)) {
            continue;
        }
        row[x] = wanted;
        if (wanted.width == 0) {
            continue;
        }
        while (is_small_gap(painter, x, y) && row[painter->x].width == 1 && !is_doubtful(&row[painter->x])) {
            write_cell(painter, &row[painter->x], output);
        }
        place(painter, x, y, output);
        write_cell(painter, &wanted, output);
    }
}

/* Clears the terminal and begins with nothing on it. */
static void begin_anew(Painter *painter, Rect bounds, Text *output)
{
    size_t count = (size_t)bounds.width * (size_t)bounds.height;
    painter->shown = memory_resize(painter->shown, count * sizeof *painter->shown);
    memset(painter->shown, 0, count * sizeof *painter->shown);
    painter->width = bounds.width;
    painter->height = bounds.height;
    painter->is_forgotten = false;
    painter->is_paint_known = false;
    set_paint(painter, painter->paints[STYLE_PLAIN][GROUND_SCREEN], output);
    capabilities_print(painter->capabilities, CAPABILITY_CLEAR, output);
    painter->x = NOWHERE;
}

/* Looks up how every style on every ground is painted. */
static void take_theme(Painter *painter, const Theme *theme)
{
    ColourDepth depth = capabilities_depth(painter->capabilities);
    for (int style = 0; style < STYLE_COUNT; style++) {
        for (int ground = 0; ground < GROUND_COUNT; ground++) {
            painter->paints[style][ground] = theme_paint(theme, (Style)style, (Ground)ground, depth);
        }
    }
}

void painter_paint(Painter *painter, const Canvas *canvas, const Theme *theme, Text *output)
{
    Rect bounds = canvas_bounds(canvas);
    take_theme(painter, theme);
    capabilities_print(painter->capabilities, CAPABILITY_HIDE_CURSOR, output);
    if (painter->is_forgotten || bounds.width != painter->width || bounds.height != painter->height) {
        begin_anew(painter, bounds, output);
    }
    for (int y = 0; y < bounds.height; y++) {
        paint_row(painter, canvas, y, output);
    }
    int x, y;
    if (canvas_cursor(canvas, &x, &y)) {
        place(painter, x, y, output);
        if (canvas_cursor_is_visible(canvas)) {
            capabilities_print(painter->capabilities, CAPABILITY_SHOW_CURSOR, output);
        }
    }
}
