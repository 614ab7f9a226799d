/* Going from issue to issue and from gap to gap, and the order of the issues. */
#include "ui/screens/actions/actions_table.h"
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
typedef enum Stop { STOP_GAPS, STOP_SERIOUS, STOP_NOTES } Stop;

static bool is_stop(const Issue *issue, Stop stop)
{
    bool is_gap = issue_is_gap(issue);
    return stop == STOP_GAPS ? is_gap : !is_gap && (stop == STOP_NOTES || issue->severity > SEVERITY_NOTE);
}

/* The next stop at or after position `from`, or the last one before it; around the end. UINT32_MAX: there is none. */
static uint32_t find_stop(const Report *report, uint32_t from, Stop stop, bool is_backward)
{
    uint32_t count = report_count(report);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t at = is_backward ? (from + 2 * count - 1 - i) % count : (from + i) % count;
        if (is_stop(report_issue(report, at), stop)) {
            return at;
        }
    }
    return UINT32_MAX;
}

/* Position of the first issue at or behind a byte. */
static uint32_t first_behind(const Report *report, uint32_t offset)
{
    uint32_t issue = report_next(report, offset, false), gap = report_next(report, offset, true);
    uint32_t first = issue < gap ? issue : gap;
    return first == UINT32_MAX ? report_count(report) : first;
}

static Reaction go_to_next(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    const OpenFile *file = bench_file(bench);
    const Report *report = file->report;
    ReportCounts counts = report_counts(report);
    int kind = call->action->parameter;
    bool is_backward = kind == PREVIOUS_ISSUE || kind == PREVIOUS_GAP;
    Stop stop = kind == NEXT_GAP || kind == PREVIOUS_GAP ? STOP_GAPS
                : counts.errors + counts.warnings        ? STOP_SERIOUS
                                                         : STOP_NOTES;
    /* The selected issue is where the last jump led; from any other row, the row's own place is the start. */
    NodeId node = bench_row(bench)->node;
    uint32_t from = first_behind(report, document_node(file->document, node)->start);
    uint32_t selected = shown_issues_selected(bench);
    if (selected != UINT32_MAX && report_issue(report, selected)->node == node) {
        from = selected + !is_backward;
    }
    go_to_issue(bench, find_stop(report, from, stop, is_backward),
                stop == STOP_GAPS ? "There are no gaps" : "There are no issues");
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
     .help = "Go to the next issue",
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
