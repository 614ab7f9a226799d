/*
 * SVG: a line of text for each row, in runs of cells that are painted alike, over rectangles for the grounds. A run has
 * the width of its cells, whatever the font.
 */
#include "ui/kit/picture/picture.h"

#include "src/base/utf8.h"

#include <string.h>

enum { CELL_WIDTH = 9, CELL_HEIGHT = 19, BASELINE = 15, FONT_SIZE = 15, MARGIN = 12, CORNER = 6 };
enum { TERMINAL_FOREGROUND = 0xd6d9de, TERMINAL_BACKGROUND = 0x16181d };

CellPaint picture_paint(const Theme *theme, const Cell *cell)
{
    Paint paint = theme_paint(theme, (Style)cell->style, (Ground)cell->ground, COLOUR_TRUE);
    CellPaint result = {
        .foreground = paint.foreground < 0 ? TERMINAL_FOREGROUND : (uint32_t)paint.foreground,
        .background = paint.background < 0 ? TERMINAL_BACKGROUND : (uint32_t)paint.background,
        .attributes = paint.attributes & ~(unsigned)ATTRIBUTE_REVERSE,
    };
    if (paint.attributes & ATTRIBUTE_REVERSE) {
        uint32_t foreground = result.foreground;
        result.foreground = result.background;
        result.background = foreground;
    }
    return result;
}

void picture_append_cell(const Cell *cell, Text *text)
{
    for (size_t i = 0; i <= CLUSTER_MARKS_MAXIMUM && cell->characters[i]; i++) {
        utf8_append(text, cell->characters[i]);
    }
}

/* Appends text with the characters escaped that mean something in XML, and blanks as such that no viewer joins. */
static void append_escaped(Slice text, Text *svg)
{
    for (size_t i = 0; i < text.length; i++) {
        char c = text.bytes[i];
        const char *name = c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == ' ' ? "&#160;" : NULL;
        if (name) {
            text_append(svg, slice_from(name));
        } else {
            text_append_byte(svg, c);
        }
    }
}

/* A run of cells [from, to) of a row that are painted alike. */
typedef struct Run {
    int from;
    int to;
    int y;
    CellPaint paint;
} Run;

static bool is_same(CellPaint a, CellPaint b, bool is_ground)
{
    bool is_written_alike = a.foreground == b.foreground && a.attributes == b.attributes;
    return a.background == b.background && (is_ground || is_written_alike);
}

/* The run that begins at a cell; `is_ground`: while the background is the same. */
static Run run_at(const Canvas *canvas, const Theme *theme, int x, int y, bool is_ground)
{
    int width = canvas_bounds(canvas).width;
    Run run = {.from = x, .to = x, .y = y, .paint = picture_paint(theme, canvas_cell(canvas, x, y))};
    while (run.to < width && (canvas_cell(canvas, run.to, y)->width == 0 ||
                              is_same(run.paint, picture_paint(theme, canvas_cell(canvas, run.to, y)), is_ground))) {
        run.to++;
    }
    return run;
}

static void append_ground(const Run *run, uint32_t usual, Text *svg)
{
    if (run->paint.background != usual) {
        text_format(svg, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"#%06x\"/>\n",
                    MARGIN + run->from * CELL_WIDTH, MARGIN + run->y * CELL_HEIGHT, (run->to - run->from) * CELL_WIDTH,
                    CELL_HEIGHT, run->paint.background);
    }
}

static void append_attributes(unsigned attributes, Text *svg)
{
    static const struct {
        Attribute attribute;
        const char *text;
    } words[] = {{ATTRIBUTE_BOLD, " font-weight=\"bold\""},
                 {ATTRIBUTE_ITALIC, " font-style=\"italic\""},
                 {ATTRIBUTE_UNDERLINE, " text-decoration=\"underline\""},
                 {ATTRIBUTE_DIM, " opacity=\"0.7\""}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        text_append(svg, attributes & words[i].attribute ? slice_from(words[i].text) : (Slice){0});
    }
}

/* The text of a run without the blanks around it. */
static void append_run(const Canvas *canvas, Run run, Text *svg)
{
    while (run.from < run.to && canvas_cell(canvas, run.from, run.y)->characters[0] == ' ') {
        run.from++;
    }
    while (run.to > run.from && canvas_cell(canvas, run.to - 1, run.y)->characters[0] == ' ') {
        run.to--;
    }
    if (run.from == run.to) {
        return;
    }
    text_format(svg, "<text x=\"%d\" y=\"%d\" textLength=\"%d\" fill=\"#%06x\"", MARGIN + run.from * CELL_WIDTH,
                MARGIN + run.y * CELL_HEIGHT + BASELINE, (run.to - run.from) * CELL_WIDTH, run.paint.foreground);
    append_attributes(run.paint.attributes, svg);
    text_append_byte(svg, '>');
    Text text = TEXT_EMPTY;
    for (int x = run.from; x < run.to; x++) {
        picture_append_cell(canvas_cell(canvas, x, run.y), &text);
    }
    append_escaped(text_slice(&text), svg);
    text_append(svg, SLICE("</text>\n"));
    text_free(&text);
}

static void append_row(const Canvas *canvas, const Theme *theme, int y, uint32_t usual, Text *svg)
{
    int width = canvas_bounds(canvas).width;
    for (int x = 0; x < width;) {
        Run run = run_at(canvas, theme, x, y, true);
        append_ground(&run, usual, svg);
        x = run.to;
    }
    for (int x = 0; x < width;) {
        Run run = run_at(canvas, theme, x, y, false);
        append_run(canvas, run, svg);
        x = run.to;
    }
}

void picture_append_svg(const Canvas *canvas, const Theme *theme, const char *title, Text *svg)
{
    Rect bounds = canvas_bounds(canvas);
    const Cell blank = {.characters = {' '}, .width = 1, .style = STYLE_PLAIN, .ground = GROUND_SCREEN};
    uint32_t usual = picture_paint(theme, &blank).background;
    int width = bounds.width * CELL_WIDTH + 2 * MARGIN, height = bounds.height * CELL_HEIGHT + 2 * MARGIN;
    text_format(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" "
        "font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace\" font-size=\"%d\">\n<title>",
        width, height, width, height, FONT_SIZE);
    append_escaped(slice_from(title), svg);
    text_format(svg, "</title>\n<rect width=\"%d\" height=\"%d\" rx=\"%d\" fill=\"#%06x\"/>\n", width, height, CORNER,
                usual);
    for (int y = 0; y < bounds.height; y++) {
        append_row(canvas, theme, y, usual, svg);
    }
    text_append(svg, SLICE("</svg>\n"));
}
