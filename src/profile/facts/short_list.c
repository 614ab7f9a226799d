/* Short lists: rows whose first column begins with the name of the list. */
#include "src/profile/facts/short_list.h"

#include "src/profile/facts/text_table.h"

#include <string.h>

TEXT_TABLE(short_lists, "src/definitions/short-lists.tsv");

enum { COLUMN_MORE = 1, COLUMN_REASON = 2, KEY_MAXIMUM = 160 };

static const char *const names[] = {
    [LIST_EXAMPLE_HOST] = "example-host",           [LIST_EXTENSION_PLACE] = "extension-place",
    [LIST_EXTENSION_RELEASE] = "extension-release", [LIST_EXTENSION_SPACE] = "extension-space",
    [LIST_EXTENSION_WORD] = "extension-word",       [LIST_IDENTIFIER_SCHEME] = "identifier-scheme",
    [LIST_IMAGING_ENDPOINT] = "imaging-endpoint",   [LIST_SIDE] = "side",
    [LIST_STUDY_PROFILE] = "study-profile",         [LIST_VITAL_UNIT] = "vital-unit",
};

const char *short_list_name(ShortList list)
{
    return names[list];
}

bool short_list_has(ShortList list, Slice value, Slice *more)
{
    char key[KEY_MAXIMUM];
    size_t start = strlen(names[list]) + 1;
    Slice row;
    if (start + value.length > sizeof key) {
        return false; /* no row is as long */
    }
    memcpy(key, names[list], start - 1);
    key[start - 1] = ' ';
    memcpy(key + start, value.bytes, value.length);
    bool is_found = text_table_find(TEXT_TABLE_OF(short_lists), slice_make(key, start + value.length), &row);
    if (is_found && more) {
        *more = text_table_column(row, COLUMN_MORE);
    }
    return is_found;
}

bool short_list_any(ShortList list, Slice text, bool (*matches)(Slice text, Slice value))
{
    Slice table = TEXT_TABLE_OF(short_lists), name = slice_from(names[list]), row;
    for (size_t start = text_table_from(table, name); start < table.length; start += row.length + 1) {
        row = text_table_row(table, start);
        if (!slice_starts_with(row, name) || row.bytes[name.length] != ' ') {
            break; /* the rows of a list are sorted by its name */
        }
        Slice key = text_table_column(row, 0);
        if (matches(text, slice_part(key, name.length + 1, key.length))) {
            return true;
        }
    }
    return false;
}

void short_list_visit(ShortList list, void (*visit)(void *context, Slice value, Slice reason), void *context)
{
    Slice table = TEXT_TABLE_OF(short_lists), name = slice_from(names[list]), row;
    for (size_t start = 0; start < table.length; start += row.length + 1) {
        row = text_table_row(table, start);
        if (slice_starts_with(row, name) && row.bytes[name.length] == ' ') {
            Slice key = text_table_column(row, 0);
            visit(context, slice_part(key, name.length + 1, key.length), text_table_column(row, COLUMN_REASON));
        }
    }
}
