/* Recheck: what was found and noted before moves along with the nodes; what is judged again goes, and comes anew. */
#include "src/check/recheck.h"

#include "src/check/state/checker.h"
#include "src/check/state/session.h"
#include "src/check/walk/dependents.h"
#include "src/check/walk/session_open.h"
#include "src/check/walk/walk.h"

#include <stdlib.h>

/* ---- what was there ---- */

/* True when an edit can be followed value by value. */
static bool can_follow(const CheckSession *session, const Report *report, const Document *document, const Patch *patch)
{
    return session && !session->has_far_slices && !session->had_faults && document_fault_count(document) == 0 &&
           patch->parent != NODE_NONE && report_text_count(report) <= session->text_limit;
}

/* Gives the resources that are still there their new numbers. */
static void move_scopes(CheckSession *session, const Patch *patch)
{
    size_t kept = 0;
    for (size_t i = 0; i < session->scope_count; i++) {
        ScopeOf *own = session->scopes[i];
        Scope *scope = &own->scope;
        scope->resource = patch_node(patch, scope->resource);
        scope->entry = scope->entry == NODE_NONE ? NODE_NONE : patch_node(patch, scope->entry);
        if (scope->resource != NODE_NONE) {
            session->scopes[kept++] = own;
        }
    }
    session->scope_count = kept;
}

/* The number of a node that may be absent. */
static NodeId moved(const Patch *patch, NodeId node)
{
    return node == NODE_NONE ? NODE_NONE : patch_node(patch, node);
}

static void move_far(FarList *far, const Patch *patch)
{
    size_t kept = 0;
    for (size_t i = 0; i < far->count; i++) {
        FarPlace item = far->items[i];
        bool had_node = item.node != NODE_NONE, had_sibling = item.sibling != NODE_NONE;
        item.node = moved(patch, item.node);
        item.sibling = moved(patch, item.sibling);
        if (had_node == (item.node != NODE_NONE) && had_sibling == (item.sibling != NODE_NONE)) {
            far->items[kept++] = item;
        }
    }
    far->count = kept;
}

static void move_unchecked(CheckSession *session, const Patch *patch)
{
    size_t kept = 0;
    for (size_t i = 0; i < session->unchecked_count; i++) {
        Unchecked item = session->unchecked[i];
        item.node = patch_node(patch, item.node);
        item.origin = patch_node(patch, item.origin);
        if (item.node != NODE_NONE && item.origin != NODE_NONE && !item.is_far) {
            session->unchecked[kept++] = item;
        }
    }
    session->unchecked_count = kept;
}

/* ---- what is judged again ---- */

/* Drops of the places of document groups noted before, the first `count`, those that were noted again. */
static void renew_far(FarList *far, size_t count, const EditImpact *impact)
{
    size_t kept = 0;
    for (size_t i = 0; i < far->count; i++) {
        NodeId node = far->items[i].node != NODE_NONE ? far->items[i].node : far->items[i].sibling;
        if (i >= count || !impact_is_renewed(impact, node)) {
            far->items[kept++] = far->items[i];
        }
    }
    far->count = kept;
}

static void renew_unchecked(CheckSession *session, size_t count, const EditImpact *impact)
{
    size_t kept = 0;
    for (size_t i = 0; i < session->unchecked_count; i++) {
        if (i >= count || !impact_is_renewed(impact, session->unchecked[i].origin)) {
            session->unchecked[kept++] = session->unchecked[i];
        }
    }
    session->unchecked_count = kept;
}

static bool is_kept(void *context, const Finding *finding)
{
    const EditImpact *impact = context;
    return finding->group ? group_is_left(finding->group, impact->document, impact->patch)
                          : !impact_is_renewed(impact, finding->origin);
}

/* Far places are judged in the order of the document. */
static int compare_far(const void *a, const void *b)
{
    const FarPlace *left = a, *right = b;
    NodeId left_node = left->node != NODE_NONE ? left->node : left->sibling;
    NodeId right_node = right->node != NODE_NONE ? right->node : right->sibling;
    return (left_node > right_node) - (left_node < right_node);
}

static void sort_far(FarList *far)
{
    if (far->count > 0) {
        qsort(far->items, far->count, sizeof *far->items, compare_far);
    }
}

/* True when members of the holder stand for each other: which of them counts may have changed with any of them. */
static bool has_rivals(const Report *report, const EditImpact *impact)
{
    return report_has(report, impact->holder, KEY_DUPLICATE_PROPERTY) ||
           report_has(report, impact->holder, KEY_SECOND_CHOICE);
}

bool recheck(Report *report, const Document *document, const Patch *patch)
{
    CheckSession *session = report_state(report);
    if (!can_follow(session, report, document, patch)) {
        return false;
    }
    move_scopes(session, patch);
    move_far(&session->far, patch);
    move_unchecked(session, patch);
    session_forget(session);
    dicom_checker_reset(session->checker->dicom);
    size_t document_count = session->far.count, unchecked_count = session->unchecked_count;
    EditImpact impact = impact_of(document, patch);
    Walk walk = walk_new(session, report, &session->far, 0);
    walk.impact = &impact;
    walk_roots(&walk);
    walk.needs_full_check |= session->has_far_slices || has_rivals(report, &impact);
    if (!walk.needs_full_check) {
        report_move(report, patch, is_kept, &impact);
        renew_far(&session->far, document_count, &impact);
        renew_unchecked(session, unchecked_count, &impact);
        sort_far(&session->far);
        walk_far(&walk, &session->far);
        dependents_report(&walk);
        unchecked_report(&walk);
        report_settle(report, document);
    }
    walk_free(&walk);
    impact_free(&impact);
    return !walk.needs_full_check;
}
