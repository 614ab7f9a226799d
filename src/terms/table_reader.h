/*
 * Table reader: the rows of a table in a text file, one after the other, however large the file is.
 *
 * Two forms: columns between commas, with quotes where a field needs them (RFC 4180), and columns between tabs, without
 * quotes, as RF2 has them (SNOMED CT Release File Specification). The first row names the columns. A file packed with
 * gzip is unpacked.
 */
#ifndef IPSE_TERMS_TABLE_READER_H
#define IPSE_TERMS_TABLE_READER_H

#include "src/base/error.h"
#include "src/base/slice.h"

typedef enum TableForm { TABLE_COMMAS, TABLE_TABS } TableForm;
typedef enum TableStep { TABLE_ROW, TABLE_END, TABLE_FAILED } TableStep;

typedef struct TableReader TableReader;

/* Opens a file and reads the names of its columns. NULL with a sentence. Free with table_close; NULL does nothing. */
TableReader *table_open(const char *path, TableForm form, Error *error);
void table_close(TableReader *table);

/* The position of a column. False with a sentence that names the column where it is missing. */
bool table_column(const TableReader *table, Slice name, size_t *column, Error *error);

/* Goes on to the next row; empty ones are passed over. TABLE_FAILED with a sentence, whose place is the line. */
TableStep table_next(TableReader *table, Error *error);

/* A field of the row; empty where the row is shorter. Valid until the next row. */
Slice table_field(const TableReader *table, size_t column);

#endif
