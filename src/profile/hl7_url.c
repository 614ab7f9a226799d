/* HL7 URL: the row with the longest beginning. */
#include "src/profile/hl7_url.h"

#include "src/profile/text_table.h"

TEXT_TABLE(hl7_urls, "src/definitions/hl7-urls.tsv");

enum { COLUMN_KIND = 1, COLUMN_SYSTEMS };

/* The row of the table for a URL; empty if there is no such row. A mapping has no other URLs below its own. */
static Slice row_of(Slice url)
{
    Slice table = TEXT_TABLE_OF(hl7_urls), row, best = {NULL, 0};
    for (size_t start = 0; start < table.length; start += row.length + 1) {
        row = text_table_row(table, start);
        Slice beginning = text_table_column(row, 0);
        bool is_whole =
            !slice_equals(text_table_column(row, COLUMN_KIND), SLICE("mapping")) || url.length == beginning.length;
        if (is_whole && slice_starts_with(url, beginning) && beginning.length > text_table_column(best, 0).length) {
            best = row;
        }
    }
    return best;
}

bool hl7_url_is_reserved(Slice url)
{
    return slice_equals(text_table_column(row_of(url), COLUMN_KIND), SLICE("reserved"));
}

bool hl7_url_is_of_systems(Slice url)
{
    Slice systems = text_table_column(row_of(url), COLUMN_SYSTEMS);
    return slice_equals(systems, SLICE("all")) || slice_equals(systems, SLICE("some"));
}

bool hl7_url_is_of_known_systems(Slice url)
{
    return slice_equals(text_table_column(row_of(url), COLUMN_SYSTEMS), SLICE("all"));
}
