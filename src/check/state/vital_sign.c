/* Vital signs: a table of codes, and the codings of an Observation looked up in it. */
#include "src/check/state/vital_sign.h"

#include "src/profile/facts/text_table.h"

TEXT_TABLE(vital_signs, "src/definitions/vital-signs.tsv");

enum { COLUMN_SYSTEM = 1, COLUMN_ORDER, COLUMN_PROFILE };

/* The row of the table for a Coding; empty where its code is none of a vital sign. */
static Slice row_of(Walk *walk, NodeId coding)
{
    Slice code = walk_text(walk, walk_member(walk, coding, "code"));
    Slice row;
    if (code.length == 0 || !text_table_find(TEXT_TABLE_OF(vital_signs), code, &row)) {
        return (Slice){NULL, 0};
    }
    Slice system = walk_text(walk, walk_member(walk, coding, "system"));
    return slice_equals(system, text_table_column(row, COLUMN_SYSTEM)) ? row : (Slice){NULL, 0};
}

Slice vital_sign_profile(Walk *walk, NodeId observation)
{
    const Document *document = walk->document;
    NodeId list = walk_member(walk, walk_member(walk, observation, "code"), "coding");
    Slice first = {NULL, 0};
    if (list == NODE_NONE || document_node(document, list)->kind != NODE_ARRAY) {
        return first;
    }
    for (NodeId item = document_first_child(document, list); item != NODE_NONE;
         item = document_next_sibling(document, item)) {
        Slice row = row_of(walk, item);
        bool is_before =
            row.length > 0 && (first.length == 0 || slice_compare(text_table_column(row, COLUMN_ORDER),
                                                                  text_table_column(first, COLUMN_ORDER)) < 0);
        first = is_before ? row : first;
    }
    return text_table_column(first, COLUMN_PROFILE);
}

Slice vital_sign_profile_at(unsigned position)
{
    enum { PLACE_FIRST = 2, PLACE_LAST = 10 }; /* of LOINC; the first is the panel, which is of several */
    unsigned number = PLACE_FIRST + position;
    char place[2] = {(char)('0' + number / 10 % 10), (char)('0' + number % 10)};
    Slice table = TEXT_TABLE_OF(vital_signs), row;
    for (size_t start = 0; number <= PLACE_LAST && start < table.length; start += row.length + 1) {
        row = text_table_row(table, start);
        if (slice_equals(text_table_column(row, COLUMN_ORDER), slice_make(place, sizeof place))) {
            return text_table_column(row, COLUMN_PROFILE);
        }
    }
    return (Slice){NULL, 0};
}
