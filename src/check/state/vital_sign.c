/* Vital signs: a table of codes, and the codings of an Observation looked up in it. */
#include "src/check/state/vital_sign.h"

#include "src/base/systems.h"
#include "src/profile/facts/short_list.h"
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

/* ---- where the code does not tell ---- */

/* The next item of an array after `item`, from NODE_NONE the first; NODE_NONE past the last, or where it is no array.
 */
static NodeId next_item(const Document *document, NodeId array, NodeId item)
{
    if (array == NODE_NONE || document_node(document, array)->kind != NODE_ARRAY) {
        return NODE_NONE;
    }
    return item == NODE_NONE ? document_first_child(document, array) : document_next_sibling(document, item);
}

/* The profile of the first code without system that is one of a vital sign; `has_code` tells whether some code has a
 * system. */
static Slice profile_of_bare(Walk *walk, NodeId observation, bool *has_code)
{
    Slice profile = {NULL, 0}, row;
    NodeId list = walk_member(walk, walk_member(walk, observation, "code"), "coding");
    for (NodeId item = next_item(walk->document, list, NODE_NONE); item != NODE_NONE;
         item = next_item(walk->document, list, item)) {
        Slice code = walk_text(walk, walk_member(walk, item, "code"));
        bool has_system = walk_text(walk, walk_member(walk, item, "system")).length > 0;
        *has_code |= code.length > 0 && has_system;
        if (profile.length == 0 && code.length > 0 && !has_system &&
            text_table_find(TEXT_TABLE_OF(vital_signs), code, &row)) {
            profile = text_table_column(row, COLUMN_PROFILE);
        }
    }
    return profile;
}

/* The profile of the first component with the code of a vital sign. */
static Slice profile_of_components(Walk *walk, NodeId observation)
{
    Slice profile = {NULL, 0};
    NodeId list = walk_member(walk, observation, "component");
    for (NodeId item = next_item(walk->document, list, NODE_NONE); item != NODE_NONE && profile.length == 0;
         item = next_item(walk->document, list, item)) {
        profile = vital_sign_profile(walk, item);
    }
    return profile;
}

/* The profile of the unit that the value of an Observation has. */
static Slice profile_of_unit(Walk *walk, NodeId observation)
{
    Slice profile = {NULL, 0};
    NodeId quantity = walk_member(walk, observation, "valueQuantity");
    Slice code = walk_text(walk, walk_member(walk, quantity, "code"));
    short_list_has(LIST_VITAL_UNIT, code.length > 0 ? code : walk_text(walk, walk_member(walk, quantity, "unit")),
                   &profile);
    return profile;
}

/* True for an Observation in the category of vital signs. */
static bool is_in_category(Walk *walk, NodeId observation)
{
    static const Slice system = SLICE("http://terminology.hl7.org/CodeSystem/observation-category");
    NodeId list = walk_member(walk, observation, "category");
    for (NodeId item = next_item(walk->document, list, NODE_NONE); item != NODE_NONE;
         item = next_item(walk->document, list, item)) {
        NodeId codings = walk_member(walk, item, "coding");
        for (NodeId coding = next_item(walk->document, codings, NODE_NONE); coding != NODE_NONE;
             coding = next_item(walk->document, codings, coding)) {
            if (slice_equals(walk_text(walk, walk_member(walk, coding, "code")), SLICE("vital-signs")) &&
                slice_equals(walk_text(walk, walk_member(walk, coding, "system")), system)) {
                return true;
            }
        }
    }
    return false;
}

VitalSignHint vital_sign_hint(Walk *walk, NodeId observation)
{
    bool has_code = false;
    VitalSignHint hint = {.profile = profile_of_bare(walk, observation, &has_code), .told_by = "code without system"};
    if (has_code) {
        return (VitalSignHint){.told_by = NULL};
    }
    if (hint.profile.length == 0 && is_in_category(walk, observation)) {
        hint = (VitalSignHint){profile_of_components(walk, observation), "codes of the components"};
        hint = hint.profile.length > 0 ? hint : (VitalSignHint){profile_of_unit(walk, observation), "unit"};
        hint = hint.profile.length > 0 ? hint : (VitalSignHint){SLICE("vitalsigns"), "category"};
    }
    return hint;
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
