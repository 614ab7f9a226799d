/* Issue rows: positions in the report, sorted. */
#include "ui/screens/bench/issue_rows.h"

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

void issue_rows_free(IssueRows *rows)
{
    text_free(&rows->filter);
    free(rows->positions);
    *rows = (IssueRows){0};
}

void issue_rows_filter(IssueRows *rows, Slice text)
{
    text_clear(&rows->filter);
    text_append(&rows->filter, text);
    rows->is_made = false;
}

static bool passes(const IssueRows *rows, const Document *document, const Issue *issue)
{
    Slice wanted = text_slice(&rows->filter);
    if (wanted.length == 0) {
        return true;
    }
    Text path = TEXT_EMPTY;
    path_append(document, issue->node, &path);
    bool is_held = wanted_is_in(issue->message, wanted) || wanted_is_in(slice_from(issue->key), wanted) ||
                   wanted_is_in(text_slice(&path), wanted);
    text_free(&path);
    return is_held;
}

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

static void make(IssueRows *rows, const Document *document, const Report *report)
{
    uint32_t all = report_count(report), count = 0;
    SortRow *list = memory_allocate((all + 1) * sizeof *list);
    for (uint32_t i = 0; i < all; i++) {
        const Issue *issue = report_issue(report, i);
        if (passes(rows, document, issue)) {
            bool is_by_kind = rows->order == ISSUES_BY_KIND;
            uint32_t severity = rows->order == ISSUES_BY_SEVERITY ? 1u + issue->severity - issue_is_gap(issue) : 0;
            list[count++] = (SortRow){.position = i, .rank = severity, .key = is_by_kind ? issue->key : NULL};
        }
    }
    if (rows->order == ISSUES_BY_KIND) {
        rank_kinds(list, count);
    }
    if (rows->order != ISSUES_BY_PLACE) {
        qsort(list, count, sizeof *list, compare_rows);
    }
    free(rows->positions);
    rows->positions = memory_allocate((count + 1) * sizeof *rows->positions);
    for (uint32_t i = 0; i < count; i++) {
        rows->positions[i] = list[i].position;
    }
    rows->count = count;
    free(list);
}

void issue_rows_refresh(IssueRows *rows, const Document *document, const Report *report)
{
    uint64_t revision = document_revision(document) * 64 + report_count(report);
    if (rows->is_made && rows->document == document && rows->revision == revision && rows->made_order == rows->order) {
        return;
    }
    make(rows, document, report);
    rows->document = document;
    rows->revision = revision;
    rows->made_order = rows->order;
    rows->is_made = true;
}

uint32_t issue_rows_row_of(const IssueRows *rows, uint32_t position)
{
    for (uint32_t i = 0; i < rows->count; i++) {
        if (rows->positions[i] == position) {
            return i;
        }
    }
    return 0;
}
