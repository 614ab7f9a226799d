/* Unmatched: noted when entries are met, and weighed when all is known. */
#include "src/check/walk/unmatched.h"

#include "src/check/state/session.h"
#include "src/check/walk/dependents.h"
#include "src/check/walk/nearest.h"
#include "src/check/walk/resource_profiles.h"
#include "src/check/walk/section.h"

#include <limits.h>
#include <stdlib.h>

/* ---- noting ---- */

Unmatched *unmatched_of_entry(const CheckSession *session, NodeId entry)
{
    bool is_any = session->unmatched_count > 0 && entry != NODE_NONE;
    return is_any ? pair_map_find(&session->unmatched_map, pair_number(entry), NULL) : NULL;
}

Unmatched *unmatched_of_scope(const Scope *scope)
{
    while (scope && !scope->unmatched && scope->is_contained) {
        scope = scope->container;
    }
    return scope ? scope->unmatched : NULL;
}

bool unmatched_may_be_in(Walk *walk, const Scope *bundle)
{
    const Plan *plan = resource_plan(walk, bundle, NULL);
    const Member *entry = plan_member(walk->checker->plans, plan, SLICE("entry"));
    for (uint32_t i = 0; entry && i < entry->plan->slicing_count; i++) {
        const Slicing *slicing = entry->plan->slicings[i];
        if (slicing->is_far && element_slicing_rules(slicing->element) != SLICING_CLOSED) {
            return true;
        }
    }
    return false;
}

/* Reports that a resource is checked by what it declares alone, since that was asked for. */
static void report_open(Walk *walk, const Place *item, const NearestSlice *nearest)
{
    Slice type = structure_type(nearest->profile), title = structure_title(nearest->profile);
    IssueForm form = {.key = KEY_PROFILE_MISSED, .node = place_node(item), .element = nearest->slice};
    issue_form(walk, &form, "%.*s does not conform to '%.*s'. Open slicing: only the declared profiles are checked.",
               SLICE_ARGS(type), SLICE_ARGS(title));
}

/* Adds an unmatched resource for an entry, which has none. */
static Unmatched *add_unmatched(CheckSession *session, NodeId entry)
{
    Unmatched *own = arena_allocate(dependents_arena(session), sizeof *own);
    ARRAY_RESERVE(session->unmatched, session->unmatched_capacity, session->unmatched_count + 1);
    session->unmatched[session->unmatched_count++] = own;
    *own = (Unmatched){.number = (uint32_t)session->unmatched_count, .entry = entry};
    pair_map_add(&session->unmatched_map, pair_number(entry), NULL, own);
    return own;
}

void unmatched_note(Walk *walk, const Place *item, const Slicing *slicing)
{
    CheckSession *session = walk->session;
    NearestSlice nearest = nearest_slice(walk, item, slicing);
    if (!nearest.slice) {
        return;
    }
    if (walk->checker->is_declared) {
        report_open(walk, item, &nearest);
        return;
    }
    if (unmatched_of_entry(session, place_node(item))) {
        return;
    }
    Unmatched *own = add_unmatched(session, place_node(item));
    own->nearest = nearest;
    own->holder = place_node(item->holder);
}

/* Notes that a vital sign is checked by the profile that it hints at. */
static Unmatched *note_hinted(Walk *walk, const Scope *scope, const Structure *profile, const char *told_by)
{
    Unmatched *own = add_unmatched(walk->session, scope->entry);
    own->nearest = (NearestSlice){.profile = profile, .resource = scope->resource};
    own->holder = NODE_NONE;
    own->told_by = told_by;
    walk->session->tests_resources = true;
    return own;
}

Unmatched *unmatched_of_resource(Walk *walk, const Scope *scope)
{
    if (!walk->report || scope->is_contained || scope->entry == NODE_NONE) {
        return NULL;
    }
    Unmatched *known = unmatched_of_entry(walk->session, scope->entry);
    if ((known && !known->told_by) || walk->checker->is_declared) {
        return known;
    }
    const char *told_by = NULL;
    const Structure *profile = resource_hinted(walk, scope, &told_by);
    if (!profile || resource_is_checked_by(walk, scope, profile)) {
        return NULL;
    }
    return known && known->nearest.profile == profile ? known : note_hinted(walk, scope, profile, told_by);
}

bool unmatched_takes_slice(Walk *walk, const Place *holder, const Element *slice)
{
    const CheckSession *session = walk->session;
    Unmatched *only = NULL;
    uint32_t count = 0;
    size_t first = session->unmatched_count; /* of those in the holder; earlier ones are in what comes before it */
    while (walk->report && first > 0 && session->unmatched[first - 1]->holder >= place_node(holder)) {
        Unmatched *own = session->unmatched[--first];
        only = own->holder == place_node(holder) && own->nearest.slice == slice ? own : only;
    }
    for (size_t i = first; only && i < session->unmatched_count; i++) {
        const Unmatched *other = session->unmatched[i];
        Slice type = structure_type(other->nearest.profile);
        count += other->holder == only->holder && slice_equals(type, structure_type(only->nearest.profile));
    }
    if (count != 1) {
        return false;
    }
    only->is_required = true;
    only->slice = slice;
    return true;
}

/* ---- settling ---- */

