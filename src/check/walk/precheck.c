/* Prechecks: findings set aside and taken over. */
#include "src/check/walk/precheck.h"

#include "src/check/state/group_places.h"
#include "src/check/state/kept.h"
#include "src/check/state/session.h"
#include "src/check/walk/dependents.h"
#include "src/check/walk/recursion.h"
#include "src/check/walk/resource_profiles.h"
#include "src/check/walk/unmatched.h"
#include "src/check/walk/walk.h"

#include <stdlib.h>

/* ---- what is known ---- */

static ScopeOf *find(const CheckSession *session, NodeId resource)
{
    return pair_map_find(&session->resources, pair_number(resource), NULL);
}

ScopeOf *precheck_find(const CheckSession *session, const Scope *scope)
{
    ScopeOf *own = find(session, scope->resource);
    bool is_same = own && own->scope.container == scope->container && own->scope.entry == scope->entry &&
                   own->scope.type == scope->type && own->scope.is_contained == scope->is_contained;
    return is_same ? own : NULL;
}

void precheck_note(CheckSession *session, ScopeOf *own)
{
    if (!find(session, own->scope.resource)) {
        pair_map_add(&session->resources, pair_number(own->scope.resource), NULL, own);
    }
}

void precheck_forget(CheckSession *session)
{
    pair_map_free(&session->resources);
}

/* ---- judging ahead ---- */

/* Copies the end of a list, for this check. */
static void *keep(CheckSession *session, const void *items, size_t count, size_t size)
{
    void *kept = arena_allocate(dependents_arena(session), count * size);
    return count > 0 ? memcpy(kept, items, count * size) : kept;
}

/* Judges the value of a resource by what of it an edit changed; the rest is kept. */
static void judge_part(Walk *walk, ScopeOf *own, Place *place)
{
    Kept *kept = walk->session->kept;
    size_t first = walk->far->count;
    walk->impact = kept->impact;
    kept->is_inside = true;
    walk_place(walk, place);
    kept->is_inside = false;
    walk->impact = NULL;
    kept->needs_full_check |= walk->needs_full_check || kept_has_rivals(walk->report, kept->impact);
    kept_add_far(walk, own, first);
    walk->errors += kept_errors(walk, own);
}

/* Judges the value of a resource by the local groups, where it must be. */
static void judge_value(Walk *walk, ScopeOf *own, Place *place, KeptWay way)
{
    bool outer = walk->session->has_far_slices;
    uint32_t errors = walk->errors;
    walk->session->has_far_slices = false;
    switch (way) {
    case KEPT_NOTHING:
        walk_place(walk, place);
        break;
    case KEPT_PART:
        judge_part(walk, own, place);
        break;
    case KEPT_ALL:
        kept_add_far(walk, own, walk->far->count);
        walk->errors += own->errors;
    }
    own->errors = walk->errors - errors;
    own->looks_elsewhere |= walk->session->has_far_slices;
    walk->session->has_far_slices |= outer;
}

/* Judges a resource as the walk will, and sets aside what is found. */
static void judge_ahead(Walk *walk, ScopeOf *own)
{
    CheckSession *session = walk->session;
    size_t findings = report_mark(session->report), unchecked = session->unchecked_count;
    GroupPlaces far = {0};
    Walk ahead = walk_precheck(walk, &far);
    Place place = {.plan = own->plan, .node = own->scope.resource, .sibling = NODE_NONE, .scope = &own->scope};
    own->judgement = JUDGED_OPEN;
    own->way = kept_way(session, own);
    judge_value(&ahead, own, &place, own->way);
    own->judgement = JUDGED_NEAR;
    own->is_ahead = true;
    own->far = keep(session, far.items, far.count, sizeof *far.items);
    own->document_count = far.count;
    own->findings = report_set_aside(session->report, findings, dependents_arena(session), &own->finding_count);
    own->unchecked_count = session->unchecked_count - unchecked;
    if (own->unchecked_count > 0) {
        own->unchecked =
            keep(session, session->unchecked + unchecked, own->unchecked_count, sizeof *session->unchecked);
    }
    session->unchecked_count = unchecked;
    walk_end(&ahead);
}

/* Asks the document groups whether there is an error in what was noted for them. */
static bool has_far_errors(Walk *walk, const ScopeOf *own)
{
    GroupPlace *items = own->is_ahead ? own->far : walk->session->far.items + own->document_first;
    GroupPlaces far = {.items = items, .count = own->document_count}, none = {0};
    Walk test = walk_conformance(walk, &none, NULL);
    walk_far(&test, &far);
    bool has_errors = test.errors > 0;
    walk_end(&test);
    return has_errors;
}

/* Judges a resource from afar as well, once. */
static Judgement judgement_of(Walk *walk, ScopeOf *own)
{
    if (own->judgement == JUDGED_NEAR) {
        own->judgement = JUDGED_OPEN;
        own->judgement = own->errors > 0 || has_far_errors(walk, own) ? JUDGED_WRONG : JUDGED_RIGHT;
    }
    return own->judgement;
}

/* True while the walk is still to come to a resource. */
static bool is_ahead(const CheckSession *session, NodeId resource)
{
    return session->is_walking && resource > session->front;
}

