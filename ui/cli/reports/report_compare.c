/* Comparing: the numbers of an earlier report, which is read as the JSON that it was written as. */
#include "src/json/source.h"
#include "ui/cli/reports/report_table.h"

#include <stdlib.h>

/* Appends the names of a row of the earlier report, as those of a table's row are written for the map. */
static void append_names(const Document *document, NodeId row, const ReportTable *table, Text *key)
{
    Text scratch = TEXT_EMPTY;
    for (size_t i = 0; i < table->name_count; i++) {
        NodeId value = document_member(document, row, slice_from(table->columns[i].id));
        text_append(key, value == NODE_NONE ? SLICE("") : document_string(document, value, &scratch));
        text_append_byte(key, '\n');
    }
    text_free(&scratch);
}

/* The number of a member; false where it has none. */
static bool read_number(const Document *document, NodeId row, const char *name, double *number)
{
    NodeId value = document_member(document, row, slice_from(name));
    if (value == NODE_NONE || document_node(document, value)->kind != NODE_NUMBER) {
        return false;
    }
    char *text = memory_copy_string(document_raw(document, value));
    *number = strtod(text, NULL);
    free(text);
    return true;
}

/* Opens room for two columns after the main one. */
static void add_columns(ReportTable *table)
{
    bool is_share = table->columns[table->main].kind == COLUMN_SHARE;
    size_t at = table->main + 1;
    memmove(&table->columns[at + 2], &table->columns[at], (table->column_count - at) * sizeof *table->columns);
    table->columns[at] = (ReportColumn){"before", "Before", is_share ? COLUMN_SHARE : COLUMN_COUNT};
    table->columns[at + 1] = (ReportColumn){"change", "Change", is_share ? COLUMN_SHARE_CHANGE : COLUMN_CHANGE};
    for (size_t row = 0; row < table->row_count; row++) {
        ReportCell *cells = &table->cells[row * REPORT_COLUMNS_MAXIMUM];
        memmove(&cells[at + 2], &cells[at], (table->column_count - at) * sizeof *cells);
        double now = cells[table->main].number;
        cells[at] = (ReportCell){.text = SLICE(""), .is_empty = is_share};
        cells[at + 1] = (ReportCell){.text = SLICE(""), .number = now, .is_empty = is_share};
    }
    table->column_count += 2;
}

static void set_before(const ReportTable *table, ReportCell *cells, double before)
{
    size_t at = table->main;
    cells[at + 1] = (ReportCell){.text = SLICE(""), .number = before};
    cells[at + 2] = (ReportCell){.text = SLICE(""), .number = cells[at].number - before};
}

/* Adds a row that only the earlier report has. */
static void add_gone(ReportTables *tables, ReportTable *table, const Document *document, NodeId from, double before)
{
    Text scratch = TEXT_EMPTY;
    ARRAY_RESERVE(table->cells, table->capacity, (table->row_count + 1) * REPORT_COLUMNS_MAXIMUM);
    ReportCell *row = &table->cells[table->row_count++ * REPORT_COLUMNS_MAXIMUM];
    for (size_t i = 0; i < REPORT_COLUMNS_MAXIMUM; i++) {
        row[i] = (ReportCell){.text = SLICE(""), .is_empty = true};
    }
    for (size_t i = 0; i < table->name_count; i++) {
        NodeId value = document_member(document, from, slice_from(table->columns[i].id));
        Slice text = value == NODE_NONE ? SLICE("") : document_string(document, value, &scratch);
        row[i].text = arena_copy(tables->arena, text);
    }
    row[table->main] = (ReportCell){.text = SLICE("")};
    set_before(table, row, before);
    text_free(&scratch);
}

