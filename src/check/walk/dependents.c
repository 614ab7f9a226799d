/* Dependents: gathered by target and profile, and said once each. */
#include "src/check/walk/dependents.h"

#include "src/check/state/session.h"
#include "src/check/walk/conformance.h"
#include "src/check/walk/unmatched.h"

#include <stdlib.h>

typedef struct Dependents {
    Target target;
    const Scope *scope; /* of the first reference */
    NodeId reference;   /* the first one */
    const Element *element;
    const Structure *unmet;
    Slice allowed;
    uint32_t count;
} Dependents;

struct Waiting {
    const Waiting *next;
    const Scope *scope;
    NodeId reference;
    Target target;
    const Element *element;
    const Structure *unmet;
    Slice allowed;
};

Arena *dependents_arena(CheckSession *session)
{
    if (!session->dependents_arena) {
        session->dependents_arena = arena_new();
    }
    return session->dependents_arena;
}

/* Takes one reference into account, once for each profile. */
static void take(CheckSession *session, const Waiting *one)
{
    if (pair_map_find(&session->dependents_seen, pair_number(one->reference), one->unmet)) {
        return;
    }
    Dependents *all = pair_map_find(&session->dependents_map, pair_number(one->target.resource), one->unmet);
    if (!all) {
        all = arena_allocate(dependents_arena(session), sizeof *all);
        *all = (Dependents){.target = one->target,
                            .scope = one->scope,
                            .reference = one->reference,
                            .element = one->element,
                            .unmet = one->unmet,
                            .allowed = one->allowed};
        pair_map_add(&session->dependents_map, pair_number(one->target.resource), one->unmet, all);
        ARRAY_RESERVE(session->dependents, session->dependents_capacity, session->dependents_count + 1);
        session->dependents[session->dependents_count++] = all;
    }
    pair_map_add(&session->dependents_seen, pair_number(one->reference), one->unmet, all);
    all->count++;
}

/* Adds a reference to those that a conformance test gathers, unless it is there. */
static void gather(Walk *walk, const Waiting *one)
{
    for (const Waiting *known = *walk->waiting; known; known = known->next) {
        if (known->reference == one->reference && known->unmet == one->unmet) {
            return;
        }
    }
    Waiting *kept = arena_allocate(dependents_arena(walk->session), sizeof *kept);
    *kept = *one;
    kept->next = *walk->waiting;
    *walk->waiting = kept;
}

void dependents_note(Walk *walk, const Place *place, const Target *target, const Element *element,
                     const Structure *unmet, Slice allowed)
{
    walk->said++;
    if (!walk->report && !walk->waiting) {
        return;
    }
    Waiting one = {.scope = place->scope,
                   .reference = place->node,
                   .target = *target,
                   .element = element,
                   .unmet = unmet,
                   .allowed = arena_copy(dependents_arena(walk->session), allowed)};
    dependents_accept(walk, &one);
}

void dependents_accept(Walk *walk, const Waiting *waiting)
{
    for (const Waiting *one = waiting; one; one = one->next) {
        walk->said++;
        if (walk->report) {
            take(walk->session, one);
        } else if (walk->waiting) {
            gather(walk, one);
        }
    }
}

/* How much it weighs that an entry does not conform to what references require: nothing of its own where the fault is
   reported at its place; a warning in a Bundle whose resources need not conform to a slice. */
static KeyCase case_of(Walk *walk, const Dependents *all, const FirstError *first)
{
    if (first->node != NODE_NONE &&
        report_found(walk->report, walk->session->first_finding, first->node, first->key, first->invariant)) {
        return CASE_NONE;
    }
    return unmatched_may_be_in(walk, scope_bundle(all->scope)) ? CASE_PROFILE_NEAREST : CASE_PROFILE_REQUIRED;
}

/* Reports what references require and their target does not meet. */
static void say(Walk *walk, const Dependents *all)
{
    Text why = TEXT_EMPTY;
    FirstError first;
    bool is_entry = all->target.entry != NODE_NONE && !all->target.is_contained;
    if (conformance_first_error(walk, all->scope, &all->target, all->unmet, &first)) {
        conformance_append_error(walk, all->target.resource, &first, is_entry ? "Resource" : "Target", &why);
    }
    text_free(&first.message);

    walk->origin = is_entry ? all->target.resource : all->reference;
    walk->unmatched = is_entry ? NULL : unmatched_of_scope(all->scope);
    if (is_entry) {
        IssueForm form = {.key = KEY_PROFILE_MISSED,
                          .in_case = case_of(walk, all, &first),
                          .node = all->target.resource,
                          .element = all->element,
                          .detail = structure_url(all->unmet)};
        Slice type = structure_type(all->unmet), title = structure_title(all->unmet);
        issue_form(walk, &form, "%.*s does not conform to '%.*s'. %u reference%s the profile.%.*s", SLICE_ARGS(type),
                   SLICE_ARGS(title), all->count, all->count == 1 ? " requires" : "s require",
                   SLICE_ARGS(text_slice(&why)));
    } else if (all->count == 1) {
        issue_add(walk, KEY_REFERENCE_PROFILE, all->reference, all->element,
                  "Target of the reference does not conform. Expected: %.*s.%.*s", SLICE_ARGS(all->allowed),
                  SLICE_ARGS(text_slice(&why)));
    } else {
        issue_add(walk, KEY_REFERENCE_PROFILE, all->reference, all->element,
                  "Target of %u references does not conform. Expected: %.*s.%.*s", all->count, SLICE_ARGS(all->allowed),
                  SLICE_ARGS(text_slice(&why)));
    }
    walk->unmatched = NULL;
    text_free(&why);
}

/* Leaves the finding to an unmatched resource that is checked by a profile which the references require. */
static bool is_taken(Walk *walk, const Dependents *all)
{
    const Target *target = &all->target;
    Unmatched *own = target->is_contained ? NULL : unmatched_of_entry(walk->session, target->entry);
    if (!own || own->told_by || !rules_refers_to(walk->checker->rules, all->element, own->nearest.profile)) {
        return false;
    }
    own->references += all->count;
    return true;
}

/* What is said at the end is said anew after every edit. */
static const Group dependents_group = {.name = "dependents", .is_far = true};

void dependents_report(Walk *walk)
{
    walk->document_group = &dependents_group;
    for (size_t i = 0; i < walk->session->dependents_count; i++) {
        const Dependents *all = walk->session->dependents[i];
        if (!is_taken(walk, all)) {
            say(walk, all);
        }
    }
    walk->document_group = NULL;
}

void dependents_forget(CheckSession *session)
{
    free(session->dependents);
    pair_map_free(&session->dependents_map);
    pair_map_free(&session->dependents_seen);
    pair_map_free(&session->around);
    if (session->dependents_arena) {
        arena_free(session->dependents_arena);
    }
    session->dependents_arena = NULL;
    session->dependents = NULL;
    session->dependents_count = session->dependents_capacity = 0;
}
