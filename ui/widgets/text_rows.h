/*
 * TextLines and TextRows: the content of a text view, and its layout; for the text view's files, but for text_row_end.
 */
#ifndef IPSE_WIDGETS_TEXT_ROWS_H
#define IPSE_WIDGETS_TEXT_ROWS_H

#include "src/base/text.h"
#include "ui/kit/canvas/cluster.h"
#include "ui/kit/config/style.h"

#include <stdint.h>

/* Bytes [start, end) of a line, in one style. */
typedef struct TextRun {
    size_t start;
    size_t end;
    Style style;
} TextRun;

typedef struct TextLine {
    size_t start; /* in the buffer */
    size_t length;
    size_t first_run;
    size_t run_count;
    int indent;
} TextLine;

/* Starts all zero. */
typedef struct TextLines {
    Text buffer;
    TextLine *lines;
    size_t count; /* the present line included, once it has anything */
    size_t capacity;
    TextRun *runs;
    size_t run_count;
    size_t run_capacity;
    bool is_open; /* the last line is not ended yet */
} TextLines;

void text_lines_free(TextLines *lines);
void text_lines_clear(TextLines *lines);

/* Appends a run; line ends in the text (LF, CRLF) end lines. */
void text_lines_add(TextLines *lines, Style style, Slice text);

/* Ends the present line, also an empty one. */
void text_lines_end(TextLines *lines);

/* The line that runs are appended to. */
TextLine *text_lines_present(TextLines *lines);

Slice text_lines_text(const TextLines *lines, size_t line);

/* Bytes [start, end) of a line, which stand in one row of the screen. */
typedef struct TextRow {
    size_t line;
    size_t start;
    size_t end;
} TextRow;

/* Starts all zero. */
typedef struct TextRows {
    TextRow *rows;
    size_t count;
    size_t capacity;
    int width; /* that they were made for */
    ClusterMode mode;
    bool is_made;
} TextRows;

void text_rows_free(TextRows *rows);

/* The content has changed. */
void text_rows_forget(TextRows *rows);

/* Makes the rows; false when they are made for this already. Lines are broken at blanks where they can be. */
bool text_rows_lay_out(TextRows *rows, const TextLines *lines, int width, ClusterMode mode);

/* The column at which the further rows of a line begin. */
int text_row_indent(const TextLine *line, int width);

/* End of the row that begins at `start` of a text without line ends: after the last blank that fits into `width`, else
   after the last dot or slash, or where the width ends; at least one cluster is taken. */
size_t text_row_end(Slice text, size_t start, int width, ClusterMode mode);

/* The first row of a line; the count for lines past the end. */
size_t text_rows_of_line(const TextRows *rows, size_t line);

/* Offset of the needle at or after `from`; ASCII letters match in either case unless the needle has a capital. */
size_t text_find_smart(Slice text, Slice needle, size_t from);

#endif
