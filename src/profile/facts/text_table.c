/* TextTable: lines and tabs. */
#include "src/profile/facts/text_table.h"

#include <string.h>

/* What stands before the next `end`, from byte `start` on. */
static Slice part_before(Slice text, size_t start, char end)
{
    Slice rest = slice_part(text, start, text.length);
    const char *hit = rest.length > 0 ? memchr(rest.bytes, end, rest.length) : NULL;
    return hit ? slice_part(rest, 0, (size_t)(hit - rest.bytes)) : rest;
}

Slice text_table_row(Slice table, size_t start)
{
    return part_before(table, start, '\n');
}

Slice text_table_column(Slice row, unsigned number)
{
    size_t start = 0;
    Slice column = part_before(row, 0, '\t');
    for (; number > 0; number--) {
        start += column.length + 1;
        if (start > row.length) {
            return (Slice){NULL, 0};
        }
        column = part_before(row, start, '\t');
    }
    return column;
}

/* The beginning of the first line after byte `at`, of those before `high`; without one, of the line at `low`. */
static size_t next_line(Slice table, size_t low, size_t at, size_t high)
{
    const char *end = memchr(table.bytes + at, '\n', high - at);
    size_t next = end ? (size_t)(end - table.bytes) + 1 : high;
    return next < high ? next : low;
}

/* Compares a key without control characters with the first column of the row that a text begins with: the tab or
   newline after the column comes before all that a longer key goes on with. */
static int compare_start(Slice key, Slice text)
{
    size_t shorter = key.length < text.length ? key.length : text.length;
    int order = memcmp(key.bytes, text.bytes, shorter);
    if (order != 0 || shorter < key.length) {
        return order ? order : 1;
    }
    return shorter == text.length || text.bytes[shorter] == '\t' || text.bytes[shorter] == '\n' ? 0 : -1;
}

static bool has_control_character(Slice text)
{
    bool has = false;
    for (size_t i = 0; i < text.length; i++) {
        has |= (unsigned char)text.bytes[i] < ' ';
    }
    return has;
}

/* Looks for a row by halves: `compare` gives the order of a key and a row, of which the text begins with the row. */
static bool find_row(Slice table, Slice key, int (*compare)(Slice key, Slice text), size_t *found)
{
    size_t low = 0;
    size_t high = key.length == 0 || has_control_character(key) ? 0 : table.length; /* no row has such a key */
    while (low < high) {
        size_t start = next_line(table, low, (low + high) / 2, high);
        int order = compare(key, slice_part(table, start, table.length));
        if (order == 0) {
            *found = start;
            return true;
        }
        if (order < 0) {
            high = start;
        } else {
            low = start + text_table_row(table, start).length + 1;
        }
    }
    return false;
}

bool text_table_find(Slice table, Slice key, Slice *row)
{
    size_t start;
    bool is_found = find_row(table, key, compare_start, &start);
    if (is_found) {
        *row = text_table_row(table, start);
    }
    return is_found;
}

size_t text_table_from(Slice table, Slice text)
{
    size_t low = 0, high = table.length;
    while (low < high) {
        size_t start = next_line(table, low, (low + high) / 2, high);
        Slice row = text_table_row(table, start);
        if (slice_compare(row, text) >= 0) {
            high = start;
        } else {
            low = start + row.length + 1;
        }
    }
    return low;
}

/* Compares a beginning with that of a row. */
static int compare_beginning(Slice key, Slice text)
{
    return slice_compare(key, slice_part(text, 0, key.length));
}

bool text_table_has_beginning(Slice table, Slice beginning)
{
    size_t start;
    return find_row(table, beginning, compare_beginning, &start);
}
