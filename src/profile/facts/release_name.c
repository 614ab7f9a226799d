/* ReleaseName: a table in text. */
#include "src/profile/facts/release_name.h"

#include "src/profile/facts/text_table.h"

#include <stdint.h>

TEXT_TABLE(release_names, "src/definitions/release-names.tsv");

bool release_name_is_possible(Slice property)
{
    return slice_find(TEXT_TABLE_OF(release_names), property, 0) != SIZE_MAX;
}

bool release_name_find(Slice path, ReleaseName *found)
{
    Slice row;
    if (!text_table_find(TEXT_TABLE_OF(release_names), path, &row)) {
        return false;
    }
    Slice name = text_table_column(row, 1);
    bool is_type = name.length > 1 && name.bytes[0] == '^';
    *found = (ReleaseName){.name = is_type || slice_equals(name, SLICE("-")) ? SLICE("") : name,
                           .type = is_type ? slice_part(name, 1, name.length) : SLICE(""),
                           .releases = text_table_column(row, 2)};
    return true;
}