/* True when the surroundings of a resource will be the same when the walk comes to it. */
static bool is_settled(const CheckSession *session, const Scope *scope)
{
    const ScopeOf *container = scope->container ? find(session, scope->container->resource) : NULL;
    return !scope->is_contained && (!scope->container || (container && &container->scope == scope->container));
}

/* True when a resource is judged by a profile, perhaps among others. */
static bool has_profile(const Plan *plan, const Structure *profile)
{
    for (uint32_t i = 0; i < plan->element_count; i++) {
        if (plan->elements[i] == structure_root(profile)) {
            return true;
        }
    }
    return false;
}

/* True when a shallow at a resource found no error by a profile before an edit. */
static bool might_conform(const CheckSession *session, const Scope *scope, const Structure *profile)
{
    const ScopeOf *own = kept_scope(session, scope);
    return own && own->kept_plan && own->kept_possible == profile;
}

/* False where a shallow at a resource shows that it does not conform to a profile. Where there was no error before an
   edit, only what the edit changed is looked at. */
static bool may_conform(Walk *walk, const Scope *scope, const Structure *profile)
{
    GroupPlaces far = {0};
    const Kept *kept = walk->session->kept;
    bool is_known = kept && !kept->has_rivals && might_conform(walk->session, scope, profile);
    EditImpact impact = is_known ? impact_of(walk->document, kept->impact->patch) : (EditImpact){0};
    if (is_known && !impact_is_around(&impact, scope->resource)) {
        return true;
    }
    Walk shallow = walk_shallow(walk, &far);
    shallow.impact = is_known ? &impact : NULL;
    Place place = {.plan = plan_of_addition(walk->checker->plans, profile),
                   .node = scope->resource,
                   .sibling = NODE_NONE,
                   .scope = scope};
    walk_place(&shallow, &place);
    bool may = shallow.errors == 0;
    walk_end(&shallow);
    impact_free(&impact);
    return may;
}

/* Judges a resource by the profiles that the walk will judge it by if it conforms to one. */
static ScopeOf *meet(Walk *walk, const Scope *scope, const Structure *profile)
{
    ScopeOf *own = kept_scope(walk->session, scope);
    if (!own) {
        own = arena_allocate(walk->session->root_arena, sizeof *own);
        *own = (ScopeOf){.scope = *scope};
    }
    own->scope = *scope;
    own->plan = resource_plan(walk, scope, profile);
    own->possible = profile;
    precheck_note(walk->session, own);
    judge_ahead(walk, own);
    return own;
}

PrecheckResult precheck(Walk *walk, const Scope *scope, const Structure *profile)
{
    const CheckSession *session = walk->session;
    ScopeOf *own = precheck_find(session, scope);
    bool is_new = !own && is_ahead(session, scope->resource) && is_settled(session, scope) &&
                  !find(session, scope->resource),
         is_declared = is_new && resource_declares(walk, scope, profile);
    if (is_new && !is_declared && !may_conform(walk, scope, profile)) {
        return PRECHECK_WRONG;
    }
    own = is_new ? meet(walk, scope, profile) : own;
    Judgement judgement = own ? judgement_of(walk, own) : JUDGED_NOT;
    bool has_it = own && has_profile(own->plan, profile);
    if (judgement == JUDGED_RIGHT) {
        return has_it ? PRECHECK_RIGHT : PRECHECK_BASE;
    }
    bool is_wrong = judgement == JUDGED_WRONG && has_it && own->plan->element_count == 1;
    return is_wrong || (is_declared && !may_conform(walk, scope, profile)) ? PRECHECK_WRONG : PRECHECK_NOTHING;
}

/* ---- when the walk comes ---- */

/* Takes over what was set aside. */
static void take_over(Walk *walk, ScopeOf *own)
{
    CheckSession *session = walk->session;
    for (size_t i = 0; i < own->finding_count; i++) {
        own->findings[i].unmatched = walk->unmatched ? walk->unmatched->number & UNMATCHED_MAXIMUM : 0;
        report_add(walk->report, &own->findings[i]);
    }
    ARRAY_RESERVE(session->unchecked, session->unchecked_capacity, session->unchecked_count + own->unchecked_count);
    for (size_t i = 0; i < own->unchecked_count; i++) {
        session->unchecked[session->unchecked_count++] = own->unchecked[i];
    }
    for (size_t i = 0; i < own->document_count; i++) {
        group_places_add(walk->far, &own->far[i]);
    }
    walk->errors += own->errors;
}

void precheck_walk(Walk *walk, ScopeOf *own, Place *place)
{
    CheckSession *session = walk->session;
    if (!walk->report || walk->impact) {
        walk_place(walk, place);
        return;
    }
    bool is_first = walk->depth == 0;
    session->front = is_first && place->node > session->front ? place->node : session->front;
    own->document_first = walk->far->count;
    KeptWay way = kept_way_of(walk, own);
    if (own->is_ahead) {
        take_over(walk, own);
    } else {
        judge_value(walk, own, place, way);
        own->document_count = walk->far->count - own->document_first;
        own->judgement = is_first ? JUDGED_NEAR : JUDGED_NOT;
    }
    own->is_ahead = false;
    if (way != KEPT_NOTHING) {
        kept_stay(session, own);
    }
}
