/* Second opinion: rows of the other program, their places, and their partners in the report. */
#include "src/outcome/second_opinion.h"

#include "src/outcome/place.h"

#include <stdlib.h>

void second_opinion_free(SecondOpinion *opinion)
{
    outcome_free(&opinion->outcome);
    free(opinion->rows);
    free(opinion->is_ours_both);
    arena_free(opinion->arena);
    *opinion = (SecondOpinion){0};
}

/* ---- places ---- */

static void set_place(OpinionRow *row, const Document *document, NodeId node, Slice missing)
{
    row->issue.node = node;
    row->issue.missing = missing;
    row->issue.span = missing.length
                          ? (Span){document_node(document, node)->start, 1}
                          : (Span){document_node(document, node)->start, document_node(document, node)->length};
}

/* Notes the way from the root to a row's place. */
static void note_way(SecondOpinion *opinion, OpinionRow *row, const Document *document)
{
    for (NodeId id = row->issue.node; document_node(document, id)->parent != NODE_NONE;
         id = document_node(document, id)->parent) {
        row->step_count++;
    }
    row->way = arena_allocate(opinion->arena, (row->step_count + 1) * sizeof *row->way);
    NodeId id = row->issue.node;
    for (uint32_t i = row->step_count; i-- > 0; id = document_node(document, id)->parent) {
        Slice key = arena_copy(opinion->arena, document_key_text(document, id, opinion->arena));
        row->way[i] = (OpinionStep){.key = key, .position = document_position_in_parent(document, id)};
    }
}

/* The value at the end of a row's way; NODE_NONE where it is not there any more. */
static NodeId follow_way(const OpinionRow *row, const Document *document)
{
    NodeId id = 0;
    for (uint32_t i = 0; i < row->step_count && id != NODE_NONE; i++) {
        bool is_object = document_node(document, id)->kind == NODE_OBJECT;
        id = is_object ? document_member(document, id, row->way[i].key)
                       : document_child_at(document, id, row->way[i].position);
    }
    return id;
}

/* Makes the row of an issue. */
static OpinionRow row_of(SecondOpinion *opinion, Evaluator *evaluator, const Document *document,
                         const OutcomeIssue *issue)
{
    OutcomePlace place = outcome_place(evaluator, document, issue, opinion->arena);
    OpinionRow row = {.issue = {.severity = issue->severity,
                                .id = KEY_INVARIANT,
                                .key = issue->key,
                                .message = issue->message,
                                .detail = issue->place_count ? issue->places[0] : SLICE("")},
                      .is_placed = place.is_known,
                      .ours = OPINION_ALONE};
    set_place(&row, document, place.node, place.missing);
    note_way(opinion, &row, document);
    return row;
}

/* Finds the place of a row again; what is there no longer leads to the root. */
static void find_again(OpinionRow *row, const Document *document)
{
    NodeId node = row->is_placed ? follow_way(row, document) : 0;
    NodeId member = node != NODE_NONE && row->issue.missing.length ? document_member(document, node, row->issue.missing)
                                                                   : NODE_NONE;
    set_place(row, document,
              node == NODE_NONE     ? 0
              : member != NODE_NONE ? member
                                    : node,
              node == NODE_NONE || member != NODE_NONE ? SLICE("") : row->issue.missing);
}

/* ---- what both say ---- */

/* The array for its first item: programs number them or do not. */
static NodeId plain_node(const Document *document, NodeId id)
{
    NodeId parent = document_node(document, id)->parent;
    bool is_first = parent != NODE_NONE && document_node(document, parent)->kind == NODE_ARRAY &&
                    document_first_child(document, parent) == id;
    return is_first ? parent : id;
}

static bool names_missing(const Issue *with, const Issue *other)
{
    return with->missing.length > 0 && slice_find(other->message, with->missing, 0) != SIZE_MAX;
}

/* True where a finding is about the key of a property that the other one names, at the object that holds it. */
static bool is_key_named(const Document *document, const Issue *key, const Issue *holder)
{
    Slice name = key->is_about_key ? document_raw_key(document, key->node) : SLICE("");
    return name.length > 0 && document_node(document, key->node)->parent == holder->node &&
           slice_find(holder->message, name, 0) != SIZE_MAX;
}

/* True where one of the keys ends with the other: "dom-6" and ".../DomainResource#dom-6". */
static bool have_one_key(const Issue *a, const Issue *b)
{
    Slice left = slice_from(a->key), right = slice_from(b->key);
    return slice_ends_with(left, right) || slice_ends_with(right, left);
}

/* How much two findings have in common; 0: they are about different things. At an object or a list more is needed than
   the place, which many findings have. */
static unsigned likeness(const Document *document, const Issue *theirs, const Issue *ours)
{
    bool is_named = is_key_named(document, ours, theirs) || names_missing(ours, theirs) || names_missing(theirs, ours);
    bool is_there = plain_node(document, theirs->node) == plain_node(document, ours->node) &&
                    (is_named || slice_equals(theirs->missing, ours->missing));
    bool is_serious = theirs->severity > SEVERITY_NOTE, is_key = have_one_key(theirs, ours);
    bool is_alike = is_serious == (ours->severity > SEVERITY_NOTE) && !issue_is_gap(ours);
    bool is_equal = theirs->severity == ours->severity;
    bool is_small = document_node(document, theirs->node)->kind < NODE_ARRAY || theirs->missing.length > 0;
    if ((!is_there && !is_key_named(document, ours, theirs)) || (!is_alike && !is_key) ||
        (!is_key && !is_named && !is_equal && !is_small)) {
        return 0;
    }
    bool is_same = slice_equals(theirs->message, ours->message);
    return 1u + (is_same ? 8u : 0) + (is_key ? 4u : 0) + (is_named ? 2u : 0) + (is_equal ? 1u : 0);
}

