/* Recheck: what was found and noted before moves along with the nodes; what is judged again goes, and comes anew. */
#include "src/check/recheck.h"

#include "src/check/groups/groups.h"
#include "src/check/judge_lines.h"
#include "src/check/judge_root.h"
#include "src/check/state/checker.h"
#include "src/check/state/group_places.h"
#include "src/check/state/kept.h"
#include "src/check/state/question.h"
#include "src/check/state/syntax.h"
#include "src/check/walk/dependents.h"
#include "src/check/walk/session_open.h"
#include "src/check/walk/unmatched.h"
#include "src/check/walk/walk.h"

#include <stdlib.h>

/* A session whose document was edited so often is begun anew, so that what it remembers for good does not grow without
 * end. */
enum { EDITS_MAXIMUM = 4096 };

/* False for a finding about the document as a whole. */
static bool is_of_values(void *context, Finding *finding)
{
    (void)context;
    return !finding->is_of_document;
}

/* Judges the document as a whole again; what was found of it before stays where nothing else is found. */
static void renew_document(Walk *walk)
{
    Report *report = walk->report;
    size_t mark = report_mark(report);
    judge_document(walk);
    if (report_repeats(report, mark)) {
        report_drop(report, mark);
    } else {
        report_keep(report, &(FindingReach){.of_document = true}, is_of_values, NULL);
    }
}

/* ---- value by value ---- */

/* Drops of the resources known before, the first `count`, those in what was judged again as a whole: they are there
 * anew. */
static void renew_scopes(CheckSession *session, size_t count, const EditImpact *impact, NodeRange extent)
{
    size_t first = session_scope_from(session, count, extent.first), kept = first;
    size_t end = session_scope_from(session, count, extent.end);
    for (size_t i = first; i < end; i++) {
        if (!impact_is_whole(impact, session->scopes[i]->scope.resource)) {
            session->scopes[kept++] = session->scopes[i];
        }
    }
    if (kept < end) {
        memmove(session->scopes + kept, session->scopes + end, (session->scope_count - end) * sizeof(ScopeOf *));
        session->scope_count -= end - kept;
        session->sorted_scopes -= end - kept;
    }
    session_sort_scopes(session);
}

/* The same of what could not be checked; of what document groups noted, what they are asked about goes. */
static void renew_unchecked(CheckSession *session, size_t count, const Question *question)
{
    size_t kept = 0;
    for (size_t i = 0; i < session->unchecked_count; i++) {
        const Unchecked *item = &session->unchecked[i];
        bool is_renewed = i < count && (item->is_far ? question_has(question, item->origin)
                                                     : impact_is_renewed(question->impact, item->origin));
        if (!is_renewed) {
            session->unchecked[kept++] = *item;
        }
    }
    session->unchecked_count = kept;
}

/* True for the finding about the bytes before a value, which no edit that can be followed changes. */
static bool is_of_mark(const Report *report, const Finding *finding)
{
    return report_text(report, finding->text)->key == KEY_BYTE_ORDER_MARK;
}

/* An edit that is followed, by the walk of a session. */
typedef struct Following {
    const CheckSession *session;
    const EditImpact *impact;
    const Question *question;
} Following;

/* The document group that found a finding which has one. */
static const Group *group_of(const CheckSession *session, const Finding *finding)
{
    return report_text(session->report, finding->text)->group;
}

static bool is_left(void *context, Finding *finding)
{
    const Following *following = context;
    const EditImpact *impact = following->impact;
    if (finding->is_of_document || finding_is_elsewhere(following->session, finding)) {
        return true;
    }
    return finding->has_group
               ? !question_has(following->question, finding->origin) ||
                     question_is_left(following->session, impact, group_of(following->session, finding),
                                      finding->origin)
               : !impact_is_renewed(impact, finding->origin) || is_of_mark(following->session->report, finding);
}

/* The ranges of values whose findings may go, in a list that grows. */
typedef struct Ranges {
    OriginRange *items;
    size_t count;
    size_t capacity;
} Ranges;

static void add_range(Ranges *ranges, NodeId first, NodeId end)
{
    ARRAY_RESERVE(ranges->items, ranges->capacity, ranges->count + 1);
    ranges->items[ranges->count++] = (OriginRange){first, end};
}

