/* FixResources: maps of ids, of fullUrls in small letters, and of Type/id; items are counted from 1 in them. */
#include "src/edit/fix_resources.h"

#include "src/base/ascii.h"

#include <stdlib.h>

void fix_resources_forget(FixResources *resources)
{
    slice_map_free(&resources->ids);
    slice_map_free(&resources->urls);
    slice_map_free(&resources->meant_urls);
    slice_map_free(&resources->names);
    free(resources->entries);
    free(resources->nameless);
    free(resources->wanted);
    arena_free(resources->arena);
    *resources = (FixResources){.list = NODE_NONE};
}

/* ---- reading ---- */

/* What a member of an object says, in the document or in the arena; empty where it is no string. */
static Slice said_of(FixResources *resources, const Document *document, NodeId object, Slice name)
{
    NodeId member = object == NODE_NONE ? NODE_NONE : document_member(document, object, name);
    bool is_string = member != NODE_NONE && document_node(document, member)->kind == NODE_STRING;
    return is_string ? document_text(document, member, resources->arena) : (Slice){0};
}

static void add_node(NodeId **nodes, size_t *count, size_t *capacity, NodeId node)
{
    ARRAY_RESERVE(*nodes, *capacity, *count + 1);
    (*nodes)[(*count)++] = node;
}

/* Notes the references in the holder of the array to ids that no resource of it has, each id once. */
static void note_wanted(FixResources *resources, const Document *document)
{
    NodeId holder = document_node(document, resources->list)->parent;
    NodeId end = holder == NODE_NONE || resources->nameless_count == 0 ? 0 : document_node(document, holder)->end;
    SliceMap seen = SLICE_MAP_EMPTY;
    size_t capacity = 0;
    for (NodeId id = holder; id < end && resources->wanted_count < resources->nameless_count; id++) {
        bool is_reference =
            document_node(document, id)->kind == NODE_STRING && document_key_equals(document, id, SLICE("reference"));
        Slice said = is_reference ? document_text(document, id, resources->arena) : (Slice){0};
        Slice name = slice_part(said, 1, SIZE_MAX);
        bool is_new = said.length > 1 && said.bytes[0] == '#' && !slice_map_find(&resources->ids, name);
        if (is_new) {
            slice_map_add(&seen, name, &is_new);
        }
        if (is_new) {
            add_node(&resources->wanted, &resources->wanted_count, &capacity, id);
        }
    }
    slice_map_free(&seen);
}

static void read_contained(FixResources *resources, const Document *document)
{
    size_t capacity = 0;
    for (NodeId item = document_first_child(document, resources->list); item != NODE_NONE;
         item = document_next_sibling(document, item)) {
        Slice id = said_of(resources, document, item, SLICE("id"));
        bool is_new = false;
        uint32_t *first = id.length > 0 ? slice_map_add(&resources->ids, id, &is_new) : NULL;
        if (is_new) {
            *first = item;
        }
        if (document_member(document, item, SLICE("resourceType")) != NODE_NONE &&
            document_member(document, item, SLICE("id")) == NODE_NONE) {
            add_node(&resources->nameless, &resources->nameless_count, &capacity, item);
        }
    }
    note_wanted(resources, document);
}

static Slice lowered(FixResources *resources, Slice text)
{
    char *bytes = arena_allocate(resources->arena, text.length + 1);
    for (size_t i = 0; i < text.length; i++) {
        bytes[i] = ascii_lower(text.bytes[i]);
    }
    return slice_make(bytes, text.length);
}

/* Counts an entry under a key, and notes it where it is the first one. */
static void count_entry(FixResources *resources, SliceMap *map, Slice key, NodeId entry)
{
    uint32_t *place = slice_map_add(map, key, NULL);
    if (*place == 0) {
        ARRAY_RESERVE(resources->entries, resources->entry_capacity, resources->entry_count + 1);
        resources->entries[resources->entry_count++] = (FixEntryCount){.entry = entry};
        *place = (uint32_t)resources->entry_count;
    }
    resources->entries[*place - 1].count++;
}

/* Notes what an entry is named by: entries without a fullUrl cannot be meant by a reference that gets one. */
static void note_entry(FixResources *resources, const Document *document, NodeId entry)
{
    NodeId resource = document_member(document, entry, SLICE("resource"));
    Slice url = said_of(resources, document, entry, SLICE("fullUrl"));
    Slice type = said_of(resources, document, resource, SLICE("resourceType"));
    Slice id = said_of(resources, document, resource, SLICE("id"));
    Slice parts[] = {type, SLICE("/"), id};
    Slice name = arena_join(resources->arena, parts, sizeof parts / sizeof *parts);
    bool is_named = type.length > 0 && id.length > 0, is_new = false;
    uint32_t *first = is_named ? slice_map_add(&resources->ids, name, &is_new) : NULL;
    if (is_new) {
        *first = entry;
    }
    is_new = false;
    first = url.length > 0 ? slice_map_add(&resources->urls, url, &is_new) : NULL;
    if (is_new) {
        *first = entry;
    }
    if (url.length > 0) {
        count_entry(resources, &resources->meant_urls, lowered(resources, url), entry);
    }
    if (url.length > 0 && id.length > 0) {
        count_entry(resources, &resources->names, name, entry);
    }
}

