/* Recheck: what was found and noted before moves along with the nodes; what is judged again goes, and comes anew. */
#include "src/check/recheck.h"

#include "src/check/state/checker.h"
#include "src/check/state/kept.h"
#include "src/check/walk/dependents.h"
#include "src/check/walk/session_open.h"
#include "src/check/walk/unmatched.h"
#include "src/check/walk/walk.h"

/* A session whose document was edited so often is begun anew, so that what it remembers for good does not grow without end. */
enum { EDITS_MAXIMUM = 4096 };

/* True when an edit can be followed. */
static bool can_follow(const CheckSession *session, const Report *report, const Document *document, const Patch *patch)
{
    return session && !session->had_faults && document_fault_count(document) == 0 && patch->parent != NODE_NONE &&
           report_text_count(report) <= session->text_limit && session->edits < EDITS_MAXIMUM;
}

/* ---- value by value ---- */

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

/* The same of the resources: those in what was judged again as a whole are there anew. */
static void renew_scopes(CheckSession *session, size_t count, const EditImpact *impact)
{
    size_t kept = 0;
    for (size_t i = 0; i < session->scope_count; i++) {
        if (i >= count || !impact_is_whole(impact, session->scopes[i]->scope.resource)) {
            session->scopes[kept++] = session->scopes[i];
        }
    }
    session->scope_count = kept;
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

static bool is_left(void *context, Finding *finding)
{
    const EditImpact *impact = context;
    return finding->group ? group_is_left(finding->group, impact->document, impact->patch)
                          : !impact_is_renewed(impact, finding->origin);
}

/* Judges the values around the edit again, and all that document groups judge. */
static bool follow_values(Walk *walk, EditImpact *impact)
{
    CheckSession *session = walk->session;
    size_t far_count = session->far.count, unchecked_count = session->unchecked_count;
    size_t scope_count = session->scope_count;
    walk->impact = impact;
    walk_roots(walk);
    if (walk->needs_full_check || session->has_far_slices || kept_has_rivals(walk->report, impact)) {
        return false;
    }
    report_keep(walk->report, is_left, impact);
    renew_far(&session->far, far_count, impact);
    renew_scopes(session, scope_count, impact);
    renew_unchecked(session, unchecked_count, impact);
    far_sort(&session->far, 0);
    walk_far(walk, &session->far);
    dependents_report(walk);
    unchecked_report(walk);
    return true;
}

/* ---- resource by resource ---- */

/* The number of the unmatched resource that a finding belongs to which was found at a place; 0 if there is none. The resources
   of the session are in the order of their nodes. */
static uint32_t unmatched_number(const CheckSession *session, NodeId origin)
{
    size_t low = 0, high = session->unmatched_count > 0 ? session->scope_count : 0; /* the first after the place */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (session->scopes[middle]->scope.resource <= origin) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    while (low > 0 && !document_contains(session->document, session->scopes[low - 1]->scope.resource, origin)) {
        low--;
    }
    const Unmatched *unmatched = low > 0 ? unmatched_of_scope(&session->scopes[low - 1]->scope) : NULL;
    return unmatched ? unmatched->number : 0;
}

static bool is_kept(void *context, Finding *finding)
{
    const CheckSession *session = context;
    const EditImpact *impact = session->kept->impact;
    bool is_kept = finding->group ? group_is_left(finding->group, impact->document, impact->patch)
                                  : kept_stays(session->kept, finding->origin);
    finding->unmatched = is_kept ? unmatched_number(session, finding->origin) : 0;
    return is_kept;
}

/* Goes through the document as for the first time, and takes over what is kept of the resources in it. */
static bool follow_resources(Walk *walk, EditImpact *impact)
{
    CheckSession *session = walk->session;
    kept_begin(session, impact);
    session->has_far_slices = false;
    session->front = 0;
    session->is_walking = true;
    walk_roots(walk);
    session->is_walking = false;
    bool is_followed = !session->kept->needs_full_check;
    if (is_followed) {
        session_sort_scopes(session);
        report_keep(walk->report, is_kept, session);
        kept_take_unchecked(session);
        walk_far(walk, &session->far);
        dependents_report(walk);
        unmatched_settle(walk);
        unchecked_report(walk);
    }
    kept_end(session);
    return is_followed;
}

bool recheck(Report *report, const Document *document, const Patch *patch)
{
    CheckSession *session = report_state(report);
    if (!can_follow(session, report, document, patch)) {
        return false;
    }
    session->edits++;
    session_move(session, patch);
    report_move(report, patch);
    session_forget(session);
    dicom_checker_reset(session->checker->dicom);
    EditImpact impact = impact_of(document, patch);
    Walk walk = walk_new(session, report, &session->far, 0);
    bool is_followed = session->has_far_slices ? follow_resources(&walk, &impact) : follow_values(&walk, &impact);
    if (is_followed) {
        report_settle(report, document);
        session_is_current(session);
    }
    walk_free(&walk);
    impact_free(&impact);
    return is_followed;
}
