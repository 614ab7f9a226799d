/* Prescribed values: reading them, and comparing with them. */
#include "src/check/plan/prescribed_value.h"

#include "src/check/plan/plan_private.h"
#include "src/fhirpath/value/decimal.h"

const Document *prescribed_read(Plans *plans, Slice json)
{
    if (json.length == 0) {
        return NULL;
    }
    Document *document = pair_map_find(&plans->prescribed, json.bytes, NULL);
    if (!document) {
        document = document_new(json, "definition", NULL);
        pair_map_add(&plans->prescribed, json.bytes, NULL, document);
    }
    return document;
}

/* A comparison under way: of a value with a fixed one, or with a pattern. */
typedef struct Comparison {
    const Document *document;
    const Document *wanted;
    bool is_fixed;
    NodeId missing; /* of the wanted: what the value has not got; NODE_NONE: nothing */
} Comparison;

static bool is_met_by(Comparison *comparison, NodeId part, NodeId value);

/* Numbers are compared as such: a definition does not keep how it wrote them. */
static bool numbers_are_equal(Slice a, Slice b)
{
    Decimal left, right;
    return slice_equals(a, b) ||
           (decimal_parse(a, &left) && decimal_parse(b, &right) && decimal_compare(left, right) == 0);
}

static bool scalars_are_equal(const Comparison *comparison, NodeId part, NodeId value)
{
    const Node *wanted = document_node(comparison->wanted, part), *own = document_node(comparison->document, value);
    if (wanted->kind == NODE_STRING && !((wanted->flags | own->flags) & (NODE_HAS_ESCAPE | NODE_IS_BARE))) {
        return slice_equals(document_raw(comparison->wanted, part), document_raw(comparison->document, value));
    }
    if (wanted->kind == NODE_NUMBER) {
        return numbers_are_equal(document_raw(comparison->wanted, part), document_raw(comparison->document, value));
    }
    return document_values_equal(comparison->wanted, part, comparison->document, value);
}

/* True when some item of an array is as an item of a pattern asks for. */
static bool has_item(Comparison *comparison, NodeId part, NodeId array)
{
    const Document *document = comparison->document;
    for (NodeId item = document_first_child(document, array); item != NODE_NONE;
         item = document_next_sibling(document, item)) {
        if (is_met_by(comparison, part, item)) {
            return true;
        }
    }
    return false;
}

/* Lists of a fixed value, and lists of plain texts (the given names of a pattern), are the same item by item. */
static bool lists_are_equal(Comparison *comparison, NodeId list, NodeId array)
{
    NodeId part = document_first_child(comparison->wanted, list);
    NodeId item = document_first_child(comparison->document, array);
    while (part != NODE_NONE && item != NODE_NONE && is_met_by(comparison, part, item)) {
        part = document_next_sibling(comparison->wanted, part);
        item = document_next_sibling(comparison->document, item);
    }
    return part == NODE_NONE && item == NODE_NONE;
}

static bool is_list_met(Comparison *comparison, NodeId list, NodeId array)
{
    NodeId part = document_first_child(comparison->wanted, list);
    bool is_plain = part != NODE_NONE && document_node(comparison->wanted, part)->kind == NODE_STRING;
    if (comparison->is_fixed || is_plain) {
        return lists_are_equal(comparison, list, array);
    }
    for (; part != NODE_NONE; part = document_next_sibling(comparison->wanted, part)) {
        if (!has_item(comparison, part, array)) {
            comparison->missing = part;
            return false;
        }
    }
    return true;
}

/* A fixed value has no members beside those that are prescribed, but may have an id. */
static bool has_others(const Comparison *comparison, NodeId part, NodeId value)
{
    const Document *document = comparison->document;
    for (NodeId member = document_first_child(document, value); comparison->is_fixed && member != NODE_NONE;
         member = document_next_sibling(document, member)) {
        Slice key = document_raw_key(document, member);
        if (!slice_equals(key, SLICE("id")) && document_member(comparison->wanted, part, key) == NODE_NONE) {
            return true;
        }
    }
    return false;
}

static bool is_object_met(Comparison *comparison, NodeId part, NodeId value)
{
    for (NodeId child = document_first_child(comparison->wanted, part); child != NODE_NONE;
         child = document_next_sibling(comparison->wanted, child)) {
        NodeId own = document_member(comparison->document, value, document_raw_key(comparison->wanted, child));
        if (own == NODE_NONE || !is_met_by(comparison, child, own)) {
            comparison->missing = comparison->missing == NODE_NONE ? child : comparison->missing;
            return false;
        }
    }
    return !has_others(comparison, part, value);
}

/* Definitions are a few levels deep, so is this recursion. */
static bool is_met_by(Comparison *comparison, NodeId part, NodeId value)
{
    NodeKind kind = (NodeKind)document_node(comparison->wanted, part)->kind;
    if (kind != document_node(comparison->document, value)->kind) {
        return false;
    }
    return kind == NODE_OBJECT  ? is_object_met(comparison, part, value)
           : kind == NODE_ARRAY ? is_list_met(comparison, part, value)
                                : scalars_are_equal(comparison, part, value);
}

bool prescribed_equals(const Document *document, NodeId value, const Document *wanted, bool is_fixed, NodeId *missing)
{
    Comparison comparison = {document, wanted, is_fixed, NODE_NONE};
    bool is_right = is_met_by(&comparison, 0, value);
    if (missing) {
        *missing = comparison.missing;
    }
    return is_right;
}

bool prescribed_by(const Element *element)
{
    return !element_is_plain(element) &&
           (element_fixed(element, NULL).length > 0 || element_pattern(element, NULL).length > 0);
}

bool prescribed_is_met(Plans *plans, const Element *element, const Document *document, NodeId value)
{
    const Document *fixed = prescribed_read(plans, element_fixed(element, NULL));
    const Document *pattern = prescribed_read(plans, element_pattern(element, NULL));
    return (!fixed || prescribed_equals(document, value, fixed, false, NULL)) &&
           (!pattern || prescribed_equals(document, value, pattern, false, NULL));
}
