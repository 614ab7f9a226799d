/*
 * TextView: styled lines, laid out in rows for the width they are drawn in.
 *
 * All text stands in one buffer; lines and runs are spans of it. Rows are made again when the content or the width
 * changes, so drawing costs only the rows that are seen.
 */
#include "ui/widgets/text_view.h"

#include "src/base/memory.h"
#include "ui/widgets/text_rows.h"

#include <stdint.h>
#include <stdlib.h>

enum { WHEEL_ROWS = 3 };

struct TextView {
    TextLines lines;
    TextRows rows;
    size_t first;     /* the topmost row that is seen */
    ClusterMode mode; /* of the canvas it was drawn on last */
    Rect area;
    Text needle; /* of the search; empty: none */
    size_t found_line;
};

TextView *text_view_new(void)
{
    TextView *view = memory_allocate_zeroed(1, sizeof *view);
    view->found_line = SIZE_MAX;
    return view;
}

void text_view_free(TextView *view)
{
    if (view) {
        text_lines_free(&view->lines);
        text_rows_free(&view->rows);
        text_free(&view->needle);
        free(view);
    }
}

/* ---- content ---- */

void text_view_clear(TextView *view)
{
    text_lines_clear(&view->lines);
    text_rows_forget(&view->rows);
}

void text_view_add(TextView *view, Style style, Slice text)
{
    text_lines_add(&view->lines, style, text);
    text_rows_forget(&view->rows);
}

void text_view_format(TextView *view, Style style, const char *format, ...)
{
    Text text = TEXT_EMPTY;
    va_list arguments;
    va_start(arguments, format);
    text_format_list(&text, format, arguments);
    va_end(arguments);
    text_view_add(view, style, text_slice(&text));
    text_free(&text);
}

void text_view_end_line(TextView *view)
{
    text_lines_end(&view->lines);
    text_rows_forget(&view->rows);
}

void text_view_line_indent(TextView *view, int cells)
{
    text_lines_present(&view->lines)->indent = cells;
    text_rows_forget(&view->rows);
}

size_t text_view_line_count(const TextView *view)
{
    return view->lines.count;
}

/* ---- scrolling ---- */

/* The greatest `first` that leaves no row unused. */
static size_t last_first(const TextView *view)
{
    size_t height = view->area.height > 0 ? (size_t)view->area.height : 1;
    return view->rows.count > height ? view->rows.count - height : 0;
}

/* Columns for text; the last one is kept for the scrollbar. */
static int text_width(int width)
{
    return width > 2 ? width - 1 : width;
}

int text_view_rows(TextView *view, int width)
{
    size_t line = text_view_first_line(view);
    if (text_rows_lay_out(&view->rows, &view->lines, text_width(width), view->mode)) {
        view->first = view->first ? text_rows_of_line(&view->rows, line) : 0;
    }
    return view->rows.count < INT32_MAX ? (int)view->rows.count : INT32_MAX;
}

void text_view_scroll_to(TextView *view, size_t line)
{
    size_t row = text_rows_of_line(&view->rows, line);
    size_t last = last_first(view);
    view->first = row < last ? row : last;
}

/* Scrolls only if the line is not seen, and then so that it stands in the upper third. */
static void reveal(TextView *view, size_t line)
{
    size_t row = text_rows_of_line(&view->rows, line);
    size_t height = view->area.height > 0 ? (size_t)view->area.height : 1;
    if (row < view->first || row >= view->first + height) {
        size_t above = height / 3;
        size_t last = last_first(view);
        view->first = row > above ? row - above : 0;
        view->first = view->first < last ? view->first : last;
    }
}

size_t text_view_first_line(const TextView *view)
{
    return view->first < view->rows.count ? view->rows.rows[view->first].line : 0;
}

/* Scrolls by rows, stopping at the ends. */
static Reaction scroll(TextView *view, int64_t distance)
{
    size_t before = view->first;
    size_t last = last_first(view);
    int64_t wanted = (int64_t)before + distance;
    view->first = wanted < 0 ? 0 : (size_t)wanted < last ? (size_t)wanted : last;
    return view->first == before ? REACT_NONE : REACT_REDRAW;
}

/* ---- searching ---- */

size_t text_view_search(TextView *view, Slice needle)
{
    text_clear(&view->needle);
    text_append(&view->needle, needle);
    view->found_line = SIZE_MAX;
    size_t count = 0;
    size_t top = text_view_first_line(view);
    for (size_t i = 0; needle.length && i < view->lines.count; i++) {
        Slice line = text_lines_text(&view->lines, i);
        for (size_t at = text_find_smart(line, needle, 0); at != SIZE_MAX;
             at = text_find_smart(line, needle, at + needle.length)) {
            count++;
            bool is_better = view->found_line == SIZE_MAX || (view->found_line < top && i >= top);
            view->found_line = is_better ? i : view->found_line;
        }
    }
    if (count) {
        reveal(view, view->found_line);
    }
    return count;
}

Reaction text_view_search_next(TextView *view, bool is_backward)
{
    size_t count = view->lines.count;
    size_t at = view->found_line < count ? view->found_line : 0;
    for (size_t i = 0; view->needle.length && i < count; i++) {
        at = is_backward ? (at + count - 1) % count : (at + 1) % count;
        if (text_find_smart(text_lines_text(&view->lines, at), text_slice(&view->needle), 0) != SIZE_MAX) {
            view->found_line = at;
            reveal(view, at);
            return REACT_REDRAW;
        }
    }
    return REACT_NONE;
}

