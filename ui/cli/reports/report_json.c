/* A report as JSON: an object with a list of rows for each table. This is what --against reads. */
#include "ui/cli/formats/json_text.h"
#include "ui/cli/reports/report_writer.h"

/* Appends the number of a cell: whole, or a share with four decimals; null if there is none. */
static void append_number(const ReportCell *cell, ColumnKind kind, Text *json)
{
    bool is_share = kind == COLUMN_SHARE || kind == COLUMN_SHARE_CHANGE;
    if (cell->is_empty) {
        text_append(json, SLICE("null"));
    } else {
        text_format(json, is_share ? "%.4f" : "%.0f", cell->number);
    }
}

static void append_row(const ReportTable *table, size_t row, Text *json)
{
    json_open(json, NULL, '{');
    for (size_t column = 0; column < table->column_count; column++) {
        const ReportColumn *head = &table->columns[column];
        const ReportCell *cell = report_cell(table, row, column);
        if (head->kind == COLUMN_TEXT) {
            json_string(json, head->id, cell->text);
        } else {
            text_format(json, "%s\"%s\":", column > 0 ? "," : "", head->id);
            append_number(cell, head->kind, json);
        }
    }
    json_close(json, '}');
}

static void write_json(const ReportTables *tables, Text *json)
{
    json_open(json, NULL, '{');
    json_string(json, "ipse", SLICE(IPSE_VERSION));
    for (size_t i = 0; i < tables->count; i++) {
        const ReportTable *table = &tables->items[i];
        text_append(json, SLICE(",\n"));
        json_open(json, table->id, '[');
        for (size_t row = 0; row < table->row_count; row++) {
            text_append(json, row > 0 ? SLICE(",\n") : SLICE("\n"));
            append_row(table, row, json);
        }
        json_close(json, ']');
    }
    json_close(json, '}');
    text_append_byte(json, '\n');
}

const ReportWriter report_writer_json = {.name = "json", .is_json = true, .write = write_json};
