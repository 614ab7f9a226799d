/*
 * Table reader: the file is read in pieces; a row is a part of what was read and not used yet, and its fields are parts
 * of it. A field with quotes is written over itself without them.
 */
#include "src/terms/table_reader.h"

#include "src/base/streams/byte_stream.h"

#include <stdlib.h>

enum { PIECE = 1 << 18, ROW_MAXIMUM = 1 << 24 };

struct TableReader {
    ByteStream *stream;
    TableForm form;
    char *path;
    Text bytes; /* read and not used yet, from `used` on */
    size_t used;
    size_t line;  /* of the row */
    size_t lines; /* that the row has */
    Slice *fields;
    size_t count;
    size_t capacity;
    Text names; /* the first row, on which `columns` lie */
    Slice *columns;
    size_t column_count;
};

void table_close(TableReader *table)
{
    if (table) {
        byte_stream_close(table->stream);
        text_free(&table->bytes);
        text_free(&table->names);
        free(table->fields);
        free(table->columns);
        free(table->path);
        free(table);
    }
}

/* The length of the row that begins what is left, without its line feed; SIZE_MAX where its end was not read yet.
   `scanned` is where an earlier call ended, with the state of quotes. */
static size_t row_length(const TableReader *table, size_t *scanned, bool *is_quoted)
{
    const char *start = table->bytes.bytes + table->used;
    size_t length = table->bytes.length - table->used;
    if (table->form == TABLE_TABS) {
        const char *end = *scanned < length ? memchr(start + *scanned, '\n', length - *scanned) : NULL;
        *scanned = length;
        return end ? (size_t)(end - start) : SIZE_MAX;
    }
    for (; *scanned < length; ++*scanned) {
        char byte = start[*scanned];
        *is_quoted = *is_quoted != (byte == '"');
        if (byte == '\n' && !*is_quoted) {
            return *scanned;
        }
    }
    return SIZE_MAX;
}

static bool fail(const TableReader *table, Error *error, const char *sentence)
{
    Text where = TEXT_EMPTY;
    text_format(&where, "%s:%zu%c", table->path, table->line, '\0');
    error_set(error, ERROR_FORMAT, where.bytes, "%s", sentence);
    text_free(&where);
    return false;
}

/* Reads until a whole row is there; `length` gets its length, 0 with `has_ended` at the end. */
static bool read_row(TableReader *table, size_t *length, bool *has_ended, Error *error)
{
    size_t scanned = 0;
    bool is_quoted = false;
    *has_ended = false;
    while ((*length = row_length(table, &scanned, &is_quoted)) == SIZE_MAX) {
        size_t left = table->bytes.length - table->used;
        if (byte_stream_has_ended(table->stream)) {
            *has_ended = left == 0;
            *length = left;
            return !is_quoted || fail(table, error, "a field with quotes is not closed");
        }
        if (left > ROW_MAXIMUM) {
            return fail(table, error, "the row has more than 16 MB");
        }
        text_splice(&table->bytes, 0, table->used, SLICE(""));
        table->used = 0;
        if (!byte_stream_read(table->stream, PIECE, &table->bytes, error)) {
            return false;
        }
    }
    return true;
}

static void add_field(TableReader *table, Slice field)
{
    ARRAY_RESERVE(table->fields, table->capacity, table->count + 1);
    table->fields[table->count++] = field;
}

/* Takes a field with quotes off the front of a row, which begins after the first of them. */
static Slice take_quoted(char *start, size_t length, size_t *used)
{
    size_t to = 0, from = 0;
    while (from < length && !(start[from] == '"' && (from + 1 == length || start[from + 1] != '"'))) {
        from += start[from] == '"';
        start[to++] = start[from++];
    }
    *used = from < length ? from + 1 : from;
    return slice_make(start, to);
}

/* Takes the row apart. */
static void part_row(TableReader *table, char *start, size_t length)
{
    char separator = table->form == TABLE_TABS ? '\t' : ',';
    table->count = 0;
    for (size_t at = 0; at <= length;) {
        Slice field = slice_make(start + at, 0);
        if (table->form == TABLE_COMMAS && at < length && start[at] == '"') {
            size_t used;
            field = take_quoted(start + at + 1, length - at - 1, &used);
            at += used + 1;
        }
        const char *next = at < length ? memchr(start + at, separator, length - at) : NULL;
        size_t end = next ? (size_t)(next - start) : length;
        if (field.length == 0 && field.bytes == start + at) {
            field.length = end - at;
        }
        add_field(table, field);
        at = end + 1;
    }
}

TableStep table_next(TableReader *table, Error *error)
{
    size_t length;
    bool has_ended;
    do {
        table->line += table->lines;
        if (!read_row(table, &length, &has_ended, error)) {
            return TABLE_FAILED;
        }
        if (has_ended) {
            return TABLE_END;
        }
        char *start = table->bytes.bytes + table->used;
        table->used += length < table->bytes.length - table->used ? length + 1 : length;
        table->lines = 1;
        for (size_t i = 0; table->form == TABLE_COMMAS && i < length; i++) {
            table->lines += start[i] == '\n';
        }
        size_t mark = table->line == 1 && slice_starts_with(slice_make(start, length), SLICE("\357\273\277")) ? 3 : 0;
        start += mark;
        length -= mark;
        length -= length > 0 && start[length - 1] == '\r';
        part_row(table, start, length);
    } while (length == 0);
    return TABLE_ROW;
}

Slice table_field(const TableReader *table, size_t column)
{
    return column < table->count ? table->fields[column] : SLICE("");
}

bool table_column(const TableReader *table, Slice name, size_t *column, Error *error)
{
    for (size_t i = 0; i < table->column_count; i++) {
        if (slice_equals(table->columns[i], name)) {
            *column = i;
            return true;
        }
    }
    return error_set(error, ERROR_FORMAT, table->path, "the table has no column '%.*s'", SLICE_ARGS(name));
}

/* Keeps the row as the names of the columns. */
static void keep_names(TableReader *table)
{
    table->columns = memory_allocate(table->count * sizeof *table->columns);
    table->column_count = table->count;
    for (size_t i = 0; i < table->count; i++) {
        text_append(&table->names, table->fields[i]);
        table->columns[i].length = table->fields[i].length;
    }
    const char *at = table->names.bytes;
    for (size_t i = 0; i < table->count; i++) {
        table->columns[i].bytes = at;
        at += table->columns[i].length;
    }
}

TableReader *table_open(const char *path, TableForm form, Error *error)
{
    ByteStream *stream = byte_stream_open(NULL, path, error);
    if (!stream) {
        return NULL;
    }
    TableReader *table = memory_allocate_zeroed(1, sizeof *table);
    *table = (TableReader){.stream = stream, .form = form, .path = memory_copy_string(slice_from(path)), .line = 1};
    TableStep step = table_next(table, error);
    if (step == TABLE_ROW) {
        keep_names(table);
        return table;
    }
    if (step == TABLE_END) {
        error_set(error, ERROR_FORMAT, path, "the table is empty");
    }
    table_close(table);
    return NULL;
}
