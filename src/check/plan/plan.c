/*
 * Plans: made once for a list of elements and a type.
 *
 * They are found in a hash table by what they are made of. A plan that adds an element to another one (a slice that an
 * item matches, the definition of an extension) is found by the two, without making the list.
 */
#include "src/check/plan/plan.h"

#include "src/check/plan/plan_private.h"

#include <stdlib.h>

/* So many plans a document mostly needs. */
enum { DOCUMENT_PLANS = 250 };

Plans *plans_new(const Rules *rules, const PlanTables *tables, Slice actor, bool shows_must_support)
{
    Plans *plans = memory_allocate_zeroed(1, sizeof *plans);
    plans->rules = rules;
    plans->tables = tables;
    plans->actor = actor;
    plans->shows_must_support = shows_must_support;
    plans->arena = arena_new();
    pair_map_reserve(&plans->contents, DOCUMENT_PLANS);
    hash_table_reserve(&plans->table, DOCUMENT_PLANS);
    ARRAY_RESERVE(plans->made, plans->capacity, DOCUMENT_PLANS);
    ARRAY_RESERVE(plans->members, plans->member_capacity, DOCUMENT_PLANS);
    return plans;
}

void plans_free(Plans *plans)
{
    if (!plans) {
        return;
    }
    for (size_t i = 0; i < plans->expressions.count; i++) {
        const Expression *expression = plans->expressions.entries[i].value.own;
        fhirpath_free(expression->program);
    }
    for (size_t i = 0; i < plans->regexes.count; i++) {
        regex_free(plans->regexes.entries[i].value.own);
    }
    for (size_t i = 0; i < plans->prescribed.count; i++) {
        document_free(plans->prescribed.entries[i].value.own);
    }
    PairMap *const maps[] = {&plans->expressions,  &plans->regexes,   &plans->prescribed, &plans->joined_before,
                             &plans->joined_after, &plans->contents,  &plans->slicings,   &plans->bases,
                             &plans->guards,       &plans->additions, &plans->models,     &plans->obliging,
                             &plans->structures};
    for (size_t i = 0; i < sizeof maps / sizeof *maps; i++) {
        pair_map_free(maps[i]);
    }
    hash_table_free(&plans->table);
    free(plans->lists.rules);
    free(plans->lists.slots);
    free(plans->made);
    free(plans->members);
    arena_free(plans->arena);
    free(plans);
}

const Document *plans_empty_resource(Plans *plans, const Structure *type)
{
    Document *document = pair_map_find(&plans->prescribed, type, plans);
    if (!document) {
        Slice name = structure_type(type);
        Slice json = arena_format(plans->arena, "{\"resourceType\":\"%.*s\"}", SLICE_ARGS(name));
        document = document_new(json, "target", NULL);
        pair_map_add(&plans->prescribed, type, plans, document);
    }
    return document;
}

const Rules *plans_rules(const Plans *plans)
{
    return plans->rules;
}

void element_list_add(ElementList *list, const Element *element)
{
    for (uint32_t i = 0; i < list->count; i++) {
        if (list->items[i] == element) {
            return;
        }
    }
    if (element && list->is_lent && list->count == list->capacity) {
        const Element *const *room = list->items;
        *list = (ElementList){.count = list->count};
        ARRAY_RESERVE(list->items, list->capacity, list->count + 1u);
        memcpy(list->items, room, list->count * sizeof *room);
    }
    if (element) {
        ARRAY_RESERVE(list->items, list->capacity, list->count + 1u);
        list->items[list->count++] = element;
    }
}

void element_list_free(ElementList *list)
{
    if (!list->is_lent) {
        free(list->items);
    }
    *list = (ElementList){0};
}

const Element *plans_content(Plans *plans, const Element *element, Slice type)
{
    const PairEntry *known = pair_map_entry(&plans->contents, element, type.bytes);
    if (known) {
        return known->value.borrowed;
    }
    const Element *content = rules_content(plans->rules, element, type);
    pair_map_add_const(&plans->contents, element, type.bytes, content);
    return content;
}

