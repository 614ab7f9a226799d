/*
 * Fixes of references that are right, but lead to a resource that is not: a person is led to the resource. Another
 * reference is never written.
 */
#include "src/edit/fix/fix_offer.h"
#include "src/edit/fix_resources.h"

/* The contained resource with an id, in the resource around a node or in one around that. */
static NodeId find_contained(const FixOffer *offer, Slice id)
{
    NodeId resource = fix_resource(offer, offer->issue->node), found = NODE_NONE;
    while (resource != NODE_NONE && found == NODE_NONE) {
        NodeId list = fix_member(offer, resource, SLICE("contained"));
        found = fix_contained_find(offer->operation->memory, offer->document, list, id);
        NodeId parent = document_node(offer->document, resource)->parent;
        resource = parent == NODE_NONE ? NODE_NONE : fix_resource(offer, parent);
    }
    return found;
}

/* The resource of the entry of a Bundle around the issue that a reference leads to: by its fullUrl, or by type and id.
 */
static NodeId find_entry(const FixOffer *offer, Slice said)
{
    for (NodeId node = offer->issue->node; node != NODE_NONE; node = document_node(offer->document, node)->parent) {
        NodeId list = fix_member(offer, node, SLICE("entry"));
        NodeId entry = fix_entry_find(offer->operation->memory, offer->document, list, said);
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
