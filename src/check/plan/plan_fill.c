/* Plans: invariants, cardinalities and groups of a plan. */
#include "src/check/plan/plan_private.h"
#include "src/fhirpath/machine/quick.h"
#include "src/profile/facts/corrected_invariant.h"
#include "src/profile/pack/actors.h"

/* A copy of the items of a list in the arena. */
static const void *keep_items(Plans *plans, const void *items, size_t size)
{
    void *kept = arena_allocate(plans->arena, size);
    if (size > 0) {
        memcpy(kept, items, size);
    }
    return kept;
}

/* ---- invariants ---- */

/* Invariants of FHIR that a group judges in more detail than true or false: narratives, references, contained
   resources. */
static const char *const detailed[] = {"txt-1", "txt-2", "ref-1", "dom-3"};

static bool is_detailed(const Constraint *constraint)
{
    for (size_t i = 0; constraint_is_core(constraint) && i < sizeof detailed / sizeof *detailed; i++) {
        if (slice_equals(constraint_key(constraint), slice_from(detailed[i]))) {
            return true;
        }
    }
    return false;
}

/* The program of an expression, which is parsed when it is first asked for. */
static const FhirpathProgram *parse_once(Expression *expression)
{
    if (!expression->is_parsed) {
        expression->program = fhirpath_parse(expression->text, &expression->error);
        expression->is_parsed = true;
    }
    return expression->program;
}

/* True where the text has neither variables nor words that lead beyond a value, nor an escape that could stand for one:
   then it need not be parsed to be known not to look beyond. */
static bool stays_within(Slice text)
{
    static const char *const words[] = {"resolve", "conformsTo"};
    bool is_found = text.length > 0 && (memchr(text.bytes, '%', text.length) || memchr(text.bytes, '\\', text.length));
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        is_found = is_found || slice_find(text, slice_from(words[i]), 0) < text.length;
    }
    return !is_found;
}

/* What is evaluated for a constraint, looked up once. */
static Expression *expression_of(Plans *plans, const Constraint *constraint)
{
    Expression *expression = pair_map_find(&plans->expressions, constraint, NULL);
    if (!expression) {
        Slice text = corrected_invariant(constraint_key(constraint), constraint_source(constraint),
                                         constraint_expression(constraint));
        expression = arena_allocate(plans->arena, sizeof *expression);
        *expression = (Expression){.text = is_detailed(constraint) ? SLICE("") : text};
        const FhirpathProgram *program = stays_within(expression->text) ? NULL : parse_once(expression);
        expression->is_far = program && fhirpath_looks_beyond(program);
        expression->guard = guard_of(expression->text);
        expression->asks_presence = slice_equals(text, SLICE(QUICK_PRESENCE));
        pair_map_add(&plans->expressions, constraint, NULL, expression);
    }
    return expression;
}

const FhirpathProgram *invariant_program(const Invariant *invariant)
{
    return parse_once(invariant->expression);
}

bool invariant_is_pointless(const Invariant *invariant, const Document *document, NodeId object)
{
    const Guard *guard = &invariant->expression->guard;
    bool is_lacking = guard->count > 0;
    for (unsigned i = 0; is_lacking && i < guard->count; i++) {
        is_lacking = quick_lacks(document, object, guard->names[i]);
    }
    return is_lacking;
}

const char *invariant_fault(const Invariant *invariant)
{
    return invariant->expression->program ? "" : invariant->expression->error.message;
}

typedef struct RuleList {
    Invariant *items; /* of PlanLists */
    uint32_t count;
    size_t capacity;
} RuleList;

static bool has_rule(const RuleList *list, const Constraint *constraint)
{
    for (uint32_t i = 0; i < list->count; i++) {
        const Constraint *known = list->items[i].constraint;
        if (known == constraint || (slice_equals(constraint_key(known), constraint_key(constraint)) &&
                                    slice_equals(constraint_expression(known), constraint_expression(constraint)))) {
            return true;
        }
    }
    return false;
}

static void add_rules(Plans *plans, const Plan *plan, const Element *element, RuleList *list)
{
    for (uint32_t i = 0; element && i < element_constraint_count(element); i++) {
        const Constraint *constraint = element_constraint(element, i);
        if (plan->is_lean && plan_is_base_invariant(plans, plan, element, constraint)) {
            continue;
        }
        Expression *expression = expression_of(plans, constraint);
        if (expression->text.length > 0 && !has_rule(list, constraint)) {
            ARRAY_RESERVE(list->items, list->capacity, list->count + 1u);
            list->items[list->count++] =
                (Invariant){constraint, element, expression, expression->is_far, expression->asks_presence};
        }
    }
}

/* The invariants of the elements, of what they refer to for their content, and of the type. */
void plan_fill_rules(Plans *plans, Plan *plan)
{
    RuleList list = {.items = plans->lists.rules, .capacity = plans->lists.rule_capacity};
    for (uint32_t i = 0; i < plan->element_count; i++) {
        add_rules(plans, plan, plan->elements[i], &list);
    }
    for (uint32_t i = 0; i < plan->content_count; i++) {
        add_rules(plans, plan, plan->contents[i], &list);
    }
    if (plan->type_structure) {
        add_rules(plans, plan, structure_root(plan->type_structure), &list);
    }
    plan->invariants = keep_items(plans, list.items, list.count * sizeof *list.items);
    plan->invariant_count = list.count;
    plans->lists.rules = list.items;
    plans->lists.rule_capacity = list.capacity;
}

