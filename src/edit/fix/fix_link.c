/* Fixes of what leads from one thing to another: extensions, addresses, references, contained resources that nothing
 * refers to. */
#include "src/edit/fix/fix_offer.h"
#include "src/edit/fix_resources.h"
#include "src/edit/fix_search.h"

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

/* An extension with a value and extensions inside: one of the two goes; with neither, all of it. */
void offer_extension_parts(const FixOffer *offer)
{
    NodeId extension = extension_of(offer), inner = fix_member(offer, extension, SLICE("extension"));
    NodeId member = extension == NODE_NONE ? NODE_NONE : document_first_child(offer->document, extension);
    for (; member != NODE_NONE && inner != NODE_NONE; member = document_next_sibling(offer->document, member)) {
        if (slice_starts_with(document_raw_key(offer->document, member), SLICE("value"))) {
            offer_removal_of(offer, inner);
            offer_removal_of(offer, member);
        }
    }
    if (extension != NODE_NONE) {
        offer_removal_of(offer, extension);
    }
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

/* The contained resource of a list with an id; NODE_NONE for none. */
static NodeId contained_with(const FixOffer *offer, NodeId list, Slice id)
{
    return fix_contained_find(offer->operation->memory, offer->document, list, id);
}

/* Who may refer to a contained Patient: the subject, unless it refers to another contained resource already. */
static void offer_use(const FixOffer *offer, NodeId resource)
{
    NodeId holder = fix_holder(offer, resource);
    NodeId subject = fix_member(offer, holder, SLICE("subject"));
    NodeId reference = fix_member(offer, subject, SLICE("reference"));
    Slice id = fix_string(offer, fix_member(offer, resource, SLICE("id"))), said = fix_string(offer, reference);
    bool is_used =
        slice_starts_with(said, SLICE("#")) && contained_with(offer, fix_member(offer, holder, SLICE("contained")),
                                                              slice_part(said, 1, SIZE_MAX)) != NODE_NONE;
    Text text = TEXT_EMPTY;
    text_format(&text, "#%.*s", SLICE_ARGS(id));
    if (id.length && !is_used && reference != NODE_NONE &&
        slice_equals(fix_resource_type(offer, resource), SLICE("Patient"))) {
        offer_string(offer, false, reference, text_slice(&text), SLICE("Change 'subject' to the contained resource"));
    }
    text_free(&text);
}

void offer_contained(const FixOffer *offer)
{
    NodeId node = offer->node->kind == NODE_OBJECT ? offer->issue->node : fix_holder(offer, offer->issue->node);
    if (offer->issue->id == KEY_CONTAINED_ID) {
        enum { LENGTH_MAXIMUM = 64, NUMBER = 11 };
        NodeId id = fix_member(offer, node, SLICE("id"));
        Text text = TEXT_EMPTY;
        fix_search_free_id(offer->operation->memory, offer->document, id,
                           slice_part(fix_string(offer, id), 0, LENGTH_MAXIMUM - NUMBER), 2, &text);
        offer_string(offer, false, id, text_slice(&text), SLICE("Change to a new id"));
        text_free(&text);
    } else if (!offer->list->is_certain_only) {
        offer_use(offer, node);
    }
    offer_removal_of(offer, node);
}

/* ---- references and periods ---- */

/* The type of resource that a reference names: in Type/id at its end, or of the contained resource with its id; empty
   where it names none. */
static Slice type_named(const FixOffer *offer, NodeId node, Slice said)
{
    if (slice_starts_with(said, SLICE("#"))) {
        NodeId list = fix_member(offer, fix_resource(offer, node), SLICE("contained"));
        NodeId item = contained_with(offer, list, slice_part(said, 1, SIZE_MAX));
        return item == NODE_NONE ? (Slice){0} : fix_resource_type(offer, item);
    }
    size_t end = said.length, start;
    while (end > 0 && said.bytes[end - 1] != '/') {
        end--;
    }
    for (start = end > 0 ? end - 1 : 0; start > 0 && said.bytes[start - 1] != '/';) {
        start--;
    }
    Slice type = slice_part(said, start, end > start ? end - 1 - start : 0);
    return rules_type(checker_rules(offer->operation->checker), type) ? type : (Slice){0};
}

/* The type that a reference says of itself, where its text names another one. */
static void offer_named_type(const FixOffer *offer, NodeId node, NodeId type, Slice said)
{
    bool is_wanted = type != NODE_NONE && !offer->list->is_certain_only;
    Slice named = is_wanted ? type_named(offer, node, said) : (Slice){0};
    if (named.length > 0 && !slice_equals(named, fix_string(offer, type))) {
        Text title = TEXT_EMPTY;
        text_format(&title, "Change 'type' to '%.*s'", SLICE_ARGS(named));
        offer_string(offer, false, type, named, text_slice(&title));
        text_free(&title);
    }
}

/* A contained resource that has no id yet: it gets the id that a reference names. */
static void offer_id_for(const FixOffer *offer, NodeId item, Slice id)
{
    NodeId name = fix_member(offer, item, SLICE("resourceType"));
    SpliceList splices = SPLICE_LIST_EMPTY;
    Text json = TEXT_EMPTY, title = TEXT_EMPTY;
    splice_quote(id, &json);
    splice_insert(offer->document, name, PLACE_AFTER, SLICE("id"), text_slice(&json), &splices, NULL);
    text_format(&title, "Add this id to the contained %.*s: %.*s", SLICE_ARGS(fix_string(offer, name)),
                SLICE_ARGS(text_slice(&json)));
    offer_splices(offer, false, &splices, text_slice(&title));
    text_free(&json);
    text_free(&title);
}

/* A reference to a contained resource that has no id yet. Of very many resources without one the first are offered, and
   the way to all. */
static void offer_named_id(const FixOffer *offer, NodeId node, Slice said)
{
    enum { OFFERED_MAXIMUM = 12 };
    NodeId items[OFFERED_MAXIMUM], list = fix_member(offer, fix_resource(offer, node), SLICE("contained"));
    if (!slice_starts_with(said, SLICE("#"))) {
        return;
    }
    size_t count = fix_contained_nameless(offer->operation->memory, offer->document, list, items, OFFERED_MAXIMUM);
    for (size_t i = 0; i < count && i < OFFERED_MAXIMUM; i++) {
        offer_id_for(offer, items[i], slice_part(said, 1, SIZE_MAX));
    }
    if (count > OFFERED_MAXIMUM && !offer->list->skips_targets) {
        Text title = TEXT_EMPTY;
        text_format(&title, "Go to 'contained': %zu resources have no id", count);
        offer_target(offer, list, text_slice(&title));
        text_free(&title);
    }
}

/* Asks for another text of a reference, where nothing better was offered for it. */
static void offer_asked_reference(const FixOffer *offer, NodeId reference)
{
    if (reference != NODE_NONE && !offer->list->is_certain_only && !fix_is_offered(offer)) {
        SpliceList splices = SPLICE_LIST_EMPTY;
        splice_set_value(offer->document, reference, SLICE("\"" OFFER_ANSWER "\""), &splices, NULL);
        offer_question(offer, &splices, SLICE("Enter another reference"), SLICE("Reference (as Patient/123)"));
    }
}

/* A reference that leads nowhere may still name what is meant. */
void offer_reference(const FixOffer *offer)
{
    NodeId node = offer->node->kind == NODE_OBJECT ? offer->issue->node : offer->node->parent;
    NodeId reference = fix_member(offer, node, SLICE("reference")), type = fix_member(offer, node, SLICE("type"));
    Slice said = fix_string(offer, reference);
    KeyId key = offer->issue->id;
    if (key == KEY_REFERENCE_TYPE || key == KEY_REFERENCE_TARGET) {
        offer_named_type(offer, node, type, said);
    }
    if (key == KEY_REFERENCE_TYPE && type != NODE_NONE) {
        offer_removal_of(offer, type);
    }
    if (key == KEY_REFERENCE_CONTAINED && !offer->list->is_certain_only) {
        offer_named_id(offer, node, said);
    }
    Slice trimmed = slice_trim(said);
    if (trimmed.length && trimmed.length < said.length) {
        offer_string(offer, true, reference, trimmed, SLICE("Remove the whitespace"));
    }
    offer_other_reference(offer, node);
    if (key != KEY_REFERENCE_BUNDLE) {
        offer_asked_reference(offer, reference);
    }
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
