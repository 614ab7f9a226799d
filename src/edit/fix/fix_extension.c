/* Fixes of extensions that are in the wrong one of 'extension' and 'modifierExtension': they move to the other. */
#include "src/edit/fix/fix_offer.h"

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
    offer_removal_of(offer, node);
}
