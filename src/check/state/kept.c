/* Kept: lists in the order of nodes, in which the part that lies in a resource is found by halving. */
#include "src/check/state/kept.h"

#include "src/base/ascii.h"
#include "src/check/state/group_places.h"

#include <stdlib.h>

/* ---- order ---- */

static int compare_scopes(const void *a, const void *b)
{
    const ScopeOf *const *left = a, *const *right = b;
    NodeId left_node = (*left)->scope.resource, right_node = (*right)->scope.resource;
    return (left_node > right_node) - (left_node < right_node);
}

/* Merges the resources behind `sorted`, which are in order, with those before. */
static void merge_scopes(ScopeOf **scopes, size_t sorted, size_t count)
{
    size_t fresh = count - sorted;
    ScopeOf **tail = memory_allocate(fresh * sizeof(ScopeOf *));
    memcpy(tail, scopes + sorted, fresh * sizeof(ScopeOf *));
    for (size_t at = count; fresh > 0;) {
        bool is_old = sorted > 0 && compare_scopes(&scopes[sorted - 1], &tail[fresh - 1]) > 0;
        scopes[--at] = is_old ? scopes[--sorted] : tail[--fresh];
    }
    free(tail);
}

void session_sort_scopes(CheckSession *session)
{
    size_t sorted = session->sorted_scopes, count = session->scope_count;
    if (sorted < count) {
        qsort(session->scopes + sorted, count - sorted, sizeof(ScopeOf *), compare_scopes);
        merge_scopes(session->scopes, sorted, count);
    }
    session->sorted_scopes = count;
}

/* The first of resources in order whose node is not before another. */
static size_t scope_from(ScopeOf *const *scopes, size_t count, NodeId node)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (scopes[middle]->scope.resource < node) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

size_t session_scope_from(const CheckSession *session, size_t count, NodeId node)
{
    return scope_from(session->scopes, count, node);
}

const ScopeOf *session_scope_at(CheckSession *session, NodeId resource)
{
    session_sort_scopes(session);
    size_t at = scope_from(session->scopes, session->scope_count, resource);
    bool is_there = at < session->scope_count && session->scopes[at]->scope.resource == resource;
    return is_there ? session->scopes[at] : NULL;
}

/* ---- moving ---- */

/* The number of a node that may be absent. */
static NodeId moved(const Patch *patch, NodeId node)
{
    return node == NODE_NONE ? NODE_NONE : patch_node(patch, node);
}

/* Gives the resources that are still there their new numbers. */
static void move_scopes(CheckSession *session, const Patch *patch)
{
    session_sort_scopes(session);
    size_t kept = scope_from(session->scopes, session->scope_count, patch->first), count = session->scope_count;
    size_t end =
        patch->inserted != patch->removed ? count : scope_from(session->scopes, count, patch->first + patch->removed);
    for (size_t i = kept; i < end; i++) {
        ScopeOf *own = session->scopes[i];
        Scope *scope = &own->scope;
        scope->resource = patch_node(patch, scope->resource);
        scope->entry = moved(patch, scope->entry);
        if (scope->resource != NODE_NONE) {
            session->scopes[kept++] = own;
        }
    }
    if (kept < end) {
        memmove(session->scopes + kept, session->scopes + end, (count - end) * sizeof(ScopeOf *));
        session->scope_count = session->sorted_scopes = count - (end - kept);
    }
}

static void move_unchecked(CheckSession *session, const Patch *patch)
{
    size_t kept = 0;
    for (size_t i = 0; i < session->unchecked_count; i++) {
        Unchecked item = session->unchecked[i];
        item.node = patch_node(patch, item.node);
        item.origin = patch_node(patch, item.origin);
        if (item.node != NODE_NONE && item.origin != NODE_NONE) {
            session->unchecked[kept++] = item;
        }
    }
    session->unchecked_count = kept;
}

void session_move(CheckSession *session, const Patch *patch)
{
    move_scopes(session, patch);
    group_places_move(&session->far, patch);
    move_unchecked(session, patch);
    address_list_move(&session->addresses, session->document, patch);
    truth_list_follow(&session->truths, session->document, patch);
}

/* ---- setting aside ---- */

