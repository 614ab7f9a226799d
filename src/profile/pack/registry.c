/* Rules: a list of packs, asked from the last to the first. */
#include "src/profile/pack/registry.h"

#include "src/base/memory.h"
#include "src/profile/pack/term_section.h"

#include <assert.h>
#include <stdlib.h>

/* A structure that cannot be used, or a global profile. */
typedef struct NotedProfile {
    Slice url;
    Slice version; /* empty for global profiles */
    Slice words;   /* the reason; or the type that the profile is for */
} NotedProfile;

/* What was noted of definitions that were added. */
typedef struct Notes {
    Arena *arena;
    Error *problems;
    size_t problem_count;
    size_t problem_capacity;
    NotedProfile *unusable;
    size_t unusable_count;
    size_t unusable_capacity;
    NotedProfile *globals;
    size_t global_count;
    size_t global_capacity;
} Notes;

struct Rules {
    const PackHeader **packs;
    size_t count;
    size_t capacity;
    Text *owned; /* the bytes of packs that were taken over */
    size_t owned_count;
    size_t owned_capacity;
    Notes *notes;
};

Rules *rules_new_empty(void)
{
    Rules *rules = memory_allocate_zeroed(1, sizeof *rules);
    rules->notes = memory_allocate_zeroed(1, sizeof *rules->notes);
    rules->notes->arena = arena_new();
    return rules;
}

static void free_notes(Notes *notes)
{
    arena_free(notes->arena);
    free(notes->problems);
    free(notes->unusable);
    free(notes->globals);
    free(notes);
}

void rules_free(Rules *rules)
{
    if (!rules) {
        return;
    }
    for (size_t i = 0; i < rules->owned_count; i++) {
        text_free(&rules->owned[i]);
    }
    free_notes(rules->notes);
    free(rules->owned);
    free(rules->packs);
    free(rules);
}

void rules_lend_pack(Rules *rules, const PackHeader *pack)
{
    assert(pack->magic == PACK_MAGIC && term_section_is_sound(pack_terminology(pack)));
    ARRAY_RESERVE(rules->packs, rules->capacity, rules->count + 1);
    rules->packs[rules->count++] = pack;
}

void rules_take_pack(Rules *rules, Text *pack)
{
    ARRAY_RESERVE(rules->owned, rules->owned_capacity, rules->owned_count + 1);
    rules->owned[rules->owned_count++] = *pack;
    rules_lend_pack(rules, (const PackHeader *)(const void *)pack->bytes);
    *pack = TEXT_EMPTY;
}

Slice rules_last_pack(const Rules *rules)
{
    const PackHeader *pack = rules->packs[rules->count - 1];
    return slice_make((const char *)pack, pack->size);
}

/* ---- what was noted ---- */

void rules_note_problem(Rules *rules, const Error *problem)
{
    Notes *notes = rules->notes;
    ARRAY_RESERVE(notes->problems, notes->problem_capacity, notes->problem_count + 1);
    notes->problems[notes->problem_count++] = *problem;
}

uint32_t rules_problem_count(const Rules *rules)
{
    return (uint32_t)rules->notes->problem_count;
}

const Error *rules_problem(const Rules *rules, uint32_t position)
{
    return &rules->notes->problems[position];
}

void rules_note_unusable(Rules *rules, Slice url, Slice version, Slice reason)
{
    Notes *notes = rules->notes;
    ARRAY_RESERVE(notes->unusable, notes->unusable_capacity, notes->unusable_count + 1);
    notes->unusable[notes->unusable_count++] = (NotedProfile){
        arena_copy(notes->arena, url), arena_copy(notes->arena, version), arena_copy(notes->arena, reason)};
}

void rules_note_global(Rules *rules, Slice type, Slice profile)
{
    Notes *notes = rules->notes;
    ARRAY_RESERVE(notes->globals, notes->global_capacity, notes->global_count + 1);
    notes->globals[notes->global_count++] =
        (NotedProfile){arena_copy(notes->arena, profile), SLICE(""), arena_copy(notes->arena, type)};
}

uint32_t rules_global_count(const Rules *rules)
{
    return (uint32_t)rules->notes->global_count;
}

Slice rules_global(const Rules *rules, uint32_t position, Slice *type)
{
    *type = rules->notes->globals[position].words;
    return rules->notes->globals[position].url;
}

/* ---- looking up ---- */

/* Parts a canonical at its version. */
static Slice part_canonical(Slice canonical, Slice *version)
{
    size_t bar = slice_find(canonical, SLICE("|"), 0);
    *version = bar < canonical.length ? slice_part(canonical, bar + 1, canonical.length) : SLICE("");
    return slice_part(canonical, 0, bar);
}

