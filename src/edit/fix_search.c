/* FixSearch: one walk over the nodes for each kind of question. */
#include "src/edit/fix_search.h"

#include "src/json/splice.h"

#include <stdlib.h>

/* Frees what was found in a record. */
static void forget_record(FixSearch *search)
{
    slice_map_free(&search->strings);
    slice_map_free(&search->codes);
    free(search->systems);
    arena_free(search->arena);
}

void fix_search_forget(FixSearch *search)
{
    forget_record(search);
    slice_map_free(&search->last_ids);
    slice_map_free(&search->given_ids);
    arena_free(search->id_arena);
    *search = (FixSearch){0};
}

/* The line that a node is in, or the root of a document that is one value. */
static NodeId record_of(const Document *document, NodeId node)
{
    NodeId parent = document_node(document, node)->parent;
    while (parent != NODE_NONE && document_node(document, parent)->kind != NODE_LINES) {
        node = parent;
        parent = document_node(document, node)->parent;
    }
    return node;
}

/* A memory to ask about the record of a node: the given one, brought up to date, or one of its own, which must be
 * freed. */
static FixMemory *memory_for(FixMemory *memory, const Document *document, NodeId node)
{
    FixMemory *own = memory ? memory : fix_memory_new();
    fix_memory_follow(own, document);
    FixSearch *search = &own->search;
    NodeId record = record_of(document, node);
    if (search->end == 0 || search->record != record) {
        FixSearch kept = *search;
        forget_record(search);
        *search = (FixSearch){.record = record,
                              .end = document_node(document, record)->end,
                              .contained = kept.contained,
                              .contained_first = kept.contained_first,
                              .last_ids = kept.last_ids,
                              .given_ids = kept.given_ids,
                              .id_arena = kept.id_arena};
    }
    return own;
}

static void leave(FixMemory *memory, FixMemory *own)
{
    if (own != memory) {
        fix_memory_free(own);
    }
}

/* ---- the Patient ---- */

static bool is_patient(const Document *document, NodeId object)
{
    Text scratch = TEXT_EMPTY;
    NodeId type = document_member(document, object, SLICE("resourceType"));
    bool is_one = type != NODE_NONE && slice_equals(document_string(document, type, &scratch), SLICE("Patient"));
    text_free(&scratch);
    return is_one;
}

/* The first Patient in `contained` of an object; NODE_NONE if there is none. */
static NodeId contained_patient(FixSearch *search, const Document *document, NodeId object)
{
    NodeId list = document_member(document, object, SLICE("contained"));
    if (list == NODE_NONE || document_node(document, list)->kind != NODE_ARRAY) {
        return NODE_NONE;
    }
    if (search->contained != list) {
        NodeId item = document_first_child(document, list);
        while (item != NODE_NONE && !is_patient(document, item)) {
            item = document_next_sibling(document, item);
        }
        search->contained = list;
        search->contained_first = item;
    }
    return search->contained_first;
}

/* The only Patient of the record that is not contained; NODE_NONE if there are none or several. */
static NodeId only_patient(const FixSearch *search, const Document *document)
{
    NodeId found = NODE_NONE;
    for (NodeId id = search->record; id < search->end; id++) {
        NodeId object =
            document_key_equals(document, id, SLICE("resourceType")) ? document_node(document, id)->parent : NODE_NONE;
        NodeId holder = object != NODE_NONE ? document_node(document, object)->parent : NODE_NONE;
        bool is_contained = holder != NODE_NONE && document_key_equals(document, holder, SLICE("contained"));
        if (object != NODE_NONE && !is_contained && is_patient(document, object)) {
            if (found != NODE_NONE) {
                return NODE_NONE;
            }
            found = object;
        }
    }
    return found;
}

NodeId fix_search_patient(FixMemory *memory, const Document *document, NodeId node)
{
    FixMemory *own = memory_for(memory, document, node);
    FixSearch *search = &own->search;
    NodeId patient = NODE_NONE, parent = search->record;
    for (NodeId at = node; patient == NODE_NONE && at != NODE_NONE && at >= search->record; at = parent) {
        patient =
            document_node(document, at)->kind == NODE_OBJECT ? contained_patient(search, document, at) : NODE_NONE;
        parent = document_node(document, at)->parent;
    }
    if (patient == NODE_NONE) {
        search->patient = search->has_patient ? search->patient : only_patient(search, document);
        search->has_patient = true;
        patient = search->patient;
    }
    leave(memory, own);
    return patient;
}

/* ---- a zone ---- */

/* The zone at the end of a time that is written without escapes; empty if there is none. */
static Slice zone_of(const Document *document, NodeId id)
{
    enum { SHORTEST = 25, LONGEST = 35, ZONE = 6, QUOTES = 2 };
    const Node *node = document_node(document, id);
    if (node->kind != NODE_STRING || node->length < SHORTEST + QUOTES || node->length > LONGEST + QUOTES) {
        return (Slice){0};
    }
    Slice said = slice_part(document_raw(document, id), 1, node->length - QUOTES);
    Slice zone = slice_part(said, said.length - ZONE, ZONE);
    bool is_time = said.bytes[10] == 'T' && said.bytes[13] == ':';
    return is_time && (zone.bytes[0] == '+' || zone.bytes[0] == '-') && zone.bytes[3] == ':' ? zone : (Slice){0};
}

