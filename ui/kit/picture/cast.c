/*
 * Cast: an asciicast v2 recording (https://docs.asciinema.org/manual/asciicast/v2/). Each frame is written as the rows
 * that differ from the frame before, each row whole, with its colours.
 */
#include "ui/kit/picture/picture.h"

#include "src/base/memory.h"
#include "src/json/splice.h"

#include <stdlib.h>

struct Cast {
    Text lines; /* of the file */
    char *title;
    Text *rows; /* as they were written last */
    int width;  /* 0: no frame yet */
    int height;
};

Cast *cast_new(const char *title)
{
    Cast *cast = memory_allocate_zeroed(1, sizeof *cast);
    cast->title = memory_copy_string(slice_from(title));
    return cast;
}

static void free_rows(Cast *cast)
{
    for (int y = 0; y < cast->height; y++) {
        text_free(&cast->rows[y]);
    }
    free(cast->rows);
    cast->rows = NULL;
}

void cast_free(Cast *cast)
{
    if (cast) {
        free_rows(cast);
        text_free(&cast->lines);
        free(cast->title);
        free(cast);
    }
}

Slice cast_text(const Cast *cast)
{
    return text_slice(&cast->lines);
}

static void append_colour(int kind, uint32_t rgb, Text *row)
{
    text_format(row, ";%d;2;%u;%u;%u", kind, rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF);
}

/* The sequence that sets colours and attributes, or only the colour of the text where no more differs from the cell
   before (ECMA-48, SGR; ISO 8613-6 for colours). */
static void append_paint(CellPaint paint, const CellPaint *before, Text *row)
{
    enum { FOREGROUND = 38, BACKGROUND = 48 };
    if (before && before->attributes == paint.attributes && before->background == paint.background) {
        text_append(row, SLICE("\033["));
        Text colour = TEXT_EMPTY;
        append_colour(FOREGROUND, paint.foreground, &colour);
        text_append(row, slice_part(text_slice(&colour), 1, colour.length));
        text_append_byte(row, 'm');
        text_free(&colour);
        return;
    }
    static const struct {
        Attribute attribute;
        int code;
    } codes[] = {{ATTRIBUTE_BOLD, 1}, {ATTRIBUTE_DIM, 2}, {ATTRIBUTE_ITALIC, 3}, {ATTRIBUTE_UNDERLINE, 4}};
    text_append(row, SLICE("\033[0"));
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        if (paint.attributes & codes[i].attribute) {
            text_format(row, ";%d", codes[i].code);
        }
    }
    append_colour(FOREGROUND, paint.foreground, row);
    append_colour(BACKGROUND, paint.background, row);
    text_append_byte(row, 'm');
}

static void append_row(const Canvas *canvas, const Theme *theme, int y, Text *row)
{
    CellPaint last = {0};
    for (int x = 0; x < canvas_bounds(canvas).width; x++) {
        const Cell *cell = canvas_cell(canvas, x, y);
        CellPaint paint = picture_paint(theme, cell);
        bool is_new = x == 0 || paint.foreground != last.foreground || paint.background != last.background ||
                      paint.attributes != last.attributes;
        bool is_blank = cell->characters[0] == ' ' && !paint.attributes && !last.attributes;
        is_new = is_new && (x == 0 || !is_blank || paint.background != last.background);
        if (cell->width > 0 && is_new) {
            append_paint(paint, x > 0 ? &last : NULL, row);
            last = paint;
        }
        picture_append_cell(cell, row);
    }
}

/* A line of the file: the time in seconds, the kind, what is written. */
static void append_event(Cast *cast, int64_t milliseconds, char kind, Slice data)
{
    text_format(&cast->lines, "[%lld.%03d, \"%c\", ", (long long)(milliseconds / 1000), (int)(milliseconds % 1000),
                kind);
    splice_quote(data, &cast->lines);
    text_append(&cast->lines, SLICE("]\n"));
}

/* The header, or where the size changed later, an event that says so. */
static void begin(Cast *cast, Rect bounds, int64_t milliseconds, Text *data)
{
    Text size = TEXT_EMPTY;
    if (cast->width == 0) {
        text_format(&cast->lines, "{\"version\": 2, \"width\": %d, \"height\": %d, \"title\": ", bounds.width,
                    bounds.height);
        splice_quote(slice_from(cast->title), &cast->lines);
        text_append(&cast->lines, SLICE(", \"env\": {\"TERM\": \"xterm-256color\"}}\n"));
    } else {
        text_format(&size, "%dx%d", bounds.width, bounds.height);
        append_event(cast, milliseconds, 'r', text_slice(&size));
    }
    text_free(&size);
    free_rows(cast);
    cast->width = bounds.width;
    cast->height = bounds.height;
    cast->rows = memory_allocate_zeroed((size_t)bounds.height + 1, sizeof *cast->rows);
    text_append(data, SLICE("\033[?25l\033[2J"));
}

void cast_add(Cast *cast, const Canvas *canvas, const Theme *theme, int64_t milliseconds)
{
    Rect bounds = canvas_bounds(canvas);
    Text data = TEXT_EMPTY;
    if (bounds.width != cast->width || bounds.height != cast->height) {
        begin(cast, bounds, milliseconds, &data);
    }
    for (int y = 0; y < bounds.height; y++) {
        Text row = TEXT_EMPTY;
        append_row(canvas, theme, y, &row);
        if (slice_equals(text_slice(&row), text_slice(&cast->rows[y]))) {
            text_free(&row);
            continue;
        }
        text_format(&data, "\033[%d;1H", y + 1);
        text_append(&data, text_slice(&row));
        text_free(&cast->rows[y]);
        cast->rows[y] = row;
    }
    if (data.length) {
        append_event(cast, milliseconds, 'o', text_slice(&data));
    }
    text_free(&data);
}
