/* Unmatched: the nearest slice found, and findings weighed when all is known. */
#include "src/check/unmatched.h"

#include "src/check/discriminator_path.h"
#include "src/check/resource.h"
#include "src/check/session.h"

#include <limits.h>
#include <stdlib.h>

enum { CANDIDATES_MAXIMUM = 64, PROFILES_MAXIMUM = 16 };

void found_add(FoundErrors *found, const FoundError *error)
{
    ARRAY_RESERVE(found->items, found->capacity, found->count + 1);
    found->items[found->count++] = *error;
}

/* ---- the nearest slice ---- */

/* A slice and a profile that are for the type of a resource. */
typedef struct Candidate {
    const Element *slice;
    const Structure *profile;
} Candidate;

typedef struct Candidates {
    Candidate items[CANDIDATES_MAXIMUM];
    uint32_t count;
    NodeId resource;
} Candidates;

/* Adds the profiles that a slice asks for in a resource of the type. */
static void add_profiles(Walk *walk, const Discriminator *by, const Element *slice, const Structure *type,
                         Candidates *all)
{
    const Rules *rules = walk->checker->rules;
    for (uint32_t i = 0; i < by->demand_count; i++) {
        for (uint32_t k = 0; k < element_type_count(by->demands[i]); k++) {
            const ElementType *wanted = element_type(by->demands[i], k);
            for (uint32_t n = 0; n < type_profile_count(wanted); n++) {
                const Structure *profile = rules_structure(rules, type_profile(wanted, n));
                bool is_for_it = profile && rules_is_subtype(rules, type, structure_type(profile));
                if (is_for_it && all->count < CANDIDATES_MAXIMUM) {
                    all->items[all->count++] = (Candidate){slice, profile};
                }
            }
        }
    }
}

/* Adds a slice where an item meets all that it demands but a profile of the resource in the item. */
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
    const Structure *type = reach->count == 1 ? reached_resource(walk, &reach->values[0]) : NULL;
    if (type && !reach->values[0].is_resource && !reach->values[0].plan) {
        all->resource = reach->values[0].node;
        add_profiles(walk, by_profile, slicing->slices[position].element, type, all);
    }
}

/* Points of a resource for a profile, from which the distance is made. */
enum { POINTS_CONTRADICTED = 16, POINTS_MISSING = 2, POINTS_OUTSIDE = 1, POINTS_MET = 1 };

static bool has_member(const Walk *walk, NodeId object, Slice name)
{
    Reach reach;
    reach_members(walk->document, object, name, &reach);
    return reach.count > 0;
}

/* Tells whether what was found has a key of the table. */
static bool is_about(const FoundError *found, KeyId key)
{
    return strcmp(found->key, key_at(key)->key) == 0;
}

/* Tells whether an error is about what there is, where a profile prescribes something else: that tells kinds of resources
   apart, as the codes of an Observation do. */
static bool is_contradiction(const Walk *walk, const FoundError *error)
{
    static const KeyId prescribed[] = {KEY_FIXED_VALUE, KEY_PATTERN_VALUE, KEY_SLICE_REQUIRED, KEY_BINDING_REQUIRED,
                                       KEY_CHOICE_TYPE};
    for (size_t i = 0; i < sizeof prescribed / sizeof *prescribed; i++) {
        if (is_about(error, prescribed[i])) {
            return error->missing.length == 0 || has_member(walk, error->node, error->missing);
        }
    }
    return false;
}

/* The points of one thing that was found: a code outside of a value set that need not be used counts a little. */
static int points_of(const Walk *walk, const FoundError *found)
{
    if (found->severity != SEVERITY_ERROR) {
        bool is_outside = is_about(found, KEY_BINDING_EXTENSIBLE) || is_about(found, KEY_BINDING_PREFERRED);
        return is_outside ? POINTS_OUTSIDE : 0;
    }
    return is_contradiction(walk, found) ? POINTS_CONTRADICTED : POINTS_MISSING;
}

