/*
 * Invariants: the expressions of the definitions, evaluated.
 *
 * Those that look at nothing but the value are near, those that look beyond it (%resource, resolve()) are far. One that
 * cannot be evaluated is said not to have been checked; it is never taken as broken.
 */
#include "src/check/groups/groups.h"
#include "src/check/groups/suppose.h"
#include "src/check/state/evaluation.h"
#include "src/check/state/group.h"
#include "src/check/state/reference_resolver.h"
#include "src/profile/pack/explain_constraint.h"

/* ---- evaluating ---- */

static FhirpathItem item_of(const Walk *walk, NodeId node, NodeId sibling, FhirpathType type)
{
    return (FhirpathItem){
        .kind = FHIRPATH_NODE, .node = node, .sibling = sibling, .document = walk_document(walk), .type = type};
}

static FhirpathItem resource_item(const Walk *walk, const Scope *scope)
{
    return item_of(walk, scope->resource, NODE_NONE, structure_root(scope->type));
}

/* Reports an invariant that does not hold, in the words that are kept for it. */
static void report_broken(Walk *walk, const Place *place, const Invariant *invariant)
{
    Slice key = constraint_key(invariant->constraint), type = place->plan->type;
    Slice words = walk_makes_sentences(walk) ? explain_constraint(invariant->constraint) : SLICE("");
    IssueForm form = {.key = KEY_INVARIANT,
                      .invariant = key.bytes,
                      .severity = constraint_is_error(invariant->constraint) ? SEVERITY_ERROR : SEVERITY_WARNING,
                      .node = place_node(place),
                      .element = invariant->element,
                      .detail = constraint_expression(invariant->constraint)};
    bool is_absent = place->plan->kind == PLAN_PRIMITIVE && place->node == NODE_NONE &&
                     walk_member(walk, place->sibling, "extension") != NODE_NONE;
    const char *absence = is_absent ? "Value is missing, and a reason for absence is not enough. " : "";
    if (words.length > 0) {
        issue_form(walk, &form, "%s%.*s", absence, SLICE_ARGS(words));
    } else {
        issue_form(walk, &form, "%.*s does not satisfy invariant %.*s.", SLICE_ARGS(type), SLICE_ARGS(key));
    }
}

/* True for a rule that the element which holds a resource states: for it, %resource is what holds that element. */
static bool is_of_holder(const Place *place, const Invariant *invariant)
{
    return place->plan->kind == PLAN_RESOURCE && invariant->element && element_parent(invariant->element);
}

/* Has the engine evaluate a rule; false where it cannot be. */
static bool run(Walk *walk, const Place *place, const FhirpathItem *focus, const Invariant *invariant, bool *is_true,
                Error *error)
{
    const Scope *scope = place->scope;
    bool is_outside = scope->container && is_of_holder(place, invariant);
    walk_note_look(walk, is_outside ? LOOK_AT_TARGETS : 0);
    FhirpathInput input = {.focus = *focus,
                           .resource = resource_item(walk, is_outside ? scope->container : scope),
                           .root_resource = resource_item(walk, is_outside ? scope->container : scope_container(scope)),
                           .has_focus = true};
    return evaluation_truth(walk, scope, invariant_program(invariant), &input, is_true, error);
}

/* True when the outcome of the expression that was evaluated last depends on a resource that is not in the file. */
static bool depends_on_outside(const Walk *walk, const FhirpathProgram *program)
{
    Unfollowed unfollowed = evaluation_unfollowed(walk);
    return unfollowed == UNFOLLOWED_UNTYPED ||
           (unfollowed == UNFOLLOWED_TYPED && !fhirpath_asks_targets_for_type_only(program));
}

/* Notes that an invariant was not checked because a reference could not be followed. */
static void report_unfollowed(Walk *walk, const Place *place, const Invariant *invariant)
{
    Slice key = constraint_key(invariant->constraint);
    Slice what = arena_format(walk_arena(walk), "invariant %.*s", SLICE_ARGS(key));
    issue_unchecked(walk, UNCHECKED_REFERENCE, place_node(place), what);
}