const Structure *plans_structure(Plans *plans, Slice url)
{
    const PairEntry *known = pair_map_entry(&plans->structures, url.bytes, NULL);
    if (known) {
        return known->value.borrowed;
    }
    const Structure *structure = rules_structure(plans->rules, url);
    pair_map_add_const(&plans->structures, url.bytes, NULL, structure);
    return structure;
}

Slice plans_single_type(Plans *plans, const Element *element)
{
    if (element_type_count(element) > 0) {
        return type_fhir_code(element_type(element, 0));
    }
    if (!element_parent(element)) {
        return structure_type(element_structure(element));
    }
    const Element *content = rules_content(plans->rules, element, SLICE(""));
    bool is_known = content && content != element && element_type_count(content) > 0;
    return is_known ? type_fhir_code(element_type(content, 0)) : SLICE("Element");
}

/* The expression of a pattern, made once for its owner. */
static const Regex *regex_of(Plans *plans, const void *owner, Slice pattern, Error *error)
{
    Regex *regex = pattern.length > 0 ? pair_map_find(&plans->regexes, owner, NULL) : NULL;
    if (!regex && pattern.length > 0) {
        regex = regex_new(pattern, REGEX_WHOLE, error);
        if (regex) {
            pair_map_add(&plans->regexes, owner, NULL, regex);
        }
    }
    return regex;
}

const Regex *plans_regex(Plans *plans, const Structure *type)
{
    return type ? regex_of(plans, type, structure_primitive_regex(type), NULL) : NULL;
}

const Regex *plans_limit(Plans *plans, const Element *element, Error *error)
{
    return regex_of(plans, element, element_limit(element, SLICE("regex")), error);
}

/* ---- making ---- */

/* The one profile that an element asks for in values of the type; NULL where it asks for none, or one of several. */
static const Structure *only_profile(const Rules *rules, const Element *element, Slice type)
{
    for (uint32_t i = 0; i < element_type_count(element); i++) {
        const ElementType *candidate = element_type(element, i);
        if (slice_equals(type_fhir_code(candidate), type) && type_profile_count(candidate) == 1) {
            return rules_structure(rules, type_profile(candidate, 0));
        }
    }
    return NULL;
}

/* True when values of the type must meet one of several profiles, or one that is not known. */
static bool has_alternatives(const Rules *rules, const Element *element, Slice type)
{
    for (uint32_t i = 0; i < element_type_count(element); i++) {
        const ElementType *candidate = element_type(element, i);
        uint32_t count = type_profile_count(candidate);
        if (slice_equals(type_fhir_code(candidate), type) &&
            (count > 1 || (count == 1 && !rules_structure(rules, type_profile(candidate, 0))))) {
            return true;
        }
    }
    return false;
}

/* A copy of a list of elements in the arena. */
static const Element **keep(Plans *plans, const ElementList *list)
{
    size_t size = list->count * sizeof *list->items;
    const Element **kept = arena_allocate(plans->arena, size);
    if (size > 0) {
        memcpy(kept, list->items, size);
    }
    return kept;
}

/* Finds the elements whose children hold. The base type's own are left out where a profile of the type has them all; of
   a choice of several types the profile has only those that all have, its extensions. */
static void fill_contents(Plans *plans, Plan *plan)
{
    const Element *room[ELEMENTS_MOSTLY];
    ElementList list = ELEMENT_LIST_IN(room);
    const Element *base = plan->type_structure ? structure_root(plan->type_structure) : NULL;
    bool has_profile = false, is_partial = false;
    for (uint32_t i = 0; i < plan->element_count; i++) {
        const Element *content = plans_content(plans, plan->elements[i], plan->type);
        element_list_add(&list, content != base ? content : NULL);
        has_profile |= content && content != base && !element_parent(content);
        is_partial |= content && content_is_partial(content);
    }
    if (!has_profile && (list.count == 0 || is_partial || plan->kind == PLAN_PRIMITIVE)) {
        element_list_add(&list, base);
    }
    plan->contents = keep(plans, &list);
    plan->content_count = list.count;
    plan->fhirpath_type = list.count > 0 ? list.items[list.count - 1] : NULL;
    element_list_free(&list);
}

