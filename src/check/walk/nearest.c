/* Nearest: candidates for an item, and the distance of its resource from their profiles. */
#include "src/check/walk/nearest.h"

#include "src/base/systems.h"
#include "src/check/state/choice.h"
#include "src/check/state/session.h"
#include "src/check/state/vital_sign.h"
#include "src/check/walk/discriminator_path.h"
#include "src/check/walk/recursion.h"
#include "src/check/walk/resource_profiles.h"
#include "src/check/walk/scope.h"
#include "src/check/walk/section.h"
#include "src/check/walk/walk.h"

#include <limits.h>
#include <stdlib.h>

/* ---- the nearest slice ---- */

/* A slice and a profile that are for the type of a resource. */
typedef struct Candidate {
    const Element *slice;
    const Structure *profile;
} Candidate;

typedef struct Candidates {
    Candidate *items;
    size_t count;
    size_t capacity;
    NodeId resource;
} Candidates;

/* Adds the profiles that a slice asks for in a resource of the type. */
static void add_profiles(Walk *walk, const Discriminator *by, const Element *slice, const Structure *type,
                         Candidates *all)
{
    const Rules *rules = walk->checker->rules;
    for (uint32_t i = 0; i < by->requirement_count; i++) {
        for (uint32_t k = 0; k < element_type_count(by->requirements[i]); k++) {
            const ElementType *wanted = element_type(by->requirements[i], k);
            for (uint32_t n = 0; n < type_profile_count(wanted); n++) {
                const Structure *profile = rules_structure(rules, type_profile(wanted, n));
                if (profile && rules_is_subtype(rules, type, structure_type(profile))) {
                    ARRAY_RESERVE(all->items, all->capacity, all->count + 1);
                    all->items[all->count++] = (Candidate){slice, profile};
                }
            }
        }
    }
}

/* Adds a slice where an item meets all that it requires but a profile of the resource in the item. */
static void add_candidate(Walk *walk, const Place *item, const Slicing *slicing, uint32_t position, Reach *reach,
                          Candidates *all)
{
    const Discriminator *by_profile = NULL;
    for (uint32_t i = 0; i < slicing->slices[position].count; i++) {
        const Discriminator *by = slicing_discriminator(walk, &slicing->slices[position], i);
        if (by->kind == DISCRIMINATOR_PROFILE && !by->is_resolved) {
            by_profile = by;
        } else if (discriminator_match(walk, item, by, reach) == MATCH_NO) {
            return;
        }
    }
    if (!by_profile) {
        return;
    }
    reach_follow(walk, item, by_profile->path, reach);
    Reached *value = reach->count == 1 ? reach_at(reach, 0) : NULL;
    const Structure *type = value && !value->is_resource && !value->plan ? reached_resource(walk, value) : NULL;
    if (type) {
        all->resource = value->node;
        add_profiles(walk, by_profile, slicing->slices[position].element, type, all);
    }
}

/* How many members of an object match a slice of the plan, as a value of a type that the profile names. */
static int count_sliced(Walk *walk, const Scope *scope, const Plan *plan)
{
    int count = 0;
    const Document *document = walk->document;
    Place holder = {.plan = plan, .node = scope->resource, .sibling = NODE_NONE, .scope = scope};
    for (NodeId id = document_first_child(document, scope->resource); id != NODE_NONE;
         id = document_next_sibling(document, id)) {
        SliceTally tally;
        const Member *member = plan_member(walk->checker->plans, plan, document_raw_key(document, id));
        if (!member || member->plan->slicing_count == 0 || document_node(document, id)->kind == NODE_ARRAY) {
            continue;
        }
        Place item = {.holder = &holder, .plan = member->plan, .node = id, .sibling = NODE_NONE, .scope = scope};
        tally_begin(walk, member->plan, &tally);
        count += tally_choose(walk, &tally, &item) != member->plan;
        walk->count_count = tally.base;
    }
    return count;
}

