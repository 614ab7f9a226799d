/* FixCodes: one map for each value set that was asked for. */
#include "src/edit/fix_codes.h"

#include <stdlib.h>

void fix_codes_free(FixCodes *codes)
{
    for (size_t i = 0; i < codes->set_count; i++) {
        slice_map_free(&codes->sets[i].codes);
    }
    free(codes->sets);
    free(codes->systems);
    arena_free(codes->arena);
}

/* ---- without a memory ---- */

typedef struct SystemVisit {
    Slice code;
    Slice url; /* of the first system with the code */
    bool is_only;
} SystemVisit;

static bool visit_concept(void *context, const Concept *concept)
{
    SystemVisit *visit = context;
    if (slice_equals(concept->code, visit->code) && !slice_equals(concept->system, visit->url)) {
        visit->is_only = visit->url.length == 0;
        visit->url = visit->url.length ? visit->url : concept->system;
    }
    return true;
}

/* ---- with one ---- */

/* The place of a system in the list of those that were met; they are few. */
static uint32_t place_of(FixCodes *codes, Slice system)
{
    size_t at = 0;
    while (at < codes->system_count && !slice_equals(codes->systems[at], system)) {
        at++;
    }
    if (at == codes->system_count) {
        ARRAY_RESERVE(codes->systems, codes->system_capacity, at + 1);
        codes->systems[codes->system_count++] = arena_copy(codes->arena, system);
    }
    return (uint32_t)at;
}

/* Values are the place of the first system, from 1, twice; and one more where another system has the code, too. */
static bool note_concept(void *context, const Concept *concept)
{
    FixCodes *codes = context;
    SliceMap *map = &codes->sets[codes->set_count - 1].codes;
    uint32_t *value = slice_map_find(map, concept->code);
    if (!value) {
        value = slice_map_add(map, arena_copy(codes->arena, concept->code), NULL);
        *value = 2 * (place_of(codes, concept->system) + 1);
    } else if (!slice_equals(codes->systems[*value / 2 - 1], concept->system)) {
        *value |= 1;
    }
    return true;
}

static const SliceMap *codes_of(FixCodes *codes, const Rules *rules, const ValueSet *set)
{
    for (size_t i = 0; i < codes->set_count; i++) {
        if (codes->sets[i].set == set) {
            return &codes->sets[i].codes;
        }
    }
    codes->arena = codes->arena ? codes->arena : arena_new();
    ARRAY_RESERVE(codes->sets, codes->set_capacity, codes->set_count + 1);
    codes->sets[codes->set_count++] = (FixCodeSet){.set = set};
    value_set_visit(rules, set, note_concept, codes);
    return &codes->sets[codes->set_count - 1].codes;
}

Slice fix_codes_system(FixMemory *memory, const Rules *rules, const ValueSet *set, Slice code, bool *is_only)
{
    SystemVisit visit = {.code = code};
    if (!memory) {
        value_set_visit(rules, set, visit_concept, &visit);
    } else {
        const uint32_t *value = slice_map_find(codes_of(&memory->codes, rules, set), code);
        visit.url = value ? memory->codes.systems[*value / 2 - 1] : (Slice){0};
        visit.is_only = value && *value % 2 == 0;
    }
    *is_only = visit.is_only;
    return visit.url;
}
