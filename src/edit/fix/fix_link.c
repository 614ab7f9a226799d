/* Fixes of what leads from one thing to another: extensions, addresses, references, contained resources. */
#include "src/edit/fix/fix_offer.h"
#include "src/edit/fix/fix_plan.h"

/* ---- extensions and addresses ---- */

/* The extension that the issue is about, or about whose url it is; NODE_NONE for none. */
static NodeId extension_of(const FixOffer *offer)
{
    NodeId node = offer->node->kind == NODE_OBJECT ? offer->issue->node : fix_holder(offer, offer->issue->node);
    NodeId list = node == NODE_NONE ? NODE_NONE : document_node(offer->document, node)->parent;
    bool is_extension = list != NODE_NONE && (document_key_equals(offer->document, list, SLICE("extension")) ||
                                              document_key_equals(offer->document, list, SLICE("modifierExtension")));
    return is_extension ? node : NODE_NONE;
}

/* An extension that ipse does not know may be known to the receiver: it goes only where a person decides so. */
void offer_extension(const FixOffer *offer)
{
    NodeId extension = extension_of(offer);
    if (extension == NODE_NONE) {
        return;
    }
    NodeId url = fix_member(offer, extension, SLICE("url"));
    if (url != NODE_NONE && !offer->list->is_certain_only) {
        SpliceList splices = SPLICE_LIST_EMPTY;
        splice_set_value(offer->document, url, SLICE("\"" OFFER_ANSWER "\""), &splices, NULL);
        offer_question(offer, &splices, SLICE("Enter another URL"), SLICE("url"));
    }
    offer_removal_of(offer, extension);
}

void offer_address(const FixOffer *offer)
{
    if (extension_of(offer) != NODE_NONE && fix_is_named(offer, SLICE("url"))) {
        offer_extension(offer);
        return;
    }
    bool is_coded = fix_is_named(offer, SLICE("system"));
    offer_removal(offer);
    if (is_coded) {
        offer_removal_of(offer, offer->node->parent);
    }
}

/* ---- contained resources ---- */

/* Who may refer to a contained Patient: the subject, where there is none. */
static void offer_use(const FixOffer *offer, NodeId resource)
{
    NodeId holder = fix_holder(offer, resource);
    NodeId subject = fix_member(offer, holder, SLICE("subject"));
    NodeId reference = fix_member(offer, subject, SLICE("reference"));
    Slice id = fix_raw_text(offer, fix_member(offer, resource, SLICE("id")));
    Text json = TEXT_EMPTY;
    text_format(&json, "\"#%.*s\"", SLICE_ARGS(id));
    if (id.length && reference != NODE_NONE && slice_equals(fix_resource_type(offer, resource), SLICE("Patient"))) {
        offer_value(offer, false, reference, text_slice(&json), SLICE("Change 'subject' to the contained resource"));
    }
    text_free(&json);
}

void offer_contained(const FixOffer *offer)
{
    NodeId node = offer->node->kind == NODE_OBJECT ? offer->issue->node : fix_holder(offer, offer->issue->node);
    if (offer->issue->id == KEY_CONTAINED_ID) {
        Slice id = fix_raw_text(offer, fix_member(offer, node, SLICE("id")));
        Text json = TEXT_EMPTY;
        text_format(&json, "\"%.*s-2\"", SLICE_ARGS(id));
        offer_value(offer, false, fix_member(offer, node, SLICE("id")), text_slice(&json), SLICE("Change to a new id"));
        text_free(&json);
    } else {
        offer_use(offer, node);
    }
    offer_removal_of(offer, node);
}

/* True where a list of resources has one with an id. */
static bool has_id(const FixOffer *offer, NodeId list, Slice id)
{
    NodeId item = list == NODE_NONE ? NODE_NONE : document_first_child(offer->document, list);
    while (item != NODE_NONE && !slice_equals(fix_raw_text(offer, fix_member(offer, item, SLICE("id"))), id)) {
        item = document_next_sibling(offer->document, item);
    }
    return item != NODE_NONE;
}

/* Moves what a contained resource contains to the end of the list that holds it; a person is asked where an id would be
   there twice. */