/* How many members of an object match a slice of the plan, as a value of a type that the profile names. */
static int count_sliced(Walk *walk, const Scope *scope, const Plan *plan)
{
    int count = 0;
    const Document *document = walk->document;
    Place holder = {.plan = plan, .node = scope->resource, .sibling = NODE_NONE, .scope = scope};
    for (NodeId id = document_first_child(document, scope->resource); id != NODE_NONE;
         id = document_next_sibling(document, id)) {
        Tally tally;
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
        bool is_asked = slot->minimum > 0 || slot->sliced;
        count += is_asked && has_member(walk, object, slot->name) ? (slot->minimum > 0) + (slot->sliced != NULL) : 0;
    }
    return count;
}

/* Lists the errors of the resource of a scope by a plan. */
static void find_errors(Walk *walk, const Scope *scope, const Plan *plan, FoundErrors *found)
{
    FarList far = {0};
    Place place = {.plan = plan, .node = scope->resource, .sibling = NODE_NONE, .scope = scope};
    Walk whole = walk_new(walk->session, NULL, &far, walk->depth + 1);
    whole.found = found;
    walk_place(&whole, &place);
    walk_far(&whole, &far);
    walk_free(&whole);
    free(far.items);
}

/* How far the resource of a scope is from a profile: least where it is checked by that anyway. */
static int distance_to(Walk *walk, const Scope *scope, const Structure *profile)
{
    const Structure *profiles[PROFILES_MAXIMUM];
    uint32_t count = resource_profiles(walk, scope, profiles, PROFILES_MAXIMUM);
    for (uint32_t i = 0; i < count; i++) {
        if (profiles[i] == profile) {
            return INT_MIN;
        }
    }
    FoundErrors found = {0};
    const Plan *plan = plan_of_structures(walk->checker->plans, &profile, 1);
    find_errors(walk, scope, plan, &found);
    int distance = -POINTS_MET * (count_met(walk, scope->resource, plan) + count_sliced(walk, scope, plan));
    for (size_t i = 0; i < found.count; i++) {
        distance += points_of(walk, &found.items[i]);
    }
    free(found.items);
    return distance;
}

Nearest unmatched_nearest(Walk *walk, const Place *item, const Slicing *slicing)
{
    Reach reach;
    Candidates all = {.count = 0, .resource = NODE_NONE};
    reach.is_known = false;
    for (uint32_t i = 0; i < slicing->count; i++) {
        bool is_plain = slicing->slices[i].parent == UINT32_MAX && !slicing->slices[i].is_default;
        if (is_plain && slicing->slices[i].count > 0) {
            add_candidate(walk, item, slicing, i, &reach, &all);
        }
    }
    if (all.count == 0) {
        return (Nearest){.resource = NODE_NONE};
    }
    int least = INT_MAX;
    Scope scope = {.container = item->scope,
                   .resource = all.resource,
                   .entry = place_node(item),
                   .type = resource_type(walk, all.resource),
                   .language = resource_language(walk, all.resource)};
    Nearest nearest = {.resource = all.resource, .candidates = all.count};
    for (uint32_t i = 0; i < all.count; i++) {
        int distance = all.count == 1 ? 0 : distance_to(walk, &scope, all.items[i].profile);
        if (distance < least) {
            least = distance;
            nearest.slice = all.items[i].slice;
            nearest.profile = all.items[i].profile;
        }
    }
    return nearest;
}

/* ---- noting ---- */

static const void *key_of(NodeId node)
{
    return (const void *)((uintptr_t)node + 1);
}

Unmatched *unmatched_of_entry(const Session *session, NodeId entry)
{
    bool is_any = session->unmatched_count > 0 && entry != NODE_NONE;
    return is_any ? pair_map_find(&session->unmatched_map, key_of(entry), NULL) : NULL;
}

Unmatched *unmatched_of_scope(const Scope *scope)
{
    while (scope && !scope->unmatched && scope->is_contained) {
        scope = scope->container;
    }
    return scope ? scope->unmatched : NULL;
}

