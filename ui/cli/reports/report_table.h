/*
 * Report tables: figures as tables that every format writes alike.
 *
 * A table has columns of a kind and rows of cells, sorted: the largest main number first, then by name. Where an
 * earlier report is given, the columns "before" and "change" follow the main one.
 */
#ifndef IPSE_CLI_REPORT_TABLE_H
#define IPSE_CLI_REPORT_TABLE_H

#include "src/figures/figures.h"

typedef enum ColumnKind { COLUMN_TEXT, COLUMN_COUNT, COLUMN_SHARE, COLUMN_CHANGE, COLUMN_SHARE_CHANGE } ColumnKind;

typedef struct ReportColumn {
    const char *id;    /* in JSON and CSV: "count" */
    const char *title; /* for readers: "Findings" */
    ColumnKind kind;
} ReportColumn;

/* A text, or a number (shares from 0 to 1). */
typedef struct ReportCell {
    Slice text;
    double number;
    bool is_empty; /* there is no number */
} ReportCell;

enum { REPORT_COLUMNS_MAXIMUM = 12 };

typedef struct ReportTable {
    const char *id;
    const char *title;
    const char *note; /* a sentence about what is counted */
    ReportColumn columns[REPORT_COLUMNS_MAXIMUM];
    size_t column_count;
    size_t name_count;  /* the first columns, which name a row */
    size_t main;        /* the column that is drawn as bars, and compared */
    bool is_low_first;  /* sorted by the least main number */
    bool is_name_order; /* sorted by name */
    ReportCell *cells;  /* row by row */
    size_t row_count;
    size_t capacity;
} ReportTable;

typedef struct ReportTables {
    ReportTable *items;
    size_t count;
    size_t capacity;
    Arena *arena;
    Slice before; /* name of the earlier report; empty: none */
} ReportTables;

/* Makes the tables of figures, which are borrowed; `with_values`: with an example of each message. Free with
   report_tables_free. */
ReportTables report_tables_make(const Figures *figures, bool with_values);
void report_tables_free(ReportTables *tables);

/* Opens an earlier report, which was written as JSON; free with document_free. NULL with a sentence, and the line,
   where the file is none. */
Document *report_earlier_open(const char *path, Error *error);

/* Adds the numbers of an earlier report, that report_earlier_open opened. */
void report_tables_compare(ReportTables *tables, const Document *earlier, const char *name);

const ReportCell *report_cell(const ReportTable *table, size_t row, size_t column);

/* Appends a cell for readers: "12,345", "93.5 %", "+3"; nothing for an empty one. */
void report_append_cell(const ReportTable *table, size_t row, size_t column, Text *text);

/* The largest main number; at least 1 (of shares: 1). */
double report_most(const ReportTable *table);

#endif