void plan_take_rules(Plans *plans, Plan *plan, const Plan *model)
{
    Invariant *invariants = arena_allocate(plans->arena, model->invariant_count * sizeof *invariants);
    for (uint32_t i = 0; i < model->invariant_count; i++) {
        invariants[i] = model->invariants[i];
        bool is_own = invariants[i].element == model->elements[0];
        invariants[i].element = is_own ? plan->elements[0] : invariants[i].element;
    }
    plan->invariants = invariants;
    plan->invariant_count = model->invariant_count;
    plan->slots = model->slots;
    plan->slot_count = model->slot_count;
    plan->slicings = model->slicings;
    plan->slicing_count = model->slicing_count;
}

/* ---- cardinalities and obligations ---- */

typedef struct SlotList {
    Slot *items; /* of PlanLists */
    uint32_t count;
    size_t capacity;
} SlotList;

/* True when one of the obligations of an element asks the actor to fill it. */
static bool obliges(const Plans *plans, const Element *element)
{
    bool is_obligated = false;
    for (uint32_t i = 0; !is_obligated && i < element_obligation_count(element); i++) {
        Obligation obligation = element_obligation(element, i);
        is_obligated = obligation_is_to_populate(&obligation, plans->actor);
    }
    return is_obligated;
}

bool plans_owe(Plans *plans, const Element *element)
{
    const void *list = element_obligation_list(element);
    bool is_marked = plans->shows_must_support && element_is_must_support(element);
    if (is_marked || !list) {
        return is_marked;
    }
    const PairEntry *known = pair_map_entry(&plans->obliging, list, NULL);
    bool is_obligated = known ? known->value.borrowed != NULL : obliges(plans, element);
    if (!known) {
        pair_map_add_const(&plans->obliging, list, NULL, is_obligated ? element : NULL);
    }
    return is_obligated;
}

static Slot *slot_of(SlotList *list, Slice name)
{
    for (uint32_t i = 0; i < list->count; i++) {
        if (slice_equals(list->items[i].name, name)) {
            return &list->items[i];
        }
    }
    ARRAY_RESERVE(list->items, list->capacity, list->count + 1u);
    list->items[list->count] = (Slot){.name = name, .maximum = MAXIMUM_UNBOUNDED};
    return &list->items[list->count++];
}

/* True when some slice of an element must be there. */
static bool has_required_slice(const Element *element)
{
    for (uint32_t i = 0; i < element_slice_count(element); i++) {
        if (element_minimum(element_slice(element, i)) > 0) {
            return true;
        }
    }
    return false;
}

static bool has_owed_slice(Plans *plans, const Element *element)
{
    for (uint32_t i = 0; i < element_slice_count(element); i++) {
        if (plans_owe(plans, element_slice(element, i))) {
            return true;
        }
    }
    return false;
}

/* Takes in what an element asks of its occurrences. */
static void add_slot(Plans *plans, SlotList *list, const Element *child)
{
    uint32_t minimum = element_minimum(child), maximum = element_maximum(child);
    bool is_free = minimum == 0 && maximum >= element_base_maximum(child);
    if (is_free && element_is_plain(child) && !plans->shows_must_support) {
        return;
    }
    bool owes = plans_owe(plans, child), needs_slice = has_required_slice(child);
    bool owes_slice = has_owed_slice(plans, child);
    if (is_free && !owes && !needs_slice && !owes_slice) {
        return;
    }
    Slot *slot = slot_of(list, element_name(child));
    slot->needs_slice |= needs_slice;
    slot->owes_slice |= owes_slice;
    if (minimum > slot->minimum) {
        slot->minimum = minimum;
        slot->minimum_element = child;
    }
    if (maximum < slot->maximum && maximum < element_base_maximum(child)) {
        slot->maximum = maximum;
        slot->maximum_element = child;
    }
    if (owes && !slot->obligated) {
        slot->obligated = child;
    }
}

void plan_fill_slots(Plans *plans, Plan *plan)
{
    SlotList list = {.items = plans->lists.slots, .capacity = plans->lists.slot_capacity};
    for (uint32_t i = 0; i < plan->content_count; i++) {
        for (uint32_t k = 0; k < element_child_count(plan->contents[i]); k++) {
            const Element *child = element_child(plan->contents[i], k);
            if (plan->kind != PLAN_PRIMITIVE || slice_equals(element_name(child), SLICE("extension"))) {
                add_slot(plans, &list, child);
            }
        }
    }
    plan->slots = keep_items(plans, list.items, list.count * sizeof *list.items);
    plan->slot_count = list.count;
    plans->lists.slots = list.items;
    plans->lists.slot_capacity = list.capacity;
}

/* ---- groups ---- */

void plan_fill_groups(Plans *plans, Plan *plan)
{
    const Group *const *all = plans->tables->groups;
    uint32_t count = plans->tables->group_count;
    plan->near = arena_allocate(plans->arena, count * sizeof *plan->near);
    plan->far = arena_allocate(plans->arena, count * sizeof *plan->far);
    for (uint32_t i = 0; i < count; i++) {
        bool may_concern = all[i]->kinds == KINDS_ALL || ((unsigned)all[i]->kinds >> plan->kind & 1u);
        if (!may_concern || (plan->is_lean && all[i]->is_of_type) || !all[i]->concerns(plan)) {
            continue;
        }
        if (all[i]->is_far) {
            plan->far[plan->document_count++] = all[i];
        } else {
            plan->near[plan->near_count++] = all[i];
        }
    }
}
