/*
 * Fixes of references that are right, but lead to a resource that is not: a person is led to the resource. Another reference
 * is never written.
 */
#include "src/edit/fix/fix_offer.h"

/* The resource of a list that has a value under a name in it or, for entries, around it; NODE_NONE for none. */
static NodeId find_in(const FixOffer *offer, NodeId list, Slice name, Slice value)
{
    bool is_list = list != NODE_NONE && document_node(offer->document, list)->kind == NODE_ARRAY;
    NodeId item = is_list ? document_first_child(offer->document, list) : NODE_NONE;
    while (item != NODE_NONE && !slice_equals(fix_string(offer, fix_member(offer, item, name)), value)) {
        item = document_next_sibling(offer->document, item);
    }
    return item;
}

/* The contained resource with an id, in the resource around a node or in one around that. */
static NodeId find_contained(const FixOffer *offer, Slice id)
{
    NodeId resource = fix_resource(offer, offer->issue->node), found = NODE_NONE;
    while (resource != NODE_NONE && found == NODE_NONE) {
        found = find_in(offer, fix_member(offer, resource, SLICE("contained")), SLICE("id"), id);
        NodeId parent = document_node(offer->document, resource)->parent;
        resource = parent == NODE_NONE ? NODE_NONE : fix_resource(offer, parent);
    }
    return found;
}

/* True where a relative reference names the type and the id of a resource. */
static bool is_named(const FixOffer *offer, NodeId resource, Slice said)
{
    Slice type = fix_resource_type(offer, resource), id = fix_string(offer, fix_member(offer, resource, SLICE("id")));
    return type.length > 0 && id.length > 0 && said.length == type.length + 1 + id.length &&
           slice_starts_with(said, type) && slice_ends_with(said, id);
}

/* The resource of the entry of a Bundle around the issue that a reference leads to: by its fullUrl, or by type and id. */
static NodeId find_entry(const FixOffer *offer, Slice said)
{
    for (NodeId node = offer->issue->node; node != NODE_NONE; node = document_node(offer->document, node)->parent) {
        NodeId list = fix_member(offer, node, SLICE("entry"));
        NodeId entry = find_in(offer, list, SLICE("fullUrl"), said);
        bool is_list = list != NODE_NONE && document_node(offer->document, list)->kind == NODE_ARRAY;
        NodeId item = is_list && entry == NODE_NONE ? document_first_child(offer->document, list) : NODE_NONE;
        for (; item != NODE_NONE && entry == NODE_NONE; item = document_next_sibling(offer->document, item)) {
            entry = is_named(offer, fix_member(offer, item, SLICE("resource")), said) ? item : NODE_NONE;
        }
        if (entry != NODE_NONE) {
            return fix_member(offer, entry, SLICE("resource"));
        }
    }
    return NODE_NONE;
}

void offer_reference_target(const FixOffer *offer)
{
    if (offer->list->skips_targets || offer->list->is_certain_only) {
        return;
    }
    NodeId node = offer->node->kind == NODE_OBJECT ? offer->issue->node : offer->node->parent;
    Slice said = fix_string(offer, fix_member(offer, node, SLICE("reference")));
    bool is_contained = said.length > 1 && said.bytes[0] == '#';
    NodeId target = is_contained ? find_contained(offer, slice_part(said, 1, said.length)) : find_entry(offer, said);
    if (target != NODE_NONE && said.length > 0) {
        Text title = TEXT_EMPTY;
        text_format(&title, "Go to the invalid %.*s in line %u", SLICE_ARGS(fix_resource_type(offer, target)),
                    document_position(offer->document, document_node(offer->document, target)->start).line);
        offer_target(offer, target, text_slice(&title));
        text_free(&title);
    }
}
