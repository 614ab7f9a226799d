/*
 * Report: the issues of a document.
 *
 * Issues are kept sorted by node, which is the order of their places in the bytes; within a node the worse come first,
 * and those of one severity in the order in which they were found.
 */
#include "src/check/report.h"

#include "src/check/check.h"
#include "src/check/report_builder.h"

#include <stdlib.h>

Report *report_new(void)
{
    Report *report = memory_allocate_zeroed(1, sizeof *report);
    report->texts = arena_new();
    return report;
}

void report_free(Report *report)
{
    if (!report) {
        return;
    }
    arena_free(report->texts);
    free(report->issues);
    free(report);
}

static Slice keep(Report *report, Slice text)
{
    return text.length ? arena_copy(report->texts, text) : (Slice){"", 0};
}

void report_add(Report *report, const Issue *issue)
{
    ARRAY_RESERVE(report->issues, report->capacity, report->count + 1);
    Issue *kept = &report->issues[report->count++];
    *kept = *issue;
    kept->missing = keep(report, issue->missing);
    kept->message = keep(report, issue->message);
    kept->detail = keep(report, issue->detail);
}

/* The order of issues; 0 for those that stay in the order of finding. */
static int compare(const Issue *a, const Issue *b)
{
    if (a->node != b->node) {
        return a->node < b->node ? -1 : 1;
    }
    return (a->severity < b->severity) - (a->severity > b->severity);
}

/* Merges two sorted runs of `from`, [start, middle) and [middle, end), into `to`. */
static void merge(const Issue *from, Issue *to, size_t start, size_t middle, size_t end)
{
    size_t left = start, right = middle;
    for (size_t i = start; i < end; i++) {
        bool takes_left = left < middle && (right >= end || compare(&from[left], &from[right]) <= 0);
        to[i] = from[takes_left ? left++ : right++];
    }
}

/* A merge sort, for it must keep the order of equals. */
static void sort(Report *report)
{
    size_t count = report->count;
    Issue *other = memory_allocate(count * sizeof *other);
    for (size_t width = 1; width < count; width *= 2) {
        for (size_t start = 0; start < count; start += 2 * width) {
            size_t middle = start + width < count ? start + width : count;
            size_t end = middle + width < count ? middle + width : count;
            merge(report->issues, other, start, middle, end);
        }
        Issue *sorted = other;
        other = report->issues;
        report->issues = sorted;
        report->capacity = count;
    }
    free(other);
}

static bool is_sorted(const Report *report)
{
    for (size_t i = 1; i < report->count; i++) {
        if (compare(&report->issues[i - 1], &report->issues[i]) > 0) {
            return false;
        }
    }
    return true;
}

static bool says_the_same(const Issue *a, const Issue *b)
{
    return a->key == b->key && a->is_about_key == b->is_about_key && slice_equals(a->missing, b->missing) &&
           slice_equals(a->message, b->message);
}

/* Drops issues that an earlier one of the same node says already. */
static void drop_repetitions(Report *report)
{
    size_t kept = 0, first_of_node = 0;
    for (size_t i = 0; i < report->count; i++) {
        const Issue *issue = &report->issues[i];
        if (kept == 0 || report->issues[kept - 1].node != issue->node) {
            first_of_node = kept;
        }
        bool is_new = true;
        for (size_t j = first_of_node; j < kept && is_new; j++) {
            is_new = !says_the_same(&report->issues[j], issue);
        }
        if (is_new) {
            report->issues[kept++] = *issue;
        }
    }
    report->count = kept;
}

static void count(Report *report)
{
    report->counts = (ReportCounts){0};
    for (size_t i = 0; i < report->count; i++) {
        const Issue *issue = &report->issues[i];
        uint32_t *counter = issue_is_gap(issue)                   ? &report->counts.gaps
                            : issue->severity == SEVERITY_ERROR   ? &report->counts.errors
                            : issue->severity == SEVERITY_WARNING ? &report->counts.warnings
                                                                  : &report->counts.notes;
        (*counter)++;
    }
}

void report_finish(Report *report)
{
    if (report->count > 1 && !is_sorted(report)) {
        sort(report);
    }
    drop_repetitions(report);
    count(report);
}

uint32_t report_count(const Report *report)
{
    return (uint32_t)report->count;
}

const Issue *report_issue(const Report *report, uint32_t position)
{
    return &report->issues[position];
}

ReportCounts report_counts(const Report *report)
{
    return report->counts;
}

/* Position of the first issue whose node is `id` or behind it. */
static size_t first_from(const Report *report, NodeId id)
{
    size_t low = 0, high = report->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (report->issues[middle].node < id) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

uint32_t report_issues_of(const Report *report, NodeId id, uint32_t *first)
{
    size_t start = first_from(report, id), end = start;
    while (end < report->count && report->issues[end].node == id) {
        end++;
    }
    *first = (uint32_t)start;
    return (uint32_t)(end - start);
}

bool report_worst_within(const Report *report, const Document *document, NodeId id, Severity *worst)
{
    uint32_t end = document_node(document, id)->end;
    bool is_found = false;
    *worst = SEVERITY_NOTE;
    for (size_t i = first_from(report, id); i < report->count && report->issues[i].node < end; i++) {
        is_found = true;
        if (report->issues[i].severity > *worst) {
            *worst = report->issues[i].severity;
        }
        if (*worst == SEVERITY_ERROR) {
            break;
        }
    }
    return is_found;
}

/* Position of the first issue whose place is at or after the byte. */
static size_t first_at(const Report *report, uint32_t offset)
{
    size_t low = 0, high = report->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (report->issues[middle].span.start < offset) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

uint32_t report_next(const Report *report, uint32_t offset, bool is_gap)
{
    for (size_t i = first_at(report, offset); i < report->count; i++) {
        if (issue_is_gap(&report->issues[i]) == is_gap) {
            return (uint32_t)i;
        }
    }
    return UINT32_MAX;
}

uint32_t report_previous(const Report *report, uint32_t offset, bool is_gap)
{
    for (size_t i = first_at(report, offset); i-- > 0;) {
        if (issue_is_gap(&report->issues[i]) == is_gap) {
            return (uint32_t)i;
        }
    }
    return UINT32_MAX;
}

bool issue_is_gap(const Issue *issue)
{
    return issue->severity == SEVERITY_NOTE && strcmp(issue->key, "gap") == 0;
}

const char *severity_name(Severity severity)
{
    static const char *const names[] = {"note", "warning", "error"};
    return names[severity];
}
