/* ConformanceResults: walks that stop at the first error, and what came out of them. */
#include "src/check/walk/conformance.h"

#include "src/check/state/session.h"
#include "src/check/walk/dependents.h"
#include "src/check/walk/precheck.h"
#include "src/check/walk/recursion.h"
#include "src/check/walk/resource_profiles.h"
#include "src/check/walk/scope.h"
#include "src/check/walk/walk.h"
#include "src/json/path.h"

#include <stdlib.h>

/* Conformance tests within each other are held by recursion: no conformance test begins within more conformance tests
   and values than these, so that the stack suffices. The values of a document are nested less deeply. */
enum { NESTING_MAXIMUM = 2 * DOCUMENT_DEPTH_MAXIMUM };

typedef enum ConformanceVerdict { VERDICT_NONE, VERDICT_OPEN, VERDICT_YES, VERDICT_NO } ConformanceVerdict;

typedef struct Conformance {
    NodeId node;
    ConformanceVerdict verdict;
    const Structure *profile;
    Waiting *waiting; /* what was noted of references in it */
} Conformance;

struct ConformanceResults {
    Conformance *items;
    size_t count;
    size_t capacity;
    HashTable table; /* their positions, by node and profile */
};

ConformanceResults *conformance_results_new(void)
{
    return memory_allocate_zeroed(1, sizeof(ConformanceResults));
}

void conformance_results_free(ConformanceResults *results)
{
    if (results) {
        hash_table_free(&results->table);
        free(results->items);
        free(results);
    }
}

static uint32_t hash_conformance(NodeId node, const Structure *profile)
{
    return hash_addresses(pair_number(node), profile);
}

/* The conformance test of a node by a profile; NULL where none was begun. */
static Conformance *find(const ConformanceResults *results, NodeId node, const Structure *profile)
{
    for (HashProbe probe = hash_table_probe(&results->table, hash_conformance(node, profile));
         hash_probe_next(&probe);) {
        Conformance *test = &results->items[probe.number];
        if (test->node == node && test->profile == profile) {
            return test;
        }
    }
    return NULL;
}

static ConformanceVerdict verdict_of(const ConformanceResults *results, NodeId node, const Structure *profile)
{
    const Conformance *test = find(results, node, profile);
    return test ? test->verdict : VERDICT_NONE;
}

/* Remembers the verdict on a node by a profile, with what was noted of references. */
static void set_with(ConformanceResults *results, NodeId node, const Structure *profile, ConformanceVerdict verdict,
                     Waiting *waiting)
{
    Conformance *test = find(results, node, profile);
    if (!test) {
        hash_table_add(&results->table, hash_conformance(node, profile), (uint32_t)results->count);
        ARRAY_RESERVE(results->items, results->capacity, results->count + 1);
        test = &results->items[results->count++];
        *test = (Conformance){.node = node, .profile = profile};
    }
    test->verdict = verdict;
    test->waiting = waiting;
}

static void set(ConformanceResults *results, NodeId node, const Structure *profile, ConformanceVerdict verdict)
{
    set_with(results, node, profile, verdict, NULL);
}

/* Walks a value by one profile; the first error goes to `first`, which may be NULL, and what is noted of references to
   `waiting`. */
static bool hold_conformance(const Walk *walk, Place *place, FirstError *first, Waiting **waiting)
{
    GroupPlaces far = {0};
    Walk test = walk_conformance(walk, &far, first);
    test.waiting = walk->session->report ? waiting : NULL;
    walk_place(&test, place);
    if (test.errors == 0) {
        walk_far(&test, &far);
    }
    bool is_right = test.errors == 0;
    walk_end(&test);
    return is_right;
}

/* The answer to a conformance test that is known or cannot be held, which is noted; false where it has to be held. */
static bool is_settled(Walk *walk, NodeId node, const Structure *profile, bool *answer)
{
    ConformanceVerdict verdict = verdict_of(walk->session->results, node, profile);
    bool is_too_deep = verdict == VERDICT_NONE && walk->depth + walk->session->nesting >= NESTING_MAXIMUM;
    *answer = verdict != VERDICT_NO;
    if (is_too_deep) {
        unchecked_note_trial(walk, node, structure_url(profile));
    }
    return verdict != VERDICT_NONE || is_too_deep;
}

