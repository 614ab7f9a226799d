/*
 * Plans: what the members of objects mean.
 *
 * A member is looked up in the definitions once per plan and name. Objects of one kind mostly have the same members in
 * the same order, so each member remembers which one came next.
 */
#include "src/check/plan/plan_private.h"

#include <stdlib.h>

/* The children of a plan's contents that a name means. */
typedef struct Meaning {
    ElementList elements;
    Slice type; /* of the value */
    bool is_foreign;
} Meaning;

/* True where an element allows the type of a choice; a profile may leave out some that the base definition has. */
static bool allows_choice(const Element *element, Slice choice)
{
    for (uint32_t i = 0; i < element_type_count(element); i++) {
        if (slice_equals(type_fhir_code(element_type(element, i)), choice)) {
            return true;
        }
    }
    return choice.length == 0 || element_type_count(element) == 0;
}

/* Adds the child of a content that the name means; false where it has none, or none of this type. */
static bool add_child(Plans *plans, const Element *content, Slice name, Meaning *meaning)
{
    Slice choice;
    const Element *child = element_child_find(content, name, &choice);
    if (!child) {
        return false;
    }
    element_list_add(&meaning->elements, child);
    if (meaning->type.length == 0) {
        meaning->type = choice.length > 0 ? choice : plans_single_type(plans, child);
    }
    return allows_choice(child, choice);
}

/* The element of the base definition that stands where a content of a profile does; NULL if there is none. */
static const Element *base_content(const Plans *plans, const Element *content)
{
    Slice path = element_path(content);
    const Structure *base = rules_type(plans->rules, slice_part(path, 0, slice_find(path, SLICE("."), 0)));
    for (uint32_t i = 0; base && i < structure_element_count(base); i++) {
        const Element *element = structure_element_at(base, i);
        if (slice_equals(element_path(element), path) && element_child_count(element) > 0) {
            return element;
        }
    }
    return NULL;
}

/* Looks a name up in all contents; what only the base type has is foreign. */
static bool find_meaning(Plans *plans, const Plan *plan, Slice name, Meaning *meaning)
{
    for (uint32_t i = 0; i < plan->content_count; i++) {
        bool is_there = add_child(plans, plan->contents[i], name, meaning);
        meaning->is_foreign |= !is_there && !content_is_partial(plan->contents[i]);
    }
    for (uint32_t i = 0; i < plan->content_count && meaning->elements.count == 0; i++) {
        const Element *base = base_content(plans, plan->contents[i]);
        if (base) {
            add_child(plans, base, name, meaning);
        }
    }
    return meaning->elements.count > 0;
}

static uint16_t slot_of(const Plan *plan, const Element *element)
{
    for (uint32_t i = 0; i < plan->slot_count; i++) {
        if (slice_equals(plan->slots[i].name, element_name(element))) {
            return (uint16_t)i;
        }
    }
    return SLOT_NONE;
}

/* Makes the member of a plan that a name stands for; NULL where the rules know none. */
static Member *make_member(Plans *plans, const Plan *plan, Slice name)
{
    const Element *room[ELEMENTS_MOSTLY];
    Meaning meaning = {.elements = ELEMENT_LIST_IN(room), .type = SLICE("")};
    bool is_hidden = plan->kind == PLAN_PRIMITIVE && slice_equals(name, SLICE("value"));
    if (is_hidden || name.length == 0 || name.bytes[0] == '_' || !find_meaning(plans, plan, name, &meaning)) {
        element_list_free(&meaning.elements);
        return NULL;
    }
    const Element *first = meaning.elements.items[0];
    Member *member = arena_allocate(plans->arena, sizeof *member);
    const Member **follower = arena_allocate(plans->arena, sizeof *follower);
    *follower = NULL;
    bool is_plain = slice_equals(element_name(first), name); /* not that of one type of a choice */
    *member = (Member){.name = is_plain ? element_name(first) : arena_copy(plans->arena, name),
                       .element = first,
                       .slot = slot_of(plan, first),
                       .ordinal = (uint16_t)plan->index->table.count,
                       .is_array = element_base_maximum(first) > 1,
                       .is_choice = element_is_choice(first),
                       .is_foreign = meaning.is_foreign,
                       .follower = follower};
    member->plan = plan_of_kind(plans, meaning.elements.items, meaning.elements.count, meaning.type, plan->is_lean);
    element_list_free(&meaning.elements);
    return member;
}

/* ---- looking up ---- */

/* Reads little of a name: names of one type mostly differ in length or at their ends. */
static uint32_t hash_name(Slice name)
{
    uint32_t first = (unsigned char)name.bytes[0], last = (unsigned char)name.bytes[name.length - 1];
    uint32_t middle = (unsigned char)name.bytes[name.length / 2];
    uint32_t hash = (uint32_t)name.length * 0x9E37u + first * 0x85EBu + middle * 0xC2B3u + last * 0x27D5u;
    return hash ^ hash >> 7;
}

const Member *plan_member(Plans *plans, const Plan *plan, Slice name)
{
    PlanIndex *index = plan->index;
    if (name.length == 0) {
        return NULL;
    }
    for (HashProbe probe = hash_table_probe(&index->table, hash_name(name)); hash_probe_next(&probe);) {
        if (slice_equals(plans->members[probe.number]->name, name)) {
            return plans->members[probe.number];
        }
    }
    Member *member = make_member(plans, plan, name);
    if (member) {
        hash_table_add(&index->table, hash_name(name), (uint32_t)plans->member_count);
        ARRAY_RESERVE(plans->members, plans->member_capacity, plans->member_count + 1);
        plans->members[plans->member_count++] = member;
    }
    return member;
}

const Member *plan_next_member(Plans *plans, const Plan *plan, const Member *previous, Slice name)
{
    const Member *guess = previous ? *previous->follower : plan->index->first;
    if (guess && slice_equals(guess->name, name)) {
        return guess;
    }
    const Member *member = plan_member(plans, plan, name);
    if (member && previous) {
        *previous->follower = member;
    } else if (member) {
        plan->index->first = member;
    }
    return member;
}

FhirpathType plans_member_type(Plans *plans, FhirpathType parent, Slice name)
{
    Slice choice;
    const Element *child = element_child_find(parent, name, &choice);
    if (!child) {
        return NULL;
    }
    return plans_content(plans, child, choice.length > 0 ? choice : plans_single_type(plans, child));
}
