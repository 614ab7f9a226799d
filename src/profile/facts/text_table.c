/* TextTable: lines and tabs. */
#include "src/profile/facts/text_table.h"

#include <stdint.h>

Slice text_table_row(Slice table, size_t start)
{
    size_t end = slice_find(table, SLICE("\n"), start);
    return slice_part(table, start, end == SIZE_MAX ? table.length - start : end - start);
}

Slice text_table_column(Slice row, unsigned number)
{
    size_t start = 0;
    for (; number > 0; number--) {
        size_t tab = slice_find(row, SLICE("\t"), start);
        if (tab == SIZE_MAX) {
            return (Slice){NULL, 0};
        }
        start = tab + 1;
    }
    size_t tab = slice_find(row, SLICE("\t"), start);
    return slice_part(row, start, tab == SIZE_MAX ? row.length - start : tab - start);
}

bool text_table_find(Slice table, Slice key, Slice *row)
{
    size_t low = 0;
    size_t high = table.length;
    while (low < high) {
        size_t start = (low + high) / 2;
        while (start > low && table.bytes[start - 1] != '\n') {
            start--;
        }
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