/* Says that a resource is checked by what it declares alone, since that was asked for. */
static void say_open(Walk *walk, const Place *item, const Nearest *nearest)
{
    static const Severity note = SEVERITY_NOTE;
    Slice type = structure_type(nearest->profile), title = structure_title(nearest->profile);
    IssueForm form = {
        .key = KEY_PROFILE_MISSED, .severity = &note, .node = place_node(item), .element = nearest->slice};
    issue_form(walk, &form,
               "The %.*s does not conform to '%.*s'. Open slicing: only the declared profiles are checked.",
               SLICE_ARGS(type), SLICE_ARGS(title));
}

void unmatched_note(Walk *walk, const Place *item, const Slicing *slicing)
{
    Session *session = walk->session;
    Nearest nearest = unmatched_nearest(walk, item, slicing);
    if (!nearest.slice) {
        return;
    }
    if (walk->checker->is_declared) {
        say_open(walk, item, &nearest);
        return;
    }
    if (unmatched_of_entry(session, place_node(item))) {
        return;
    }
    Unmatched *own = arena_allocate(session->arena, sizeof *own);
    ARRAY_RESERVE(session->unmatched, session->unmatched_capacity, session->unmatched_count + 1);
    session->unmatched[session->unmatched_count++] = own;
    *own = (Unmatched){.number = (uint32_t)session->unmatched_count,
                       .entry = place_node(item),
                       .nearest = nearest,
                       .holder = NODE_NONE};
    pair_map_add(&session->unmatched_map, key_of(own->entry), NULL, own);
}

void unmatched_collect(Walk *walk, const Scope *scope, Unmatched *own)
{
    Scope *plain = arena_allocate(walk->session->arena, sizeof *plain);
    *plain = *scope;
    plain->unmatched = NULL;
    const Plan *plan = resource_plan(walk, plain, NULL);
    own->is_declared = plan == resource_plan(walk, scope, NULL);
    if (own->is_declared) {
        return;
    }
    Walk whole = walk_new(walk->session, NULL, &own->far, walk->depth + 1);
    whole.found = &own->errors;
    Place place = {.plan = plan, .node = scope->resource, .sibling = NODE_NONE, .scope = plain};
    walk_place(&whole, &place);
    walk_free(&whole);
}

bool unmatched_takes_slice(Walk *walk, const Place *holder, const Element *slice)
{
    const Session *session = walk->session;
    Unmatched *only = NULL;
    uint32_t count = 0;
    for (size_t i = 0; walk->report && i < session->unmatched_count; i++) {
        Unmatched *own = session->unmatched[i];
        NodeId list = document_node(walk->document, own->entry)->parent;
        bool is_here = list != NODE_NONE && document_node(walk->document, list)->parent == place_node(holder);
        only = is_here && own->nearest.slice == slice ? own : only;
    }
    for (size_t i = 0; only && i < session->unmatched_count; i++) {
        Slice type = structure_type(session->unmatched[i]->nearest.profile);
        count += slice_equals(type, structure_type(only->nearest.profile));
    }
    if (count != 1) {
        return false;
    }
    only->is_required = true;
    only->slice = slice;
    only->holder = place_node(holder);
    return true;
}

/* ---- settling ---- */

/* Asks the far families for errors by what the resources are checked by anyway. */
static void collect_far(Walk *walk, Unmatched *own)
{
    Walk whole = walk_new(walk->session, NULL, &own->far, walk->depth + 1);
    whole.found = &own->errors;
    for (size_t i = 0; i < own->far.count; i++) {
        own->far.items[i].silent = 0;
    }
    walk_far(&whole, &own->far);
    walk_free(&whole);
}

/* True when an error is found without the profile as well. */
static bool is_error_anyway(const Unmatched *own, const Finding *finding, const IssueText *text)
{
    for (size_t i = 0; i < own->errors.count; i++) {
        const FoundError *error = &own->errors.items[i];
        if (error->severity == SEVERITY_ERROR && error->node == finding->node && strcmp(error->key, text->key) == 0 &&
            slice_equals(error->missing, text->missing)) {
            return true;
        }
    }
    return false;
}