/* How many of the elements that a plan requires, or requires a slice of, an object has. */
static int count_met(const Walk *walk, NodeId object, const Plan *plan)
{
    int count = 0;
    for (uint32_t i = 0; i < plan->slot_count; i++) {
        const Slot *slot = &plan->slots[i];
        bool is_asked = slot->minimum > 0 || slot->needs_slice;
        count += is_asked && choice_is_there(walk->document, object, slot->name)
                     ? (slot->minimum > 0) + slot->needs_slice
                     : 0;
    }
    return count;
}

void found_collect(Walk *walk, const Scope *scope, const Plan *plan, FoundErrors *found)
{
    GroupPlaces far = {0};
    Place place = {.plan = plan, .node = scope->resource, .sibling = NODE_NONE, .scope = scope};
    Walk whole = walk_weighing(walk, &far, found);
    walk_place(&whole, &place);
    walk_far(&whole, &far);
    walk_end(&whole);
}

/* True where something was found that contradicts what a profile prescribes for a member of an object. */
static bool is_contradicted(const Walk *walk, const FoundErrors *found, NodeId object, NodeId member)
{
    const Document *document = walk->document;
    Slice name = document_raw_key(document, member);
    for (size_t i = 0; i < found->count; i++) {
        const FoundError *error = &found->items[i];
        bool is_inside = error->node >= member && error->node < document_node(document, member)->end;
        bool is_it = is_inside || (error->node == object && slice_equals(error->missing, name));
        if (is_it && error->severity == SEVERITY_ERROR && found_is_contradiction(walk, error)) {
            return true;
        }
    }
    return false;
}

/* How many required elements have what a plan prescribes for them. */
static int count_stated(const Walk *walk, NodeId object, const Plan *plan, const FoundErrors *found)
{
    int count = 0;
    for (uint32_t i = 0; i < plan->slot_count; i++) {
        const Slot *slot = &plan->slots[i];
        NodeId member = slot->minimum > 0 ? document_member(walk->document, object, slot->name) : NODE_NONE;
        count += member != NODE_NONE && found_is_prescribed(slot->minimum_element) &&
                 !is_contradicted(walk, found, object, member);
    }
    return count;
}

/* How many required elements a plan prescribes values for. */
static int count_prescribed(const Plan *plan)
{
    int count = 0;
    for (uint32_t i = 0; i < plan->slot_count; i++) {
        count += plan->slots[i].minimum > 0 && found_is_prescribed(plan->slots[i].minimum_element);
    }
    return count;
}

/* The distance of the resource of a scope from a profile, beginning with some points: least where it is checked by that
   anyway. What is not below `least` need not be known for certain. */
static int distance_to(Walk *walk, const Scope *scope, const Structure *profile, int start, int least)
{
    if (resource_is_checked_by(walk, scope, profile)) {
        return INT_MIN;
    }
    const Plan *plan = plan_of_structures(walk->checker->plans, &profile, 1);
    start -= POINTS_MET * (count_met(walk, scope->resource, plan) + 2 * count_sliced(walk, scope, plan));
    int most = POINTS_STATED * count_prescribed(plan);
    FoundErrors found = {.limit = least < INT_MAX ? least - start + most : INT_MAX};
    found_collect(walk, scope, plan, &found);
    int stated = POINTS_STATED * count_stated(walk, scope->resource, plan, &found);
    free(found.items);
    return start + found.points - stated;
}

/* The candidates for an item. */
static Candidates list_candidates(Walk *walk, const Place *item, const Slicing *slicing)
{
    Reach reach;
    Candidates all = {.resource = NODE_NONE};
    reach_begin(&reach);
    for (uint32_t i = 0; i < slicing->count; i++) {
        bool is_plain = slicing->slices[i].parent == UINT32_MAX && !slicing->slices[i].is_default;
        if (is_plain && slicing->slices[i].count > 0) {
            add_candidate(walk, item, slicing, i, &reach, &all);
        }
    }
    reach_end(&reach);
    return all;
}

