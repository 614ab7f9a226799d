/*
 * Fixes for what rules say of a Bundle as a whole: its type, what its entries must have, which entry is the first,
 * fullUrls that are not unique or name a version, and what a document must state.
 */
#include "src/base/systems.h"
#include "src/edit/fix/fix_offer.h"
#include "src/edit/string_edit.h"

static NodeId entry_list(const FixOffer *offer, NodeId bundle)
{
    NodeId list = fix_member(offer, bundle, SLICE("entry"));
    return list != NODE_NONE && document_node(offer->document, list)->kind == NODE_ARRAY ? list : NODE_NONE;
}

static NodeId first_in(const FixOffer *offer, NodeId list)
{
    return list == NODE_NONE ? NODE_NONE : document_first_child(offer->document, list);
}

/* ---- the first entry ---- */

void offer_first_entry(const FixOffer *offer)
{
    NodeId bundle = offer->issue->id == KEY_BUNDLE_FIRST ? fix_holder(offer, offer->issue->node) : offer->issue->node;
    NodeId first = first_in(offer, entry_list(offer, bundle)), found = NODE_NONE;
    bool is_document = slice_equals(fix_string(offer, fix_member(offer, bundle, SLICE("type"))), SLICE("document"));
    Slice head = is_document ? SLICE("Composition") : SLICE("MessageHeader");
    uint32_t count = 0, number = 0;
    for (NodeId entry = first, i = 1; entry != NODE_NONE; entry = document_next_sibling(offer->document, entry), i++) {
        bool is_head = slice_equals(fix_resource_type(offer, fix_member(offer, entry, SLICE("resource"))), head);
        number = is_head && count == 0 ? i : number;
        found = is_head && count == 0 ? entry : found;
        count += is_head;
    }
    if (count > 0 && found != first && (count == 1 || !offer->list->is_certain_only)) {
        SpliceList splices = SPLICE_LIST_EMPTY;
        Text title = TEXT_EMPTY;
        splice_delete(offer->document, found, &splices, NULL);
        splice_insert(offer->document, first, PLACE_BEFORE, SLICE(""), document_raw(offer->document, found), &splices,
                      NULL);
        text_format(&title, "Move item %u of 'entry' (%.*s) to the front", number, SLICE_ARGS(head));
        if (count == 1) {
            offer_equivalent(offer, &splices, text_slice(&title));
        } else {
            offer_splices(offer, false, &splices, text_slice(&title));
        }
        text_free(&title);
    }
}

/* ---- the type ---- */

/* What the entries of a Bundle have, as its type decides. */
typedef struct EntryParts {
    uint32_t count, requests, responses, searches;
} EntryParts;

static EntryParts count_parts(const FixOffer *offer, NodeId bundle)
{
    EntryParts parts = {.count = 0};
    for (NodeId entry = first_in(offer, entry_list(offer, bundle)); entry != NODE_NONE;
         entry = document_next_sibling(offer->document, entry)) {
        parts.count++;
        parts.requests += fix_member(offer, entry, SLICE("request")) != NODE_NONE;
        parts.responses += fix_member(offer, entry, SLICE("response")) != NODE_NONE;
        parts.searches += fix_member(offer, entry, SLICE("search")) != NODE_NONE;
    }
    return parts;
}

/* Offers a type that the Bundle may have with what it holds. */
static void offer_bundle_type(const FixOffer *offer, const char *type)
{
    NodeId node = fix_member(offer, offer->issue->node, SLICE("type"));
    Text title = TEXT_EMPTY;
    if (node != NODE_NONE && !slice_equals(fix_string(offer, node), slice_from(type))) {
        text_format(&title, "Change 'type' to '%s'", type);
        offer_string(offer, false, node, slice_from(type), text_slice(&title));
    }
    text_free(&title);
}