const Structure *rules_structure(const Rules *rules, Slice url)
{
    Slice version;
    Slice plain = part_canonical(url, &version);
    const Structure *found = NULL;
    for (size_t i = rules->count; i > 0 && !found; i--) {
        found = pack_structure(rules->packs[i - 1], plain, version);
    }
    return found;
}

Slice rules_unusable(const Rules *rules, Slice url)
{
    Slice version;
    Slice plain = part_canonical(url, &version);
    const Notes *notes = rules->notes;
    for (size_t i = notes->unusable_count; i > 0 && !rules_structure(rules, url); i--) {
        const NotedProfile *noted = &notes->unusable[i - 1];
        if (slice_equals(noted->url, plain) && (version.length == 0 || pack_version_fits(noted->version, version))) {
            return noted->words;
        }
    }
    return SLICE("");
}

const Structure *rules_type(const Rules *rules, Slice name)
{
    const Structure *found = NULL;
    for (size_t i = rules->count; i > 0 && !found; i--) {
        found = pack_type(rules->packs[i - 1], name);
    }
    return found;
}

const CodeSystem *rules_code_system(const Rules *rules, Slice url)
{
    Slice version;
    Slice plain = part_canonical(url, &version);
    const CodeSystem *found = NULL;
    for (size_t i = rules->count; i > 0 && !found; i--) {
        found = term_section_system(pack_terminology(rules->packs[i - 1]), plain, version);
    }
    return found;
}

const ValueSet *rules_value_set(const Rules *rules, Slice url)
{
    Slice version;
    Slice plain = part_canonical(url, &version);
    const ValueSet *found = NULL;
    for (size_t i = rules->count; i > 0 && !found; i--) {
        found = term_section_set(pack_terminology(rules->packs[i - 1]), plain, version);
    }
    return found;
}

/* ---- across structures ---- */

/* The base of a structure; NULL where it has none or it is not known. */
static const Structure *base_of(const Rules *rules, const Structure *structure)
{
    if (structure->base_structure) {
        return pack_at(structure, structure->base_structure);
    }
    return structure->base ? rules_structure(rules, structure_base(structure)) : NULL;
}

bool rules_is_subtype(const Rules *rules, const Structure *structure, Slice type)
{
    if (structure_is_profile(structure)) { /* however many profiles lie between it and the definition of its type */
        const Structure *own = rules_type(rules, structure_type(structure));
        structure = own && !structure_is_profile(own) ? own : structure;
    }
    uint32_t left = rules_structure_count(rules); /* bases that lead back come to an end */
    for (; structure && left > 0; left--) {
        if (slice_equals(structure_type(structure), type)) {
            return true;
        }
        structure = base_of(rules, structure);
    }
    return false;
}

/* The type of an element's content where the caller names none. */
static Slice only_type(const Element *element)
{
    return element->types ? type_fhir_code(element_type(element, 0)) : SLICE("Element");
}

bool rules_refers_to(const Rules *rules, const Element *element, const Structure *profile)
{
    for (uint32_t i = 0; i < element_type_count(element); i++) {
        const ElementType *type = element_type(element, i);
        for (uint32_t k = 0; k < type_target_count(type); k++) {
            if (rules_structure(rules, type_target(type, k)) == profile) {
                return true;
            }
        }
    }
    return false;
}

const Element *rules_content(const Rules *rules, const Element *element, Slice type)
{
    if (element->children) {
        return element;
    }
    if (pack_extras(element)->content) {
        Slice id = pack_string(element, pack_extras(element)->content);
        const Structure *owner = rules_type(rules, slice_part(id, 0, slice_find(id, SLICE("."), 0)));
        return owner ? pack_element(owner, id) : NULL;
    }
    const Structure *structure = rules_type(rules, type.length ? type : only_type(element));
    return structure ? structure_root(structure) : NULL;
}

/* ---- enumeration ---- */

uint32_t rules_structure_count(const Rules *rules)
{
    uint32_t count = 0;
    for (size_t i = 0; i < rules->count; i++) {
        count += pack_list_count(rules->packs[i], rules->packs[i]->structures);
    }
    return count;
}

const Structure *rules_structure_at(const Rules *rules, uint32_t position)
{
    for (size_t i = 0; i < rules->count; i++) {
        const PackHeader *pack = rules->packs[i];
        uint32_t count = pack_list_count(pack, pack->structures);
        if (position < count) {
            return pack_at(pack, pack_list_item(pack, pack->structures, position));
        }
        position -= count;
    }
    return NULL;
}