Slice fix_search_zone(FixMemory *memory, const Document *document, NodeId node)
{
    FixMemory *own = memory_for(memory, document, node);
    FixSearch *search = &own->search;
    for (NodeId id = search->record; !search->has_zone && search->zone.length == 0 && id < search->end; id++) {
        search->zone = zone_of(document, id);
    }
    search->has_zone = true;
    Slice zone = search->zone;
    leave(memory, own);
    return zone;
}

/* ---- strings ---- */

/* True where a string is in the record, written as this JSON. */
static bool has_string(FixSearch *search, const Document *document, Slice json)
{
    for (NodeId id = search->record; !search->has_strings && id < search->end; id++) {
        if (document_node(document, id)->kind == NODE_STRING) {
            slice_map_add(&search->strings, document_raw(document, id), NULL);
        }
    }
    search->has_strings = true;
    return slice_map_find(&search->strings, json) != NULL;
}

/* The number that is remembered for a node or a record and the beginning of an id; 0 where it is new. */
static uint32_t *number_of(FixSearch *search, SliceMap *map, NodeId node, Slice base)
{
    Text key = TEXT_EMPTY;
    text_format(&key, "%u ", node);
    text_append(&key, base);
    uint32_t *number = slice_map_find(map, text_slice(&key));
    number = number ? number : slice_map_add(map, arena_copy(search->id_arena, text_slice(&key)), NULL);
    text_free(&key);
    return number;
}

void fix_search_free_id(FixMemory *memory, const Document *document, NodeId node, Slice base, unsigned first, Text *id)
{
    FixMemory *own = memory_for(memory, document, node);
    FixSearch *search = &own->search;
    Text json = TEXT_EMPTY;
    search->id_arena = search->id_arena ? search->id_arena : arena_new();
    uint32_t *last = number_of(search, &search->last_ids, search->record, base);
    uint32_t *given = number_of(search, &search->given_ids, node, base);
    if (*given == 0) {
        *given = *last < first ? first : *last + 1;
    }
    do {
        text_clear(id);
        text_clear(&json);
        text_format(id, "%.*s-%u", SLICE_ARGS(base), (unsigned)*given);
        splice_quote(text_slice(id), &json);
    } while (has_string(search, document, text_slice(&json)) && ++*given);
    *last = *last < *given ? *given : *last;
    text_free(&json);
    leave(memory, own);
}

/* ---- systems of codes ---- */

/* What a string says, in the document or in the arena. */
static Slice said_of(FixSearch *search, const Document *document, NodeId id)
{
    Text scratch = TEXT_EMPTY;
    Slice said = document_string(document, id, &scratch);
    if (said.length > 0 && said.bytes == scratch.bytes) {
        said = arena_copy(search->arena, said);
    }
    text_free(&scratch);
    return said;
}

static bool is_string(const Document *document, NodeId id)
{
    return id != NODE_NONE && document_node(document, id)->kind == NODE_STRING;
}

/* Notes the system of a coding at the end of those of its code, unless it is there. Places are counted from 1. */
static void note_system(FixSearch *search, const Document *document, NodeId code)
{
    NodeId system = document_member(document, document_node(document, code)->parent, SLICE("system"));
    Slice url = is_string(document, system) ? said_of(search, document, system) : (Slice){0};
    Slice said = said_of(search, document, code);
    if (url.length == 0 || said.length == 0) {
        return;
    }
    uint32_t *first = slice_map_add(&search->codes, said, NULL), last = 0;
    for (uint32_t at = *first; at > 0; at = search->systems[at - 1].next) {
        if (slice_equals(search->systems[at - 1].url, url)) {
            return;
        }
        last = at;
    }
    ARRAY_RESERVE(search->systems, search->system_capacity, search->system_count + 1);
    search->systems[search->system_count++] = (CodeSystemUse){.node = system, .url = url};
    if (last > 0) {
        search->systems[last - 1].next = (uint32_t)search->system_count;
    } else {
        *first = (uint32_t)search->system_count;
    }
}

size_t fix_search_systems(FixMemory *memory, const Document *document, NodeId node, Slice code, NodeId *systems,
                          size_t most)
{
    FixMemory *own = memory_for(memory, document, node);
    FixSearch *search = &own->search;
    size_t count = 0;
    if (!search->arena) {
        search->arena = arena_new();
        for (NodeId id = search->record; id < search->end; id++) {
            if (is_string(document, id) && document_key_equals(document, id, SLICE("code"))) {
                note_system(search, document, id);
            }
        }
    }
    const uint32_t *first = slice_map_find(&search->codes, code);
    for (uint32_t at = first ? *first : 0; at > 0 && count < most; at = search->systems[at - 1].next) {
        systems[count++] = search->systems[at - 1].node;
    }
    leave(memory, own);
    return count;
}
