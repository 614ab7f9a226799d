/* Bundle index: an array in the order of the entries, with two hash tables over positions. */
#include "src/check/follow/bundle_index.h"

#include <stdlib.h>

/* ---- reading ---- */

/* What a string says; empty where the node is none. */
static Slice text_of(const Document *document, NodeId node, Text *scratch)
{
    bool is_string = node != NODE_NONE && document_node(document, node)->kind == NODE_STRING;
    return is_string ? document_string(document, node, scratch) : SLICE("");
}

/* Finds the nodes of an entry that others are judged by. */
static void read_facts(const Document *document, NodeId entry, NodeId facts[FACT_COUNT])
{
    NodeId resource = document_member(document, entry, SLICE("resource"));
    facts[FACT_FULL_URL] = document_member(document, entry, SLICE("fullUrl"));
    facts[FACT_RESOURCE] = resource;
    facts[FACT_TYPE] = document_member(document, resource, SLICE("resourceType"));
    facts[FACT_ID] = document_member(document, resource, SLICE("id"));
    facts[FACT_VERSION] =
        document_member(document, document_member(document, resource, SLICE("meta")), SLICE("versionId"));
    facts[FACT_URL] = document_member(document, resource, SLICE("url"));
    facts[FACT_MODE] = document_member(document, document_member(document, entry, SLICE("search")), SLICE("mode"));
}

/* ---- finding ---- */

static uint32_t hash_of(const BundleIndex *index, Slice key)
{
    return (uint32_t)hash_bytes(key, index->seed);
}

uint32_t bundle_index_by_url(const BundleIndex *index, const Document *document, Slice url)
{
    for (HashProbe probe = hash_table_probe(&index->by_url, hash_of(index, url)); hash_probe_next(&probe);) {
        if (document_string_equals(document, index->entries[probe.number].facts[FACT_FULL_URL], url)) {
            return probe.number;
        }
    }
    return UINT32_MAX;
}

/* Puts "Type/id" of an entry into a text; empty where it lacks one of them. */
static Slice address_of(const Document *document, const IndexedEntry *entry, Text *address, Text *scratch)
{
    text_clear(address);
    text_append(address, text_of(document, entry->facts[FACT_TYPE], scratch));
    size_t type = address->length;
    text_append_byte(address, '/');
    text_append(address, text_of(document, entry->facts[FACT_ID], scratch));
    return type > 0 && address->length > type + 1 ? text_slice(address) : SLICE("");
}

uint32_t bundle_index_by_id(const BundleIndex *index, const Document *document, Slice address)
{
    Text own = TEXT_EMPTY, scratch = TEXT_EMPTY;
    uint32_t found = UINT32_MAX;
    for (HashProbe probe = hash_table_probe(&index->by_id, hash_of(index, address));
         found == UINT32_MAX && hash_probe_next(&probe);) {
        bool is_it = slice_equals(address_of(document, &index->entries[probe.number], &own, &scratch), address);
        found = is_it ? probe.number : UINT32_MAX;
    }
    text_free(&own);
    text_free(&scratch);
    return found;
}

