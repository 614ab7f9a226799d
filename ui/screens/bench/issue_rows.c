/* Issue rows: issues that pass, sorted, and equal ones gathered. */
#include "ui/screens/bench/issue_rows.h"

#include "src/base/hash_table.h"
#include "src/base/memory.h"
#include "src/json/path.h"
#include "src/outline/wanted.h"

#include <stdlib.h>
#include <string.h>

/* What an issue is sorted by. */
typedef struct SortRow {
    uint32_t position;
    uint32_t rank;   /* severity, or how many there are of its kind: the higher first */
    const char *key; /* NULL: does not count */
} SortRow;

/* Equal issues, as a chain through `next` of the gathering. */
typedef struct EqualIssues {
    uint32_t first; /* positions in the sorted list */
    uint32_t last;
    uint32_t count;
    uint32_t hash;
} EqualIssues;

/* Rows while they are made. */
typedef struct Gathering {
    IssueRows *rows;
    const Report *report;
    const SecondOpinion *opinion; /* NULL: none */
    const SortRow *sorted;
    uint32_t count;
    uint32_t *next; /* by position in the sorted list; UINT32_MAX: the last */
    EqualIssues *equal;
    uint32_t equal_count;
    size_t equal_capacity;
    HashTable table;
} Gathering;

static void hidden_free(IssueRows *rows)
{
    for (size_t i = 0; i < rows->hidden_count; i++) {
        text_free(&rows->hidden[i].name);
    }
    rows->hidden_count = 0;
}

/* ---- sides ---- */

const Issue *issue_rows_issue(const Report *report, const SecondOpinion *opinion, uint32_t position)
{
    uint32_t ours = report_count(report);
    return position < ours ? report_issue(report, position) : &opinion->rows[position - ours].issue;
}

/* The same by value, of which the report keeps nothing: for who goes over all of them. */
static Issue issue_at(const Report *report, const SecondOpinion *opinion, uint32_t position)
{
    uint32_t ours = report_count(report);
    return position < ours ? report_issue_at(report, position) : opinion->rows[position - ours].issue;
}

IssueSide issue_rows_side(const Report *report, const SecondOpinion *opinion, uint32_t position)
{
    if (!opinion) {
        return SIDE_NONE;
    }
    if (position >= report_count(report)) {
        return SIDE_THEIRS;
    }
    bool is_both = position < opinion->ours_count && opinion->is_ours_both[position];
    return is_both ? SIDE_BOTH : issue_is_gap(report_issue(report, position)) ? SIDE_NONE : SIDE_OURS;
}

const char *issue_side_name(IssueSide side)
{
    static const char *const names[] = {
        [SIDE_NONE] = "", [SIDE_OURS] = "ipse", [SIDE_BOTH] = "both", [SIDE_THEIRS] = "theirs"};
    return names[side];
}

/* True for a position that has no row of its own: the report says the same, or did before a change. */
static bool is_said_already(const Report *report, const SecondOpinion *opinion, uint32_t position)
{
    uint32_t ours = report_count(report);
    const OpinionRow *row = position < ours ? NULL : &opinion->rows[position - ours];
    return row && (row->ours != OPINION_ALONE || row->is_settled);
}

void issue_rows_free(IssueRows *rows)
{
    hidden_free(rows);
    text_free(&rows->filter);
    free(rows->items);
    free(rows->row_of);
    issue_folds_free(&rows->folds);
    *rows = (IssueRows){0};
}

void issue_rows_set_order(IssueRows *rows, IssueOrder order)
{
    rows->order = order;
    rows->is_made = false;
}

void issue_rows_filter(IssueRows *rows, Slice text)
{
    text_clear(&rows->filter);
    text_append(&rows->filter, text);
    rows->is_made = false;
}

/* ---- what is hidden ---- */

bool issue_rows_hide(IssueRows *rows, HiddenWhat what, Slice name)
{
    if (rows->hidden_count == HIDDEN_MAXIMUM) {
        return false;
    }
    HiddenIssues *hidden = &rows->hidden[rows->hidden_count++];
    *hidden = (HiddenIssues){.what = what, .name = TEXT_EMPTY};
    text_append(&hidden->name, name);
    rows->is_made = false;
    return true;
}

void issue_rows_show_all(IssueRows *rows)
{
    hidden_free(rows);
    rows->is_made = false;
}

