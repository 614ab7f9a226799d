/*
 * A report as CSV (RFC 4180): one line a number, `table,name,element,figure,value`: so all tables are one, which can be
 * filtered and pivoted. `element` is the second name of a row, where its table has two.
 */
#include "ui/cli/output/output.h"
#include "ui/cli/reports/report_writer.h"

/* Appends a field, in quotes where needed. A text that a spreadsheet would calculate gets an apostrophe. */
static void append_field(Slice value, Text *csv)
{
    Text visible = TEXT_EMPTY;
    visible_append(&visible, value);
    Slice shown = text_slice(&visible);
    bool is_formula = shown.length > 0 && strchr("=+-@", shown.bytes[0]);
    bool is_quoted = is_formula;
    for (size_t i = 0; i < shown.length; i++) {
        is_quoted |= shown.bytes[i] == ',' || shown.bytes[i] == '"';
    }
    text_append(csv, is_quoted ? SLICE("\"") : SLICE(""));
    text_append(csv, is_formula ? SLICE("'") : SLICE(""));
    for (size_t i = 0; i < shown.length; i++) {
        text_append(csv, shown.bytes[i] == '"' ? SLICE("\"\"") : slice_make(&shown.bytes[i], 1));
    }
    text_append(csv, is_quoted ? SLICE("\"") : SLICE(""));
    text_free(&visible);
}

static void append_line(const ReportTable *table, size_t row, size_t column, Text *csv)
{
    const ReportCell *cell = report_cell(table, row, column);
    ColumnKind kind = table->columns[column].kind;
    text_format(csv, "%s,", table->id);
    append_field(report_cell(table, row, 0)->text, csv);
    text_append_byte(csv, ',');
    if (table->name_count > 1) {
        append_field(report_cell(table, row, 1)->text, csv);
    }
    text_format(csv, ",%s,", table->columns[column].id);
    if (kind == COLUMN_TEXT) {
        append_field(cell->text, csv);
    } else if (!cell->is_empty) {
        text_format(csv, kind == COLUMN_SHARE || kind == COLUMN_SHARE_CHANGE ? "%.4f" : "%.0f", cell->number);
    }
    text_append_byte(csv, '\n');
}

static void write_csv(const ReportTables *tables, Text *csv)
{
    text_append(csv, SLICE("table,name,element,figure,value\n"));
    for (size_t i = 0; i < tables->count; i++) {
        const ReportTable *table = &tables->items[i];
        for (size_t row = 0; row < table->row_count; row++) {
            for (size_t column = table->name_count; column < table->column_count; column++) {
                append_line(table, row, column, csv);
            }
        }
    }
}

const ReportWriter report_writer_csv = {.name = "csv", .write = write_csv};