/* Finds the errors of an unmatched resource by what it is checked by anyway, where they are to be told from others. */
static void collect(Walk *walk, Unmatched *own)
{
    if (!own->scope || own->is_required) {
        return;
    }
    Scope *plain = arena_allocate(dependents_arena(walk->session), sizeof *plain);
    *plain = *own->scope;
    plain->unmatched = NULL;
    const Plan *plan = resource_plan(walk, plain, NULL);
    own->is_declared = plan == resource_plan(walk, own->scope, NULL);
    if (!own->is_declared) {
        own->errors.limit = INT_MAX;
        found_collect(walk, plain, plan, &own->errors);
    }
}

/* True where a slice that is missing is the one that an element is, by its name; and for what is about no missing
 * slice. */
static bool is_same_slice(const Element *element, const IssueText *text)
{
    return text->key != KEY_SLICE_REQUIRED || !element || !text->element ||
           slice_equals(element_slice_name(element), element_slice_name(text->element));
}

/* True when an error is found without the profile as well. */
static bool is_error_anyway(const Unmatched *own, const Finding *finding, const IssueText *text)
{
    for (size_t i = 0; i < own->errors.count; i++) {
        const FoundError *error = &own->errors.items[i];
        if (error->severity == SEVERITY_ERROR && error->node == finding->node &&
            key_equals(error->key, error->invariant, text->key, text->invariant) &&
            slice_equals(error->missing, text->missing) && is_same_slice(error->element, text)) {
            return true;
        }
    }
    return false;
}

/* The severity that a finding has now that all is known. */
static Severity weigh(void *context, const Finding *finding, const IssueText *text)
{
    const CheckSession *session = context;
    Unmatched *own = finding->unmatched > 0 ? session->unmatched[finding->unmatched - 1] : NULL;
    if (!own) {
        return text->severity;
    }
    bool is_error = own->is_required || own->is_declared || is_error_anyway(own, finding, text);
    Severity severity = text->severity == SEVERITY_ERROR && !is_error ? SEVERITY_WARNING : text->severity;
    own->found[severity]++;
    return severity;
}

/* Says which profile a vital sign is checked by, and what told it. */
static void report_told(Walk *walk, const Unmatched *own)
{
    NodeId code = document_member(walk->document, own->nearest.resource, SLICE("code"));
    Slice title = structure_title(own->nearest.profile);
    IssueForm form = {.key = KEY_VITAL_SIGN_CODE,
                      .node = code != NODE_NONE ? code : own->nearest.resource,
                      .detail = structure_url(own->nearest.profile)};
    issue_form(walk, &form, "No code with a system names the vital sign. Checked by '%.*s', because of the %s.",
               SLICE_ARGS(title), own->told_by);
}

/* Says at the entry which profile is missed, and why that matters. */
static void report_missed(Walk *walk, const Unmatched *own)
{
    uint32_t found = own->found[SEVERITY_ERROR] + own->found[SEVERITY_WARNING];
    KeyCase alone = own->is_required ? CASE_PROFILE_REQUIRED : CASE_PROFILE_NEAREST;
    IssueForm form = {.key = KEY_PROFILE_MISSED,
                      .in_case = found > 0 ? CASE_NONE : alone,
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
    issue_form(walk, &form, "%.*s does not conform to '%.*s'.%.*s", SLICE_ARGS(type), SLICE_ARGS(title),
               SLICE_ARGS(text_slice(&why)));
    text_free(&why);
}

/* Says in the holder which entry is the only candidate for a slice that must be there. */
static void report_candidate(Walk *walk, const Unmatched *own)
{
    uint32_t found = own->found[SEVERITY_ERROR];
    Slice element = element_name(own->slice), name = element_slice_name(own->slice);
    Slice type = structure_type(own->nearest.profile);
    IssueForm form = {.key = KEY_SLICE_REQUIRED,
                      .in_case = found > 0 ? CASE_SLICE_WITH_CANDIDATE : CASE_NONE,
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
static const Group unmatched_group = {.name = "unmatched", .is_far = true};

void unmatched_settle(Walk *walk)
{
    CheckSession *session = walk->session;
    if (session->unmatched_count == 0 && !session->has_weighed) {
        return;
    }
    session->has_weighed = session->unmatched_count > 0;
    for (size_t i = 0; i < session->unmatched_count; i++) {
        collect(walk, session->unmatched[i]);
    }
    report_weigh(walk->report, session->first_finding, session->root, document_node(walk->document, session->root)->end,
                 weigh, session);
    walk->document_group = &unmatched_group;
    for (size_t i = 0; i < session->unmatched_count; i++) {
        const Unmatched *own = session->unmatched[i];
        walk->origin = own->entry;
        if (own->told_by) {
            report_told(walk, own);
        } else {
            report_missed(walk, own);
        }
        if (own->slice) {
            walk->origin = own->holder;
            report_candidate(walk, own);
        }
    }
    walk->document_group = NULL;
}

void unmatched_forget(CheckSession *session)
{
    for (size_t i = 0; i < session->unmatched_count; i++) {
        free(session->unmatched[i]->errors.items);
    }
    free(session->unmatched);
    pair_map_free(&session->unmatched_map);
    session->unmatched = NULL;
    session->unmatched_count = session->unmatched_capacity = 0;
    section_forget(session);
}
