/* To fill: empty strings in values that were added since filling began. */
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

bool to_fill_is(const Workbench *bench, const OpenFile *file, const Issue *issue)
{
    const Filling *filling = bench->filling;
    if (!may_have_any(bench, file) || issue->id != KEY_EMPTY_STRING) {
        return false;
    }
    bool is_added = filling->is_added &&
                    is_within(file->document, issue->node, trail_find(file->document, text_slice(&filling->root)));
    for (size_t i = 0; i < filling->begun.count && !is_added; i++) {
        NodeId begun = trail_find(file->document, text_slice(&filling->begun.items[i]));
        is_added = is_within(file->document, issue->node, begun);
    }
    return is_added;
}

uint32_t to_fill_count(const Workbench *bench, const OpenFile *file)
{
    uint32_t count = 0;
    uint32_t errors = may_have_any(bench, file) ? report_class_count(file->report, ISSUE_ERRORS) : 0;
    for (uint32_t i = 0; i < errors; i++) {
        Issue issue = report_issue_at(file->report, report_of_class(file->report, ISSUE_ERRORS, i));
        count += to_fill_is(bench, file, &issue);
    }
    return count;
}

bool to_fill_worst_between(const Workbench *bench, const OpenFile *file, uint32_t start, uint32_t end, Severity *worst)
{
    bool has_any = report_worst_between(file->report, start, end, worst);
    if (!has_any || *worst != SEVERITY_ERROR || !may_have_any(bench, file)) {
        return has_any;
    }
    has_any = false;
    *worst = SEVERITY_NOTE;
    for (uint32_t i = 0; i < report_count(file->report); i++) {
        Issue issue = report_issue_at(file->report, i);
        bool counts = issue.span.start >= start && issue.span.start < end && !to_fill_is(bench, file, &issue);
        has_any = has_any || counts;
        *worst = counts && issue.severity > *worst ? issue.severity : *worst;
    }
    return has_any;
}

bool to_fill_worst_within(const Workbench *bench, NodeId node, Severity *worst)
{
    const OpenFile *file = bench_file(bench);
    const Node *around = document_node(file->document, node);
    uint32_t end = around->start + around->length + 1; /* with what is missing at its end */
    return to_fill_worst_between(bench, file, node_begin(around), end, worst);
}
