/*
 * Fixes of values that repeat and their extensions: two arrays, `given` and `_given`, in which what belongs together has the
 * same position, and null stands for what is missing.
 */
#include "src/edit/fix/fix_offer.h"
#include "src/edit/fix/fix_removal.h"

static bool is_list(const FixOffer *offer, NodeId node)
{
    return node != NODE_NONE && document_node(offer->document, node)->kind == NODE_ARRAY;
}

/* Appends `null` a number of times, with commas before all but the first. */
static void append_nulls(uint32_t count, Text *json)
{
    for (uint32_t i = 0; i < count; i++) {
        text_append(json, i == 0 ? SLICE("null") : SLICE(",null"));
    }
}

void offer_nulls(const FixOffer *offer)
{
    const Document *document = offer->document;
    Slice key = document_raw_key(document, offer->issue->node);
    Slice name = slice_part(key, key.length > 0, key.length);
    NodeId values = fix_member(offer, offer->node->parent, name);
    uint32_t wanted = document_child_count(document, offer->issue->node);
    SpliceList splices = SPLICE_LIST_EMPTY;
    Text json = TEXT_EMPTY, title = TEXT_EMPTY;
    if (values == NODE_NONE) {
        text_append(&json, SLICE("["));
        append_nulls(wanted, &json);
        text_append(&json, SLICE("]"));
        splice_insert(document, offer->issue->node, PLACE_BEFORE, name, text_slice(&json), &splices, NULL);
    } else if (is_list(offer, values)) {
        for (uint32_t count = document_child_count(document, values); count < wanted; count++) {
            text_append(&json, json.length == 0 ? SLICE("") : SLICE(","));
            text_append(&json, SLICE("null"));
        }
        Slice raw = document_raw(document, values);
        bool is_empty = document_child_count(document, values) == 0;
        Text whole = TEXT_EMPTY;
        text_format(&whole, "%.*s%s%.*s]", SLICE_ARGS(slice_part(raw, 0, raw.length - 1)), is_empty ? "" : ",",
                    SLICE_ARGS(text_slice(&json)));
        splice_set_value(document, values, text_slice(&whole), &splices, NULL);
        text_free(&whole);
    }
    text_format(&title, "Add null to '%.*s'", SLICE_ARGS(name));
    offer_splices(offer, true, &splices, text_slice(&title));
    text_free(&json);
    text_free(&title);
}

bool offer_split_items(const FixOffer *offer)
{
    const Document *document = offer->document;
    NodeId list = offer->node->parent;
    Slice name = document_raw_key(document, list);
    Text values = TEXT_EMPTY, beside = TEXT_EMPTY, key = TEXT_EMPTY, title = TEXT_EMPTY;
    uint32_t position = 0;
    for (NodeId item = document_first_child(document, list); item != NODE_NONE;
         item = document_next_sibling(document, item), position++) {
        bool is_object = document_node(document, item)->kind == NODE_OBJECT;
        text_append(&values, position == 0 ? SLICE("[") : SLICE(","));
        text_append(&beside, position == 0 ? SLICE("[") : SLICE(","));
        text_append(&values, is_object ? SLICE("null") : document_raw(document, item));
        text_append(&beside, is_object ? document_raw(document, item) : SLICE("null"));
    }
    text_append_byte(&values, ']');
    text_append_byte(&beside, ']');
    text_format(&key, "_%.*s", SLICE_ARGS(name));
    bool is_free = fix_member(offer, document_node(document, list)->parent, text_slice(&key)) == NODE_NONE;
    if (is_free) {
        SpliceList splices = SPLICE_LIST_EMPTY;
        splice_insert(document, list, PLACE_AFTER, text_slice(&key), text_slice(&beside), &splices, NULL);
        splice_set_value(document, list, text_slice(&values), &splices, NULL);
        text_format(&title, "Move the extensions to '%.*s'", SLICE_ARGS(text_slice(&key)));
        offer_splices(offer, true, &splices, text_slice(&title));
    }
    text_free(&values);
    text_free(&beside);
    text_free(&key);
    text_free(&title);
    return is_free;
}