/* Looks through the findings of the report at a value for one that has more in common with a row than `*best`. */
static void look_at(OpinionRow *row, const Document *document, const Report *report, NodeId id, unsigned *best)
{
    uint32_t first = 0, count = id == NODE_NONE ? 0 : report_issues_of(report, id, &first);
    for (uint32_t at = first; at < first + count; at++) {
        Issue ours = *report_issue(report, at);
        unsigned found = likeness(document, &row->issue, &ours);
        row->ours = found > *best ? at : row->ours;
        *best = found > *best ? found : *best;
    }
}

/* Finds the finding of the report that says the same as a row: at its place, at the list for the first item, at a
   member that it names. */
static void find_partner(OpinionRow *row, const Document *document, const Report *report)
{
    NodeId place = plain_node(document, row->issue.node), holder = row->issue.node;
    unsigned best = 0;
    look_at(row, document, report, place, &best);
    if (document_node(document, place)->kind == NODE_ARRAY) {
        look_at(row, document, report, document_first_child(document, place), &best);
    }
    bool is_object = document_node(document, holder)->kind == NODE_OBJECT;
    for (NodeId id = is_object ? document_first_child(document, holder) : NODE_NONE; id != NODE_NONE;
         id = document_next_sibling(document, id)) {
        look_at(row, document, report, id, &best);
    }
}

static void compare(SecondOpinion *opinion, const Document *document, const Report *report)
{
    opinion->both = opinion->settled = 0;
    opinion->ours_count = report_count(report);
    free(opinion->is_ours_both);
    opinion->is_ours_both = memory_allocate_zeroed(opinion->ours_count + 1, sizeof *opinion->is_ours_both);
    for (uint32_t i = 0; i < opinion->count; i++) {
        OpinionRow *row = &opinion->rows[i];
        row->ours = OPINION_ALONE;
        if (row->is_placed) {
            find_partner(row, document, report);
        }
        row->was_both = document_revision(document) == opinion->opened ? row->ours != OPINION_ALONE : row->was_both;
        row->is_settled = row->was_both && row->ours == OPINION_ALONE;
        opinion->both += row->ours != OPINION_ALONE;
        opinion->settled += row->is_settled;
        if (row->ours != OPINION_ALONE) {
            opinion->is_ours_both[row->ours] = true;
        }
    }
    opinion->revision = document_revision(document) * 64 + report_count(report);
}

/* ---- the rows ---- */

static int compare_rows(const void *a, const void *b)
{
    const OpinionRow *left = a, *right = b;
    if (left->issue.severity != right->issue.severity) {
        return left->issue.severity > right->issue.severity ? -1 : 1;
    }
    if (left->issue.node != right->issue.node) {
        return left->issue.node < right->issue.node ? -1 : 1;
    }
    return slice_compare(left->issue.message, right->issue.message);
}

void second_opinion_open(SecondOpinion *opinion, Outcome *outcome, const Rules *rules, Clock clock,
                         const Document *document, const Report *report, Slice path)
{
    second_opinion_free(opinion);
    opinion->outcome = *outcome;
    *outcome = (Outcome){0};
    opinion->arena = arena_new();
    opinion->rows = memory_allocate((opinion->outcome.count + 1) * sizeof *opinion->rows);
    CheckOptions options = {0};
    Checker *checker = checker_new(rules, &options, clock);
    Evaluator *evaluator = evaluator_new(checker, document);
    for (size_t i = 0; i < opinion->outcome.count; i++) {
        const OutcomeIssue *issue = &opinion->outcome.items[i];
        if (path.length == 0 || outcome_is_about(issue, path)) {
            opinion->rows[opinion->count++] = row_of(opinion, evaluator, document, issue);
        }
    }
    evaluator_free(evaluator);
    checker_free(checker);
    qsort(opinion->rows, opinion->count, sizeof *opinion->rows, compare_rows);
    opinion->opened = document_revision(document);
    compare(opinion, document, report);
}

void second_opinion_refresh(SecondOpinion *opinion, const Document *document, const Report *report)
{
    if (opinion->revision == document_revision(document) * 64 + report_count(report)) {
        return;
    }
    for (uint32_t i = 0; i < opinion->count; i++) {
        find_again(&opinion->rows[i], document);
    }
    compare(opinion, document, report);
}

uint32_t second_opinion_only_ours(const SecondOpinion *opinion, const Report *report)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < opinion->ours_count; i++) {
        count += !opinion->is_ours_both[i] && !issue_is_gap(report_issue(report, i));
    }
    return count;
}

uint32_t second_opinion_only_theirs(const SecondOpinion *opinion)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < opinion->count; i++) {
        count += opinion->rows[i].ours == OPINION_ALONE && !opinion->rows[i].is_settled;
    }
    return count;
}
