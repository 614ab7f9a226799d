/*
 * A report as text: each table with aligned columns, and bars for its main numbers. Of what is complete, and was
 * before, only the number of rows is shown.
 */
#include "src/base/utf8.h"
#include "ui/cli/output/output.h"
#include "ui/cli/reports/report_writer.h"

enum { BAR_WIDTH = 20, NAME_MAXIMUM = 100 };

/* The cell as it is shown. */
static void append_cell(const ReportTable *table, size_t row, size_t column, Text *cell)
{
    Text raw = TEXT_EMPTY;
    text_clear(cell);
    report_append_cell(table, row, column, &raw);
    visible_append(cell, text_slice(&raw));
    text_free(&raw);
}

/* The widths of the columns in cells. */
static void measure(const ReportTable *table, size_t widths[REPORT_COLUMNS_MAXIMUM])
{
    Text cell = TEXT_EMPTY;
    for (size_t column = 0; column < table->column_count; column++) {
        widths[column] = utf8_text_width(slice_from(table->columns[column].title));
        for (size_t row = 0; row < table->row_count; row++) {
            append_cell(table, row, column, &cell);
            size_t width = utf8_text_width(text_slice(&cell));
            widths[column] = width > widths[column] ? width : widths[column];
        }
        bool is_text = table->columns[column].kind == COLUMN_TEXT;
        widths[column] = is_text && widths[column] > NAME_MAXIMUM ? NAME_MAXIMUM : widths[column];
    }
    text_free(&cell);
}

/* Appends a cell in its column: numbers to the right. The last column is not filled. */
static void append_aligned(Slice cell, size_t width, bool is_text, bool is_last, Text *text)
{
    size_t own = utf8_text_width(cell), fill = own < width ? width - own : 0;
    text_append_repeated(text, ' ', is_text ? 0 : fill);
    text_append(text, cell);
    text_append_repeated(text, ' ', is_text && !is_last ? fill : 0);
}

/* Appends a bar for a share of the most. */
static void append_bar(double share, bool is_last, Text *text)
{
    int full = (int)(share * BAR_WIDTH + 0.5);
    full = full > BAR_WIDTH ? BAR_WIDTH : full < 0 ? 0 : full;
    full = share > 0 && full == 0 ? 1 : full;
    for (int i = 0; i < full; i++) {
        text_append(text, SLICE("█"));
    }
    text_append_repeated(text, ' ', is_last ? 0 : (size_t)(BAR_WIDTH - full));
}

static void append_row(const ReportTable *table, size_t row, const size_t *widths, Text *cell, Text *text)
{
    size_t start = text->length;
    text_append(text, SLICE("  "));
    for (size_t column = 0; column < table->column_count; column++) {
        bool is_last = column + 1 == table->column_count;
        text_append(text, column > 0 ? SLICE("  ") : SLICE(""));
        append_cell(table, row, column, cell);
        append_aligned(text_slice(cell), widths[column], table->columns[column].kind == COLUMN_TEXT, is_last, text);
        if (column == table->main && strcmp(table->id, "totals") != 0) {
            text_append(text, SLICE("  "));
            append_bar(report_cell(table, row, column)->number / report_most(table), is_last, text);
        }
    }
    while (text->length > start && text->bytes[text->length - 1] == ' ') {
        text->length--;
    }
    text_append_byte(text, '\n');
}

/* True where a row says nothing but that all is there. */
static bool is_complete(const ReportTable *table, size_t row)
{
    bool is_same = table->columns[table->main + 1].kind != COLUMN_SHARE ||
                   report_cell(table, row, table->main + 1)->is_empty ||
                   report_cell(table, row, table->main + 1)->number >= 1;
    return table->is_low_first && report_cell(table, row, table->main)->number >= 1 && is_same;
}

static void append_head(const ReportTable *table, const size_t *widths, Text *text)
{
    size_t start = text->length;
    text_append(text, SLICE("  "));
    for (size_t column = 0; column < table->column_count; column++) {
        bool is_last = column + 1 == table->column_count;
        text_append(text, column > 0 ? SLICE("  ") : SLICE(""));
        append_aligned(slice_from(table->columns[column].title), widths[column],
                       table->columns[column].kind == COLUMN_TEXT, is_last, text);
        if (column == table->main && strcmp(table->id, "totals") != 0) {
            text_append_repeated(text, ' ', BAR_WIDTH + 2);
        }
    }
    while (text->length > start && text->bytes[text->length - 1] == ' ') {
        text->length--;
    }
    text_append_byte(text, '\n');
}

static void write_text(const ReportTables *tables, Text *text)
{
    Text cell = TEXT_EMPTY;
    for (size_t i = 0; i < tables->count; i++) {
        const ReportTable *table = &tables->items[i];
        size_t widths[REPORT_COLUMNS_MAXIMUM];
        measure(table, widths);
        text_format(text, "%s%s\n", i > 0 ? "\n" : "", table->title);
        if (table->row_count == 0) {
            text_append(text, SLICE("  none\n"));
            continue;
        }
        append_head(table, widths, text);
        size_t complete = 0;
        for (size_t row = 0; row < table->row_count; row++) {
            if (is_complete(table, row)) {
                complete++;
            } else {
                append_row(table, row, widths, &cell, text);
            }
        }
        if (complete > 0) {
            text_format(text, "  100.0 %% in %zu %srow%s\n", complete, complete < table->row_count ? "more " : "",
                        complete == 1 ? "" : "s");
        }
    }
    text_free(&cell);
}

const ReportWriter report_writer_text = {.name = "text", .write = write_text};
