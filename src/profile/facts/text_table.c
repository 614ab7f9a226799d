/* TextTable: lines and tabs. */
#include "src/profile/facts/text_table.h"

#include <stdint.h>
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

/* The first byte of the line that has byte `at`; lines are long, so that eight bytes are looked at as one number. */
static size_t line_start(Slice table, size_t low, size_t at)
{
    const uint64_t each = 0x0101010101010101u;
    uint64_t word = 0;
    while (at >= low + sizeof word) {
        memcpy(&word, table.bytes + at - sizeof word, sizeof word);
        word ^= each * '\n';
        if ((word - each) & ~word & each * 0x80) {
            break;
        }
        at -= sizeof word;
    }
    while (at > low && table.bytes[at - 1] != '\n') {
        at--;
    }
    return at;
}

bool text_table_find(Slice table, Slice key, Slice *row)
{
    size_t low = 0;
    size_t high = table.length;
    while (low < high) {
        size_t start = line_start(table, low, (low + high) / 2);
        Slice found = text_table_row(table, start);
        int order = slice_compare(key, text_table_column(found, 0));
        if (order == 0) {
            *row = found;
            return true;
        }
        if (order < 0) {
            high = start;
        } else {
            low = start + found.length + 1;
        }
    }
    return false;
}