/* The position of the last entry at or before a node, plus 1; 0 if none exists. */
static uint32_t position_after(const BundleIndex *index, NodeId node)
{
    uint32_t low = 0, high = (uint32_t)index->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (index->entries[middle].entry <= node) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

uint32_t bundle_index_position(const BundleIndex *index, NodeId entry)
{
    uint32_t after = entry == NODE_NONE ? 0 : position_after(index, entry);
    return after > 0 && index->entries[after - 1].entry == entry ? after - 1 : UINT32_MAX;
}

NodeId bundle_index_entry_around(const BundleIndex *index, const Document *document, NodeId node)
{
    uint32_t after = position_after(index, node);
    NodeId entry = after > 0 ? index->entries[after - 1].entry : NODE_NONE;
    return entry != NODE_NONE && document_contains(document, entry, node) ? entry : NODE_NONE;
}

/* ---- making ---- */

static void note_url(BundleIndex *index, const Document *document, Slice url, uint32_t position)
{
    uint32_t first = bundle_index_by_url(index, document, url);
    if (first == UINT32_MAX) {
        hash_table_add(&index->by_url, hash_of(index, url), position);
    } else {
        index->entries[first].same = position;
        index->entries[position].earlier = first;
    }
}

/* Puts an entry into the index, by its fullUrl and by type and id. */
static void add_entry(BundleIndex *index, const Document *document, NodeId node, Text *address, Text *scratch)
{
    ARRAY_RESERVE(index->entries, index->capacity, index->count + 1);
    uint32_t position = (uint32_t)index->count++;
    IndexedEntry *entry = &index->entries[position];
    *entry = (IndexedEntry){.entry = node, .same = UINT32_MAX, .earlier = UINT32_MAX};
    read_facts(document, node, entry->facts);
    Slice id = address_of(document, entry, address, scratch);
    if (id.length > 0 && bundle_index_by_id(index, document, id) == UINT32_MAX) {
        hash_table_add(&index->by_id, hash_of(index, id), position);
    }
    Slice url = text_of(document, entry->facts[FACT_FULL_URL], scratch);
    if (url.length > 0) {
        note_url(index, document, url, position);
    }
}

BundleIndex *bundle_index_new(const Document *document, NodeId bundle)
{
    BundleIndex *index = memory_allocate_zeroed(1, sizeof *index);
    Text address = TEXT_EMPTY, scratch = TEXT_EMPTY;
    index->bundle = bundle;
    index->type = document_member(document, bundle, SLICE("type"));
    index->seed = hash_seed_of_process();
    NodeId entries = document_member(document, bundle, SLICE("entry"));
    for (NodeId item = document_item(document, entries); item != NODE_NONE;
         item = document_item_after(document, entries, item)) {
        if (document_node(document, item)->kind == NODE_OBJECT) {
            add_entry(index, document, item, &address, &scratch);
        }
    }
    text_free(&address);
    text_free(&scratch);
    return index;
}

void bundle_index_free(BundleIndex *index)
{
    if (index) {
        free(index->entries);
        hash_table_free(&index->by_url);
        hash_table_free(&index->by_id);
        free(index);
    }
}

/* ---- following ---- */

static NodeId moved(const Patch *patch, NodeId node)
{
    return node == NODE_NONE ? NODE_NONE : patch_node(patch, node);
}

/* Gives the entries from a position on the numbers that their nodes have after an edit before them. */
static void move_entries(BundleIndex *index, const Patch *patch, uint32_t from)
{
    for (size_t i = from; i < index->count && patch->inserted != patch->removed; i++) {
        IndexedEntry *entry = &index->entries[i];
        entry->entry = moved(patch, entry->entry);
        for (size_t k = 0; k < FACT_COUNT; k++) {
            entry->facts[k] = moved(patch, entry->facts[k]);
        }
    }
}

/* Follows an edit within an entry; false where it changed what others are judged by. */
static bool follow_entry(IndexedEntry *entry, const Document *document, const Patch *patch)
{
    NodeId facts[FACT_COUNT];
    bool is_same = true;
    read_facts(document, entry->entry, facts);
    for (size_t k = 0; k < FACT_COUNT; k++) {
        NodeId old = moved(patch, entry->facts[k]);
        is_same = is_same && old == facts[k] && (old != NODE_NONE || entry->facts[k] == NODE_NONE);
        entry->facts[k] = facts[k];
    }
    return is_same;
}

bool bundle_index_follow(BundleIndex *index, const Document *document, const Patch *patch)
{
    index->bundle = patch_node(patch, index->bundle);
    if (index->bundle == NODE_NONE) {
        return false;
    }
    if (!document_contains(document, index->bundle, patch->parent)) {
        index->type = moved(patch, index->type);
        move_entries(index, patch, 0);
        return true;
    }
    uint32_t after = position_after(index, patch->parent);
    IndexedEntry *entry = after > 0 ? &index->entries[after - 1] : NULL;
    if (!entry || !document_contains(document, entry->entry, patch->parent)) {
        return false;
    }
    index->type = moved(patch, index->type);
    move_entries(index, patch, after);
    return follow_entry(entry, document, patch);
}
