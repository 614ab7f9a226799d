/* Report tables: from figures to rows, sorted. */
#include "ui/cli/reports/report_table.h"

#include <math.h>
#include <stdlib.h>

const ReportCell *report_cell(const ReportTable *table, size_t row, size_t column)
{
    return &table->cells[row * REPORT_COLUMNS_MAXIMUM + column];
}

/* ---- filling ---- */

static ReportTable *add_table(ReportTables *tables, ReportTable table)
{
    while (table.column_count < REPORT_COLUMNS_MAXIMUM && table.columns[table.column_count].id) {
        table.column_count++;
    }
    ARRAY_RESERVE(tables->items, tables->capacity, tables->count + 1);
    tables->items[tables->count] = table;
    return &tables->items[tables->count++];
}

/* A new row, whose cells are empty. */
static ReportCell *add_row(ReportTable *table)
{
    ARRAY_RESERVE(table->cells, table->capacity, (table->row_count + 1) * REPORT_COLUMNS_MAXIMUM);
    ReportCell *row = &table->cells[table->row_count++ * REPORT_COLUMNS_MAXIMUM];
    for (size_t i = 0; i < REPORT_COLUMNS_MAXIMUM; i++) {
        row[i] = (ReportCell){.text = SLICE(""), .is_empty = true};
    }
    return row;
}

static ReportCell text_cell(Slice text)
{
    return (ReportCell){.text = text};
}

static ReportCell count_cell(uint64_t count)
{
    return (ReportCell){.text = SLICE(""), .number = (double)count};
}

static ReportCell share_cell(CompletenessCount count)
{
    bool is_empty = count.obligated == 0;
    return (ReportCell){.text = SLICE(""),
                        .number = is_empty ? 0 : (double)count.present / (double)count.obligated,
                        .is_empty = is_empty};
}

/* ---- the tables ---- */

static void make_totals(ReportTables *tables, const Figures *figures)
{
    const FigureCounts *all = &figures->all;
    ReportTable *table =
        add_table(tables, (ReportTable){.id = "totals",
                                        .title = "Totals",
                                        .note = "A record is a file with one JSON value, or a line of NDJSON.",
                                        .columns = {{"name", "Figure", COLUMN_TEXT}, {"count", "Number", COLUMN_COUNT}},
                                        .name_count = 1,
                                        .main = 1});
    const struct {
        const char *name;
        uint64_t count;
    } rows[] = {{"files", figures->files},
                {"records", all->records},
                {"records without errors", all->clean},
                {"errors", all->errors},
                {"warnings", all->warnings},
                {"gaps", all->gaps},
                {"notes", all->notes},
                {"elements with a Creator obligation", all->completeness.obligated},
                {"of these present", all->completeness.present}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        ReportCell *row = add_row(table);
        row[0] = text_cell(slice_from(rows[i].name));
        row[1] = count_cell(rows[i].count);
    }
}

/* What a key is called in a few words. */
static Slice title_of(ReportTables *tables, const FigureRow *row)
{
    char *name = memory_copy_string(row->name);
    KeyId id = key_find(name);
    free(name);
    if (id < KEY_COUNT) {
        return slice_from(key_row(id)->title);
    }
    Slice words = row->words;
    size_t end = slice_find(words, SLICE(". "), 0);
    return end == SIZE_MAX ? words : arena_copy(tables->arena, slice_part(words, 0, end));
}

static void make_rules(ReportTables *tables, const Figures *figures, bool with_values)
{
    ReportTable *table =
        add_table(tables, (ReportTable){.id = "rules",
                                        .title = "Findings by rule",
                                        .note = "Place: the first finding.",
                                        .columns = {{"key", "Key", COLUMN_TEXT},
                                                    {"severity", "Severity", COLUMN_TEXT},
                                                    {"count", "Findings", COLUMN_COUNT},
                                                    {"records", "Records", COLUMN_COUNT},
                                                    {"title", "Rule", COLUMN_TEXT},
                                                    {"place", "Place", COLUMN_TEXT},
                                                    {with_values ? "message" : NULL, "Message", COLUMN_TEXT}},
                                        .name_count = 1,
                                        .main = 2});
    for (size_t i = 0; i < figures->rules.count; i++) {
        const FigureRow *from = &figures->rules.rows[i];
        ReportCell *row = add_row(table);
        row[0] = text_cell(from->name);
        row[1] = text_cell(slice_from(severity_name(from->severity)));
        row[2] = count_cell(from->count);
        row[3] = count_cell(from->counts.records);
        row[4] = text_cell(title_of(tables, from));
        row[5] = text_cell(from->place);
        row[6] = with_values ? text_cell(from->message) : row[6];
    }
}

