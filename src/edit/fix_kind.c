/* Fixes of values that are of another JSON kind than their element. */
#include "src/edit/fix_offer.h"

/* The members that hold the words of a type: a text in place of the object belongs there. */
static const struct {
    const char *type, *member;
} homes[] = {{"CodeableConcept", "text"}, {"Annotation", "text"}, {"Reference", "display"}, {"Coding", "display"}};

static bool is_number(Slice type)
{
    return slice_equals(type, SLICE("integer")) || slice_equals(type, SLICE("decimal")) ||
           slice_equals(type, SLICE("unsignedInt")) || slice_equals(type, SLICE("positiveInt"));
}

/* True when the element is written as a JSON array and the node is the whole of it. */
static bool wants_array(const FixOffer *offer)
{
    NodeId parent = offer->node->parent;
    return offer->issue->element && element_base_maximum(offer->issue->element) > 1 && offer->node->key &&
           parent != NODE_NONE && document_node(offer->document, parent)->kind == NODE_OBJECT;
}

static void offer_wrapped(const FixOffer *offer, Slice raw)
{
    Text json = TEXT_EMPTY;
    text_format(&json, "[%.*s]", SLICE_ARGS(raw));
    offer_json(offer, true, text_slice(&json), SLICE("Put it in an array"));
    text_free(&json);
}

/* The text becomes a part of the object that is asked for. */
static void offer_home(const FixOffer *offer, Slice raw)
{
    for (size_t i = 0; i < sizeof homes / sizeof *homes; i++) {
        if (slice_equals(offer->type, slice_from(homes[i].type))) {
            Text json = TEXT_EMPTY, title = TEXT_EMPTY;
            text_format(&json, "{\"%s\":%.*s}", homes[i].member, SLICE_ARGS(raw));
            text_format(&title, "Make it the '%s' of a %s", homes[i].member, homes[i].type);
            offer_json(offer, true, text_slice(&json), text_slice(&title));
            text_free(&json);
            text_free(&title);
        }
    }
}

/* A number or a truth that stands in quotes. */
static void offer_unquoted(const FixOffer *offer)
{
    Text scratch = TEXT_EMPTY, json = TEXT_EMPTY;
    Slice said = slice_trim(document_string(offer->document, offer->issue->node, &scratch));
    operation_compose(offer->issue->element, offer->type, said, &json);
    if (json.length && json.bytes[0] != '"') {
        offer_json(offer, true, text_slice(&json), SLICE("Take the quotes off"));
    }
    text_free(&scratch);
    text_free(&json);
}

static void offer_quoted(const FixOffer *offer, Slice raw)
{
    Text json = TEXT_EMPTY;
    splice_quote(raw, &json);
    offer_json(offer, true, text_slice(&json), SLICE("Put it in quotes"));
    text_free(&json);
}

/* A SOP class that is nothing but its UID, as STU3 has it. */
static void offer_sop_class_code(const FixOffer *offer, Slice raw)
{
    Text json = TEXT_EMPTY;
    text_format(&json, "{\"system\":\"urn:ietf:rfc:3986\",\"code\":%.*s}", SLICE_ARGS(raw));
    offer_json(offer, true, text_slice(&json), SLICE("Make it a code, as R4 has it"));
    text_free(&json);
}

void offer_kind(const FixOffer *offer)
{
    NodeId id = offer->issue->node;
    Slice raw = document_raw(offer->document, id);
    NodeKind kind = (NodeKind)offer->node->kind;
    bool is_typed = is_number(offer->type) || slice_equals(offer->type, SLICE("boolean"));
    if (slice_equals(offer->type, SLICE("code")) && kind != NODE_STRING && kind != NODE_NULL &&
        document_raw_key(offer->document, id).length && document_raw_key(offer->document, id).bytes[0] != '_') {
        offer_codes(offer);
    }
    offer_count(offer);
    bool is_sibling =
        document_raw_key(offer->document, id).length && document_raw_key(offer->document, id).bytes[0] == '_';
    if (kind == NODE_NULL) {
        offer_removal(offer, true);
        return;
    }
    if (fix_is_named(offer, SLICE("reference")) && kind == NODE_OBJECT) {
        offer_value(offer, true, offer->node->parent, raw, SLICE("Take the reference out of the object around it"));
    } else if (kind == NODE_STRING && fix_is_named(offer, SLICE("sopClass"))) {
        offer_sop_class_code(offer, raw);
    } else if (wants_array(offer) && kind != NODE_ARRAY) {
        offer_wrapped(offer, raw);
    } else if (kind == NODE_ARRAY && document_child_count(offer->document, id) == 1) {
        offer_json(offer, true, document_raw(offer->document, document_first_child(offer->document, id)),
                   SLICE("Take it out of the array"));
    } else if (kind == NODE_NUMBER && !is_typed && !is_sibling && slice_equals(offer->type, SLICE("string"))) {
        offer_quoted(offer, raw);
    } else if (kind == NODE_STRING && is_typed && !is_sibling) {
        offer_unquoted(offer);
    } else if (kind == NODE_STRING && !is_sibling) {
        offer_home(offer, raw);
    }
    offer_removal(offer, false);
}