static void read_entries(FixResources *resources, const Document *document)
{
    for (NodeId entry = document_first_child(document, resources->list); entry != NODE_NONE;
         entry = document_next_sibling(document, entry)) {
        note_entry(resources, document, entry);
    }
}

/* ---- asking ---- */

/* The resources of an array, remembered in `own`; NULL where it is none. */
static const FixResources *resources_of(FixMemory *own, const Document *document, NodeId list, bool is_of_entries)
{
    FixResources *resources = is_of_entries ? &own->entries : &own->contained;
    if (list == NODE_NONE || document_node(document, list)->kind != NODE_ARRAY) {
        return NULL;
    }
    if (resources->list != list) {
        fix_resources_forget(resources);
        resources->list = list;
        resources->arena = arena_new();
        if (is_of_entries) {
            read_entries(resources, document);
        } else {
            read_contained(resources, document);
        }
    }
    return resources;
}

/* A memory to ask: the given one, brought up to date, or one of its own, which must be left. */
static FixMemory *memory_for(FixMemory *memory, const Document *document)
{
    FixMemory *own = memory ? memory : fix_memory_new();
    fix_memory_follow(own, document);
    return own;
}

static void leave(FixMemory *memory, FixMemory *own)
{
    if (own != memory) {
        fix_memory_free(own);
    }
}

static NodeId node_at(const SliceMap *map, Slice key)
{
    const uint32_t *node = slice_map_find(map, key);
    return node ? *node : NODE_NONE;
}

NodeId fix_contained_find(FixMemory *memory, const Document *document, NodeId list, Slice id)
{
    FixMemory *own = memory_for(memory, document);
    const FixResources *resources = resources_of(own, document, list, false);
    NodeId found = resources ? node_at(&resources->ids, id) : NODE_NONE;
    leave(memory, own);
    return found;
}

size_t fix_contained_nameless(FixMemory *memory, const Document *document, NodeId list, NodeId *items, size_t most)
{
    FixMemory *own = memory_for(memory, document);
    const FixResources *resources = resources_of(own, document, list, false);
    size_t count = resources ? resources->nameless_count : 0;
    for (size_t i = 0; i < count && i < most; i++) {
        items[i] = resources->nameless[i];
    }
    leave(memory, own);
    return count;
}

/* The position of an item among those without an id; their number if it is none. */
static size_t nameless_position(const FixResources *resources, NodeId item)
{
    size_t low = 0, high = resources->nameless_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (resources->nameless[middle] < item) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    bool is_there = low < resources->nameless_count && resources->nameless[low] == item;
    return is_there ? low : resources->nameless_count;
}

NodeId fix_contained_wanted(FixMemory *memory, const Document *document, NodeId list, NodeId item)
{
    FixMemory *own = memory_for(memory, document);
    const FixResources *resources = resources_of(own, document, list, false);
    size_t position = resources ? nameless_position(resources, item) : 0;
    NodeId found = resources && position < resources->wanted_count ? resources->wanted[position] : NODE_NONE;
    leave(memory, own);
    return found;
}

NodeId fix_entry_find(FixMemory *memory, const Document *document, NodeId list, Slice said)
{
    FixMemory *own = memory_for(memory, document);
    const FixResources *resources = resources_of(own, document, list, true);
    NodeId found = resources ? node_at(&resources->urls, said) : NODE_NONE;
    found = resources && found == NODE_NONE ? node_at(&resources->ids, said) : found;
    leave(memory, own);
    return found;
}

/* What an address may name by type and id: its last two segments. */
static Slice tail_of(Slice address)
{
    size_t slashes = 0, at = address.length;
    while (at > 0 && (slashes += address.bytes[at - 1] == '/') < 2) {
        at--;
    }
    return slice_part(address, at, address.length);
}

NodeId fix_entry_meant(FixMemory *memory, const Document *document, NodeId list, Slice said)
{
    FixMemory *own = memory_for(memory, document);
    const FixResources *resources = resources_of(own, document, list, true);
    const FixEntryCount *by_url = NULL, *by_name = NULL;
    if (resources) {
        Text lower = TEXT_EMPTY;
        for (size_t i = 0; i < said.length; i++) {
            text_append_byte(&lower, ascii_lower(said.bytes[i]));
        }
        const uint32_t *url = slice_map_find(&resources->meant_urls, text_slice(&lower));
        const uint32_t *name = slice_map_find(&resources->names, tail_of(said));
        by_url = url ? &resources->entries[*url - 1] : NULL;
        by_name = name ? &resources->entries[*name - 1] : NULL;
        text_free(&lower);
    }
    bool is_one = (!by_url || by_url->count == 1) && (!by_name || by_name->count == 1) &&
                  (!by_url || !by_name || by_url->entry == by_name->entry);
    NodeId found = !is_one ? NODE_NONE : by_url ? by_url->entry : by_name ? by_name->entry : NODE_NONE;
    leave(memory, own);
    return found;
}