/* True for a rule that looks at its value alone, by the names of members. */
static bool sees_itself(const Place *place, const Invariant *invariant)
{
    bool is_resource = place->plan->kind == PLAN_RESOURCE && !is_of_holder(place, invariant);
    return (is_resource || !invariant->is_far) && fhirpath_looks_by_name(invariant_program(invariant));
}

/* Remembers that a rule holds, where it takes long to find that out. */
static void note_truth(Walk *walk, const Place *place, const Invariant *invariant)
{
    if (walk_keeps_truths(walk, place) && sees_itself(place, invariant) && !evaluation_has_compared_all(walk)) {
        walk_note_truth(walk, place, invariant_program(invariant));
    }
}

static void evaluate(Walk *walk, const Place *place, const FhirpathItem *focus, const Invariant *invariant)
{
    bool is_true = true;
    Error error;
    const FhirpathProgram *program = invariant_program(invariant);
    if (walk_knows_truth(walk, place, program)) {
        return;
    }
    evaluation_begin(walk);
    NodeId resource = place->scope->container && is_of_holder(place, invariant) ? NODE_NONE : place->scope->resource;
    bool is_known = program && evaluation_quick(walk, program, &(QuickInput){focus, resource, NULL}, &is_true);
    if (is_known && is_true) {
        note_truth(walk, place, invariant);
        return;
    }
    is_known = is_known || (program && run(walk, place, focus, invariant, &is_true, &error));
    if (program && depends_on_outside(walk, program)) {
        report_unfollowed(walk, place, invariant);
    } else if (!is_known) {
        issue_unchecked_because(walk, UNCHECKED_INVARIANT, place_node(place), constraint_key(invariant->constraint),
                                program ? error.message : invariant_fault(invariant));
    } else if (!is_true && !suppose_follows(walk, place, invariant)) {
        report_broken(walk, place, invariant);
    } else if (is_true) {
        note_truth(walk, place, invariant);
    }
}

/* An empty value has been named already: its invariants say nothing more. */
static bool is_empty_value(const Walk *walk, const Place *place)
{
    const Node *node = document_node(walk_document(walk), place_node(place));
    return node->kind == NODE_STRING && node->length == 2;
}

/* Evaluates the invariants that hold for a value, local ones or those of the document. */
static void judge_invariants(Walk *walk, const Place *place, bool is_far)
{
    if (is_empty_value(walk, place)) {
        return;
    }
    bool is_present = place->node != NODE_NONE && quick_is_present(walk_document(walk), place->node);
    bool is_object = place->node != NODE_NONE && place->plan->kind != PLAN_PRIMITIVE;
    FhirpathItem focus = item_of(walk, place->node, place->sibling, place->plan->fhirpath_type);
    for (uint32_t i = 0; i < place->plan->invariant_count && !walk_is_over(walk); i++) {
        const Invariant *invariant = &place->plan->invariants[i];
        if (invariant->is_far != is_far || (is_present && invariant->asks_presence)) {
            continue;
        }
        bool is_advice = place->scope->is_contained && constraint_is_best_practice(invariant->constraint);
        if (!is_advice && (!is_object || !invariant_is_pointless(invariant, walk_document(walk), place->node))) {
            evaluate(walk, place, &focus, invariant);
        }
    }
}

/* ---- the groups ---- */

static bool has_invariants(const Plan *plan, bool is_far)
{
    for (uint32_t i = 0; i < plan->invariant_count; i++) {
        if (plan->invariants[i].is_far == is_far) {
            return true;
        }
    }
    return false;
}

static bool concerns_near(const Plan *plan)
{
    return has_invariants(plan, false);
}

static bool concerns_far(const Plan *plan)
{
    return has_invariants(plan, true);
}

static void judge_near(Walk *walk, const Place *place)
{
    judge_invariants(walk, place, false);
}

static void judge_far(Walk *walk, const Place *place)
{
    judge_invariants(walk, place, true);
}

const Group group_invariant = {.name = "invariant", .concerns = concerns_near, .judge = judge_near};
const Group group_document_invariant = {.name = "document invariant",
                                        .is_far = true,
                                        .concerns = concerns_far,
                                        .judge = judge_far,
                                        .is_result_reusable = true};