static void fill_alternatives(Plans *plans, Plan *plan)
{
    ElementList list = {0};
    for (uint32_t i = 0; i < plan->element_count && plan->kind != PLAN_RESOURCE; i++) {
        if (has_alternatives(plans->rules, plan->elements[i], plan->type)) {
            element_list_add(&list, plan->elements[i]);
        }
    }
    plan->alternatives = keep(plans, &list);
    plan->alternative_count = list.count;
    element_list_free(&list);
}

/* True for codes, coded values and addresses: no local group judges them by what is beside them. */
static bool is_repeatable(const Plan *plan)
{
    static const Slice types[] = {SLICE("Coding"), SLICE("CodeableConcept"), SLICE("code"), SLICE("uri"),
                                  SLICE("canonical")};
    bool is_of_type = false;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        is_of_type |= slice_equals(plan->type, types[i]);
    }
    for (uint32_t i = 0; is_of_type && i < plan->near_count; i++) {
        is_of_type = !plan->near[i]->beside;
    }
    return is_of_type && plan->alternative_count == 0;
}

/* Finds invariants, cardinalities and slices, or takes them over from a plan like it: of elements of one type most have
   the same invariants, and all have the same parts. */
static void fill_rules(Plans *plans, Plan *plan)
{
    const Element *element = plan->element_count == 1 ? plan->elements[0] : NULL;
    const void *constraints = element ? element_constraint_list(element) : NULL;
    const Element *content = plan->content_count == 1 ? plan->contents[0] : NULL;
    bool may_be_shared = content && element && !plan->is_lean && element_slice_count(element) == 0;
    const PairEntry *known = may_be_shared ? pair_map_entry(&plans->models, content, constraints) : NULL;
    const Plan *model = known ? known->value.borrowed : NULL;
    if (model && model->type_structure == plan->type_structure) {
        plan_take_rules(plans, plan, model);
        return;
    }
    plan_fill_rules(plans, plan);
    plan_fill_slots(plans, plan);
    plan_fill_slicings(plans, plan);
    if (may_be_shared && !model) {
        pair_map_add_const(&plans->models, content, constraints, plan);
    }
}

/* Looks up what the plan needs of the rules; `structure` is that of its type, or NULL where it is not looked up yet. */
static void fill(Plans *plans, Plan *plan, const Structure *structure)
{
    static const PlanKind kinds[] = {[STRUCTURE_PRIMITIVE] = PLAN_PRIMITIVE,
                                     [STRUCTURE_COMPLEX] = PLAN_COMPLEX,
                                     [STRUCTURE_RESOURCE] = PLAN_RESOURCE,
                                     [STRUCTURE_LOGICAL] = PLAN_COMPLEX};
    plan->type_structure = structure ? structure : rules_type(plans->rules, plan->type);
    plan->kind = plan->type_structure ? kinds[structure_kind(plan->type_structure)] : PLAN_COMPLEX;
    plan->is_extension = slice_equals(plan->type, SLICE("Extension"));
    plan->format = plan->kind == PLAN_PRIMITIVE ? plans->tables->find_format(plan->type) : NULL;
    plan->index = arena_allocate(plans->arena, sizeof *plan->index);
    *plan->index = (PlanIndex){.table = {.arena = plans->arena}};
    fill_contents(plans, plan);
    plan->is_idle = plan->is_lean && plan->element_count == 0;
    if (plan->is_idle) {
        return;
    }
    fill_alternatives(plans, plan);
    fill_rules(plans, plan);
    plan_fill_groups(plans, plan);
    plan->is_repeatable = is_repeatable(plan);
}

/* ---- finding ---- */

static bool is_plan_of(const Plan *plan, const ElementList *list, Slice type, bool is_lean)
{
    return plan->element_count == list->count && plan->is_lean == is_lean && slice_equals(plan->type, type) &&
           (list->count == 0 || memcmp(plan->elements, list->items, list->count * sizeof *list->items) == 0);
}

/* The names of types are those of the rules. */
static uint32_t hash_elements(const Element *const *elements, uint32_t count, Slice type)
{
    uintptr_t hash = hash_key(type, 0);
    for (uint32_t i = 0; i < count; i++) {
        hash = hash_addresses((const void *)hash, elements[i]);
    }
    return (uint32_t)hash;
}

