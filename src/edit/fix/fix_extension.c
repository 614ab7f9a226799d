/* Fixes of extensions that are in the wrong one of 'extension' and 'modifierExtension': they move to the other. */
#include "src/edit/fix/fix_offer.h"
#include "src/edit/fix_memory.h"

#include <stdlib.h>

/* Plans an item that moves to the other list of its object, which is made where it is missing. */
static void plan_item_move(const FixOffer *offer, NodeId item, Slice name, SpliceList *splices)
{
    const Document *document = offer->document;
    NodeId list = document_node(document, item)->parent, object = document_node(document, list)->parent;
    NodeId other = fix_member(offer, object, name);
    Slice raw = document_raw(document, item);
    SpliceList added = SPLICE_LIST_EMPTY, removed = SPLICE_LIST_EMPTY;
    if (other == NODE_NONE) {
        Text json = TEXT_EMPTY;
        text_format(&json, "[%.*s]", SLICE_ARGS(raw));
        splice_insert(document, list, PLACE_BEFORE, name, text_slice(&json), &added, NULL);
        text_free(&json);
    } else {
        splice_insert(document, other, PLACE_LAST, (Slice){0}, raw, &added, NULL);
    }
    splice_delete(document, item, &removed, NULL);
    fix_plan_join(splices, &added, &removed);
}

/* Plans a list that goes into the other one of its object, item by item. */
static void plan_list_move(const FixOffer *offer, NodeId list, NodeId other, SpliceList *splices)
{
    SpliceList added = SPLICE_LIST_EMPTY, removed = SPLICE_LIST_EMPTY;
    Text items = TEXT_EMPTY;
    Slice held = document_raw(offer->document, list), present = document_raw(offer->document, other);
    text_format(&items, "%.*s,%.*s", SLICE_ARGS(slice_part(present, 0, present.length - 1)),
                SLICE_ARGS(slice_part(held, 1, held.length)));
    splice_set_value(offer->document, other, text_slice(&items), &added, NULL);
    splice_delete(offer->document, list, &removed, NULL);
    fix_plan_join(splices, &added, &removed);
    text_free(&items);
}

/* ---- many of one list ---- */

/* The URL of an extension as it is written; empty for none. */
static Slice url_of(const FixOffer *offer, NodeId item)
{
    NodeId url = fix_member(offer, item, SLICE("url"));
    return url == NODE_NONE ? (Slice){0} : document_raw(offer->document, url);
}

/* The first item of a list with the URL of an item: both are in the wrong list, or none. */
static NodeId first_alike(const FixOffer *offer, NodeId list, NodeId item)
{
    const Document *document = offer->document;
    FixMemory *memory = offer->operation->memory;
    bool is_new;
    fix_memory_group(memory, document, list, ALIKE_LISTED, (Slice){0}, &is_new);
    for (NodeId at = is_new ? document_first_child(document, list) : NODE_NONE; at != NODE_NONE;
         at = document_next_sibling(document, at)) {
        NodeId *first = fix_memory_group(memory, document, list, ALIKE_URL, url_of(offer, at), &is_new);
        *first = is_new ? at : *first;
    }
    return *fix_memory_group(memory, document, list, ALIKE_URL, url_of(offer, item), &is_new);
}

/* Plans that items come to the end of the other list, which is made where it is missing; `moved` are they as an array.
 */
static void plan_arrival(const FixOffer *offer, NodeId list, const bool *goes, Slice moved, Slice name,
                         SpliceList *added)
{
    const Document *document = offer->document;
    NodeId other = fix_member(offer, document_node(document, list)->parent, name);
    uint32_t present = other == NODE_NONE ? 0 : document_child_count(document, other);
    NodeId end = present > 0 ? document_child_at(document, other, present - 1) : NODE_NONE;
    if (other == NODE_NONE) {
        splice_insert(document, list, PLACE_BEFORE, name, moved, added, NULL);
    } else if (end == NODE_NONE) {
        splice_set_value(document, other, moved, added, NULL);
    }
    for (uint32_t at = end == NODE_NONE ? 0 : document_child_count(document, list); at-- > 0;) {
        if (goes[at]) {
            Slice item = document_raw(document, document_child_at(document, list, at));
            splice_insert(document, end, PLACE_AFTER, (Slice){0}, item, added, NULL);
        }
    }
}