/* Appends "Patient/1", or where the resource has no id its path. */
static void append_resource(const Document *document, const Issue *issue, Text *name)
{
    NodeId id = issue->node;
    Text scratch = TEXT_EMPTY;
    while (id != NODE_NONE && document_member(document, id, SLICE("resourceType")) == NODE_NONE) {
        id = document_node(document, id)->parent;
    }
    NodeId own = document_member(document, id, SLICE("id"));
    if (own != NODE_NONE) {
        text_append(name, document_string(document, document_member(document, id, SLICE("resourceType")), &scratch));
        text_append_byte(name, '/');
        text_append(name, document_string(document, own, &scratch));
    } else if (id != NODE_NONE) {
        path_append(document, id, name);
    }
    text_free(&scratch);
}

void issue_rows_name(HiddenWhat what, const Document *document, const Issue *issue, IssueSide side, Text *name)
{
    static const char *const severities[] = {"notes", "warnings", "errors"};
    if (what == HIDDEN_RESOURCE) {
        append_resource(document, issue, name);
    } else {
        text_append(name, slice_from(what == HIDDEN_KIND   ? issue->key
                                     : what == HIDDEN_SIDE ? issue_side_name(side)
                                     : issue_is_gap(issue) ? "gaps"
                                                           : severities[issue->severity]));
    }
}

static bool is_hidden(const IssueRows *rows, const Document *document, const Issue *issue, IssueSide side,
                      Text *scratch)
{
    bool is_found = false;
    for (size_t i = 0; i < rows->hidden_count && !is_found; i++) {
        text_clear(scratch);
        issue_rows_name(rows->hidden[i].what, document, issue, side, scratch);
        is_found = slice_equals(text_slice(scratch), text_slice(&rows->hidden[i].name));
    }
    return is_found;
}

bool issue_rows_hides(const IssueRows *rows, const Document *document, const Issue *issue, IssueSide side)
{
    Text scratch = TEXT_EMPTY;
    bool is_found = is_hidden(rows, document, issue, side, &scratch);
    text_free(&scratch);
    return is_found;
}

/* True where the message, the key, the path or the name of the resource of an issue holds the filter's text, or that is
   the name of its side. */
static bool passes(const IssueRows *rows, const Document *document, Names *names, const Issue *issue, IssueSide side,
                   Text *scratch)
{
    Slice wanted = text_slice(&rows->filter);
    if (slice_equals(wanted, slice_from(issue_side_name(side))) || wanted.length == 0 ||
        wanted_is_in(issue->message, wanted) || wanted_is_in(slice_from(issue->key), wanted)) {
        return true;
    }
    text_clear(scratch);
    path_append(document, issue->node, scratch);
    text_append_byte(scratch, '\n');
    NodeId holder = names_holder(document, issue->node);
    if (holder != NODE_NONE) {
        names_append(names, holder, scratch);
    }
    return wanted_is_in(text_slice(scratch), wanted);
}

/* ---- sorting ---- */

static int compare_rows(const void *a, const void *b)
{
    const SortRow *left = a, *right = b;
    if (left->rank != right->rank) {
        return left->rank > right->rank ? -1 : 1;
    }
    int order = left->key && right->key ? strcmp(left->key, right->key) : 0;
    return order ? order : (left->position > right->position) - (left->position < right->position);
}

static int compare_keys(const void *a, const void *b)
{
    const SortRow *left = a, *right = b;
    int order = strcmp(left->key, right->key);
    return order ? order : (left->position > right->position) - (left->position < right->position);
}

/* Errors, warnings, gaps, notes: what is missing is more to a reader than what is only told, as that codes are not
 * known. */
static uint32_t rank_of(const Issue *issue)
{
    return issue_is_gap(issue) ? 1 : issue->severity == SEVERITY_NOTE ? 0 : 1u + issue->severity;
}

/* Gives the rows of each kind their number as rank. */
static void rank_kinds(SortRow *list, uint32_t count)
{
    qsort(list, count, sizeof *list, compare_keys);
    for (uint32_t first = 0, end; first < count; first = end) {
        for (end = first + 1; end < count && strcmp(list[first].key, list[end].key) == 0; end++) {
        }
        for (uint32_t i = first; i < end; i++) {
            list[i].rank = end - first;
        }
    }
}