/* The profile of a slice for the resource that a document begins with; NULL where no slice is for it. */
static const Structure *head_profile(Walk *walk, const Slicing *slicing, Slice head)
{
    const Rules *rules = walk->checker->rules;
    for (uint32_t i = 0; head.length > 0 && i < slicing->count; i++) {
        for (uint32_t k = 0; k < slicing->slices[i].count; k++) {
            const Discriminator *by = slicing_discriminator(walk, &slicing->slices[i], k);
            const ElementType *wanted = by->requirement_count == 1 ? element_type(by->requirements[0], 0) : NULL;
            bool is_one = wanted && by->kind == DISCRIMINATOR_PROFILE && !by->is_resolved;
            const Structure *profile =
                is_one && type_profile_count(wanted) == 1 ? rules_structure(rules, type_profile(wanted, 0)) : NULL;
            if (profile && slice_equals(structure_type(profile), head)) {
                return profile;
            }
        }
    }
    return NULL;
}

/* The plan of the entries of the section that refers to the resource of the candidates, where some of them are expected
   there; else NULL. */
static const Plan *expecting_section(Walk *walk, const Scope *bundle, const Slicing *slicing, const Candidates *all)
{
    Slice head = resolver_head(walk->session->resolver, bundle->resource);
    const Structure *profile = head_profile(walk, slicing, head);
    const Plan *entries = profile ? section_of(walk, bundle, profile, all->resource) : NULL;
    for (size_t i = 0; entries && i < all->count; i++) {
        if (section_expects(walk, entries, all->items[i].profile)) {
            return entries;
        }
    }
    return NULL;
}

/* Chooses of several candidates. */
static const Candidate *choose(Walk *walk, const Place *item, const Slicing *slicing, const Candidates *all,
                               const Scope *scope)
{
    const Plan *entries = expecting_section(walk, item->scope, slicing, all);
    const Candidate *best = NULL;
    int least = INT_MAX;
    for (size_t i = 0; i < all->count && least > INT_MIN; i++) {
        const Structure *profile = all->items[i].profile;
        int start = entries && !section_expects(walk, entries, profile) ? POINTS_UNEXPECTED : 0;
        int distance = distance_to(walk, scope, profile, start, least);
        if (distance < least) {
            least = distance;
            best = &all->items[i];
        }
    }
    return best;
}

/* True when nothing in a resource contradicts what a profile prescribes. */
static bool is_of_kind(Walk *walk, const Scope *scope, const Structure *profile)
{
    FoundErrors found = {.limit = INT_MAX};
    found_collect(walk, scope, plan_of_structures(walk->checker->plans, &profile, 1), &found);
    bool is_contradicted = false;
    for (size_t i = 0; i < found.count; i++) {
        const FoundError *error = &found.items[i];
        is_contradicted |= error->severity == SEVERITY_ERROR && found_is_contradiction(walk, error);
    }
    free(found.items);
    return !is_contradicted;
}

/* The profile for one vital sign that an Observation comes nearest to whose profile is that for all of them, and that
   has no code to tell which one it is: the codes of the components or the unit may tell, else what it comes nearest to.
 */
static const Structure *refine(Walk *walk, const Scope *scope, const Structure *profile)
{
    static const Slice base = SLICE(FHIR_STRUCTURES);
    Slice name = vital_sign_profile_at(0);
    bool is_of_all = slice_equals(structure_url(profile), SLICE(FHIR_STRUCTURES "vitalsigns"));
    const Structure *known = is_of_all ? resource_of_vital_sign(walk, scope) : NULL;
    if (known) {
        return known;
    }
    const char *told_by = NULL;
    const Structure *hinted = is_of_all ? resource_hinted(walk, scope, &told_by) : NULL;
    bool is_told = !is_of_all || walk_member(walk, walk_member(walk, scope->resource, "code"), "coding") != NODE_NONE;
    if (is_told || (hinted && hinted != profile)) {
        return hinted ? hinted : profile;
    }
    const Structure *best = profile;
    int least = INT_MAX;
    for (unsigned i = 0; name.length > 0; name = vital_sign_profile_at(++i)) {
        Slice url = arena_join(walk->session->arena, (const Slice[]){base, name}, 2);
        const Structure *one = rules_structure(walk->checker->rules, url);
        int distance = one && is_of_kind(walk, scope, one) ? distance_to(walk, scope, one, 0, least) : INT_MAX;
        best = distance < least ? one : best;
        least = distance < least ? distance : least;
    }
    return best;
}

