/* Walk: the way through a document. */
#include "src/check/walk.h"

#include "src/check/extension.h"
#include "src/check/resource.h"
#include "src/check/session.h"
#include "src/check/shape.h"
#include "src/check/slicing.h"

#include <stdlib.h>

enum { PROFILES_MAXIMUM = 16 };

Walk walk_new(Session *session, Report *report, FarList *far, unsigned depth)
{
    return (Walk){.session = session,
                  .checker = session->checker,
                  .document = session->document,
                  .report = report,
                  .far = far,
                  .origin = 0,
                  .depth = depth};
}

void walk_free(Walk *walk)
{
    free(walk->parts);
    free(walk->counts);
    text_free(&walk->message);
    for (size_t i = 0; i < WALK_SCRATCH_COUNT; i++) {
        text_free(&walk->scratch[i]);
    }
}

/* ---- judging ---- */

static void judge_near(Walk *walk, const Place *place)
{
    for (uint32_t i = 0; i < place->plan->near_count && !walk_is_over(walk); i++) {
        place->plan->near[i]->judge(walk, place);
    }
}

static void note_far(Walk *walk, const Place *place)
{
    if (place->plan->far_count > 0) {
        FarList *far = walk->far;
        ARRAY_RESERVE(far->items, far->capacity, far->count + 1);
        far->items[far->count++] = (FarPlace){.node = place->node,
                                              .sibling = place->sibling,
                                              .plan = place->plan,
                                              .member = place->member,
                                              .scope = (Scope *)(uintptr_t)place->scope};
    }
}

void walk_far(Walk *walk, const FarList *far)
{
    walk->is_far = true;
    for (size_t i = 0; i < far->count && !walk_is_over(walk); i++) {
        const FarPlace *item = &far->items[i];
        Place place = {.plan = item->plan,
                       .member = item->member,
                       .node = item->node,
                       .sibling = item->sibling,
                       .scope = item->scope};
        walk->origin = place_node(&place);
        for (uint32_t k = 0; k < place.plan->far_count && !walk_is_over(walk); k++) {
            place.plan->far[k]->judge(walk, &place);
        }
    }
    walk->is_far = false;
}

/* ---- going on ---- */

/* Remembers a plan that depends on what is in a value. */
static void note_choice(Walk *walk, NodeId node, const Plan *plan, bool is_far)
{
    Session *session = walk->session;
    if (walk->report) {
        ARRAY_RESERVE(session->choices, session->choice_capacity, session->choice_count + 1);
        session->choices[session->choice_count++] = (Choice){node, plan, is_far};
    }
}

/* The plan of one occurrence: the member's, with the slices that it belongs to and the definition of an extension. */
static const Plan *choose_plan(Walk *walk, Tally *tally, const Place *place)
{
    const Plan *plan = place->plan;
    bool is_far = false;
    if (plan->slicing_count > 0) {
        for (uint32_t i = 0; i < plan->slicing_count; i++) {
            is_far |= plan->slicings[i]->is_far;
        }
        plan = tally_choose(walk, tally, place);
    }
    if (plan->is_extension) {
        plan = extension_choose(walk, plan, place->node);
    }
    if (place->plan->slicing_count > 0 || plan->is_extension) {
        note_choice(walk, place_node(place), plan, is_far);
    }
    return plan;
}

/* Judges one occurrence of a part. */
static void walk_occurrence(Walk *walk, Tally *tally, Place *place)
{
    if (place->plan->kind != PLAN_RESOURCE) {
        place->plan = choose_plan(walk, tally, place);
        walk_place(walk, place);
        return;
    }
    if (place->plan->slicing_count > 0) {
        tally_choose(walk, tally, place);
    }
    const Scope *scope = place->scope;
    bool is_contained = slice_equals(place->member->name, SLICE("contained"));
    NodeId entry = is_contained ? NODE_NONE : place_node(place->holder);
    walk_resource(walk, place->holder, place->member, place->node, (Scope *)(uintptr_t)scope, entry, is_contained);
}