static void make_gaps(ReportTables *tables, const Figures *figures)
{
    ReportTable *table =
        add_table(tables, (ReportTable){.id = "gaps",
                                        .title = "Gaps by obligation",
                                        .note = "Missing elements that a Creator must fill in if known.",
                                        .columns = {{"obligation", "Obligation", COLUMN_TEXT},
                                                    {"element", "Element", COLUMN_TEXT},
                                                    {"count", "Gaps", COLUMN_COUNT},
                                                    {"records", "Records", COLUMN_COUNT}},
                                        .name_count = 2,
                                        .main = 2});
    for (size_t i = 0; i < figures->gaps.count; i++) {
        const FigureRow *from = &figures->gaps.rows[i];
        ReportCell *row = add_row(table);
        row[0] = text_cell(from->name);
        row[1] = text_cell(from->element);
        row[2] = count_cell(from->count);
        row[3] = count_cell(from->counts.records);
    }
}

static void make_completeness(ReportTables *tables, const Figures *figures)
{
    ReportTable *table =
        add_table(tables, (ReportTable){.id = "completeness",
                                        .title = "Completeness by element and actor",
                                        .note = "How often what is obligated is present; the least complete first.",
                                        .columns = {{"element", "Element", COLUMN_TEXT},
                                                    {"actor", "Actor", COLUMN_TEXT},
                                                    {"share", "Present", COLUMN_SHARE},
                                                    {"present", "Number", COLUMN_COUNT},
                                                    {"obligated", "Of", COLUMN_COUNT},
                                                    {"obligation", "Obligation", COLUMN_TEXT}},
                                        .name_count = 2,
                                        .main = 2,
                                        .is_low_first = true});
    for (size_t i = 0; i < figures->completeness.count; i++) {
        const CompletenessRow *from = &figures->completeness.rows[i];
        ReportCell *row = add_row(table);
        row[0] = text_cell(from->path);
        row[1] = text_cell(from->actor.length > 0 ? from->actor : SLICE("any"));
        row[2] = share_cell(from->count);
        row[3] = count_cell(from->count.present);
        row[4] = count_cell(from->count.obligated);
        row[5] = text_cell(from->code);
    }
}

/* A table of records by a name. */
static void make_groups(ReportTables *tables, const FigureTable *groups, const char *id, const char *title,
                        ReportColumn name)
{
    ReportTable *table =
        add_table(tables, (ReportTable){.id = id,
                                        .title = title,
                                        .note = "Completeness: of the elements with a Creator obligation.",
                                        .columns = {name,
                                                    {"errors", "Errors", COLUMN_COUNT},
                                                    {"warnings", "Warnings", COLUMN_COUNT},
                                                    {"gaps", "Gaps", COLUMN_COUNT},
                                                    {"notes", "Notes", COLUMN_COUNT},
                                                    {"records", "Records", COLUMN_COUNT},
                                                    {"clean", "Without errors", COLUMN_COUNT},
                                                    {"completeness", "Completeness", COLUMN_SHARE}},
                                        .name_count = 1,
                                        .main = 1,
                                        .is_name_order = strcmp(name.id, "month") == 0});
    for (size_t i = 0; i < groups->count; i++) {
        const FigureCounts *counts = &groups->rows[i].counts;
        ReportCell *row = add_row(table);
        row[0] = text_cell(groups->rows[i].name);
        row[1] = count_cell(counts->errors);
        row[2] = count_cell(counts->warnings);
        row[3] = count_cell(counts->gaps);
        row[4] = count_cell(counts->notes);
        row[5] = count_cell(counts->records);
        row[6] = count_cell(counts->clean);
        row[7] = share_cell(counts->completeness);
    }
}

/* ---- sorting ---- */

static int compare_slices(Slice a, Slice b)
{
    int order = memcmp(a.bytes, b.bytes, a.length < b.length ? a.length : b.length);
    return order ? order : (a.length > b.length) - (a.length < b.length);
}

