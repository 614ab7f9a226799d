/* Going from issue to issue and from gap to gap, and the order of the issues. */
#include "ui/screens/actions/actions_list.h"
#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/bench/shown_issues.h"

enum { NEXT_ISSUE, PREVIOUS_ISSUE, NEXT_GAP, PREVIOUS_GAP };

static void go_to_issue(Workbench *bench, uint32_t position, const char *none)
{
    const OpenFile *file = bench_file(bench);
    if (position == UINT32_MAX) {
        messages_add(bench->messages, STYLE_GOOD, "%s", none);
        return;
    }
    const Issue *issue = report_issue(file->report, position);
    shown_issues_select(bench, position);
    bench_go_to(bench, issue->node, issue->missing);
    static const Style styles[] = {
        [SEVERITY_NOTE] = STYLE_PLAIN, [SEVERITY_WARNING] = STYLE_ISSUE_WARNING, [SEVERITY_ERROR] = STYLE_ISSUE_ERROR};
    messages_add(bench->messages, styles[issue->severity], "%.*s", SLICE_ARGS(issue->message));
}

/* Which issues a jump stops at. */
typedef enum Stop { STOP_GAPS, STOP_ERRORS, STOP_WARNINGS, STOP_NOTES } Stop;

static bool is_stop(const Issue *issue, Stop stop)
{
    static const Severity severities[] = {
        [STOP_ERRORS] = SEVERITY_ERROR, [STOP_WARNINGS] = SEVERITY_WARNING, [STOP_NOTES] = SEVERITY_NOTE};
    bool is_gap = issue_is_gap(issue);
    return stop == STOP_GAPS ? is_gap : !is_gap && issue->severity == severities[stop];
}

/* The first stop at or after position `from`, or the last one before it; UINT32_MAX: there is none up to the end. */
static uint32_t find_stop(const Report *report, uint32_t from, Stop stop, bool is_backward)
{
    for (uint32_t at = from; is_backward ? at-- > 0 : at < report_count(report); at += !is_backward) {
        if (is_stop(report_issue(report, at), stop)) {
            return at;
        }
    }
    return UINT32_MAX;
}

/* The same, around the end. */
static uint32_t find_around(const Report *report, uint32_t from, Stop stop, bool is_backward)
{
    uint32_t found = find_stop(report, from, stop, is_backward);
    return found != UINT32_MAX ? found : find_stop(report, is_backward ? report_count(report) : 0, stop, is_backward);
}

/* The next issue after one that a jump led to, or that before it: errors come first, then warnings, each in the order of the
   text; after the last warning comes the first error again. */
static uint32_t find_sibling(const Report *report, uint32_t selected, bool is_backward)
{
    bool is_error = report_issue(report, selected)->severity == SEVERITY_ERROR;
    Stop own = is_error ? STOP_ERRORS : STOP_WARNINGS, other = is_error ? STOP_WARNINGS : STOP_ERRORS;
    uint32_t from = selected + !is_backward;
    uint32_t found = find_stop(report, from, own, is_backward);
    found = found != UINT32_MAX ? found : find_stop(report, is_backward ? report_count(report) : 0, other, is_backward);
    return found != UINT32_MAX ? found : find_around(report, from, own, is_backward);
}

/* The next issue from a position on, where the document changed since the last jump, or the cursor is elsewhere: an error as
   long as there is one, else a warning, else a note. Who was at the warnings, with all errors after, stays at them. */
static uint32_t find_worst(const Report *report, const Jump *last, bool has_changed, uint32_t from, bool is_backward)
{
    ReportCounts counts = report_counts(report);
    bool is_at_warnings = last->is_warning && has_changed && counts.errors <= last->errors;
    Stop stop = counts.errors > 0 ? STOP_ERRORS : counts.warnings > 0 ? STOP_WARNINGS : STOP_NOTES;
    uint32_t found = is_at_warnings ? find_stop(report, from, STOP_WARNINGS, is_backward) : UINT32_MAX;
    return found != UINT32_MAX ? found : find_around(report, from, stop, is_backward);
}

