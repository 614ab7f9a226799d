/*
 * Terminology builder, code systems: nested concepts are laid out one after the other, each with the position of the
 * one that it is nested in; parents that are named by properties are resolved when all codes of the system are known.
 */
#include "src/profile/terms/term_tables.h"

#include <stdint.h>
#include <stdlib.h>

/* The member of a property that holds its value ("valueCode" …). */
static const cJSON *property_value(const cJSON *property)
{
    const cJSON *member;
    cJSON_ArrayForEach(member, property)
    {
        if (member->string && strncmp(member->string, "value", 5) == 0) {
            return member;
        }
    }
    return NULL;
}

/* The value of a property as text; empty for what has none (a Coding gives its code). */
static Slice property_text(TermBuilder *builder, const cJSON *value)
{
    if (cJSON_IsBool(value)) {
        return cJSON_IsTrue(value) ? SLICE("true") : SLICE("false");
    }
    if (cJSON_IsNumber(value)) {
        return arena_format(builder->arena, "%.15g", value->valuedouble);
    }
    return cJSON_IsObject(value) ? term_member(value, "code") : slice_from(cJSON_GetStringValue(value));
}

/* The flags that a property gives to its concept. */
static uint32_t property_flags(Slice code, Slice value)
{
    bool is_true = slice_equals(value, SLICE("true"));
    if (slice_equals(code, SLICE("inactive"))) {
        return is_true ? TERM_INACTIVE : 0;
    }
    if (slice_equals(code, SLICE("notSelectable")) || slice_equals(code, SLICE("abstract"))) {
        return is_true ? TERM_ABSTRACT : 0;
    }
    if (slice_equals(code, SLICE("deprecated"))) {
        return value.length > 0 && !slice_equals(value, SLICE("false")) ? TERM_DEPRECATED : 0;
    }
    if (slice_equals(code, SLICE("status"))) {
        bool is_inactive = slice_equals(value, SLICE("retired")) || slice_equals(value, SLICE("inactive"));
        return is_inactive ? TERM_INACTIVE : slice_equals(value, SLICE("deprecated")) ? TERM_DEPRECATED : 0;
    }
    return 0;
}

/* Takes in one property of the concept that was added last. */
static void add_property(TermBuilder *builder, const cJSON *property, uint32_t position)
{
    Slice code = term_member(property, "code");
    Slice value = property_text(builder, property_value(property));
    builder->concepts[builder->concepts_count - 1].flags |= property_flags(code, value);
    bool is_parent = slice_equals(code, SLICE("parent")) || slice_equals(code, SLICE("subsumedBy"));
    if (is_parent || slice_equals(code, SLICE("child"))) {
        *ADD(builder, named_parents) = (NamedParent){position, term_intern(builder, value), !is_parent};
    }
    if (code.length > 0) {
        *ADD(builder, extras) = (TermExtra){TERM_PROPERTY, term_intern(builder, code), term_intern(builder, value)};
    }
}

/* Takes in the concepts of a list with those nested in them; `parent` is the position of the one above, plus 1. */
static void add_concepts(TermBuilder *builder, const cJSON *list, uint32_t parent, size_t first)
{
    const cJSON *concept;
    cJSON_ArrayForEach(concept, list)
    {
        Slice code = term_member(concept, "code");
        if (code.length == 0) {
            continue;
        }
        uint32_t position = (uint32_t)(builder->concepts_count - first);
        *ADD(builder, concepts) = (TermConcept){
            .code = term_intern(builder, code),
            .display = term_intern_member(builder, concept, "display"),
            .parent = parent,
            .first_extra = (uint32_t)builder->extras_count,
        };
        const cJSON *item;
        cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(concept, "designation"))
        {
            TermString language = term_intern_member(builder, item, "language");
            *ADD(builder, extras) = (TermExtra){TERM_DESIGNATION, language, term_intern_member(builder, item, "value")};
        }
        cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(concept, "property"))
        {
            add_property(builder, item, position);
        }
        add_concepts(builder, cJSON_GetObjectItemCaseSensitive(concept, "concept"), position + 1, first);
    }
}

/* Position of a code in the system at hand, by the sorted codes; UINT32_MAX where it is not there. */
static uint32_t sorted_position(const SortedCode *codes, size_t count, Slice code)
{
    size_t low = 0;
    size_t high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = term_compare_codes(code, codes[middle].code, codes[middle].ignores_case);
        if (order == 0) {
            return codes[middle].position;
        }
        if (order < 0) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return UINT32_MAX;
}

/* A further parent of a concept, both by position. */
typedef struct Edge {
    uint32_t child;
    uint32_t parent;
} Edge;

static int compare_edges(const void *a, const void *b)
{
    const Edge *first = a;
    const Edge *second = b;
    return (first->child > second->child) - (first->child < second->child);
}

