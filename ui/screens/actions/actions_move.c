/* Actions that move the cursor, open and close, and find. */
#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/parameters.h"

/* The list that the keys move: that of the pane with the focus. */
static List *focused_list(Workbench *bench)
{
    return bench->panes.focus == PANE_ISSUES ? &bench->issues : &bench->tree;
}

Reaction action_move(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    List *list = focused_list(bench);
    if (list == &bench->tree) {
        list_set_count(list, outline_count(bench_file(bench)->outline));
    }
    int64_t count = call->count ? call->count : 1;
    int64_t page = list->height > 1 ? list->height - 1 : 1, half = list->height > 2 ? list->height / 2 : 1;
    switch (call->action->parameter) {
    case MOVE_DOWN:
        return list_move(list, count);
    case MOVE_UP:
        return list_move(list, -count);
    case MOVE_PAGE_DOWN:
        return list_move(list, count * page);
    case MOVE_PAGE_UP:
        return list_move(list, -count * page);
    case MOVE_HALF_DOWN:
        return list_move(list, count * half);
    case MOVE_HALF_UP:
        return list_move(list, -count * half);
    case MOVE_FIRST:
        list_select(list, call->count ? call->count - 1 : 0);
        return REACT_REDRAW;
    default:
        list_select(list, call->count ? call->count - 1 : list->count ? list->count - 1 : 0);
        return REACT_REDRAW;
    }
}

/* The row of the next value on the level of a row, or of the one before; the row itself where there is none. */
static uint32_t sibling_row(Outline *outline, uint32_t row, bool is_forward)
{
    uint32_t count = outline_count(outline);
    unsigned depth = outline_row(outline, row)->depth;
    for (uint32_t next = row; is_forward ? ++next < count : next-- > 0;) {
        unsigned other = outline_row(outline, next)->depth;
        if (other <= depth) {
            return other == depth ? next : row;
        }
    }
    return row;
}

Reaction action_sibling(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    Outline *outline = bench_file(bench)->outline;
    uint32_t row = (uint32_t)bench->tree.selected;
    for (uint32_t left = call->count ? call->count : 1; left > 0; left--) {
        uint32_t next = sibling_row(outline, row, call->action->parameter > 0);
        if (next == row) {
            break;
        }
        row = next;
    }
    bench_go_to_row(bench, row);
    return REACT_REDRAW;
}

/* Left: close what is open, else go to what holds it. */
static void close_or_leave(Workbench *bench, const RowView *row)
{
    OpenFile *file = bench_file(bench);
    if (row->is_open && !row->is_ghost) {
        outline_set_open(file->outline, (uint32_t)bench->tree.selected, false, false);
        return;
    }
    NodeId parent = row->is_ghost ? row->node : document_node(file->document, row->node)->parent;
    if (parent != NODE_NONE) {
        bench_go_to_row(bench, outline_row_of(file->outline, parent, (Slice){0}));
    }
}

/* Right: open what is closed, else go to the first in it. */
static void open_or_enter(Workbench *bench, const RowView *row)
{
    OpenFile *file = bench_file(bench);
    if (row->is_container && !row->is_open) {
        outline_set_open(file->outline, (uint32_t)bench->tree.selected, true, false);
    } else if (row->is_open) {
        bench_go_to_row(bench, (uint32_t)bench->tree.selected + 1);
    }
}

Reaction action_fold(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    OpenFile *file = bench_file(bench);
    RowView row = *bench_row(bench);
    uint32_t position = (uint32_t)bench->tree.selected;
    switch (call->action->parameter) {
    case FOLD_CLOSE:
        close_or_leave(bench, &row);
        break;
    case FOLD_OPEN:
        open_or_enter(bench, &row);
        break;
    case FOLD_TOGGLE:
        outline_set_open(file->outline, position, !row.is_open, false);
        break;
    case FOLD_CLOSE_DEEP:
    case FOLD_OPEN_DEEP:
        outline_set_open(file->outline, position, call->action->parameter == FOLD_OPEN_DEEP, true);
        break;
    case FOLD_ALL_CLOSED:
        outline_set_level(file->outline, 1);
        break;
    case FOLD_ALL_OPEN:
        outline_set_open(file->outline, 0, true, true);
        break;
    default:
        outline_set_level(file->outline, (unsigned)call->action->parameter);
    }
    if (call->action->parameter >= FOLD_ALL_CLOSED || call->action->parameter < FOLD_CLOSE) {
        bench_go_to_row(bench, outline_row_of(file->outline, row.node, row.name));
    }
    list_set_count(&bench->tree, outline_count(file->outline));
    return REACT_REDRAW;
}

/* ---- issues and gaps ---- */

static void go_to_issue(Workbench *bench, uint32_t position, const char *none)
{
    const OpenFile *file = bench_file(bench);
    if (position == UINT32_MAX) {
        messages_add(bench->messages, STYLE_GOOD, "%s", none);
        return;
    }
    const Issue *issue = report_issue(file->report, position);
    issues_pane_select(bench, position);
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

Reaction action_next(void *context, const ActionCall *call)
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
    uint32_t selected = issues_pane_selected(bench);
    if (selected != UINT32_MAX && report_issue(report, selected)->node == node) {
        from = selected + !is_backward;
    }
    go_to_issue(bench, find_stop(report, from, stop, is_backward),
                stop == STOP_GAPS ? "There are no gaps" : "There are no issues");
    return REACT_REDRAW;
}
