/*
 * Terminology builder: takes resources in, and writes the section when all of them are known: records sorted by URL,
 * strings after the header, tables after the strings.
 */
#include "src/profile/terms/term_builder.h"

#include "src/profile/terms/term_tables.h"

#include <stdint.h>
#include <stdlib.h>

TermBuilder *term_builder_new(uint32_t seed)
{
    TermBuilder *builder = memory_allocate_zeroed(1, sizeof *builder);
    builder->seed = seed;
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

/* Puts ranks in order, and appends the index of their URLs: of records with one URL it has the first. Returns its
 * offset. */
static uint32_t append_ranks(const TermBuilder *builder, Rank *ranks, size_t count, Text *section, size_t start)
{
    HashTable table = HASH_TABLE_EMPTY;
    qsort(ranks, count, sizeof *ranks, compare_ranks);
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || !slice_equals(ranks[i].url, ranks[i - 1].url)) {
            hash_table_add(&table, hash_key(ranks[i].url, builder->seed), (uint32_t)i);
        }
    }
    uint32_t offset = (uint32_t)(section->length - start);
    hash_index_append(&table, builder->seed, section);
    hash_table_free(&table);
    return offset;
}

/* Appends the code systems in the order of their URLs. */
static void append_systems(const TermBuilder *builder, Text *section, size_t start, TermHeader *header)
{
    Rank *ranks = memory_allocate(builder->systems_count * sizeof *ranks);
    for (size_t i = 0; i < builder->systems_count; i++) {
        ranks[i] = (Rank){term_interned(builder, builder->systems[i].url), false, i};
    }
    header->system_index = append_ranks(builder, ranks, builder->systems_count, section, start);
    header->systems = (uint32_t)(section->length - start);
    for (size_t i = 0; i < builder->systems_count; i++) {
        CodeSystem system = builder->systems[ranks[i].position];
        system.self = (uint32_t)(section->length - start);
        text_append(section, slice_make((const char *)&system, sizeof system));
    }
    free(ranks);
}

/* The same the value sets; those that only a code system names come before those that are resources. */
static void append_sets(const TermBuilder *builder, Text *section, size_t start, TermHeader *header)
{
    Rank *ranks = memory_allocate(builder->sets_count * sizeof *ranks);
    for (size_t i = 0; i < builder->sets_count; i++) {
        ranks[i] = (Rank){term_interned(builder, builder->sets[i].url), builder->sets[i].is_implicit, i};
    }
    header->set_index = append_ranks(builder, ranks, builder->sets_count, section, start);
    header->sets = (uint32_t)(section->length - start);
    for (size_t i = 0; i < builder->sets_count; i++) {
        ValueSet set = builder->sets[ranks[i].position];
        set.self = (uint32_t)(section->length - start);
        text_append(section, slice_make((const char *)&set, sizeof set));
    }
    free(ranks);
}

/* Appends the index of the codes of large systems: of equal codes it has the first in the order of codes. Returns its
 * offset. */
static uint32_t append_codes(const TermBuilder *builder, Text *section, size_t start)
{
    HashTable table = HASH_TABLE_EMPTY;
    for (size_t i = 0; i < builder->systems_count; i++) {
        const CodeSystem *system = &builder->systems[i];
        Slice before = {NULL, 0};
        for (uint32_t k = 0; term_is_indexed(system) && k < system->concept_count; k++) {
            uint32_t concept = system->first_concept + builder->orders[system->first_concept + k];
            Slice code = term_interned(builder, builder->concepts[concept].code);
            if (k == 0 || !slice_equals(code, before)) {
                hash_table_add(&table, hash_key(code, builder->seed), concept);
            }
            before = code;
        }
    }
    uint32_t offset = (uint32_t)(section->length - start);
    hash_index_append(&table, builder->seed, section);
    hash_table_free(&table);
    return offset;
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
    header.code_index = append_codes(builder, section, start);
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