static void compare_table(ReportTables *tables, ReportTable *table, const Document *document, NodeId rows)
{
    SliceMap map = SLICE_MAP_EMPTY;
    add_columns(table);
    for (size_t row = 0; row < table->row_count; row++) {
        Text key = TEXT_EMPTY;
        for (size_t i = 0; i < table->name_count; i++) {
            text_append(&key, report_cell(table, row, i)->text);
            text_append_byte(&key, '\n');
        }
        *slice_map_add(&map, text_take(&key, tables->arena), NULL) = (uint32_t)row;
    }
    for (NodeId from = rows == NODE_NONE ? NODE_NONE : document_first_child(document, rows); from != NODE_NONE;
         from = document_next_sibling(document, from)) {
        Text key = TEXT_EMPTY;
        double before;
        append_names(document, from, table, &key);
        uint32_t *row = slice_map_find(&map, text_slice(&key));
        if (!read_number(document, from, table->columns[table->main].id, &before)) {
            text_free(&key);
            continue;
        }
        if (row) {
            set_before(table, &table->cells[*row * REPORT_COLUMNS_MAXIMUM], before);
        } else {
            add_gone(tables, table, document, from, before);
        }
        text_free(&key);
    }
    slice_map_free(&map);
}

/* ---- the earlier report ---- */

static bool is_kind(const Document *document, NodeId node, NodeKind kind)
{
    return node != NODE_NONE && document_node(document, node)->kind == kind;
}

/* What is wrong with a row of a table; NULL where nothing is. A number may be null: there was none. */
static const char *fault_of_row(const ReportTable *table, const Document *document, NodeId row)
{
    if (!is_kind(document, row, NODE_OBJECT)) {
        return "a row is not an object";
    }
    for (size_t i = 0; i < table->name_count; i++) {
        if (!is_kind(document, document_member(document, row, slice_from(table->columns[i].id)), NODE_STRING)) {
            return "a row has no name";
        }
    }
    NodeId number = document_member(document, row, slice_from(table->columns[table->main].id));
    bool is_right = is_kind(document, number, NODE_NUMBER) || is_kind(document, number, NODE_NULL);
    return is_right ? NULL : "a row has no number";
}

/* What is wrong with a table, at `place`; NULL where nothing is. Reports of other versions may have other tables, but
   all have totals and rules. */
static const char *fault_of_table(const ReportTable *table, const Document *document, NodeId *place)
{
    bool is_needed = strcmp(table->id, "totals") == 0 || strcmp(table->id, "rules") == 0;
    NodeId rows = document_member(document, 0, slice_from(table->id));
    *place = rows == NODE_NONE ? 0 : rows;
    if (rows == NODE_NONE) {
        return is_needed ? "a table is missing" : NULL;
    }
    if (!is_kind(document, rows, NODE_ARRAY)) {
        return "a table is not an array";
    }
    const char *fault = NULL;
    for (NodeId row = document_first_child(document, rows); row != NODE_NONE && !fault;
         row = document_next_sibling(document, row)) {
        fault = fault_of_row(table, document, row);
        *place = fault ? row : *place;
    }
    return fault;
}

/* False with a sentence where a document is no report. */
static bool is_report(const Document *document, const char *path, Error *error)
{
    if (document_fault_count(document) > 0 ||
        !is_kind(document, document_member(document, 0, SLICE("ipse")), NODE_STRING)) {
        return error_set(error, ERROR_FORMAT, path, "not a report; write one with ipse report --format json");
    }
    Figures nothing = {0};
    ReportTables tables = report_tables_make(&nothing, false);
    NodeId place = 0;
    const char *fault = NULL;
    for (size_t i = 0; i < tables.count && !fault; i++) {
        fault = fault_of_table(&tables.items[i], document, &place);
    }
    report_tables_free(&tables);
    figures_free(&nothing);
    if (fault) {
        Text where = TEXT_EMPTY;
        text_format(&where, "%s:%u", path, document_position(document, document_node(document, place)->start).line);
        error_set(error, ERROR_FORMAT, where.bytes, "not a whole report: %s", fault);
        text_free(&where);
    }
    return !fault;
}

Document *report_earlier_open(const char *path, Error *error)
{
    Document *document = source_open(path, path, NULL, error);
    if (document && !is_report(document, path, error)) {
        document_free(document);
        return NULL;
    }
    return document;
}

void report_tables_compare(ReportTables *tables, const Document *earlier, const char *name)
{
    for (size_t i = 0; i < tables->count; i++) {
        ReportTable *table = &tables->items[i];
        compare_table(tables, table, earlier, document_member(earlier, 0, slice_from(table->id)));
    }
    tables->before = arena_copy(tables->arena, slice_from(name));
}
