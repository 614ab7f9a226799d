/* ReleaseName: a table in text. */
#include "src/profile/facts/release_name.h"

#include "src/profile/facts/text_table.h"

#include <stdint.h>

TEXT_TABLE(release_names, "src/definitions/release-names.tsv");

bool release_name_is_possible(Slice property)
{
    return slice_find(TEXT_TABLE_OF(release_names), property, 0) != SIZE_MAX;
}

bool release_name_has_type(Slice type)
{
    enum { TYPE_MAXIMUM = 64 };
    char beginning[TYPE_MAXIMUM];
    if (type.length + 1 > sizeof beginning) {
        return false; /* no row has a type as long */
    }
    memcpy(beginning, type.bytes, type.length);
    beginning[type.length] = '.';
    return text_table_has_beginning(TEXT_TABLE_OF(release_names), slice_make(beginning, type.length + 1));
}

bool release_name_find(Slice path, ReleaseName *found)
{
    Slice row;
    if (!text_table_find(TEXT_TABLE_OF(release_names), path, &row)) {
        return false;
    }
    Slice name = text_table_column(row, 1);
    bool is_type = slice_starts_with(name, SLICE("^")), is_none = slice_starts_with(name, SLICE("-"));
    Slice rest = slice_part(name, 1, SIZE_MAX);
    *found = (ReleaseName){.name = is_type || is_none ? SLICE("") : name,
                           .type = is_type ? rest : SLICE(""),
                           .kept = is_none ? rest : SLICE(""),
                           .releases = text_table_column(row, 2)};
    return true;
}