bool conformance_below(Walk *walk, const Scope *scope, NodeId resource, NodeId entry, bool is_contained,
                       const Structure *profile)
{
    bool answer;
    ConformanceResults *results = walk->session->results;
    const Structure *type = resource_type(walk, resource);
    if (!type || !rules_is_subtype(walk->checker->rules, type, structure_type(profile))) {
        return false;
    }
    walk->session->tests_resources = true;
    walk_note_look(walk, LOOK_AT_ENTRIES | LOOK_AT_TARGETS);
    if (is_settled(walk, resource, profile, &answer)) {
        return answer;
    }
    set(results, resource, profile, VERDICT_OPEN);
    Waiting *waiting = NULL;
    Scope *own = arena_allocate(dependents_arena(walk->session), sizeof *own);
    *own =
        (Scope){.container = scope, .resource = resource, .entry = entry, .type = type, .is_contained = is_contained};
    own->language = resource_language(walk, resource);
    PrecheckResult known = precheck(walk, own, profile);
    answer = known == PRECHECK_RIGHT;
    if (known == PRECHECK_NOTHING || known == PRECHECK_BASE) {
        Plans *plans = walk->checker->plans;
        Place place = {.plan = known == PRECHECK_BASE ? plan_of_addition(plans, profile)
                                                      : plan_of_structures(plans, &profile, 1),
                       .node = resource,
                       .sibling = NODE_NONE,
                       .scope = own};
        answer = hold_conformance(walk, &place, NULL, &waiting);
    }
    set_with(results, resource, profile, answer ? VERDICT_YES : VERDICT_NO, answer ? waiting : NULL);
    return answer;
}

void conformance_accept(Walk *walk, NodeId value, const Structure *profile)
{
    const Conformance *test = find(walk->session->results, value, profile);
    dependents_accept(walk, test ? test->waiting : NULL);
}

/* The scope that holds what a reference led to. */
static const Scope *container_of(const Scope *scope, const Target *target)
{
    bool is_self = target->kind == REFERENCE_CONTAINED && !target->is_contained;
    if (is_self) {
        return scope_container(scope)->container;
    }
    return target->is_contained ? scope_container(scope) : scope_bundle(scope);
}

bool conformance_resource(Walk *walk, const Scope *scope, const Target *target, const Structure *profile)
{
    return conformance_below(walk, container_of(scope, target), target->resource, target->entry, target->is_contained,
                             profile);
}

/* ---- why ---- */

void conformance_append_error(const Walk *walk, NodeId value, const FirstError *first, const char *name, Text *text)
{
    Text before = TEXT_EMPTY, whole = TEXT_EMPTY;
    path_append(walk->document, value, &before);
    path_append(walk->document, first->node, &whole);
    if (first->missing.length > 0) {
        text_format(&whole, ".%.*s", SLICE_ARGS(first->missing));
    }
    Slice message = text_slice(&first->message), path = text_slice(&whole);
    bool is_inside = path.length > before.length && slice_starts_with(path, text_slice(&before));
    path = slice_part(path, is_inside ? before.length + 1 : path.length, path.length);
    text_format(text, " %s fails%s%.*s: %.*s", name, path.length > 0 ? " at " : "", SLICE_ARGS(path),
                SLICE_ARGS(message));
    text_free(&whole);
    text_free(&before);
}

bool conformance_first_error_below(Walk *walk, const Scope *scope, NodeId resource, NodeId entry, bool is_contained,
                                   const Structure *profile, FirstError *first)
{
    ConformanceResults *results = walk->session->results;
    ConformanceVerdict verdict = verdict_of(results, resource, profile);
    *first = (FirstError){.node = NODE_NONE};
    if (!walk->report || verdict != VERDICT_NO) {
        return false;
    }
    Scope *own = scope_keep(walk->session, &(Scope){.container = scope,
                                                    .resource = resource,
                                                    .entry = entry,
                                                    .type = resource_type(walk, resource),
                                                    .is_contained = is_contained,
                                                    .language = resource_language(walk, resource)});
    Place place = {.plan = plan_of_structures(walk->checker->plans, &profile, 1),
                   .node = resource,
                   .sibling = NODE_NONE,
                   .scope = own};
    set(results, resource, profile, VERDICT_OPEN);
    hold_conformance(walk, &place, first, NULL);
    set(results, resource, profile, verdict);
    return first->node != NODE_NONE;
}

bool conformance_first_error(Walk *walk, const Scope *scope, const Target *target, const Structure *profile,
                             FirstError *first)
{
    return conformance_first_error_below(walk, container_of(scope, target), target->resource, target->entry,
                                         target->is_contained, profile, first);
}

/* ---- values ---- */

bool conformance_value(Walk *walk, const Place *place, const Structure *profile)
{
    bool answer;
    NodeId node = place_node(place);
    if (!slice_equals(structure_type(profile), place->plan->type)) {
        return false;
    }
    if (is_settled(walk, node, profile, &answer)) {
        return answer;
    }
    set(walk->session->results, node, profile, VERDICT_OPEN);
    Place copy = *place;
    copy.plan = plan_of_structures(walk->checker->plans, &profile, 1);
    Waiting *waiting = NULL;
    answer = hold_conformance(walk, &copy, NULL, &waiting);
    set_with(walk->session->results, node, profile, answer ? VERDICT_YES : VERDICT_NO, answer ? waiting : NULL);
    return answer;
}
