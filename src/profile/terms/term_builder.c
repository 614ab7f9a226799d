/*
 * Terminology builder: takes resources in, and writes the section when all of them are known: records sorted by URL,
 * strings behind the header, tables behind the strings.
 */
#include "src/profile/terms/term_builder.h"

#include "src/profile/terms/term_tables.h"

#include <stdint.h>
#include <stdlib.h>

TermBuilder *term_builder_new(bool drops_properties)
{
    TermBuilder *builder = memory_allocate_zeroed(1, sizeof *builder);
    builder->drops_properties = drops_properties;
    builder->arena = arena_new();
    return builder;
}

void term_builder_free(TermBuilder *builder)
{
    if (!builder) {
        return;
    }
    arena_free(builder->arena);
    slice_map_free(&builder->interned);
    text_free(&builder->strings);
    free(builder->systems);
    free(builder->concepts);
    free(builder->orders);
    free(builder->extras);
    free(builder->sets);
    free(builder->parts);
    free(builder->members);
    free(builder->member_orders);
    free(builder->filters);
    free(builder->imports);
    free(builder->named_parents);
    free(builder);
}

bool term_builder_add(TermBuilder *builder, const cJSON *resource)
{
    Slice type = term_member(resource, "resourceType");
    bool is_system = slice_equals(type, SLICE("CodeSystem"));
    if ((!is_system && !slice_equals(type, SLICE("ValueSet"))) || term_member(resource, "url").length == 0) {
        return false;
    }
    if (!is_system) {
        term_add_value_set(builder, resource);
    } else if (!slice_equals(term_member(resource, "content"), SLICE("supplement"))) {
        term_add_code_system(builder, resource);
    }
    return true;
}

/* ---- writing ---- */

/* Where a record comes in the order of URLs. */
typedef struct Rank {
    Slice url;
    bool is_implicit;
    size_t position; /* in order of addition */
} Rank;

static int compare_ranks(const void *a, const void *b)
{
    const Rank *first = a;
    const Rank *second = b;
    int order = slice_compare(first->url, second->url);
    if (order == 0 && first->is_implicit != second->is_implicit) {
        order = first->is_implicit ? -1 : 1;
    }
    return order ? order : (first->position > second->position) - (first->position < second->position);
}

/* Appends a table, and returns its offset from `start`, where the section begins. */
static uint32_t append_table(Text *section, size_t start, const void *items, size_t size)
{
    uint32_t offset = (uint32_t)(section->length - start);
    text_append(section, slice_make(items, size));
    return offset;
}

#define APPEND(builder, name, section, start)                                                                          \
    append_table(section, start, (builder)->name, (builder)->name##_count * sizeof *(builder)->name)

/* Ranks in order, and the hash table of their URLs, which is appended to the section as well. */
typedef struct Ranking {
    Rank *ranks;
    size_t count;
    uint32_t mask;
    uint32_t slots; /* offset */
} Ranking;

/* Appends the hash table: of records with one URL the first stands in it. */
static void append_slots(Ranking *ranking, Text *section, size_t start)
{
    uint32_t count = 1;
    while (count < 2 * ranking->count + 1) {
        count *= 2;
    }
    uint32_t *slots = memory_allocate_zeroed(count, sizeof *slots);
    ranking->mask = count - 1;
    for (size_t i = 0; i < ranking->count; i++) {
        Slice url = ranking->ranks[i].url;
        uint32_t slot = slice_hash(url) & ranking->mask;
        while (slots[slot] && !slice_equals(ranking->ranks[slots[slot] - 1].url, url)) {
            slot = (slot + 1) & ranking->mask;
        }
        slots[slot] = slots[slot] ? slots[slot] : (uint32_t)i + 1;
    }
    ranking->slots = append_table(section, start, slots, count * sizeof *slots);
    free(slots);
}

/* Sorts the ranks that were filled in, and appends their hash table. */
static void rank(Ranking *ranking, Text *section, size_t start)
{
    qsort(ranking->ranks, ranking->count, sizeof *ranking->ranks, compare_ranks);
    append_slots(ranking, section, start);
}

/* Appends the code systems in the order of their URLs. */
static void append_systems(const TermBuilder *builder, Text *section, size_t start, TermHeader *header)
{
    Ranking ranking = {.ranks = memory_allocate(builder->systems_count * sizeof *ranking.ranks),
                       .count = builder->systems_count};
    for (size_t i = 0; i < builder->systems_count; i++) {
        ranking.ranks[i] = (Rank){term_interned(builder, builder->systems[i].url), false, i};
    }
    rank(&ranking, section, start);
    header->system_mask = ranking.mask;
    header->system_slots = ranking.slots;
    header->systems = (uint32_t)(section->length - start);
    for (size_t i = 0; i < builder->systems_count; i++) {
        CodeSystem system = builder->systems[ranking.ranks[i].position];
        system.self = (uint32_t)(section->length - start);
        text_append(section, slice_make((const char *)&system, sizeof system));
    }
    free(ranking.ranks);
}

/* Likewise the value sets; those that only a code system names come before those that are resources. */
static void append_sets(const TermBuilder *builder, Text *section, size_t start, TermHeader *header)
{
    Ranking ranking = {.ranks = memory_allocate(builder->sets_count * sizeof *ranking.ranks),
                       .count = builder->sets_count};
    for (size_t i = 0; i < builder->sets_count; i++) {
        ranking.ranks[i] = (Rank){term_interned(builder, builder->sets[i].url), builder->sets[i].is_implicit, i};
    }
    rank(&ranking, section, start);
    header->set_mask = ranking.mask;
    header->set_slots = ranking.slots;
    header->sets = (uint32_t)(section->length - start);
    for (size_t i = 0; i < builder->sets_count; i++) {
        ValueSet set = builder->sets[ranking.ranks[i].position];
        set.self = (uint32_t)(section->length - start);
        text_append(section, slice_make((const char *)&set, sizeof set));
    }
    free(ranking.ranks);
}

void term_builder_finish(TermBuilder *builder, Text *section)
{
    size_t start = section->length;
    TermHeader header = {.system_count = (uint32_t)builder->systems_count, .set_count = (uint32_t)builder->sets_count};
    ADD(builder, concepts)->first_extra = (uint32_t)builder->extras_count;
    text_append(section, slice_make((const char *)&header, sizeof header));
    text_append(section, text_slice(&builder->strings));
    text_append_repeated(section, '\0', (4 - (section->length - start) % 4) % 4);
    append_systems(builder, section, start, &header);
    header.concepts = APPEND(builder, concepts, section, start);
    header.orders = APPEND(builder, orders, section, start);
    header.extras = APPEND(builder, extras, section, start);
    append_sets(builder, section, start, &header);
    header.parts = APPEND(builder, parts, section, start);
    header.members = APPEND(builder, members, section, start);
    header.member_orders = APPEND(builder, member_orders, section, start);
    header.filters = APPEND(builder, filters, section, start);
    header.imports = APPEND(builder, imports, section, start);
    header.size = (uint32_t)(section->length - start);
    memcpy(section->bytes + start, &header, sizeof header);
}