/* The severity that a finding has now that all is known. */
static Severity weigh(void *context, const Finding *finding, const IssueText *text)
{
    const Session *session = context;
    Unmatched *own = finding->unmatched > 0 ? session->unmatched[finding->unmatched - 1] : NULL;
    if (!own) {
        return text->severity;
    }
    bool is_error = own->is_required || own->is_declared || is_error_anyway(own, finding, text);
    Severity severity = text->severity == SEVERITY_ERROR && !is_error ? SEVERITY_WARNING : text->severity;
    own->found[severity]++;
    return severity;
}

/* Says at the entry which profile is missed, and why that matters. */
static void say_missed(Walk *walk, const Unmatched *own)
{
    uint32_t found = own->found[SEVERITY_ERROR] + own->found[SEVERITY_WARNING];
    Severity severity = found > 0 ? SEVERITY_NOTE : own->is_required ? SEVERITY_ERROR : SEVERITY_WARNING;
    IssueForm form = {.key = KEY_PROFILE_MISSED,
                      .severity = &severity,
                      .node = own->entry,
                      .element = own->nearest.slice,
                      .detail = structure_url(own->nearest.profile)};
    Slice type = structure_type(own->nearest.profile), title = structure_title(own->nearest.profile);
    Text why = TEXT_EMPTY;
    if (own->references > 0) {
        text_format(&why, " %u reference%s the profile.", own->references,
                    own->references == 1 ? " requires" : "s require");
    }
    if (own->slice) {
        Slice name = element_slice_name(own->slice);
        text_format(&why, " The Bundle requires the slice '%.*s'.", SLICE_ARGS(name));
    } else if (own->references == 0) {
        text_format(&why, " Receivers of the Bundle might not use the resource.");
    }
    issue_form(walk, &form, "The %.*s does not conform to '%.*s'.%.*s", SLICE_ARGS(type), SLICE_ARGS(title),
               SLICE_ARGS(text_slice(&why)));
    text_free(&why);
}

/* Says in the holder which entry is the only candidate for a slice that must be there. */
static void say_candidate(Walk *walk, const Unmatched *own)
{
    uint32_t found = own->found[SEVERITY_ERROR];
    Severity severity = found > 0 ? SEVERITY_NOTE : SEVERITY_ERROR;
    Slice element = element_name(own->slice), name = element_slice_name(own->slice);
    Slice type = structure_type(own->nearest.profile);
    IssueForm form = {.key = KEY_SLICE_REQUIRED,
                      .severity = &severity,
                      .node = own->holder,
                      .element = own->slice,
                      .missing = element};
    issue_form(
        walk, &form,
        "Required slice '%.*s' of '%.*s' is missing. The only %.*s is %.*s[%u]: fix the %u error%s of that entry.",
        SLICE_ARGS(name), SLICE_ARGS(element), SLICE_ARGS(type), SLICE_ARGS(element),
        document_position_in_parent(walk->document, own->entry), found, found == 1 ? "" : "s");
}

/* What is decided at the end is decided anew after every edit. */
static const Family unmatched_family = {.name = "unmatched", .is_far = true};

void unmatched_settle(Walk *walk)
{
    Session *session = walk->session;
    if (session->unmatched_count == 0) {
        return;
    }
    for (size_t i = 0; i < session->unmatched_count; i++) {
        collect_far(walk, session->unmatched[i]);
    }
    report_weigh(walk->report, weigh, session);
    walk->far_family = &unmatched_family;
    for (size_t i = 0; i < session->unmatched_count; i++) {
        const Unmatched *own = session->unmatched[i];
        walk->origin = own->entry;
        say_missed(walk, own);
        if (own->slice) {
            walk->origin = own->holder;
            say_candidate(walk, own);
        }
    }
    walk->far_family = NULL;
}

void unmatched_forget(Session *session)
{
    for (size_t i = 0; i < session->unmatched_count; i++) {
        free(session->unmatched[i]->errors.items);
        free(session->unmatched[i]->far.items);
    }
    free(session->unmatched);
    free(session->unmatched_map.entries);
    session->unmatched = NULL;
    session->unmatched_map = (PairMap){0};
    session->unmatched_count = session->unmatched_capacity = 0;
}