/* ---- drawing ---- */

/* Marks what the search found in a row. */
static void draw_matches(const TextView *view, Canvas *canvas, const TextRow *row, int x, int y)
{
    Slice line = text_lines_text(&view->lines, row->line);
    Slice needle = text_slice(&view->needle);
    ClusterMode mode = view->mode;
    size_t at = needle.length ? text_find_smart(line, needle, 0) : SIZE_MAX;
    for (; at != SIZE_MAX && at < row->end; at = text_find_smart(line, needle, at + needle.length)) {
        size_t end = at + needle.length < row->end ? at + needle.length : row->end;
        size_t start = at > row->start ? at : row->start;
        if (end <= start) {
            continue;
        }
        int before = (int)cluster_width(slice_part(line, row->start, start - row->start), mode);
        int cells = (int)cluster_width(slice_part(line, start, end - start), mode);
        Rect found = rect_make(x + before, y, cells, 1);
        canvas_restyle(canvas, found, STYLE_MATCH);
        if (row->line == view->found_line) {
            canvas_ground(canvas, found, GROUND_MATCH);
        }
    }
}

/* Draws the runs of a row. */
static void draw_row(const TextView *view, Canvas *canvas, const TextRow *row, Rect line)
{
    const TextLine *content = &view->lines.lines[row->line];
    Slice text = text_lines_text(&view->lines, row->line);
    int start = line.x + (row->start > 0 ? text_row_indent(content, line.width) : 0);
    int x = start;
    int end = line.x + line.width;
    size_t stop = row->end;
    while (stop > row->start && stop < text.length && text.bytes[stop - 1] == ' ') {
        stop--;
    }
    for (size_t i = content->first_run; i < content->first_run + content->run_count; i++) {
        const TextRun *run = &view->lines.runs[i];
        size_t from = run->start > row->start ? run->start : row->start;
        size_t to = run->end < stop ? run->end : stop;
        if (from >= to) {
            continue;
        }
        if (x >= end) {
            canvas_glyph(canvas, end - 1, line.y, run->style, GLYPH_ELLIPSIS);
            break;
        }
        x += canvas_label_slice(canvas, x, line.y, end - x, run->style, slice_part(text, from, to - from));
    }
    draw_matches(view, canvas, row, start, line.y);
}

void text_view_draw(TextView *view, Canvas *canvas, Rect area)
{
    view->area = area;
    view->mode = canvas_is_ascii(canvas) ? CLUSTER_LABEL : CLUSTER_UNICODE;
    text_view_rows(view, area.width);
    int width = text_width(area.width);
    size_t last = last_first(view);
    view->first = view->first < last ? view->first : last;
    Rect clip = canvas_clip(canvas, rect_make(area.x, area.y, width, area.height));
    for (int i = 0; i < area.height && view->first + (size_t)i < view->rows.count; i++) {
        draw_row(view, canvas, &view->rows.rows[view->first + (size_t)i], rect_make(area.x, area.y + i, width, 1));
    }
    canvas_restore_clip(canvas, clip);
    if (width < area.width) {
        canvas_scrollbar(canvas, area.x + width, area.y, area.height, view->first, view->rows.count);
    }
    canvas_set_cursor(canvas, area.x, area.y, false);
}

/* ---- events ---- */

Reaction text_view_key(TextView *view, Key key)
{
    int64_t page = view->area.height > 1 ? view->area.height - 1 : 1;
    int64_t all = (int64_t)view->rows.count;
    const struct {
        Key key;
        int64_t distance;
    } moves[] = {
        {{KEYCODE_UP, 0}, -1},
        {{KEYCODE_DOWN, 0}, 1},
        {{'k', 0}, -1},
        {{'j', 0}, 1},
        {{KEYCODE_PAGE_UP, 0}, -page},
        {{'b', KEY_CTRL}, -page},
        {{'f', KEY_CTRL}, page},
        {{' ', 0}, page},
        {{KEYCODE_PAGE_DOWN, 0}, page},
        {{'u', KEY_CTRL}, -page / 2},
        {{'d', KEY_CTRL}, page / 2},
        {{KEYCODE_HOME, 0}, -all},
        {{'g', 0}, -all},
        {{KEYCODE_END, 0}, all},
        {{'G', 0}, all},
    };
    for (size_t i = 0; i < sizeof moves / sizeof *moves; i++) {
        if (keys_equal(moves[i].key, key)) {
            return scroll(view, moves[i].distance);
        }
    }
    if (key.code == KEYCODE_LEFT || key.code == KEYCODE_RIGHT) {
        return REACT_NONE; /* lines are wrapped: there is nothing to the side */
    }
    bool is_repeat = (key.code == 'n' || key.code == 'N') && key.modifiers == 0 && view->needle.length;
    return is_repeat ? text_view_search_next(view, key.code == 'N') : REACT_UNHANDLED;
}

Reaction text_view_mouse(TextView *view, Mouse mouse)
{
    if (!rect_contains(view->area, mouse.x, mouse.y)) {
        return REACT_UNHANDLED;
    }
    if (mouse.button == MOUSE_WHEEL_UP || mouse.button == MOUSE_WHEEL_DOWN) {
        return scroll(view, mouse.button == MOUSE_WHEEL_UP ? -WHEEL_ROWS : WHEEL_ROWS);
    }
    bool is_click = mouse.button == MOUSE_LEFT && mouse.action == MOUSE_PRESS;
    return is_click ? REACT_NONE : REACT_UNHANDLED;
}
