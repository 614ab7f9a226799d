/* To fill: empty strings in values that were added since filling began, or that a new file asks for. */
#include "ui/screens/editing/to_fill.h"

#include "ui/screens/bench/cursor.h"
#include "ui/screens/editing/filling.h"
#include "ui/screens/editing/trail.h"

static bool is_within(const Document *document, NodeId node, NodeId around)
{
    while (node != NODE_NONE && node != around) {
        node = document_node(document, node)->parent;
    }
    return around != NODE_NONE && node == around;
}

static bool may_have_any(const Workbench *bench, const OpenFile *file)
{
    return filling_is_on(bench) && file == bench_file(bench);
}

/* True where one of some trails leads to a value that a node is, or lies in. */
static bool is_within_any(const Document *document, NodeId node, const Text *trails, size_t count)
{
    bool is_it = false;
    for (size_t i = 0; i < count && !is_it; i++) {
        is_it = is_within(document, node, trail_find(document, text_slice(&trails[i])));
    }
    return is_it;
}

bool to_fill_is(const Workbench *bench, const OpenFile *file, const Issue *issue)
{
    const Filling *filling = bench->filling;
    if (!may_have_any(bench, file) || issue->id != KEY_EMPTY_STRING) {
        return false;
    }
    bool is_begun = filling->is_added || filling->is_new;
    return is_within_any(file->document, issue->node, &filling->root, is_begun) ||
           is_within_any(file->document, issue->node, filling->begun.items, filling->begun.count);
}

/* The first of the issues of a class whose place begins at a byte or after it, counted within the class. */
static uint32_t first_from(const Report *report, IssueClass class, uint32_t start)
{
    uint32_t low = 0, high = report_class_count(report, class);
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        bool is_before = report_issue_at(report, report_of_class(report, class, middle)).span.start < start;
        low = is_before ? middle + 1 : low;
        high = is_before ? high : middle;
    }
    return low;
}

/* The number of errors between two bytes that are such issues; `has_other`, which may be NULL: there is another one,
 * where counting ends. */
static uint32_t count_between(const Workbench *bench, const OpenFile *file, uint32_t start, uint32_t end,
                              bool *has_other)
{
    uint32_t count = 0, errors = report_class_count(file->report, ISSUE_ERRORS);
    for (uint32_t i = first_from(file->report, ISSUE_ERRORS, start); i < errors; i++) {
        Issue issue = report_issue_at(file->report, report_of_class(file->report, ISSUE_ERRORS, i));
        if (issue.span.start >= end) {
            break;
        }
        bool is_one = to_fill_is(bench, file, &issue);
        count += is_one;
        if (!is_one && has_other) {
            *has_other = true;
            break;
        }
    }
    return count;
}

/* Widens a span of bytes by a value. */
static void include(const Document *document, NodeId id, uint32_t *start, uint32_t *end)
{
    if (id != NODE_NONE) {
        const Node *node = document_node(document, id);
        *start = node->start < *start ? node->start : *start;
        *end = node->start + node->length > *end ? node->start + node->length : *end;
    }
}

uint32_t to_fill_count(const Workbench *bench, const OpenFile *file)
{
    if (!may_have_any(bench, file)) {
        return 0;
    }
    const Filling *filling = bench->filling;
    uint32_t start = UINT32_MAX, end = 0;
    if (filling->is_added || filling->is_new) {
        include(file->document, trail_find(file->document, text_slice(&filling->root)), &start, &end);
    }
    for (size_t i = 0; i < filling->begun.count; i++) {
        include(file->document, trail_find(file->document, text_slice(&filling->begun.items[i])), &start, &end);
    }
    return count_between(bench, file, start, end, NULL);
}

/* True where an issue of a class begins between two bytes. */
static bool has_between(const Report *report, IssueClass class, uint32_t start, uint32_t end)
{
    uint32_t first = first_from(report, class, start);
    return first < report_class_count(report, class) &&
           report_issue_at(report, report_of_class(report, class, first)).span.start < end;
}

bool to_fill_worst_between(const Workbench *bench, const OpenFile *file, uint32_t start, uint32_t end, Severity *worst)
{
    bool has_other = false, has_any = report_worst_between(file->report, start, end, worst);
    if (!has_any || *worst != SEVERITY_ERROR || !may_have_any(bench, file)) {
        return has_any;
    }
    count_between(bench, file, start, end, &has_other);
    bool has_warning = has_between(file->report, ISSUE_WARNINGS, start, end);
    *worst = has_other ? SEVERITY_ERROR : has_warning ? SEVERITY_WARNING : SEVERITY_NOTE;
    return has_other || has_warning || has_between(file->report, ISSUE_NOTES, start, end) ||
           has_between(file->report, ISSUE_GAPS, start, end);
}

bool to_fill_worst_within(const Workbench *bench, NodeId node, Severity *worst)
{
    const OpenFile *file = bench_file(bench);
    const Node *around = document_node(file->document, node);
    uint32_t end = around->start + around->length + 1; /* with what is missing at its end */
    return to_fill_worst_between(bench, file, node_begin(around), end, worst);
}
