/* HL7 URL: the row with the longest beginning. */
#include "src/profile/facts/hl7_url.h"

#include "src/profile/facts/text_table.h"

TEXT_TABLE(hl7_urls, "src/definitions/hl7-urls.tsv");

enum { COLUMN_KIND = 1, COLUMN_SYSTEMS };

/* True if the first column of a row is the beginning of a URL. Asked of every URL of a document: reads no column. */
static bool is_beginning(Slice row, Slice url)
{
    size_t length = 0;
    while (length < row.length && length < url.length && row.bytes[length] == url.bytes[length]) {
        length++;
    }
    return length < row.length && row.bytes[length] == '\t';
}

/* The row of the table for a URL; empty if there is no such row. A mapping has no other URLs below its own. */
static Slice row_of(Slice url)
{
    Slice table = TEXT_TABLE_OF(hl7_urls), row, best = {NULL, 0};
    for (size_t start = 0; start < table.length; start += row.length + 1) {
        row = text_table_row(table, start);
        if (!is_beginning(row, url)) {
            continue;
        }
        Slice beginning = text_table_column(row, 0);
        bool is_mapping = slice_equals(text_table_column(row, COLUMN_KIND), SLICE("mapping"));
        bool is_whole = !is_mapping || url.length == beginning.length;
        if (is_whole && beginning.length > text_table_column(best, 0).length) {
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
