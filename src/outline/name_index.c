/* NameIndex: one table of entries and one of contained resources, both by hash; what is found is compared. */
#include "src/outline/name_index.h"

#include "src/base/hash.h"
#include "src/base/hash_table.h"
#include "src/base/memory.h"
#include "src/outline/names.h"

#include <stdlib.h>

enum { SEARCHES_MAXIMUM = 16 };

struct NameIndex {
    const Document *document;
    uint64_t revision;   /* of the document; what follows is of it */
    unsigned searches;   /* that went from item to item */
    bool has_entries;    /* they are in the table */
    HashTable entries;   /* positions among the entries */
    HashTable contained; /* nodes of items, and of the arrays whose items are in the table */
};

NameIndex *name_index_new(const Document *document)
{
    NameIndex *index = memory_allocate_zeroed(1, sizeof *index);
    index->document = document;
    index->revision = document_revision(document);
    return index;
}

void name_index_free(NameIndex *index)
{
    if (index) {
        hash_table_free(&index->entries);
        hash_table_free(&index->contained);
        free(index);
    }
}

/* Forgets what was found before a change, and counts a search. True where there were so many that a table pays. */
static bool begin_search(NameIndex *index)
{
    uint64_t revision = document_revision(index->document);
    if (index->revision != revision) {
        index->revision = revision;
        index->searches = 0;
        index->has_entries = false;
        hash_table_clear(&index->entries);
        hash_table_clear(&index->contained);
    }
    bool pays = index->searches >= SEARCHES_MAXIMUM;
    index->searches += !pays;
    return pays;
}

/* ---- entries ---- */

bool name_index_is_target(const Document *document, NodeId entry, Slice reference)
{
    NodeId url = document_member(document, entry, SLICE("fullUrl")), resource = names_resource(document, entry);
    if (url != NODE_NONE && document_string_equals(document, url, reference)) {
        return resource != entry;
    }
    Slice type = names_type(document, resource);
    bool is_of_type = type.length && slice_starts_with(reference, type) && reference.length > type.length &&
                      reference.bytes[type.length] == '/';
    NodeId id = is_of_type ? document_member(document, resource, SLICE("id")) : NODE_NONE;
    return id != NODE_NONE &&
           document_string_equals(document, id, slice_part(reference, type.length + 1, reference.length));
}

/* The first entry of the table that a reference names. */
static NodeId find_entry(const NameIndex *index, const NodeId *entries, Slice reference, uint32_t hash)
{
    for (HashProbe probe = hash_table_probe(&index->entries, hash); hash_probe_next(&probe);) {
        if (name_index_is_target(index->document, entries[probe.number], reference)) {
            return entries[probe.number];
        }
    }
    return NODE_NONE;
}

/* Adds an entry by one of its names, where no entry before it has that. */
static void add_entry(NameIndex *index, const NodeId *entries, uint32_t position, Slice name)
{
    uint32_t hash = hash_key(name, hash_key_seed());
    if (find_entry(index, entries, name, hash) == NODE_NONE) {
        hash_table_add(&index->entries, hash, position);
    }
}

static void add_entries(NameIndex *index, const NodeId *entries, uint32_t count)
{
    const Document *document = index->document;
    Text scratch = TEXT_EMPTY, name = TEXT_EMPTY;
    for (uint32_t i = 0; i < count; i++) {
        NodeId url = document_member(document, entries[i], SLICE("fullUrl"));
        NodeId resource = names_resource(document, entries[i]);
        Slice type = names_type(document, resource);
        NodeId id = type.length ? document_member(document, resource, SLICE("id")) : NODE_NONE;
        if (url != NODE_NONE && resource != entries[i]) {
            add_entry(index, entries, i, document_string(document, url, &scratch));
        }
        if (id != NODE_NONE) {
            text_clear(&name);
            text_format(&name, "%.*s/%.*s", SLICE_ARGS(type), SLICE_ARGS(document_string(document, id, &scratch)));
            add_entry(index, entries, i, text_slice(&name));
        }
    }
    text_free(&scratch);
    text_free(&name);
}

NodeId name_index_entry(NameIndex *index, const NodeId *entries, uint32_t count, Slice reference)
{
    if (begin_search(index)) {
        if (!index->has_entries) {
            index->has_entries = true;
            add_entries(index, entries, count);
        }
        return find_entry(index, entries, reference, hash_key(reference, hash_key_seed()));
    }
    for (uint32_t i = 0; i < count; i++) {
        if (name_index_is_target(index->document, entries[i], reference)) {
            return entries[i];
        }
    }
    return NODE_NONE;
}

/* ---- contained resources ---- */

static bool has_id(const Document *document, NodeId item, Slice id)
{
    NodeId own = document_member(document, item, SLICE("id"));
    return own != NODE_NONE && document_string_equals(document, own, id);
}

static uint32_t hash_item(NodeId list, Slice id)
{
    return hash_key(id, hash_key_seed() ^ list);
}

/* The item of the table that is in an array and has an id; of an empty id the array itself, where its items are in the
 * table. */
static NodeId find_item(const NameIndex *index, NodeId list, Slice id)
{
    for (HashProbe probe = hash_table_probe(&index->contained, hash_item(list, id)); hash_probe_next(&probe);) {
        bool is_list = id.length == 0 && probe.number == list;
        bool is_in_list = probe.number > list && document_node(index->document, probe.number)->parent == list;
        if (is_list || (id.length > 0 && is_in_list && has_id(index->document, probe.number, id))) {
            return probe.number;
        }
    }
    return NODE_NONE;
}

static void add_items(NameIndex *index, NodeId list)
{
    const Document *document = index->document;
    Text scratch = TEXT_EMPTY;
    hash_table_add(&index->contained, hash_item(list, (Slice){0}), list);
    for (NodeId item = document_item(document, list); item != NODE_NONE;
         item = document_item_after(document, list, item)) {
        NodeId own = document_member(document, item, SLICE("id"));
        Slice id = own == NODE_NONE ? (Slice){0} : document_string(document, own, &scratch);
        if (id.length > 0 && find_item(index, list, id) == NODE_NONE) {
            hash_table_add(&index->contained, hash_item(list, id), item);
        }
    }
    text_free(&scratch);
}

NodeId name_index_contained(NameIndex *index, NodeId list, Slice id)
{
    bool has_table = begin_search(index) && document_node(index->document, list)->kind == NODE_ARRAY && id.length > 0;
    if (has_table && find_item(index, list, (Slice){0}) == NODE_NONE) {
        add_items(index, list);
    }
    if (has_table) {
        return find_item(index, list, id);
    }
    for (NodeId item = document_item(index->document, list); item != NODE_NONE;
         item = document_item_after(index->document, list, item)) {
        if (has_id(index->document, item, id)) {
            return item;
        }
    }
    return NODE_NONE;
}