/* Sorts by severity, which has few values: the errors, the warnings, the gaps, the notes, each as they stood. */
static void sort_by_severity(SortRow *list, uint32_t count)
{
    uint32_t *positions = memory_allocate((count + 1) * sizeof *positions), ends[SEVERITY_ERROR + 2], at = 0;
    for (uint32_t rank = SEVERITY_ERROR + 2; rank-- > 0;) {
        for (uint32_t i = 0; i < count; i++) {
            if (list[i].rank == rank) {
                positions[at++] = list[i].position;
            }
        }
        ends[rank] = at;
    }
    for (uint32_t i = 0, rank = SEVERITY_ERROR + 1; i < count; i++) {
        while (i == ends[rank]) {
            rank--;
        }
        list[i] = (SortRow){.position = positions[i], .rank = rank};
    }
    free(positions);
}

/* ---- gathering what is equal ---- */

static bool are_equal(const Gathering *gathering, uint32_t a, uint32_t b)
{
    const Report *report = gathering->report;
    const SecondOpinion *opinion = gathering->opinion;
    uint32_t first = gathering->sorted[a].position, second = gathering->sorted[b].position;
    const Issue left = issue_at(report, opinion, first), right = issue_at(report, opinion, second);
    if (issue_rows_side(report, opinion, first) != issue_rows_side(report, opinion, second)) {
        return false;
    }
    bool is_of_kind = left.severity == right.severity && strcmp(left.key, right.key) == 0;
    return is_of_kind && (gathering->rows->order == ISSUES_BY_KIND || slice_equals(left.message, right.message));
}

/* The equal ones that an issue belongs to, which are new if it is the first. */
static uint32_t gather(Gathering *gathering, uint32_t at)
{
    const Issue issue = issue_at(gathering->report, gathering->opinion, gathering->sorted[at].position);
    bool is_by_kind = gathering->rows->order == ISSUES_BY_KIND;
    uint32_t hash = hash_key(is_by_kind ? slice_from(issue.key) : issue.message, hash_key_seed());
    gathering->next[at] = UINT32_MAX;
    for (HashProbe probe = hash_table_probe(&gathering->table, hash); hash_probe_next(&probe);) {
        EqualIssues *equal = &gathering->equal[probe.number];
        if (are_equal(gathering, equal->first, at)) {
            gathering->next[equal->last] = at;
            equal->last = at;
            equal->count++;
            return probe.number;
        }
    }
    ARRAY_RESERVE(gathering->equal, gathering->equal_capacity, gathering->equal_count + 1u);
    gathering->equal[gathering->equal_count] = (EqualIssues){.first = at, .last = at, .count = 1, .hash = hash};
    if (gathering->rows->order != ISSUES_BY_PLACE) {
        hash_table_add(&gathering->table, hash, gathering->equal_count);
    }
    return gathering->equal_count++;
}

bool issue_rows_is_unfolded(const IssueRows *rows, uint32_t hash)
{
    bool is_found = false;
    for (size_t i = 0; i < rows->unfolded_count; i++) {
        is_found = is_found || rows->unfolded[i] == hash;
    }
    return is_found;
}

/* Adds the row of equal issues and, where it is unfolded, a row for each. */
static void add_rows(Gathering *gathering, const EqualIssues *equal)
{
    IssueRows *rows = gathering->rows;
    bool is_open = equal->count > 1 && issue_rows_is_unfolded(rows, equal->hash);
    uint32_t header = rows->count;
    IssueSide side = issue_rows_side(gathering->report, gathering->opinion, gathering->sorted[equal->first].position);
    rows->items[rows->count++] = (IssueRow){.position = gathering->sorted[equal->first].position,
                                            .side = side,
                                            .count = equal->count,
                                            .is_open = is_open,
                                            .hash = equal->hash};
    for (uint32_t at = equal->first; at != UINT32_MAX; at = gathering->next[at]) {
        uint32_t position = gathering->sorted[at].position;
        rows->row_of[position] = is_open ? rows->count : header;
        if (is_open) {
            rows->items[rows->count++] = (IssueRow){.position = position, .side = side, .count = 1, .is_inside = true};
        }
    }
}

