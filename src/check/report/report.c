/* Report: the questions that can be asked of the issues. */
#include "src/check/report.h"

#include "src/check/report/report_private.h"

uint32_t report_count(const Report *report)
{
    return (uint32_t)report->shown.count;
}

/* The finding after the issue at a position. */
static const Finding *finding_at(const Report *report, size_t position)
{
    return &report->findings[issue_list_at(&report->shown, position)];
}

/* The bytes that a finding is about. */
static Span span_of(const Report *report, const Finding *finding)
{
    const IssueText *text = &report->texts[finding->text];
    const Node *node = document_node(report->document, finding->node);
    uint32_t start = finding_start(report, finding);
    if (finding->length > 0) {
        return (Span){start, finding->length};
    }
    if (text->is_about_key && node->key) {
        return (Span){start, node->key_length + 2u};
    }
    bool is_holder = text->missing.length > 0 && node->length > 0;
    return (Span){start, is_holder ? 1 : finding->shift < node->length ? node->length - finding->shift : 0};
}

static Issue make_issue(const Report *report, const Finding *finding)
{
    const IssueText *text = &report->texts[finding->text];
    return (Issue){.severity = text->severity,
                   .id = text->key,
                   .key = key_name(text->key, text->invariant),
                   .node = finding->node,
                   .missing = text->missing,
                   .is_about_key = text->is_about_key,
                   .span = span_of(report, finding),
                   .message = text->message,
                   .detail = text->detail,
                   .is_of_taken = finding->unmatched > 0,
                   .element = text->element};
}

/* Makes the issues of a page. */
static Issue *make_page(const Report *report, size_t page)
{
    Issue *issues = memory_allocate(ISSUE_PAGE_SIZE * sizeof *issues);
    size_t first = page * ISSUE_PAGE_SIZE;
    for (size_t i = 0; i < ISSUE_PAGE_SIZE && first + i < report->shown.count; i++) {
        issues[i] = make_issue(report, finding_at(report, first + i));
    }
    return issues;
}

uint64_t report_version(const Report *report)
{
    return report->version;
}

const Issue *report_issue(const Report *report, uint32_t position)
{
    IssuePages *pages = report->pages;
    if (!pages->items) {
        pages->count = report->shown.count / ISSUE_PAGE_SIZE + 1;
        pages->items = memory_allocate_zeroed(pages->count, sizeof *pages->items);
    }
    Issue **page = &pages->items[position / ISSUE_PAGE_SIZE];
    if (!*page) {
        *page = make_page(report, position / ISSUE_PAGE_SIZE);
    }
    return *page + position % ISSUE_PAGE_SIZE;
}

Issue report_issue_at(const Report *report, uint32_t position)
{
    return make_issue(report, finding_at(report, position));
}

ReportCounts report_counts(const Report *report)
{
    return (ReportCounts){.errors = (uint32_t)report->classes[ISSUE_ERRORS].count,
                          .warnings = (uint32_t)report->classes[ISSUE_WARNINGS].count,
                          .notes = (uint32_t)report->classes[ISSUE_NOTES].count,
                          .gaps = (uint32_t)report->classes[ISSUE_GAPS].count};
}

uint32_t report_class_count(const Report *report, IssueClass class)
{
    return (uint32_t)report->classes[class].count;
}

uint32_t report_of_class(const Report *report, IssueClass class, uint32_t number)
{
    return issue_list_at(&report->classes[class], number);
}

uint32_t report_wording(const Report *report, uint32_t position)
{
    return finding_at(report, position)->text;
}

Wording report_wording_text(const Report *report, uint32_t wording)
{
    const IssueText *text = &report->texts[wording];
    return (Wording){text->severity, key_name(text->key, text->invariant), text->message};
}

uint32_t report_wording_count(const Report *report)
{
    return (uint32_t)report->text_count;
}

uint64_t report_wordings_version(const Report *report)
{
    return report->wordings_version;
}

/* ---- searching ---- */

static uint32_t start_at(const Report *report, size_t position)
{
    return finding_start(report, finding_at(report, position));
}

/* The first position at or after byte `offset`; the number of issues if there is none. */
static uint32_t first_from(const Report *report, uint32_t offset)
{
    uint32_t low = 0, high = report_count(report);
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (start_at(report, middle) < offset) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* The first byte of a node, its key included. */
static uint32_t node_start(const Node *node)
{
    return node->key ? node->key - 1 : node->start;
}

uint32_t report_issues_of(const Report *report, NodeId id, uint32_t *first)
{
    const Node *node = document_node(report->document, id);
    uint32_t position = first_from(report, node_start(node));
    while (position < report_count(report) && start_at(report, position) < node->start &&
           finding_at(report, position)->node != id) {
        position++;
    }
    while (position < report_count(report) && start_at(report, position) == node->start &&
           finding_at(report, position)->node != id) {
        position++;
    }
    uint32_t count = 0;
    while (position + count < report_count(report) && finding_at(report, position + count)->node == id) {
        count++;
    }
    *first = position;
    return count;
}

bool report_worst_between(const Report *report, uint32_t start, uint32_t end, Severity *worst)
{
    static const struct {
        IssueClass list;
        Severity severity;
    } order[] = {{ISSUE_ERRORS, SEVERITY_ERROR},
                 {ISSUE_WARNINGS, SEVERITY_WARNING},
                 {ISSUE_NOTES, SEVERITY_NOTE},
                 {ISSUE_GAPS, SEVERITY_NOTE}};
    uint32_t first = first_from(report, start), after = first_from(report, end);
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        const IssueList *list = &report->classes[order[i].list];
        size_t at = issue_list_from(list, first);
        if (at < list->count && issue_list_at(list, at) < after) {
            *worst = order[i].severity;
            return true;
        }
    }
    return false;
}

bool report_worst_within(const Report *report, const Document *document, NodeId id, Severity *worst)
{
    const Node *node = document_node(document, id);
    uint32_t end = node->start + node->length + 1; /* with what is missing at its end */
    return report_worst_between(report, node_start(node), end, worst);
}

uint32_t report_next(const Report *report, uint32_t offset, bool is_gap)
{
    uint32_t from = first_from(report, offset), found = UINT32_MAX;
    for (size_t i = 0; i < ISSUE_CLASS_COUNT; i++) {
        const IssueList *list = &report->classes[i];
        size_t at = issue_list_from(list, from);
        if ((i == ISSUE_GAPS) == is_gap && at < list->count) {
            found = issue_list_at(list, at) < found ? issue_list_at(list, at) : found;
        }
    }
    return found;
}

bool issue_is_gap(const Issue *issue)
{
    return issue->id == KEY_GAP;
}

const char *severity_name(Severity severity)
{
    static const char *const names[] = {"note", "warning", "error"};
    return names[severity];
}
