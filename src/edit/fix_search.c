/* FixSearch: one walk over the nodes for each kind of question. */
#include "src/edit/fix_search.h"

#include "src/json/splice.h"

#include <stdlib.h>

void fix_search_forget(FixSearch *search)
{
    slice_map_free(&search->strings);
    slice_map_free(&search->codes);
    free(search->systems);
    arena_free(search->arena);
    slice_map_free(&search->last_ids);
    slice_map_free(&search->given_ids);
    arena_free(search->id_arena);
    *search = (FixSearch){0};
}

/* A memory to ask: the given one, brought up to date, or one of its own, which must be freed. */
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

/* ---- the Patient ---- */

NodeId fix_search_patient(FixMemory *memory, const Document *document)
{
    FixMemory *own = memory_for(memory, document);
    FixSearch *search = &own->search;
    Text scratch = TEXT_EMPTY;
    for (NodeId id = 0; !search->has_patient && id < document_count(document); id++) {
        if (document_key_equals(document, id, SLICE("resourceType")) &&
            slice_equals(document_string(document, id, &scratch), SLICE("Patient"))) {
            search->patient = document_node(document, id)->parent;
            search->has_patient = true;
        }
    }
    if (!search->has_patient) {
        search->patient = NODE_NONE;
        search->has_patient = true;
    }
    NodeId patient = search->patient;
    text_free(&scratch);
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

Slice fix_search_zone(FixMemory *memory, const Document *document)
{
    FixMemory *own = memory_for(memory, document);
    FixSearch *search = &own->search;
    for (NodeId id = 0; !search->has_zone && search->zone.length == 0 && id < document_count(document); id++) {
        search->zone = zone_of(document, id);
    }
    search->has_zone = true;
    Slice zone = search->zone;
    leave(memory, own);
    return zone;
}

/* ---- strings ---- */

bool fix_search_has(FixMemory *memory, const Document *document, Slice json)
{
    FixMemory *own = memory_for(memory, document);
    SliceMap *strings = &own->search.strings;
    for (NodeId id = 0; !own->search.has_strings && id < document_count(document); id++) {
        if (document_node(document, id)->kind == NODE_STRING) {
            slice_map_add(strings, document_raw(document, id), NULL);
        }
    }
    own->search.has_strings = true;
    bool is_there = slice_map_find(strings, json) != NULL;
    leave(memory, own);
    return is_there;
}

/* The number after the beginning of an id that a node gets, so far: the one that it has, or the first that no other one has. */
static uint32_t *number_for(FixSearch *search, NodeId node, Slice base, unsigned first)
{
    if (!search->id_arena) {
        search->id_arena = arena_new();
    }
    Text key = TEXT_EMPTY;
    text_format(&key, "%u ", node);
    text_append(&key, base);
    uint32_t *given = slice_map_find(&search->given_ids, text_slice(&key));
    if (!given) {
        given = slice_map_add(&search->given_ids, arena_copy(search->id_arena, text_slice(&key)), NULL);
        uint32_t *last = slice_map_find(&search->last_ids, base);
        last = last ? last : slice_map_add(&search->last_ids, arena_copy(search->id_arena, base), NULL);
        *last = *last < first ? first : *last + 1;
        *given = *last;
    }
    text_free(&key);
    return given;
}

void fix_search_free_id(FixMemory *memory, const Document *document, NodeId node, Slice base, unsigned first, Text *id)
{
    FixMemory *own = memory_for(memory, document);
    Text json = TEXT_EMPTY;
    uint32_t *given = number_for(&own->search, node, base, first);
    do {
        text_clear(id);
        text_clear(&json);
        text_format(id, "%.*s-%u", SLICE_ARGS(base), (unsigned)*given);
        splice_quote(text_slice(id), &json);
    } while (fix_search_has(own, document, text_slice(&json)) && ++*given);
    uint32_t *last = slice_map_find(&own->search.last_ids, base);
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

size_t fix_search_systems(FixMemory *memory, const Document *document, Slice code, NodeId *systems, size_t most)
{
    FixMemory *own = memory_for(memory, document);
    FixSearch *search = &own->search;
    size_t count = 0;
    if (!search->arena) {
        search->arena = arena_new();
        for (NodeId id = 0; id < document_count(document); id++) {
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