/* Where findings of document groups may go: what is reached, and each further place, or all where these are many. */
static void add_asked(Ranges *ranges, const Question *question)
{
    enum { EACH_MAXIMUM = 64 };
    const CheckSession *session = question->session;
    size_t first = group_places_from(&session->far, question->extent.first);
    size_t count = group_places_from(&session->far, question->extent.end) - first;
    bool is_many = question->count > count + EACH_MAXIMUM;
    NodeRange all =
        is_many ? (NodeRange){session->root, document_node(session->document, session->root)->end} : question->extent;
    add_range(ranges, all.first, all.end);
    for (size_t i = 0; i < question->count && !is_many; i++) {
        NodeId node = group_place_node(&session->far.items[question->places[i]]);
        if (question->places[i] < first || question->places[i] >= first + count) {
            add_range(ranges, node, node + 1);
        }
    }
}

/* Drops the findings that are found anew: those of document groups that are asked again, of what was judged again as a
   whole, and of all that is around the edit. */
static void drop_renewed(Walk *walk, const EditImpact *impact, const Question *question)
{
    Ranges ranges = {0}, asked = {0};
    for (size_t i = 0; i < impact->count; i++) {
        add_range(&ranges, impact->renewed[i].first, impact->renewed[i].end);
    }
    for (NodeId up = impact->holder; up != NODE_NONE; up = document_node(impact->document, up)->parent) {
        add_range(&ranges, up, up + 1);
    }
    add_asked(&asked, question);
    FindingReach reach = {
        .ranges = ranges.items, .count = ranges.count, .of_groups = asked.items, .group_count = asked.count};
    report_keep(walk->report, &reach, is_left, &(Following){walk->session, impact, question});
    free(ranges.items);
    free(asked.items);
}

/* Judges the values around the edit again, and asks document groups again what it may have changed; false where that
   will not do. Of conformance tests of resources prechecks know more, of which there are none. */
static bool follow_values(Walk *walk, EditImpact *impact)
{
    CheckSession *session = walk->session;
    size_t unchecked_count = session->unchecked_count, scope_count = session->scope_count;
    walk->impact = impact;
    walk_root(walk, session->root);
    if (walk->needs_full_check || session->has_far_slices || kept_has_rivals(walk->report, impact)) {
        return false;
    }
    NodeRange extent = question_extent(session, impact);
    bool asks_uids = !session->uids_hold && !group_is_left(&group_dicom_uids, session->document, impact->patch);
    renew_scopes(session, scope_count, impact, extent);
    group_places_renew(&session->far, impact, extent);
    Question question = question_of(session, impact, extent, asks_uids);
    drop_renewed(walk, impact, &question);
    renew_unchecked(session, unchecked_count, &question);
    walk_asked(walk, &question);
    question_free(&question);
    dependents_report(walk);
    return !session->tests_resources;
}

/* ---- resource by resource ---- */

/* The number of the unmatched resource that a finding belongs to which was found at a place; 0 if there is none. The
   resources of the session are in the order of their nodes. */
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
    if (finding->is_of_document || finding_is_elsewhere(session, finding)) {
        return true;
    }
    bool is_kept = finding->has_group
                       ? group_is_left(group_of(session, finding), impact->document, impact->patch)
                       : kept_stays(session->kept, finding->origin) || is_of_mark(session->report, finding);
    finding->unmatched =
        is_kept && !finding->is_of_claim ? unmatched_number(session, finding->origin) & UNMATCHED_MAXIMUM : 0;
    return is_kept;
}

/* Goes through the document as for the first time, and takes over what is kept of the resources in it. */
static bool follow_resources(Walk *walk, EditImpact *impact)
{
    CheckSession *session = walk->session;
    kept_begin(session, impact);
    session->has_far_slices = session->tests_resources = false;
    session->front = 0;
    session->is_walking = true;
    walk_root(walk, session->root);
    session->is_walking = false;
    bool is_followed = !session->kept->needs_full_check;
    if (is_followed) {
        session_sort_scopes(session);
        report_keep(walk->report, NULL, is_kept, session);
        kept_take_unchecked(session);
        walk_far(walk, &session->far);
        dependents_report(walk);
        unmatched_settle(walk);
    }
    kept_end(session);
    return is_followed;
}