NearestSlice nearest_slice(Walk *walk, const Place *item, const Slicing *slicing)
{
    Candidates all = list_candidates(walk, item, slicing);
    NearestSlice nearest = {.resource = all.resource};
    if (all.count > 0) {
        Scope *scope = scope_keep(
            walk->session, &(Scope){.container = item->scope, .resource = all.resource, .entry = place_node(item)});
        scope->type = resource_type(walk, all.resource);
        scope->language = resource_language(walk, all.resource);
        const Candidate *best = all.count > 1 ? choose(walk, item, slicing, &all, scope) : &all.items[0];
        nearest.slice = best->slice;
        nearest.profile = refine(walk, scope, best->profile);
    }
    free(all.items);
    return nearest;
}

/* ---- references to what has faults ---- */

/* The profile for a type of resource that elements of a slice require of what they refer to; NULL if there is none. */
static const Structure *target_profile(const Walk *walk, const Discriminator *by, const Structure *type)
{
    const Rules *rules = walk->checker->rules;
    for (uint32_t i = 0; i < by->requirement_count; i++) {
        for (uint32_t k = 0; k < element_type_count(by->requirements[i]); k++) {
            const ElementType *wanted = element_type(by->requirements[i], k);
            for (uint32_t n = 0; n < type_target_count(wanted); n++) {
                const Structure *profile = rules_structure(rules, type_target(wanted, n));
                if (profile && structure_is_profile(profile) &&
                    rules_is_subtype(rules, type, structure_type(profile))) {
                    return profile;
                }
            }
        }
    }
    return NULL;
}

/* The discriminator by the profile of what an item refers to, where the item meets all others; else NULL. */
static const Discriminator *only_by_target(Walk *walk, const Place *item, const SliceOf *slice, Reach *reach)
{
    const Discriminator *found = NULL;
    for (uint32_t i = 0; i < slice->count; i++) {
        const Discriminator *by = slicing_discriminator(walk, slice, i);
        if (by->kind == DISCRIMINATOR_PROFILE && by->is_resolved) {
            found = by;
        } else if (discriminator_match(walk, item, by, reach) == MATCH_NO) {
            return NULL;
        }
    }
    return found;
}

Faulty nearest_faulty(Walk *walk, const Place *item, const SliceOf *slice, Reach *reach)
{
    const Discriminator *by = only_by_target(walk, item, slice, reach);
    if (!by) {
        return (Faulty){0};
    }
    reach_follow(walk, item, by->path, reach);
    const Reached *value = reach->count == 1 ? reach_at(reach, 0) : NULL;
    bool is_entry = value && value->is_resource && value->target.entry != NODE_NONE && !value->target.is_contained;
    const Structure *type = is_entry ? resource_type(walk, value->node) : NULL;
    const Structure *profile = type ? target_profile(walk, by, type) : NULL;
    if (!profile) {
        return (Faulty){0};
    }
    const Scope *scope = scope_keep(walk->session, &(Scope){.container = scope_bundle(item->scope),
                                                            .resource = value->node,
                                                            .entry = value->target.entry,
                                                            .type = type,
                                                            .language = resource_language(walk, value->node)});
    return is_of_kind(walk, scope, profile) ? (Faulty){value->target, profile} : (Faulty){0};
}