/* The plan of a list, made if there is none yet; `structure` as in fill. */
static const Plan *find_listed(Plans *plans, const ElementList *list, Slice type, const Structure *structure,
                               bool is_lean)
{
    uint32_t hash = hash_elements(list->items, list->count, type);
    for (HashProbe probe = hash_table_probe(&plans->table, hash); hash_probe_next(&probe);) {
        if (is_plan_of(plans->made[probe.number], list, type, is_lean)) {
            return plans->made[probe.number];
        }
    }
    Plan *plan = arena_allocate(plans->arena, sizeof *plan);
    *plan = (Plan){.elements = keep(plans, list), .element_count = list->count, .type = type, .is_lean = is_lean};
    hash_table_add(&plans->table, hash, (uint32_t)plans->count);
    ARRAY_RESERVE(plans->made, plans->capacity, plans->count + 1);
    plans->made[plans->count++] = plan;
    fill(plans, plan, structure);
    return plan;
}

/* The plan of a list, which is freed. */
static const Plan *find_or_make(Plans *plans, ElementList *list, Slice type, const Structure *structure, bool is_lean)
{
    const Plan *plan = find_listed(plans, list, type, structure, is_lean);
    element_list_free(list);
    return plan;
}

/* Adds an element; to a lean list only where it says something of its own. */
static void list_element(Plans *plans, ElementList *list, const Element *element, bool is_lean)
{
    if (element && (!is_lean || plans_adds(plans, element))) {
        element_list_add(list, element);
    }
}

const Plan *plan_of_kind(Plans *plans, const Element *const *elements, uint32_t count, Slice type, bool is_lean)
{
    const Element *room[ELEMENTS_MOSTLY];
    ElementList list = ELEMENT_LIST_IN(room);
    const Structure *structure = rules_type(plans->rules, type);
    bool is_resource = structure && structure_kind(structure) == STRUCTURE_RESOURCE;
    for (uint32_t i = 0; i < count; i++) {
        list_element(plans, &list, elements[i], is_lean);
    }
    for (uint32_t i = 0; i < list.count && !is_resource; i++) {
        const Structure *profile = only_profile(plans->rules, list.items[i], type);
        list_element(plans, &list, profile ? structure_root(profile) : NULL, is_lean);
    }
    return find_or_make(plans, &list, structure ? structure_type(structure) : type, structure, is_lean);
}

/* The plan of the elements of a plan and one more. */
static const Plan *join(Plans *plans, const Plan *plan, const Element *more, bool is_before)
{
    const Element *room[ELEMENTS_MOSTLY];
    ElementList list = ELEMENT_LIST_IN(room);
    if (is_before) {
        element_list_add(&list, more);
    }
    for (uint32_t i = 0; i < plan->element_count; i++) {
        element_list_add(&list, plan->elements[i]);
    }
    element_list_add(&list, more);
    const Plan *joined = plan_of_kind(plans, list.items, list.count, plan->type, plan->is_lean);
    element_list_free(&list);
    return joined;
}

const Plan *plan_with(Plans *plans, const Plan *plan, const Element *more, bool is_before)
{
    PairMap *joined = is_before ? &plans->joined_before : &plans->joined_after;
    const PairEntry *known = pair_map_entry(joined, plan, more);
    if (known) {
        return known->value.borrowed;
    }
    const Plan *both = join(plans, plan, more, is_before);
    pair_map_add_const(joined, plan, more, both);
    return both;
}

const Plan *plan_of_structures(Plans *plans, const Structure *const *structures, uint32_t count)
{
    const Element *room[ELEMENTS_MOSTLY];
    ElementList list = ELEMENT_LIST_IN(room);
    for (uint32_t i = 0; i < count; i++) {
        element_list_add(&list, structure_root(structures[i]));
    }
    return find_or_make(plans, &list, structure_type(structures[0]), NULL, false);
}

const Plan *plan_of_addition(Plans *plans, const Structure *profile)
{
    const Element *room[ELEMENTS_MOSTLY];
    ElementList list = ELEMENT_LIST_IN(room);
    element_list_add(&list, structure_root(profile));
    return find_or_make(plans, &list, structure_type(profile), NULL, true);
}