/* Finds out whether UIDs must be compared again. */
static void follow_uids(CheckSession *session, const Patch *patch)
{
    DicomChecker *dicom = session->dicom;
    bool is_left = group_is_left(&group_dicom_uids, session->document, patch);
    bool is_known = dicom_checker_follow(dicom, session->document, patch, is_left);
    session->uids_hold = is_known && !is_left;
    if (!is_known) {
        dicom_checker_reset(dicom);
    }
}

/* Follows an edit in the root that the session knows; false where the root must be judged as a whole. */
static bool follow_root(CheckSession *session, Report *report, const Patch *patch)
{
    session_follow(session, patch);
    follow_uids(session, patch);
    EditImpact impact = impact_of(session->document, patch);
    Walk walk = walk_new(session, report, &session->far, 0);
    bool is_by_resources = session->has_far_slices || session->tests_resources;
    bool is_followed = is_by_resources ? follow_resources(&walk, &impact) : follow_values(&walk, &impact);
    walk_free(&walk);
    impact_free(&impact);
    return is_followed;
}

/* ---- lines ---- */

/* The line that holds a node. */
static NodeId line_of(const Document *document, NodeId node)
{
    enum { LINES = 0 };
    while (document_node(document, node)->parent != LINES) {
        node = document_node(document, node)->parent;
    }
    return node;
}

/* Follows an edit in a file of lines: in the line that the session knows, else by judging the lines that were reached.
 */
static void follow_lines(CheckSession *session, Report *report, const Patch *patch, bool is_known)
{
    enum { LINES = 0 };
    const Document *document = session->document;
    UidNotes gone = {0};
    line_list_move(&session->lines, document, patch, &gone);
    if (patch->parent == LINES) {
        session_forget(session);
        judge_lines(session, report, patch->first, patch->first + patch->inserted, &gone);
        return;
    }
    NodeId line = line_of(document, patch->parent);
    if (is_known && session->root == line) {
        judge_line_begin(session);
        bool is_followed = follow_root(session, report, patch);
        dicom_checker_set_uids(session->dicom, NULL, NULL);
        if (is_followed) {
            judge_line_end(session, report, !group_is_left(&group_dicom_uids, document, patch));
            return;
        }
    }
    UidNotes *own = &line_list_at(&session->lines, line)->uids;
    gone = *own;
    *own = (UidNotes){0};
    report_drop(report, report_settled_count(report));
    judge_lines(session, report, line, document_node(document, line)->end, &gone);
}

/* ---- documents ---- */

/* True when an edit of a document can be followed. */
static bool can_follow(const CheckSession *session, const Report *report, const Patch *patch)
{
    return session && patch->parent != NODE_NONE && report_text_count(report) <= session->text_limit &&
           session->edits < EDITS_MAXIMUM;
}

/* Moves along what the session knows of its root; false where it must not be used any more: the root is gone, or the
   reader had to guess in it, or has to now. */
static bool move_root(CheckSession *session, const Patch *patch)
{
    NodeId root = session->root == NODE_NONE ? NODE_NONE : patch_node(patch, session->root);
    bool is_there = root != NODE_NONE && !session->is_guesswork && !syntax_is_guesswork(session->document, root);
    session->root = root;
    if (is_there) {
        session_move(session, patch);
    }
    return is_there;
}

bool recheck(Report *report, const Document *document, const Patch *patch)
{
    CheckSession *session = report_state(report);
    if (!can_follow(session, report, patch)) {
        return false;
    }
    session->edits++;
    report_move(report, patch);
    bool is_known = move_root(session, patch), is_lines = document_nodes(document)[0].kind == NODE_LINES;
    if (is_lines) {
        follow_lines(session, report, patch, is_known);
    } else if (!is_known || !follow_root(session, report, patch)) {
        return false;
    }
    Walk walk = walk_new(session, report, &session->far, 0);
    renew_document(&walk);
    walk_free(&walk);
    report_settle(report, document);
    session->first_finding = 0;
    session_is_current(session);
    return true;
}