/* Position of the first issue at or after a byte. */
static uint32_t first_behind(const Report *report, uint32_t offset)
{
    uint32_t issue = report_next(report, offset, false), gap = report_next(report, offset, true);
    uint32_t first = issue < gap ? issue : gap;
    return first == UINT32_MAX ? report_count(report) : first;
}

/* Position of the issue that the last jump led to, if the cursor is still there and nothing changed since; else UINT32_MAX. */
static uint32_t jumped_to(Workbench *bench)
{
    const OpenFile *file = bench_file(bench);
    uint32_t selected = shown_issues_selected(bench);
    bool is_there = selected != UINT32_MAX && report_issue(file->report, selected)->node == bench_row(bench)->node;
    return is_there && bench->jump.is_made && bench->jump.revision == document_revision(file->document) ? selected
                                                                                                        : UINT32_MAX;
}

static Reaction go_to_next(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    const OpenFile *file = bench_file(bench);
    const Report *report = file->report;
    int kind = call->action->parameter;
    bool is_backward = kind == PREVIOUS_ISSUE || kind == PREVIOUS_GAP;
    bool is_gap = kind == NEXT_GAP || kind == PREVIOUS_GAP;
    uint32_t selected = jumped_to(bench);
    uint32_t from = selected != UINT32_MAX
                        ? selected + !is_backward
                        : first_behind(report, document_node(file->document, bench_row(bench)->node)->start);
    bool has_changed = bench->jump.revision != document_revision(file->document);
    bool is_serious = selected != UINT32_MAX && report_issue(report, selected)->severity > SEVERITY_NOTE;
    uint32_t found = is_gap       ? find_around(report, from, STOP_GAPS, is_backward)
                     : is_serious ? find_sibling(report, selected, is_backward)
                                  : find_worst(report, &bench->jump, has_changed, from, is_backward);
    go_to_issue(bench, found, is_gap ? "No gaps" : "No issues");
    bench->jump =
        (Jump){.is_made = true,
               .revision = document_revision(file->document),
               .errors = report_counts(report).errors,
               .is_warning = found != UINT32_MAX && report_issue(report, found)->severity == SEVERITY_WARNING};
    return REACT_REDRAW;
}

static Reaction change_order(void *context, const ActionCall *call)
{
    (void)call;
    Workbench *bench = context;
    uint32_t selected = shown_issues_selected(bench);
    bench->issues->rows.order = (bench->issues->rows.order + 1) % ISSUE_ORDER_COUNT;
    shown_issues_select(bench, selected);
    return REACT_REDRAW;
}

static const Action rows[] = {
    {.name = "next-issue",
     .help = "Go to the next issue, errors first",
     .label = "Next issue",
     .keys = "]d, F8",
     .group = GROUP_FIND,
     .needs = NEEDS_FILE,
     .run = go_to_next,
     .parameter = NEXT_ISSUE},
    {.name = "previous-issue",
     .help = "Go to the previous issue",
     .keys = "[d, F7",
     .group = GROUP_FIND,
     .needs = NEEDS_FILE,
     .run = go_to_next,
     .parameter = PREVIOUS_ISSUE},
    {.name = "next-gap",
     .help = "Go to the next gap",
     .label = "Next gap",
     .keys = "]o",
     .group = GROUP_FIND,
     .needs = NEEDS_FILE,
     .run = go_to_next,
     .parameter = NEXT_GAP},
    {.name = "previous-gap",
     .help = "Go to the previous gap",
     .keys = "[o",
     .group = GROUP_FIND,
     .needs = NEEDS_FILE,
     .run = go_to_next,
     .parameter = PREVIOUS_GAP},
    {.name = "issue-order",
     .help = "Sort the issues by place, severity or kind",
     .keys = "s",
     .group = GROUP_FIND,
     .places = IN_ISSUES,
     .needs = NEEDS_FILE,
     .run = change_order},
};

const ActionRows issue_actions = ACTION_ROWS(rows);
