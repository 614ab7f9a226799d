/*
 * Fixes of Bundles: references that should lead to an entry, entries without a fullUrl that fits, and entries that
 * nothing leads to. Entries are known by their fullUrl alone, so that a reference by type and id is made one by fullUrl
 * wherever one entry has these and no other.
 */
#include "src/base/fresh.h"
#include "src/base/slice_map.h"
#include "src/base/systems.h"
#include "src/edit/fix/fix_offer.h"
#include "src/edit/fix_memory.h"
#include "src/edit/fix_resources.h"
#include "src/profile/facts/identifier_syntax.h"

/* An entry of a Bundle with what it is known by. */
typedef struct FixEntry {
    NodeId node;
    Slice full_url;
    Slice type;
    Slice id;
} FixEntry;

/* The innermost Bundle around a node that is not the node itself; NODE_NONE for none. */
static NodeId bundle_of(const FixOffer *offer, NodeId node)
{
    do {
        node = document_node(offer->document, node)->parent;
    } while (node != NODE_NONE && !slice_equals(fix_resource_type(offer, node), SLICE("Bundle")));
    return node;
}

static FixEntry entry_at(const FixOffer *offer, NodeId node)
{
    NodeId resource = fix_member(offer, node, SLICE("resource"));
    return (FixEntry){.node = node,
                      .full_url = fix_string(offer, fix_member(offer, node, SLICE("fullUrl"))),
                      .type = fix_resource_type(offer, resource),
                      .id = fix_string(offer, fix_member(offer, resource, SLICE("id")))};
}

static NodeId first_entry(const FixOffer *offer, NodeId bundle)
{
    NodeId list = bundle == NODE_NONE ? NODE_NONE : fix_member(offer, bundle, SLICE("entry"));
    return list == NODE_NONE ? NODE_NONE : document_first_child(offer->document, list);
}

/* True where an address ends with the type and the id of an entry, or is nothing else. */
static bool has_tail(const FixEntry *entry, Slice address)
{
    size_t length = entry->type.length + 1 + entry->id.length;
    if (entry->id.length == 0 || address.length < length) {
        return false;
    }
    size_t start = address.length - length;
    Slice tail = slice_part(address, start, length);
    return (start == 0 || address.bytes[start - 1] == '/') && slice_starts_with(tail, entry->type) &&
           tail.bytes[entry->type.length] == '/' && slice_ends_with(tail, entry->id);
}

void offer_entry(const FixOffer *offer)
{
    NodeId reference = fix_member(offer, offer->issue->node, SLICE("reference"));
    Slice said = fix_string(offer, reference), plain = slice_part(said, 0, slice_find(said, SLICE("/_history/"), 0));
    NodeId list = fix_member(offer, bundle_of(offer, offer->issue->node), SLICE("entry"));
    NodeId entry =
        plain.length == 0 ? NODE_NONE : fix_entry_meant(offer->operation->memory, offer->document, list, plain);
    Slice found = entry == NODE_NONE ? SLICE("") : entry_at(offer, entry).full_url;
    if (found.length > 0 && !slice_equals(found, said)) {
        bool is_kept = slice_ends_with(found, said) || slice_equals_ignoring_case(found, said);
        offer_string(offer, is_kept, reference, found, SLICE("Change the reference to the fullUrl of the entry"));
    }
}

/* A relative reference in an entry that has no fullUrl: that is what is missing. */
void offer_entry_url(const FixOffer *offer)
{
    for (NodeId node = offer->issue->node; node != NODE_NONE; node = document_node(offer->document, node)->parent) {
        NodeId parent = document_node(offer->document, node)->parent;
        bool is_entry = parent != NODE_NONE && document_node(offer->document, parent)->kind == NODE_ARRAY &&
                        document_key_equals(offer->document, parent, SLICE("entry")) &&
                        fix_member(offer, node, SLICE("resource")) != NODE_NONE;
        if (is_entry && fix_member(offer, node, SLICE("fullUrl")) == NODE_NONE && !offer->list->is_certain_only) {
            Text title = TEXT_EMPTY;
            text_format(&title, "Go to the entry in line %u, which has no fullUrl",
                        document_position(offer->document, document_node(offer->document, node)->start).line);
            offer_target(offer, node, text_slice(&title));
            text_free(&title);
            return;
        }
    }
}

/* The part of a web address before what may be type and id; empty where it is no web address. */
static Slice base_in(Slice address)
{
    size_t slashes = 0, at = address.length;
    while (at > 0 && slashes < 2) {
        slashes += address.bytes[--at] == '/';
    }
    bool is_web = slice_starts_with(address, SLICE("http://")) || slice_starts_with(address, SLICE("https://"));
    return is_web && at > SLICE("https://").length ? slice_part(address, 0, at + 1) : SLICE("");
}

/* The base of the first right fullUrl of a Bundle; empty if there is none. */
static Slice search_base(const FixOffer *offer, NodeId bundle)
{
    for (NodeId node = first_entry(offer, bundle); node != NODE_NONE;
         node = document_next_sibling(offer->document, node)) {
        FixEntry entry = entry_at(offer, node);
        Slice base = has_tail(&entry, entry.full_url) ? base_in(entry.full_url) : (Slice){0};
        if (base.length > 0) {
            return base;
        }
    }
    return (Slice){0};
}