/* A resource is no longer known by what was found of it, but for its errors and the plan that it was judged by. */
static void set_aside(ScopeOf *own)
{
    own->kept_plan = own->looks_elsewhere ? NULL : own->plan;
    own->kept_possible = own->possible;
    own->possible = NULL;
    own->looks_elsewhere = own->is_listed = own->is_ahead = false;
    own->judgement = JUDGED_NOT;
    own->far = NULL;
    own->findings = NULL;
    own->unchecked = NULL;
    own->document_first = own->document_count = own->finding_count = own->unchecked_count = 0;
}

bool kept_has_rivals(const Report *report, const EditImpact *impact)
{
    return report_has(report, impact->holder, KEY_DUPLICATE_PROPERTY) ||
           report_has(report, impact->holder, KEY_SECOND_CHOICE);
}

/* True when two members of an object may stand for each other: they have one name, or may be types of one choice. */
static bool may_be_rivals(const Document *document, NodeId left, NodeId right)
{
    Slice a = document_raw_key(document, left), b = document_raw_key(document, right);
    size_t same = 0;
    while (same < a.length && same < b.length && a.bytes[same] == b.bytes[same]) {
        same++;
    }
    bool is_choice =
        same < a.length && same < b.length && ascii_is_upper(a.bytes[same]) && ascii_is_upper(b.bytes[same]);
    return (same == a.length && same == b.length) || is_choice;
}

/* True when one of the members that an edit put into an object may stand for another one. */
static bool has_new_rivals(const Document *document, const EditImpact *impact)
{
    NodeId child = document_first_child(document, impact->holder);
    bool is_object = document_node(document, impact->holder)->kind == NODE_OBJECT, is_rival = false;
    for (; is_object && !is_rival && child != NODE_NONE; child = document_next_sibling(document, child)) {
        for (NodeId own = impact->changed.first; own < impact->changed.end && !is_rival;
             own = document_node(document, own)->end) {
            is_rival = child != own && may_be_rivals(document, child, own);
        }
    }
    return is_rival;
}

/* True for a Bundle, and the first resource in it: what is found of each of these is known by itself. */
static bool holds_entry(const Document *document, const Scope *outer, const Scope *inner)
{
    return !inner->is_contained && document_contains(document, outer->resource, inner->resource);
}

void kept_begin(CheckSession *session, EditImpact *impact)
{
    session_sort_scopes(session);
    Kept *kept = memory_allocate_zeroed(1, sizeof *kept);
    *kept = (Kept){.impact = impact,
                   .has_rivals = kept_has_rivals(session->report, impact) || has_new_rivals(session->document, impact),
                   .scopes = session->scopes,
                   .scope_count = session->scope_count,
                   .far = session->far,
                   .unchecked = session->unchecked,
                   .unchecked_count = session->unchecked_count};
    session->kept = kept;
    session->scopes = NULL;
    session->scope_count = session->scope_capacity = session->sorted_scopes = 0;
    session->far = (GroupPlaces){0};
    session->unchecked = NULL;
    session->unchecked_count = session->unchecked_capacity = 0;
    for (size_t i = 0; i < kept->scope_count; i++) {
        set_aside(kept->scopes[i]);
        if (i > 0 && holds_entry(session->document, &kept->scopes[i - 1]->scope, &kept->scopes[i]->scope)) {
            kept->scopes[i - 1]->kept_plan = NULL;
        }
    }
    for (size_t i = 0; i < kept->far.count; i++) {
        kept->far.items[i].silent = 0;
    }
    group_places_sort(&kept->far);
}

void kept_end(CheckSession *session)
{
    Kept *kept = session->kept;
    free(kept->scopes);
    free(kept->far.items);
    free(kept->unchecked);
    free(kept->stays);
    free(kept);
    session->kept = NULL;
}

/* ---- what is kept ---- */

ScopeOf *kept_scope(const CheckSession *session, const Scope *scope)
{
    const Kept *kept = session->kept;
    size_t at = kept ? scope_from(kept->scopes, kept->scope_count, scope->resource) : 0;
    for (; kept && at < kept->scope_count && kept->scopes[at]->scope.resource == scope->resource; at++) {
        const Scope *old = &kept->scopes[at]->scope;
        if (old->container == scope->container && old->entry == scope->entry && old->type == scope->type &&
            old->is_contained == scope->is_contained && slice_equals(old->language, scope->language)) {
            return kept->scopes[at];
        }
    }
    return NULL;
}