static void offer_raised(const FixOffer *offer, NodeId list, NodeId inner)
{
    SpliceList splices = SPLICE_LIST_EMPTY, added = SPLICE_LIST_EMPTY, removed = SPLICE_LIST_EMPTY;
    NodeId last = document_first_child(offer->document, list), moved = NODE_NONE;
    bool is_clear = true;
    for (NodeId item = last; item != NODE_NONE; item = document_next_sibling(offer->document, item)) {
        last = item;
    }
    for (NodeId item = document_first_child(offer->document, inner); item != NODE_NONE;
         item = document_next_sibling(offer->document, item)) {
        moved = item;
    }
    for (; moved != NODE_NONE; moved = document_previous_sibling(offer->document, moved)) {
        is_clear = is_clear && !has_id(offer, list, fix_raw_text(offer, fix_member(offer, moved, SLICE("id"))));
        splice_insert(offer->document, last, PLACE_AFTER, (Slice){0}, document_raw(offer->document, moved), &added,
                      NULL);
    }
    splice_delete(offer->document, inner, &removed, NULL);
    fix_plan_join(&splices, &added, &removed);
    offer_splices(offer, is_clear, &splices, SLICE("Move the inner resources to the outer 'contained'"));
}

/* Takes out of the contained resources what they may not have (dom-2, dom-4, dom-5). */
void offer_contained_meta(const FixOffer *offer)
{
    static const struct {
        const char *key, *object, *member;
    } parts[] = {{"dom-2", NULL, "contained"},
                 {"dom-4", "meta", "versionId"},
                 {"dom-4", "meta", "lastUpdated"},
                 {"dom-5", "meta", "security"}};
    NodeId list = fix_member(offer, offer->issue->node, SLICE("contained"));
    NodeId item = list == NODE_NONE ? NODE_NONE : document_first_child(offer->document, list);
    for (; item != NODE_NONE; item = document_next_sibling(offer->document, item)) {
        for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
            bool is_asked = slice_equals(slice_from(offer->issue->key), slice_from(parts[i].key));
            NodeId object = parts[i].object ? fix_member(offer, item, slice_from(parts[i].object)) : item;
            NodeId member = is_asked ? fix_member(offer, object, slice_from(parts[i].member)) : NODE_NONE;
            if (member != NODE_NONE && !parts[i].object && document_child_count(offer->document, member) > 0) {
                offer_raised(offer, list, member);
            }
            if (member != NODE_NONE) {
                offer_removal_of(offer, member);
            }
        }
    }
}

/* ---- references and periods ---- */

/* A reference that leads nowhere may still name what is meant. */
void offer_reference(const FixOffer *offer)
{
    NodeId node = offer->node->kind == NODE_OBJECT ? offer->issue->node : offer->node->parent;
    NodeId reference = fix_member(offer, node, SLICE("reference")), type = fix_member(offer, node, SLICE("type"));
    Slice said = fix_raw_text(offer, reference);
    if (offer->issue->id == KEY_REFERENCE_TYPE && type != NODE_NONE) {
        offer_removal_of(offer, type);
    }
    Slice trimmed = slice_trim(said);
    if (trimmed.length && trimmed.length < said.length) {
        Text json = TEXT_EMPTY;
        splice_quote(trimmed, &json);
        offer_value(offer, true, reference, text_slice(&json), SLICE("Remove the whitespace"));
        text_free(&json);
    }
    offer_other_reference(offer, node);
    offer_reference_as_display(offer, node, reference);
    offer_removal_of(offer, reference);
    offer_removal_of(offer, node);
}

/* Start and end the other way about. */
void offer_period(const FixOffer *offer)
{
    NodeId start = fix_member(offer, offer->issue->node, SLICE("start"));
    NodeId end = fix_member(offer, offer->issue->node, SLICE("end"));
    if (start == NODE_NONE || end == NODE_NONE) {
        return;
    }
    SpliceList splices = SPLICE_LIST_EMPTY;
    bool is_start_first = start < end;
    NodeId first = is_start_first ? start : end, second = is_start_first ? end : start;
    splice_set_value(offer->document, second, document_raw(offer->document, first), &splices, NULL);
    splice_set_value(offer->document, first, document_raw(offer->document, second), &splices, NULL);
    offer_splices(offer, false, &splices, SLICE("Swap the start and the end"));
    offer_removal(offer);
}
