/*
 * Fixes of values that repeat and their extensions: two arrays, `given` and `_given`, in which what belongs together
 * has the same position, and null stands for what is missing.
 */
#include "src/edit/fix/fix_offer.h"
#include "src/edit/fix/fix_removal.h"
#include "src/edit/fix_memory.h"

#include <stdlib.h>

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

/* ---- items that go ---- */

void fix_plan_without(const Document *document, NodeId list, const bool *goes, SpliceList *splices)
{
    uint32_t count = document_child_count(document, list), at = 0;
    NodeId *items = memory_allocate((count + 1) * sizeof *items);
    for (NodeId item = document_first_child(document, list); item != NODE_NONE;
         item = document_next_sibling(document, item)) {
        items[at++] = item;
    }
    for (uint32_t end = count; end > 0;) {
        uint32_t first = end;
        while (first > 0 && goes[first - 1]) {
            first--;
        }
        bool is_at_start = first == 0, is_possible = first < end && (!is_at_start || end < count);
        if (is_possible) {
            uint32_t from = is_at_start ? node_begin(document_node(document, items[0]))
                                        : node_finish(document_node(document, items[first - 1]));
            uint32_t to = is_at_start ? node_begin(document_node(document, items[end]))
                                      : node_finish(document_node(document, items[end - 1]));
            splice_list_add(splices, from, to - from, (Slice){0});
        }
        end = first == 0 ? 0 : first - 1;
    }
    free(items);
}

/* Two arrays whose items belong together; `beside` is that of the extensions. */
typedef struct Pair {
    NodeId values;
    NodeId beside;
} Pair;

/* The arrays that an item belongs to; false where it has one alone. */
static bool find_pair(const FixOffer *offer, Pair *pair)
{
    const Document *document = offer->document;
    NodeId list = offer->node->parent, object = fix_holder(offer, list);
    Slice key = document_raw_key(document, list);
    bool has_underscore = key.length > 0 && key.bytes[0] == '_';
    Text name = TEXT_EMPTY;
    text_format(&name, "%s%.*s", has_underscore ? "" : "_", SLICE_ARGS(slice_part(key, has_underscore, key.length)));
    NodeId other = fix_member(offer, object, text_slice(&name));
    text_free(&name);
    *pair = (Pair){has_underscore ? other : list, has_underscore ? list : other};
    return is_list(offer, list) && is_list(offer, other);
}

/* The next of two items that are side by side. */
static Pair next_of(const Document *document, Pair at)
{
    return (Pair){at.values == NODE_NONE ? NODE_NONE : document_next_sibling(document, at.values),
                  at.beside == NODE_NONE ? NODE_NONE : document_next_sibling(document, at.beside)};
}

static bool is_missing(const Document *document, NodeId item)
{
    return item == NODE_NONE || document_node(document, item)->kind == NODE_NULL;
}

static bool all_go(const Document *document, NodeId list, const bool *goes)
{
    uint32_t count = document_child_count(document, list), at = 0;
    while (at < count && goes[at]) {
        at++;
    }
    return at == count;
}

/* Tells by position which items have neither value nor extensions; returns how many. `first` gets the node that the
   issue of the first of them is about. */
static uint32_t find_missing(const FixOffer *offer, const Pair *pair, bool *goes, NodeId *first)
{
    const Document *document = offer->document;
    uint32_t count = 0, position = 0;
    Pair at = {document_first_child(document, pair->values), document_first_child(document, pair->beside)};
    for (; at.values != NODE_NONE || at.beside != NODE_NONE; at = next_of(document, at), position++) {
        goes[position] = is_missing(document, at.values) && is_missing(document, at.beside);
        if (goes[position] && count++ == 0) {
            *first = at.values != NODE_NONE ? at.values : at.beside;
        }
    }
    if (count < position && (all_go(document, pair->values, goes) || all_go(document, pair->beside, goes))) {
        goes[0] = false; /* no array gets empty */
    }
    return count;
}

/* Removes two arrays in which nothing is, or the object that has nothing else. */
static void offer_without_pair(const FixOffer *offer, const Pair *pair)
{
    const Document *document = offer->document;
    NodeId object = document_node(document, pair->values)->parent;
    uint32_t count = document_child_count(document, object), at = 0;
    if (count <= 2) {
        offer_removal_of(offer, object);
        return;
    }
    SpliceList splices = SPLICE_LIST_EMPTY;
    Slice name = document_raw_key(document, pair->values);
    Text title = TEXT_EMPTY;
    bool *goes = memory_allocate(count * sizeof *goes);
    for (NodeId member = document_first_child(document, object); member != NODE_NONE;
         member = document_next_sibling(document, member)) {
        goes[at++] = member == pair->values || member == pair->beside;
    }
    fix_plan_without(document, object, goes, &splices);
    text_format(&title, "Remove '%.*s' and '_%.*s'", SLICE_ARGS(name), SLICE_ARGS(name));
    offer_splices(offer, true, &splices, text_slice(&title));
    text_free(&title);
    free(goes);
}

/* Removes items from two arrays. */
static void offer_without_items(const FixOffer *offer, const Pair *pair, const bool *goes)
{
    SpliceList splices = SPLICE_LIST_EMPTY, own = SPLICE_LIST_EMPTY, other = SPLICE_LIST_EMPTY;
    Slice name = document_raw_key(offer->document, pair->values);
    Text title = TEXT_EMPTY;
    fix_plan_without(offer->document, pair->values, goes, &own);
    fix_plan_without(offer->document, pair->beside, goes, &other);
    if (own.count > 0 && other.count > 0) {
        fix_plan_join(&splices, &own, &other);
    } else {
        splices = own.count > 0 ? own : other;
    }
    text_format(&title, "Remove items of '%.*s' and '_%.*s' that are null in both", SLICE_ARGS(name), SLICE_ARGS(name));
    offer_splices(offer, true, &splices, text_slice(&title));
    text_free(&title);
}

/* Removes all such items of two arrays, where that of the issue is the first of them. True where it is not the only
 * one. */
static bool offer_without_nulls(const FixOffer *offer, const Pair *pair)
{
    const Document *document = offer->document;
    uint32_t count = document_child_count(document, pair->values),
             beside = document_child_count(document, pair->beside);
    uint32_t all = count > beside ? count : beside, missing = 0;
    bool is_new, *goes = NULL;
    NodeId *first = fix_memory_group(offer->operation->memory, document, pair->values, ALIKE_NULL, (Slice){0}, &is_new);
    if (is_new || *first == offer->issue->node) {
        goes = memory_allocate((all + 1) * sizeof *goes);
        missing = find_missing(offer, pair, goes, first);
    }
    bool is_first = *first == offer->issue->node;
    if (is_first && missing == all) {
        offer_without_pair(offer, pair);
    } else if (is_first && missing > 1) {
        offer_without_items(offer, pair, goes);
    }
    free(goes);
    offer->list->is_repeat = !is_first;
    return !is_first || missing > 1 || missing == all;
}

void offer_without_null(const FixOffer *offer)
{
    Pair pair;
    if (!offer->list->skips_repeats || !find_pair(offer, &pair) || !offer_without_nulls(offer, &pair)) {
        offer_removal(offer);
    }
}