/* The base of an entry's own fullUrl, or else that of its Bundle; empty if there is none. */
static Slice base_for(const FixOffer *offer, const FixEntry *own)
{
    Slice base = base_in(own->full_url);
    NodeId bundle = bundle_of(offer, own->node);
    FixMemory *memory = offer->operation->memory;
    if (base.length > 0 || !memory || bundle == NODE_NONE) {
        return base.length > 0 ? base : search_base(offer, bundle);
    }
    fix_memory_follow(memory, offer->document);
    if (memory->bundle != bundle) {
        memory->bundle = bundle;
        text_clear(&memory->base);
        text_append(&memory->base, search_base(offer, bundle));
    }
    return text_slice(&memory->base);
}

void fix_append_uuid_url(const FixOffer *offer, Text *url)
{
    text_append(url, SLICE(SCHEME_UUID));
    fresh_append_uuid(offer->operation->clock, url);
}

/* Appends the fullUrl that follows from the type and the id of the resource of an entry; nothing where none does. */
static void append_own_url(const FixOffer *offer, const FixEntry *entry, Text *url)
{
    FixEntry plain = *entry; /* without the version of its address */
    plain.full_url = slice_part(entry->full_url, 0, slice_find(entry->full_url, SLICE("/_history/"), 0));
    Slice base = base_for(offer, &plain);
    if (base.length > 0 && entry->type.length > 0 && entry->id.length > 0) {
        text_format(url, "%.*s%.*s/%.*s", SLICE_ARGS(base), SLICE_ARGS(entry->type), SLICE_ARGS(entry->id));
    } else if (!uuid_fault(entry->id)) {
        text_format(url, SCHEME_UUID "%.*s", SLICE_ARGS(entry->id));
    }
}

/* The first entry whose fullUrl an entry before it has; NODE_NONE if there is none. `other` gets the one before. */
static NodeId find_twin(const FixOffer *offer, NodeId bundle, NodeId *other)
{
    SliceMap seen = {0};
    NodeId found = NODE_NONE;
    for (NodeId node = first_entry(offer, bundle); node != NODE_NONE && found == NODE_NONE;
         node = document_next_sibling(offer->document, node)) {
        Slice url = entry_at(offer, node).full_url;
        const uint32_t *known = url.length > 0 ? slice_map_find(&seen, url) : NULL;
        if (known) {
            found = node;
            *other = *known;
        } else if (url.length > 0) {
            *slice_map_add(&seen, url, NULL) = node;
        }
    }
    slice_map_free(&seen);
    return found;
}

void offer_unique_full_url(const FixOffer *offer)
{
    NodeId other = NODE_NONE, twin = find_twin(offer, offer->issue->node, &other);
    if (twin == NODE_NONE || offer->list->is_certain_only) {
        return;
    }
    FixEntry entry = entry_at(offer, twin);
    Text url = TEXT_EMPTY, title = TEXT_EMPTY;
    FixOffer named = *offer;
    append_own_url(offer, &entry, &url);
    if (url.length == 0 || slice_equals(text_slice(&url), entry.full_url)) {
        text_clear(&url);
        named.is_made_up = true;
        fix_append_uuid_url(offer, &url);
    }
    uint32_t number = document_position_in_parent(offer->document, twin) + 1;
    text_format(&title, "Change the fullUrl of item %u of 'entry' to '%.*s'", number, SLICE_ARGS(text_slice(&url)));
    if (slice_equals(document_raw(offer->document, twin), document_raw(offer->document, other))) {
        offer_removal_of(offer, twin);
    } else {
        offer_string(&named, false, fix_member(offer, twin, SLICE("fullUrl")), text_slice(&url), text_slice(&title));
    }
    text_free(&url);
    text_free(&title);
}

void offer_full_url(const FixOffer *offer)
{
    bool is_missing = offer->issue->missing.length > 0;
    NodeId node = is_missing ? offer->issue->node : offer->node->parent;
    FixEntry entry = entry_at(offer, node);
    Text url = TEXT_EMPTY, json = TEXT_EMPTY;
    append_own_url(offer, &entry, &url);
    bool is_fresh = is_missing && url.length == 0 && entry.type.length > 0 && !offer->list->is_certain_only;
    if (is_fresh) {
        fix_append_uuid_url(offer, &url);
    }
    if (url.length > 0 && is_missing) {
        FixOffer named = *offer;
        named.is_made_up = is_fresh;
        splice_quote(text_slice(&url), &json);
        offer_addition(&named, false, text_slice(&json));
    } else if (url.length > 0) {
        offer_string(offer, false, offer->issue->node, text_slice(&url),
                     SLICE("Change to the server URL of the resource"));
    }
    text_free(&url);
    text_free(&json);
}

void offer_orphan(const FixOffer *offer)
{
    offer_removal(offer);
}