/* The extras of the system from `first_extra` on are laid anew, each concept's parents after what it has. */
static void merge_edges(TermBuilder *builder, const CodeSystem *system, const Edge *edges, size_t edge_count)
{
    size_t start = builder->concepts[system->first_concept].first_extra;
    size_t old_count = builder->extras_count - start;
    TermExtra *old = memory_allocate(old_count * sizeof *old);
    if (old_count > 0) {
        memcpy(old, builder->extras + start, old_count * sizeof *old);
    }
    builder->extras_count = start;
    size_t edge = 0;
    for (uint32_t i = 0; i < system->concept_count; i++) {
        TermConcept *concept = &builder->concepts[system->first_concept + i];
        bool is_last = i + 1 == system->concept_count;
        size_t from = concept->first_extra - start;
        size_t to = is_last ? old_count : concept[1].first_extra - start;
        concept->first_extra = (uint32_t)builder->extras_count;
        for (; from < to; from++) {
            *ADD(builder, extras) = old[from];
        }
        for (; edge < edge_count && edges[edge].child == i; edge++) {
            *ADD(builder, extras) = (TermExtra){TERM_PARENT, 0, edges[edge].parent};
        }
    }
    free(old);
}

/* Resolves the parents that were named by code, and adds them to their concepts. */
static void add_named_parents(TermBuilder *builder, CodeSystem *system, const SortedCode *codes)
{
    Edge *edges = memory_allocate(builder->named_parents_count * sizeof *edges);
    size_t count = 0;
    for (size_t i = 0; i < builder->named_parents_count; i++) {
        const NamedParent *named = &builder->named_parents[i];
        uint32_t other = sorted_position(codes, system->concept_count, term_interned(builder, named->parent));
        uint32_t child = named->is_child_named ? other : named->child;
        uint32_t parent = named->is_child_named ? named->child : other;
        bool is_known = other != UINT32_MAX && child != parent;
        if (is_known && builder->concepts[system->first_concept + child].parent != parent + 1) {
            edges[count++] = (Edge){child, parent};
        }
    }
    if (count > 0) {
        qsort(edges, count, sizeof *edges, compare_edges);
        merge_edges(builder, system, edges, count);
        system->has_extra_parents = 1;
    }
    free(edges);
    builder->named_parents_count = 0;
}

static TermContent content_of(const cJSON *resource)
{
    Slice content = term_member(resource, "content");
    if (slice_equals(content, SLICE("complete"))) {
        return TERM_COMPLETE;
    }
    return slice_equals(content, SLICE("not-present")) ? TERM_NOT_PRESENT : TERM_FRAGMENT;
}

/* The value set of all codes of a system, which the system names without there being a resource. */
static void add_whole_set(TermBuilder *builder, const cJSON *resource)
{
    Slice url = term_member(resource, "valueSet");
    url = slice_part(url, 0, slice_find(url, SLICE("|"), 0));
    if (url.length == 0) {
        return;
    }
    *ADD(builder, sets) = (ValueSet){
        .url = term_intern(builder, url),
        .version = term_intern_member(builder, resource, "version"),
        .name = term_intern_name(builder, resource),
        .is_implicit = 1,
        .first_part = (uint32_t)builder->parts_count,
        .part_count = 1,
    };
    *ADD(builder, parts) = (TermPart){.system = term_intern_member(builder, resource, "url")};
}

/* True where nothing is stated of the concepts of a system but their codes and displays. */
static bool has_names_only(const TermBuilder *builder, const CodeSystem *system)
{
    bool has_more = system->concept_count == 0 || system->has_extra_parents;
    for (uint32_t i = 0; i < system->concept_count && !has_more; i++) {
        const TermConcept *concept = &builder->concepts[system->first_concept + i];
        has_more = concept->parent || concept->flags || concept->first_extra != builder->extras_count;
    }
    return !has_more;
}

void term_finish_system(TermBuilder *builder, CodeSystem *system)
{
    system->concept_count = (uint32_t)(builder->concepts_count - system->first_concept);
    SortedCode *codes = memory_allocate(system->concept_count * sizeof *codes);
    for (uint32_t i = 0; i < system->concept_count; i++) {
        Slice code = term_interned(builder, builder->concepts[system->first_concept + i].code);
        codes[i] = (SortedCode){code, i, system->ignores_case};
    }
    term_sort_codes(codes, system->concept_count);
    for (uint32_t i = 0; i < system->concept_count; i++) {
        *ADD(builder, orders) = codes[i].position;
    }
    add_named_parents(builder, system, codes);
    free(codes);
    if (system->content == TERM_FRAGMENT && has_names_only(builder, system)) {
        system->content = TERM_NAMES;
    }
    *ADD(builder, systems) = *system;
}

void term_add_code_system(TermBuilder *builder, const cJSON *resource)
{
    CodeSystem system = {
        .url = term_intern_member(builder, resource, "url"),
        .version = term_intern_member(builder, resource, "version"),
        .name = term_intern_name(builder, resource),
        .content = content_of(resource),
        .ignores_case = !cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(resource, "caseSensitive")),
        .first_concept = (uint32_t)builder->concepts_count,
    };
    add_concepts(builder, cJSON_GetObjectItemCaseSensitive(resource, "concept"), 0, system.first_concept);
    term_finish_system(builder, &system);
    add_whole_set(builder, resource);
}

Slice rules_display(const Rules *rules, Slice system, Slice code, Slice otherwise)
{
    const CodeSystem *known = rules_code_system(rules, system);
    Concept concept = {.display = {0}};
    bool is_found = known && code_system_find(known, code, &concept) == MEMBERSHIP_YES;
    return is_found && concept.display.length ? concept.display : otherwise;
}