static void make_rows(IssueRows *rows, const Report *report, const SecondOpinion *opinion, const SortRow *sorted,
                      uint32_t count)
{
    Gathering gathering = {.rows = rows, .report = report, .opinion = opinion, .sorted = sorted, .count = count};
    gathering.next = memory_allocate((count + 1) * sizeof *gathering.next);
    for (uint32_t i = 0; i < count; i++) {
        gather(&gathering, i);
    }
    free(rows->items);
    free(rows->row_of);
    rows->row_of_count = report_count(report) + (opinion ? opinion->count : 0);
    rows->capacity = (size_t)count + gathering.equal_count + 1;
    rows->items = memory_allocate(rows->capacity * sizeof *rows->items);
    rows->row_of = memory_allocate((rows->row_of_count + 1) * sizeof *rows->row_of);
    memset(rows->row_of, 0xFF, (rows->row_of_count + 1) * sizeof *rows->row_of);
    rows->count = 0;
    rows->issues = count;
    for (uint32_t i = 0; i < gathering.equal_count; i++) {
        add_rows(&gathering, &gathering.equal[i]);
    }
    rows->capacity = (size_t)rows->count + 1; /* most are folded */
    rows->items = memory_resize(rows->items, rows->capacity * sizeof *rows->items);
    hash_table_free(&gathering.table);
    free(gathering.next);
    free(gathering.equal);
}

/* Sorts by place: the findings of the other program lie after those of the report. */
static void sort_by_place(SortRow *list, uint32_t count, const Report *report, const SecondOpinion *opinion)
{
    for (uint32_t i = 0; i < count; i++) {
        list[i].rank = UINT32_MAX - issue_at(report, opinion, list[i].position).span.start;
    }
    qsort(list, count, sizeof *list, compare_rows);
}

static void make(IssueRows *rows, const Document *document, const Report *report, const SecondOpinion *opinion,
                 Names *names)
{
    uint32_t all = report_count(report) + (opinion ? opinion->count : 0), count = 0;
    SortRow *list = memory_allocate((all + 1) * sizeof *list);
    Text scratch = TEXT_EMPTY;
    for (uint32_t i = 0; i < all; i++) {
        const Issue issue = issue_at(report, opinion, i);
        IssueSide side = issue_rows_side(report, opinion, i);
        if (!is_said_already(report, opinion, i) && !is_hidden(rows, document, &issue, side, &scratch) &&
            passes(rows, document, names, &issue, side, &scratch)) {
            list[count++] = (SortRow){
                .position = i, .rank = rank_of(&issue), .key = rows->order == ISSUES_BY_KIND ? issue.key : NULL};
        }
    }
    if (rows->order == ISSUES_BY_KIND) {
        rank_kinds(list, count);
        qsort(list, count, sizeof *list, compare_rows);
    } else if (rows->order == ISSUES_BY_SEVERITY) {
        sort_by_severity(list, count);
    } else if (opinion) {
        sort_by_place(list, count, report, opinion);
    }
    make_rows(rows, report, opinion, list, count);
    text_free(&scratch);
    free(list);
}

/* True for rows of all issues by severity, without those of another program: they are made from what issues say alone.
 */
static bool is_plain(const IssueRows *rows, const SecondOpinion *opinion)
{
    return !opinion && rows->order == ISSUES_BY_SEVERITY && rows->hidden_count == 0 && rows->filter.length == 0;
}

void issue_rows_refresh(IssueRows *rows, const Document *document, const Report *report, SecondOpinion *opinion,
                        Names *names)
{
    uint64_t version = report_version(report);
    if (rows->is_made && rows->document == document && rows->version == version) {
        return;
    }
    if (opinion) {
        second_opinion_refresh(opinion, document, report);
    }
    if (is_plain(rows, opinion)) {
        issue_folds_make_rows(rows, report);
    } else {
        make(rows, document, report, opinion, names);
    }
    rows->document = document;
    rows->version = version;
    rows->is_made = true;
}

void issue_rows_turn(IssueRows *rows, uint32_t row)
{
    uint32_t hash = rows->items[row].hash;
    size_t kept = 0;
    bool was_open = issue_rows_is_unfolded(rows, hash);
    for (size_t i = 0; i < rows->unfolded_count; i++) {
        bool is_oldest = !was_open && i == 0 && rows->unfolded_count == UNFOLDED_MAXIMUM;
        if (rows->unfolded[i] != hash && !is_oldest) {
            rows->unfolded[kept++] = rows->unfolded[i];
        }
    }
    rows->unfolded_count = kept;
    if (!was_open) {
        rows->unfolded[rows->unfolded_count++] = hash;
    }
    rows->is_made = false;
}

uint32_t issue_rows_row_of(const IssueRows *rows, uint32_t position)
{
    if (position >= rows->row_of_count) {
        return UINT32_MAX;
    }
    return rows->row_of ? rows->row_of[position] : issue_folds_row_of(rows, position);
}
