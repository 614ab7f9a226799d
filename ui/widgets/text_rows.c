/* TextLines and TextRows: the content of a text view, and where its lines break. */
#include "ui/widgets/text_rows.h"

#include "src/base/ascii.h"
#include "src/base/memory.h"

#include <stdlib.h>

/* ---- lines ---- */

void text_lines_free(TextLines *lines)
{
    text_free(&lines->buffer);
    free(lines->lines);
    free(lines->runs);
    *lines = (TextLines){0};
}

void text_lines_clear(TextLines *lines)
{
    text_clear(&lines->buffer);
    lines->count = 0;
    lines->run_count = 0;
    lines->is_open = false;
}

TextLine *text_lines_present(TextLines *lines)
{
    if (!lines->is_open) {
        ARRAY_RESERVE(lines->lines, lines->capacity, lines->count + 1);
        lines->lines[lines->count++] = (TextLine){.start = lines->buffer.length, .first_run = lines->run_count};
        lines->is_open = true;
    }
    return &lines->lines[lines->count - 1];
}

void text_lines_end(TextLines *lines)
{
    text_lines_present(lines);
    lines->is_open = false;
}

/* Appends a run without line ends. */
static void add_run(TextLines *lines, Style style, Slice text)
{
    TextLine *line = text_lines_present(lines);
    if (!text.length) {
        return;
    }
    ARRAY_RESERVE(lines->runs, lines->run_capacity, lines->run_count + 1);
    lines->runs[lines->run_count++] = (TextRun){line->length, line->length + text.length, style};
    text_append(&lines->buffer, text);
    line->length += text.length;
    line->run_count++;
}

void text_lines_add(TextLines *lines, Style style, Slice text)
{
    while (text.length) {
        size_t end = slice_find(text, SLICE("\n"), 0);
        Slice part = slice_part(text, 0, end);
        Slice shown =
            end != SIZE_MAX && slice_ends_with(part, SLICE("\r")) ? slice_part(part, 0, part.length - 1) : part;
        add_run(lines, style, shown);
        if (end == SIZE_MAX) {
            return;
        }
        text_lines_end(lines);
        text = slice_part(text, end + 1, text.length);
    }
}

Slice text_lines_text(const TextLines *lines, size_t line)
{
    return slice_part(text_slice(&lines->buffer), lines->lines[line].start, lines->lines[line].length);
}

/* ---- rows ---- */

void text_rows_free(TextRows *rows)
{
    free(rows->rows);
    *rows = (TextRows){0};
}

void text_rows_forget(TextRows *rows)
{
    rows->is_made = false;
}

static void add_row(TextRows *rows, TextRow row)
{
    ARRAY_RESERVE(rows->rows, rows->capacity, rows->count + 1);
    rows->rows[rows->count++] = row;
}

size_t text_row_end(Slice text, size_t start, int width, ClusterMode mode)
{
    int cells = 0;
    size_t after_blank = start, after_dot = start;
    for (size_t offset = start; offset < text.length;) {
        size_t before = offset;
        bool is_blank = text.bytes[offset] == ' ';
        bool is_dot = text.bytes[offset] == '.' || text.bytes[offset] == '/';
        cells += cluster_next(text, &offset, mode).cells;
        if (cells > width && !is_blank && before > start) {
            return after_blank > start ? after_blank : after_dot > start ? after_dot : before;
        }
        after_blank = is_blank ? offset : after_blank;
        after_dot = is_dot ? offset : after_dot;
    }
    return text.length;
}

int text_row_indent(const TextLine *line, int width)
{
    return line->indent < width / 2 ? line->indent : width / 2;
}

/* Makes the rows of one line. */
static void break_line(TextRows *rows, const TextLines *lines, size_t line, int width)
{
    Slice text = text_lines_text(lines, line);
    int indent = text_row_indent(&lines->lines[line], width);
    size_t start = 0;
    do {
        int room = start > 0 ? width - indent : width;
        size_t end = text_row_end(text, start, room > 1 ? room : 1, rows->mode);
        add_row(rows, (TextRow){line, start, end});
        start = end;
    } while (start < text.length);
}

bool text_rows_lay_out(TextRows *rows, const TextLines *lines, int width, ClusterMode mode)
{
    if (rows->is_made && rows->width == width && rows->mode == mode) {
        return false;
    }
    rows->count = 0;
    rows->mode = mode;
    for (size_t i = 0; i < lines->count; i++) {
        break_line(rows, lines, i, width);
    }
    rows->width = width;
    rows->is_made = true;
    return true;
}

size_t text_rows_of_line(const TextRows *rows, size_t line)
{
    size_t low = 0;
    size_t high = rows->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (rows->rows[middle].line < line) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

size_t text_find_smart(Slice text, Slice needle, size_t from)
{
    bool is_exact = false;
    for (size_t i = 0; i < needle.length; i++) {
        is_exact = is_exact || ascii_is_upper(needle.bytes[i]);
    }
    if (is_exact) {
        return slice_find(text, needle, from);
    }
    for (; from + needle.length <= text.length; from++) {
        if (slice_equals_ignoring_case(slice_part(text, from, needle.length), needle)) {
            return from;
        }
    }
    return SIZE_MAX;
}
