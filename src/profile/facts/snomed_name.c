/* SnomedName: a table in text. */
#include "src/profile/facts/snomed_name.h"

#include "src/profile/facts/text_table.h"

TEXT_TABLE(snomed_tags, "src/definitions/snomed-tags.tsv");

/* Where the tag begins: its bracket. The length of the name where it has none. */
static size_t tag_start(Slice name)
{
    size_t start = name.length;
    if (slice_ends_with(name, SLICE(")"))) {
        while (start > 0 && name.bytes[start - 1] != '(') {
            start--;
        }
    }
    return start > 1 && start < name.length ? start - 1 : name.length;
}

bool snomed_name_is_below(Slice name, Slice code)
{
    size_t start = tag_start(name);
    Slice row;
    if (start == name.length || !text_table_find(TEXT_TABLE_OF(snomed_tags), code, &row)) {
        return false;
    }
    Slice tag = slice_part(name, start + 1, name.length - start - 2);
    for (Slice tags = text_table_column(row, 1), one; tags.length > 0;
         tags = slice_part(tags, one.length + 1, tags.length)) {
        one = slice_part(tags, 0, slice_find(tags, SLICE(","), 0));
        if (slice_equals(one, tag)) {
            return true;
        }
    }
    return false;
}