KeptWay kept_way(const CheckSession *session, const ScopeOf *own)
{
    const Kept *kept = session->kept;
    if (!kept || kept->is_inside || !own->kept_plan || own->kept_plan != own->plan) {
        return KEPT_NOTHING;
    }
    if (!impact_is_around(kept->impact, own->scope.resource)) {
        return KEPT_ALL;
    }
    return kept->has_rivals ? KEPT_NOTHING : KEPT_PART;
}

KeptWay kept_way_of(const Walk *walk, const ScopeOf *own)
{
    if (!walk->report || walk->depth > 0) {
        return KEPT_NOTHING;
    }
    return own->is_ahead ? own->way : kept_way(walk->session, own);
}

void kept_add_far(Walk *walk, const ScopeOf *own, size_t first)
{
    const Kept *kept = walk->session->kept;
    NodeId resource = own->scope.resource, end = document_node(walk->document, resource)->end;
    GroupPlaces *far = walk->far;
    for (size_t i = group_places_from(&kept->far, resource);
         i < kept->far.count && group_place_node(&kept->far.items[i]) < end; i++) {
        if (!impact_is_renewed(kept->impact, group_place_node(&kept->far.items[i]))) {
            group_places_add(far, &kept->far.items[i]);
        }
    }
    group_places_sort_from(far, first);
}

uint32_t kept_errors(const Walk *walk, const ScopeOf *own)
{
    const Kept *kept = walk->session->kept;
    NodeId resource = own->scope.resource, end = document_node(walk->document, resource)->end;
    size_t count;
    uint32_t errors = 0;
    const Finding *findings = report_settled(walk->report, &count);
    for (size_t i = 0; i < count; i++) {
        const Finding *finding = &findings[i];
        if (!finding->has_group && finding->origin >= resource && finding->origin < end) {
            const IssueText *text = report_text(walk->report, finding->text);
            errors += issue_is_counted(text->key, text->severity) && !impact_is_renewed(kept->impact, finding->origin);
        }
    }
    for (size_t i = 0; i < kept->unchecked_count; i++) {
        const Unchecked *item = &kept->unchecked[i];
        bool is_inside = item->origin >= resource && item->origin < end;
        errors += item->subject == SUBJECT_MISFIT && is_inside && !impact_is_renewed(kept->impact, item->origin);
    }
    return errors;
}

void kept_stay(CheckSession *session, const ScopeOf *own)
{
    Kept *kept = session->kept;
    NodeId resource = own->scope.resource, end = document_node(session->document, resource)->end;
    ARRAY_RESERVE(kept->stays, kept->stay_capacity, kept->stay_count + 1);
    kept->stays[kept->stay_count++] = (NodeRange){resource, end};
    for (size_t i = scope_from(kept->scopes, kept->scope_count, resource + 1); i < kept->scope_count; i++) {
        ScopeOf *inner = kept->scopes[i];
        if (inner->scope.resource >= end) {
            break;
        }
        if (!inner->is_listed && !impact_is_renewed(kept->impact, inner->scope.resource)) {
            session_list_scope(session, inner);
            inner->looks_elsewhere = inner->kept_plan == NULL;
        }
    }
}

bool kept_stays(const Kept *kept, NodeId origin)
{
    size_t low = 0, high = kept->stay_count; /* the first that begins after the origin */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (kept->stays[middle].first <= origin) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low > 0 && origin < kept->stays[low - 1].end && !impact_is_renewed(kept->impact, origin);
}

void kept_take_unchecked(CheckSession *session)
{
    const Kept *kept = session->kept;
    for (size_t i = 0; i < kept->unchecked_count; i++) {
        if (!kept->unchecked[i].is_far && kept_stays(kept, kept->unchecked[i].origin)) {
            ARRAY_RESERVE(session->unchecked, session->unchecked_capacity, session->unchecked_count + 1);
            session->unchecked[session->unchecked_count++] = kept->unchecked[i];
        }
    }
}