/* Offers the types that go with what all entries have: they are the only ones that all rules of types allow. */
static void offer_fitting_types(const FixOffer *offer, const EntryParts *parts)
{
    bool has_total = fix_member(offer, offer->issue->node, SLICE("total")) != NODE_NONE;
    bool has_requests = parts->count > 0 && parts->requests == parts->count;
    bool has_responses = parts->count > 0 && parts->responses == parts->count;
    if (has_requests && has_responses && parts->searches == 0) {
        offer_bundle_type(offer, "history");
    } else if (has_requests && parts->responses + parts->searches + has_total == 0) {
        offer_bundle_type(offer, "transaction");
        offer_bundle_type(offer, "batch");
    } else if (has_responses && parts->requests + parts->searches + has_total == 0) {
        offer_bundle_type(offer, "transaction-response");
        offer_bundle_type(offer, "batch-response");
    } else if (parts->requests + parts->responses == 0 && (parts->searches > 0 || has_total)) {
        offer_bundle_type(offer, "searchset");
    }
}

/* Adds to each entry without a request the one that stores its resource: under its id where it has one, else under a
 * new id. */
static void offer_requests(const FixOffer *offer)
{
    SpliceList splices = SPLICE_LIST_EMPTY;
    NodeId entry = first_in(offer, entry_list(offer, offer->issue->node)), last = entry;
    uint32_t count = 0;
    for (; entry != NODE_NONE; entry = document_next_sibling(offer->document, entry)) {
        last = entry;
    }
    for (entry = last; entry != NODE_NONE; entry = document_previous_sibling(offer->document, entry)) {
        NodeId resource = fix_member(offer, entry, SLICE("resource"));
        Slice type = fix_resource_type(offer, resource);
        Slice id = fix_string(offer, fix_member(offer, resource, SLICE("id")));
        const Element *element = fix_child_element(offer, entry, SLICE("request"));
        if (element && type.length > 0 && fix_member(offer, entry, SLICE("request")) == NODE_NONE) {
            Text json = TEXT_EMPTY;
            text_format(&json, "{\"method\":\"%s\",\"url\":\"%.*s%s%.*s\"}", id.length > 0 ? "PUT" : "POST",
                        SLICE_ARGS(type), id.length > 0 ? "/" : "", SLICE_ARGS(id));
            operation_add(offer->operation, entry, element, text_slice(&json), &splices, NULL);
            text_free(&json);
            count++;
        }
    }
    if (count > 0) {
        Text title = TEXT_EMPTY;
        text_format(&title, "Add 'request' to %u entr%s: store the resource", count, count == 1 ? "y" : "ies");
        offer_splices(offer, false, &splices, text_slice(&title));
        text_free(&title);
    }
}

void offer_bundle_parts(const FixOffer *offer)
{
    Slice type = fix_string(offer, fix_member(offer, offer->issue->node, SLICE("type")));
    EntryParts parts = count_parts(offer, offer->issue->node);
    NodeId total = fix_member(offer, offer->issue->node, SLICE("total"));
    if (offer->list->is_certain_only) {
        return;
    }
    offer_fitting_types(offer, &parts);
    bool is_request = slice_equals(type, SLICE("transaction")) || slice_equals(type, SLICE("batch"));
    if (is_request && parts.responses == 0) {
        offer_requests(offer);
    }
    if (parts.count > 0 && parts.requests + parts.responses + parts.searches == 0 && total == NODE_NONE) {
        offer_bundle_type(offer, "collection");
    }
    if (slice_equals(slice_from(offer->issue->key), SLICE("bdl-1")) && total != NODE_NONE) {
        offer_removal_of(offer, total);
    }
}

/* ---- fullUrls ---- */

void offer_plain_full_url(const FixOffer *offer)
{
    NodeId node = fix_member(offer, offer->issue->node, SLICE("fullUrl"));
    Slice said = fix_string(offer, node);
    size_t at = slice_find(said, SLICE("/_history/"), 0);
    if (at < said.length) {
        NodeId meta = fix_member(offer, fix_member(offer, offer->issue->node, SLICE("resource")), SLICE("meta"));
        Slice version = slice_part(said, at + SLICE("/_history/").length, said.length);
        bool is_said = slice_equals(fix_string(offer, fix_member(offer, meta, SLICE("versionId"))), version);
        Text title = TEXT_EMPTY;
        text_format(&title, "Change 'fullUrl' to '%.*s'", SLICE_ARGS(slice_part(said, 0, at)));
        offer_string(offer, is_said, node, slice_part(said, 0, at), text_slice(&title));
        text_free(&title);
    }
}