/* Judges all occurrences of a part. */
static void walk_part(Walk *walk, const Place *holder, const Part *part)
{
    Tally tally;
    tally_begin(walk, part->member->plan, &tally);
    Occurrences all = shape_occurrences(walk->document, part);
    NodeId node, sibling;
    while (!walk_is_over(walk) && shape_next(walk->document, &all, part->member, &node, &sibling)) {
        Place place = {.holder = holder,
                       .plan = part->member->plan,
                       .member = part->member,
                       .node = node,
                       .sibling = sibling,
                       .scope = holder->scope};
        walk_occurrence(walk, &tally, &place);
    }
    walk->origin = place_node(holder);
    tally_end(walk, &tally, holder, part->member);
}

void walk_place(Walk *walk, Place *place)
{
    bool is_primitive = place->plan->kind == PLAN_PRIMITIVE;
    NodeId object = is_primitive ? place->sibling : place->node;
    size_t base = walk->part_count;
    walk->origin = place_node(place);
    place->part_count = object != NODE_NONE ? shape_read(walk, place, object) : 0;
    place->parts = place->part_count > 0 ? walk->parts + base : NULL;
    if (!is_primitive || shape_check_primitive(walk, place)) {
        judge_near(walk, place);
        note_far(walk, place);
    }
    uint32_t count = place->part_count;
    for (uint32_t i = 0; i < count && !walk_is_over(walk); i++) {
        Part part = walk->parts[base + i];
        walk_part(walk, place, &part);
    }
    walk->part_count = base;
}

static Scope *new_scope(Walk *walk, Scope scope)
{
    Session *session = walk->session;
    Scope *kept = arena_allocate(session->arena, sizeof *kept);
    *kept = scope;
    ARRAY_RESERVE(session->scopes, session->scope_capacity, session->scope_count + 1);
    session->scopes[session->scope_count++] = kept;
    return kept;
}

void walk_resource(Walk *walk, const Place *holder, const Member *member, NodeId node, Scope *container, NodeId entry,
                   bool is_contained)
{
    const Structure *profiles[PROFILES_MAXIMUM];
    walk->origin = node;
    if (!resource_check(walk, node, member ? member->element : NULL)) {
        return;
    }
    Scope *scope = new_scope(walk, (Scope){.container = container,
                                           .resource = node,
                                           .entry = entry,
                                           .type = resource_type(walk, node),
                                           .is_contained = is_contained,
                                           .language = resource_language(walk, node)});
    uint32_t count = resource_profiles(walk, scope, profiles, PROFILES_MAXIMUM);
    Place place = {.holder = holder,
                   .plan = plan_of_structures(walk->checker->plans, profiles, count),
                   .node = node,
                   .sibling = NODE_NONE,
                   .scope = scope};
    note_choice(walk, node, place.plan, false);
    walk->origin = node;
    resource_check_profiles(walk, scope);
    walk_place(walk, &place);
}

/* ---- what families ask ---- */

NodeId place_node(const Place *place)
{
    return place->node != NODE_NONE ? place->node : place->sibling;
}

NodeId place_part(const Place *place, const char *name)
{
    Slice wanted = slice_from(name);
    for (uint32_t i = 0; i < place->part_count; i++) {
        if (slice_equals(place->parts[i].member->name, wanted)) {
            return place->parts[i].node;
        }
    }
    return NODE_NONE;
}

NodeId walk_member(const Walk *walk, NodeId object, const char *name)
{
    return object == NODE_NONE ? NODE_NONE : document_member(walk->document, object, slice_from(name));
}

const Document *walk_document(const Walk *walk)
{
    return walk->document;
}

const Rules *walk_rules(const Walk *walk)
{
    return walk->checker->rules;
}

Checker *walk_checker(const Walk *walk)
{
    return walk->checker;
}

Slice walk_text(Walk *walk, NodeId node, unsigned scratch)
{
    if (node == NODE_NONE || document_node(walk->document, node)->kind != NODE_STRING) {
        return SLICE("");
    }
    return document_string(walk->document, node, &walk->scratch[scratch]);
}

Slice walk_value(Walk *walk, NodeId node, unsigned scratch)
{
    return document_string(walk->document, node, &walk->scratch[scratch]);
}