/* A row with what it is sorted by. */
typedef struct SortRow {
    double number;
    const ReportCell *cells;
    size_t names;
} SortRow;

static int compare_rows(const void *left, const void *right)
{
    const SortRow *a = left, *b = right;
    if (a->number > b->number || a->number < b->number) {
        return a->number > b->number ? -1 : 1;
    }
    int order = 0;
    for (size_t i = 0; i < a->names && order == 0; i++) {
        order = compare_slices(a->cells[i].text, b->cells[i].text);
    }
    return order;
}

static void sort_table(ReportTable *table)
{
    if (table->row_count < 2) {
        return;
    }
    SortRow *rows = memory_allocate(table->row_count * sizeof *rows);
    for (size_t i = 0; i < table->row_count; i++) {
        double number = table->is_name_order ? 0 : report_cell(table, i, table->main)->number;
        rows[i] = (SortRow){table->is_low_first ? -number : number, report_cell(table, i, 0), table->name_count};
    }
    qsort(rows, table->row_count, sizeof *rows, compare_rows);
    ReportCell *cells = memory_allocate(table->row_count * REPORT_COLUMNS_MAXIMUM * sizeof *cells);
    for (size_t i = 0; i < table->row_count; i++) {
        memcpy(&cells[i * REPORT_COLUMNS_MAXIMUM], rows[i].cells, REPORT_COLUMNS_MAXIMUM * sizeof *cells);
    }
    free(table->cells);
    table->cells = cells;
    table->capacity = table->row_count * REPORT_COLUMNS_MAXIMUM;
    free(rows);
}

ReportTables report_tables_make(const Figures *figures, bool with_values)
{
    ReportTables tables = {.arena = arena_new(), .before = SLICE("")};
    make_totals(&tables, figures);
    make_rules(&tables, figures, with_values);
    make_gaps(&tables, figures);
    make_completeness(&tables, figures);
    make_groups(&tables, &figures->by_file, "files", "By file", (ReportColumn){"file", "File", COLUMN_TEXT});
    make_groups(&tables, &figures->by_profile, "profiles", "By profile",
                (ReportColumn){"profile", "Profile", COLUMN_TEXT});
    make_groups(&tables, &figures->by_month, "months", "By month", (ReportColumn){"month", "Month", COLUMN_TEXT});
    for (size_t i = 1; i < tables.count; i++) {
        sort_table(&tables.items[i]);
    }
    return tables;
}

void report_tables_free(ReportTables *tables)
{
    for (size_t i = 0; i < tables->count; i++) {
        free(tables->items[i].cells);
    }
    free(tables->items);
    arena_free(tables->arena);
    *tables = (ReportTables){0};
}

/* ---- for readers ---- */

/* Appends a whole number with commas between thousands. */
static void append_thousands(double number, Text *text)
{
    Text digits = TEXT_EMPTY;
    text_format(&digits, "%.0f", fabs(number));
    for (size_t i = 0; i < digits.length; i++) {
        text_append(text, i > 0 && (digits.length - i) % 3 == 0 ? SLICE(",") : SLICE(""));
        text_append_byte(text, digits.bytes[i]);
    }
    text_free(&digits);
}

void report_append_cell(const ReportTable *table, size_t row, size_t column, Text *text)
{
    const ReportCell *cell = report_cell(table, row, column);
    ColumnKind kind = table->columns[column].kind;
    if (kind == COLUMN_TEXT) {
        text_append(text, cell->text);
    } else if (cell->is_empty) {
        return;
    } else if (kind == COLUMN_SHARE) {
        text_format(text, "%.1f %%", cell->number * 100);
    } else if (kind == COLUMN_SHARE_CHANGE) {
        text_format(text, "%+.1f %%", cell->number * 100);
    } else {
        bool is_change = kind == COLUMN_CHANGE;
        text_append(text, is_change && cell->number < 0   ? SLICE("-")
                          : is_change && cell->number > 0 ? SLICE("+")
                                                          : SLICE(""));
        append_thousands(cell->number, text);
    }
}

double report_most(const ReportTable *table)
{
    double most = 1;
    for (size_t i = 0; i < table->row_count && table->columns[table->main].kind == COLUMN_COUNT; i++) {
        double number = report_cell(table, i, table->main)->number;
        most = number > most ? number : most;
    }
    return most;
}