/* ---- what a document must state ---- */

/* Adds a value to the Bundle or to its identifier. */
static void offer_part(const FixOffer *offer, NodeId object, Slice name, Slice json)
{
    const Element *element = fix_child_element(offer, object, name);
    if (element && !offer->list->is_certain_only) {
        SpliceList splices = SPLICE_LIST_EMPTY;
        Text title = TEXT_EMPTY;
        operation_add(offer->operation, object, element, json, &splices, NULL);
        bool is_question = slice_find(json, SLICE(OFFER_ANSWER), 0) < json.length;
        text_format(&title, is_question ? "Add '%.*s': enter the value" : "Add '%.*s': %.*s", SLICE_ARGS(name),
                    SLICE_ARGS(json));
        if (is_question) {
            offer_question(offer, &splices, text_slice(&title), name);
        } else {
            offer_splices(offer, false, &splices, text_slice(&title));
        }
        text_free(&title);
    }
}

void offer_document_identifier(const FixOffer *offer)
{
    NodeId bundle = offer->issue->node, identifier = fix_member(offer, bundle, SLICE("identifier"));
    NodeId system = fix_member(offer, identifier, SLICE("system"));
    NodeId value = fix_member(offer, identifier, SLICE("value"));
    FixOffer new = fix_offer_new(offer);
    Text url = TEXT_EMPTY, json = TEXT_EMPTY;
    bool is_urn = slice_starts_with(fix_string(offer, value), SLICE("urn:"));
    bool is_of_uris = slice_equals(fix_string(offer, system), SLICE(SYSTEM_URI));
    fix_append_uuid_url(offer, &url);
    if (identifier == NODE_NONE) {
        text_format(&json, "{\"system\":\"" SYSTEM_URI "\",\"value\":\"%.*s\"}", SLICE_ARGS(text_slice(&url)));
        offer_part(&new, bundle, SLICE("identifier"), text_slice(&json));
    } else if (system == NODE_NONE && is_urn) {
        offer_part(offer, identifier, SLICE("system"), SLICE("\"" SYSTEM_URI "\""));
    } else if (system == NODE_NONE && value != NODE_NONE) {
        offer_part(offer, identifier, SLICE("system"), SLICE("\"" OFFER_ANSWER "\""));
    } else if (value == NODE_NONE && is_of_uris) {
        splice_quote(text_slice(&url), &json);
        offer_part(&new, identifier, SLICE("value"), text_slice(&json));
    } else if (value == NODE_NONE) {
        offer_part(offer, identifier, SLICE("value"), SLICE("\"" OFFER_ANSWER "\""));
    }
    text_free(&url);
    text_free(&json);
}

/* True for a moment with a zone, as an instant must be. */
static bool is_instant(Slice said)
{
    enum { LENGTH_MINIMUM = 20 };
    char last = said.length > 0 ? said.bytes[said.length - 1] : ' ';
    bool has_zone = last == 'Z' || (said.length > 6 && strchr("+-", said.bytes[said.length - 6]));
    return said.length >= LENGTH_MINIMUM && said.bytes[10] == 'T' && has_zone;
}

void offer_timestamp(const FixOffer *offer)
{
    NodeId bundle = offer->issue->node;
    NodeId head = fix_member(offer, first_in(offer, entry_list(offer, bundle)), SLICE("resource"));
    NodeId dates[] = {fix_member(offer, fix_member(offer, bundle, SLICE("meta")), SLICE("lastUpdated")),
                      fix_member(offer, head, SLICE("date"))};
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        if (is_instant(fix_string(offer, dates[i]))) {
            offer_part(offer, bundle, SLICE("timestamp"), document_raw(offer->document, dates[i]));
        }
    }
    offer_part(offer, bundle, SLICE("timestamp"), SLICE("\"" OFFER_ANSWER "\""));
}