/* Plans that the items with the URL of an item move to the other list of their object; returns how many they are. */
static uint32_t plan_alike_move(const FixOffer *offer, NodeId list, NodeId item, Slice name, SpliceList *splices)
{
    const Document *document = offer->document;
    SpliceList added = SPLICE_LIST_EMPTY, removed = SPLICE_LIST_EMPTY;
    uint32_t all = document_child_count(document, list), count = 0, at = 0;
    bool *goes = memory_allocate(all * sizeof *goes);
    Slice url = url_of(offer, item);
    Text moved = TEXT_EMPTY;
    for (NodeId child = document_first_child(document, list); child != NODE_NONE;
         child = document_next_sibling(document, child)) {
        goes[at] = slice_equals(url_of(offer, child), url);
        if (goes[at++]) {
            text_append(&moved, count++ == 0 ? SLICE("[") : SLICE(","));
            text_append(&moved, document_raw(document, child));
        }
    }
    text_append_byte(&moved, ']');
    if (count == all && fix_member(offer, document_node(document, list)->parent, name) == NODE_NONE) {
        splice_rename(document, list, name, splices, NULL);
    } else {
        plan_arrival(offer, list, goes, text_slice(&moved), name, &added);
        if (count == all) {
            splice_delete(document, list, &removed, NULL);
        } else {
            fix_plan_without(document, list, goes, &removed);
        }
        fix_plan_join(splices, &added, &removed);
    }
    text_free(&moved);
    free(goes);
    return count;
}

/* Moves an item and all that are like it, where it is the first of them; where it is another one, nothing is offered.
   True where it is not the only one. */
static bool offer_alike(const FixOffer *offer, NodeId list, NodeId item, Slice name)
{
    bool is_first = first_alike(offer, list, item) == item;
    SpliceList splices = SPLICE_LIST_EMPTY;
    Text title = TEXT_EMPTY;
    uint32_t count = is_first ? plan_alike_move(offer, list, item, name, &splices) : 0;
    if (count > 1) {
        text_format(&title, "Move %u items to '%.*s'", count, SLICE_ARGS(name));
        offer_splices(offer, true, &splices, text_slice(&title));
    } else {
        splice_list_free(&splices);
    }
    text_free(&title);
    offer->list->is_repeat = !is_first;
    return count != 1;
}

/* ---- what is offered ---- */

void offer_other_list(const FixOffer *offer, NodeId node)
{
    const Document *document = offer->document;
    bool is_item = !document_node(document, node)->key;
    NodeId list = is_item ? document_node(document, node)->parent : node;
    bool is_modifier = document_key_equals(document, list, SLICE("modifierExtension"));
    Slice name = is_modifier ? SLICE("extension") : SLICE("modifierExtension");
    NodeId other = fix_member(offer, document_node(document, list)->parent, name);
    bool is_only = document_child_count(document, list) <= 1;
    SpliceList splices = SPLICE_LIST_EMPTY;
    Text title = TEXT_EMPTY;
    if (is_item && !is_only && offer->list->skips_repeats && offer_alike(offer, list, node, name)) {
        return;
    }
    if (other == NODE_NONE && (!is_item || is_only)) {
        splice_rename(document, list, name, &splices, NULL);
        text_format(&title, "Rename to '%.*s'", SLICE_ARGS(name));
    } else if (is_item && !is_only) {
        plan_item_move(offer, node, name, &splices);
        text_format(&title, "Move to '%.*s'", SLICE_ARGS(name));
    } else if (document_child_count(document, other) > 0 && !(is_only && document_child_count(document, list) == 0)) {
        plan_list_move(offer, list, other, &splices);
        text_format(&title, "Move to '%.*s'", SLICE_ARGS(name));
    }
    if (splices.count > 0) {
        offer_splices(offer, true, &splices, text_slice(&title));
    }
    text_free(&title);
}

void offer_extension_list(const FixOffer *offer)
{
    NodeId node =
        offer->node->kind == NODE_OBJECT || offer->node->kind == NODE_ARRAY ? offer->issue->node : offer->node->parent;
    offer_other_list(offer, node);
    if (!offer->list->is_repeat) {
        offer_removal_of(offer, node);
    }
}
