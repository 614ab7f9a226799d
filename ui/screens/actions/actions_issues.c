/* Going from issue to issue and from gap to gap, and the order of the issues. */
#include "ui/screens/actions/actions_list.h"
#include "ui/screens/background/background.h"
#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/bench/shown_issues.h"
#include "ui/screens/bench/suppressed.h"
#include "ui/widgets/menu.h"
#include "ui/widgets/prompt.h"

enum { NEXT_ISSUE, PREVIOUS_ISSUE, NEXT_GAP, PREVIOUS_GAP, NEXT_ERROR, PREVIOUS_ERROR, NEXT_WARNING, PREVIOUS_WARNING };

/* True for an issue that is hidden from the list of issues, or suppressed: no jump stops there. */
static bool is_passed(const Workbench *bench, uint32_t position)
{
    const OpenFile *file = bench_file(bench);
    const Issue *issue = report_issue(file->report, position);
    IssueSide side = issue_rows_side(file->report, file->opinion, position);
    return issue_rows_hides(&bench->issues->rows, file->document, issue, side) ||
           suppressed_reason(bench, file, position);
}

/* Reports that there is no issue to go to, and how many are passed over. */
static void report_none(Workbench *bench, const char *none)
{
    uint32_t passed = 0;
    for (uint32_t i = 0; i < report_count(bench_file(bench)->report); i++) {
        passed += is_passed(bench, i);
    }
    if (passed > 0) {
        messages_add(bench->messages, STYLE_PLAIN, "%s. Hidden or suppressed issues: %u", none, passed);
    } else {
        messages_add(bench->messages, STYLE_GOOD, "%s", none);
    }
}

static void go_to_issue(Workbench *bench, uint32_t position, const char *none)
{
    const OpenFile *file = bench_file(bench);
    if (position == UINT32_MAX) {
        report_none(bench, none);
        return;
    }
    const Issue *issue = report_issue(file->report, position);
    shown_issues_select(bench, position);
    bench_go_to(bench, issue->node, issue->missing);
    static const Style styles[] = {
        [SEVERITY_NOTE] = STYLE_PLAIN, [SEVERITY_WARNING] = STYLE_ISSUE_WARNING, [SEVERITY_ERROR] = STYLE_ISSUE_ERROR};
    messages_add(bench->messages, styles[issue->severity], "%.*s", SLICE_ARGS(issue->message));
    messages_mark_repeated(bench->messages);
}

/* Which issues a jump stops at. */
typedef enum Stop { STOP_GAPS, STOP_ERRORS, STOP_WARNINGS, STOP_NOTES } Stop;

static bool is_stop(const Workbench *bench, uint32_t position, Stop stop)
{
    static const Severity severities[] = {
        [STOP_ERRORS] = SEVERITY_ERROR, [STOP_WARNINGS] = SEVERITY_WARNING, [STOP_NOTES] = SEVERITY_NOTE};
    const Issue issue = report_issue_at(bench_file(bench)->report, position);
    bool is_gap = issue_is_gap(&issue);
    bool is_meant = stop == STOP_GAPS ? is_gap : !is_gap && issue.severity == severities[stop];
    return is_meant && !is_passed(bench, position);
}

/* The first stop at or after position `from`, or the last one before it; UINT32_MAX: there is none up to the end. */
static uint32_t find_stop(const Workbench *bench, uint32_t from, Stop stop, bool is_backward)
{
    uint32_t count = report_count(bench_file(bench)->report);
    for (uint32_t at = from; is_backward ? at-- > 0 : at < count; at += !is_backward) {
        if (is_stop(bench, at, stop)) {
            return at;
        }
    }
    return UINT32_MAX;
}

/* The first one, or backward the last one, of all. */
static uint32_t find_first(const Workbench *bench, Stop stop, bool is_backward)
{
    return find_stop(bench, is_backward ? report_count(bench_file(bench)->report) : 0, stop, is_backward);
}

/* As find_stop, around the end. */
static uint32_t find_around(const Workbench *bench, uint32_t from, Stop stop, bool is_backward)
{
    uint32_t found = find_stop(bench, from, stop, is_backward);
    return found != UINT32_MAX ? found : find_first(bench, stop, is_backward);
}

/* The next issue after one that a jump led to, or that before it: errors come first, then warnings, each in the order
   of the text; after the last warning comes the first error again. */
static uint32_t find_sibling(const Workbench *bench, uint32_t selected, bool is_backward)
{
    bool is_error = report_issue(bench_file(bench)->report, selected)->severity == SEVERITY_ERROR;
    Stop own = is_error ? STOP_ERRORS : STOP_WARNINGS, other = is_error ? STOP_WARNINGS : STOP_ERRORS;
    uint32_t from = selected + !is_backward;
    uint32_t found = find_stop(bench, from, own, is_backward);
    found = found != UINT32_MAX ? found : find_first(bench, other, is_backward);
    return found != UINT32_MAX ? found : find_around(bench, from, own, is_backward);
}

/* The next issue from a position on, where the document changed since the last jump, or the cursor is elsewhere: an
   error as long as there is one, else a warning, else a note. Who was at the warnings, with all errors after, stays at
   them. */
static uint32_t find_worst(const Workbench *bench, bool has_changed, uint32_t from, bool is_backward)
{
    const Jump *last = &bench->jump;
    bool is_at_warnings =
        last->is_warning && has_changed && report_counts(bench_file(bench)->report).errors <= last->errors;
    uint32_t found = is_at_warnings ? find_stop(bench, from, STOP_WARNINGS, is_backward) : UINT32_MAX;
    for (Stop stop = STOP_ERRORS; found == UINT32_MAX && stop <= STOP_NOTES; stop++) {
        found = find_around(bench, from, stop, is_backward);
    }
    return found;
}

/* Position of the first issue at or after a byte. */
static uint32_t first_behind(const Report *report, uint32_t offset)
{
    uint32_t issue = report_next(report, offset, false), gap = report_next(report, offset, true);
    uint32_t first = issue < gap ? issue : gap;
    return first == UINT32_MAX ? report_count(report) : first;
}

/* Position of the issue that the last jump led to, if the cursor is still there and nothing changed since; else
 * UINT32_MAX. */
static uint32_t jumped_to(Workbench *bench)
{
    const OpenFile *file = bench_file(bench);
    const Jump *jump = &bench->jump;
    bool is_known = jump->is_made && jump->revision == document_revision(file->document) &&
                    jump->position < report_count(file->report);
    return is_known && report_issue(file->report, jump->position)->node == bench_row(bench)->node ? jump->position
                                                                                                  : UINT32_MAX;
}

/* True where a jump has to wait for the verdict: what is known has nothing of the kind after the cursor. Where the
   worst is looked for, that is an error. */
static bool must_wait(Workbench *bench, const ActionCall *call, uint32_t found, bool is_worst)
{
    bool is_there = found != UINT32_MAX && background_is_judging(bench);
    const Issue *issue = is_there ? report_issue(bench_file(bench)->report, found) : NULL;
    bool is_after = is_there && issue->node > bench_row(bench)->node;
    if ((is_after && (!is_worst || issue->severity == SEVERITY_ERROR)) || background_await(bench, call)) {
        return false;
    }
    messages_add(bench->messages, STYLE_PLAIN, "Goes there when the file is checked. Esc cancels");
    return true;
}

/* Where to go on after the issue of the last jump was fixed: what else is wrong with the object of the row is earlier
   in the list than the row, but was not visited. */
static uint32_t after_fix(Workbench *bench, uint32_t from)
{
    const OpenFile *file = bench_file(bench);
    const Jump *last = &bench->jump;
    bool is_fixed = last->is_made && report_counts(file->report).errors < last->errors && last->position < from;
    const Issue *next = is_fixed ? report_issue(file->report, last->position) : NULL;
    bool is_missed = next && next->severity == SEVERITY_ERROR &&
                     document_contains(file->document, next->node, bench_row(bench)->node);
    return is_missed ? last->position : from;
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
    from = has_changed && !is_backward && !is_gap ? after_fix(bench, from) : from;
    bool is_serious = selected != UINT32_MAX && report_issue(report, selected)->severity > SEVERITY_NOTE;
    uint32_t found = is_gap       ? find_around(bench, from, STOP_GAPS, is_backward)
                     : is_serious ? find_sibling(bench, selected, is_backward)
                                  : find_worst(bench, has_changed, from, is_backward);
    if (must_wait(bench, call, found, !is_gap)) {
        return REACT_REDRAW;
    }
    go_to_issue(bench, found, is_gap ? "No gaps" : "No issues");
    jump_note(bench, found);
    return REACT_REDRAW;
}

/* To the next error or warning, whatever else lies between. */
static Reaction go_to_severity(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    const OpenFile *file = bench_file(bench);
    int kind = call->action->parameter;
    bool is_backward = kind == PREVIOUS_ERROR || kind == PREVIOUS_WARNING;
    bool is_error = kind == NEXT_ERROR || kind == PREVIOUS_ERROR;
    uint32_t position = jumped_to(bench);
    position = position != UINT32_MAX
                   ? position + !is_backward
                   : first_behind(file->report, document_node(file->document, bench_row(bench)->node)->start);
    position = find_around(bench, position, is_error ? STOP_ERRORS : STOP_WARNINGS, is_backward);
    if (must_wait(bench, call, position, false)) {
        return REACT_REDRAW;
    }
    go_to_issue(bench, position, is_error ? "No errors" : "No warnings");
    jump_note(bench, position);
    return REACT_REDRAW;
}

static Reaction change_order(void *context, const ActionCall *call)
{
    (void)call;
    Workbench *bench = context;
    uint32_t selected = shown_issues_selected(bench);
    issue_rows_set_order(&bench->issues->rows, (bench->issues->rows.order + 1) % ISSUE_ORDER_COUNT);
    shown_issues_select(bench, selected);
    return REACT_REDRAW;
}

/* ---- hiding ---- */

/* The menu's last row, which shows all again; before it lie what can be hidden. */
static size_t show_all_row(Workbench *bench)
{
    return bench_file(bench)->opinion ? HIDDEN_SIDE + 1 : HIDDEN_SIDE;
}

/* Appends how what can be hidden is called for the selected issue. */
static void append_hidden(Workbench *bench, HiddenWhat what, Text *name)
{
    const Issue *issue = shown_issues_issue(bench);
    if (issue) {
        issue_rows_name(what, bench_file(bench)->document, issue, shown_issues_row(bench)->side, name);
    }
}

static Reaction hide_chosen(void *context, size_t position)
{
    Workbench *bench = context;
    IssueRows *rows = &bench->issues->rows;
    Text name = TEXT_EMPTY;
    if (position == show_all_row(bench)) {
        issue_rows_show_all(rows);
    } else if (position < show_all_row(bench)) {
        append_hidden(bench, (HiddenWhat)position, &name);
        if (name.length && !issue_rows_hide(rows, (HiddenWhat)position, text_slice(&name))) {
            messages_add(bench->messages, STYLE_ISSUE_WARNING, "Not hidden: %d are hidden already", HIDDEN_MAXIMUM);
        }
    }
    text_free(&name);
    shown_issues_refresh(bench);
    return REACT_REDRAW;
}

/* Asks what is to be hidden, by the names of the selected issue's severity, kind, resource and side. */
static Reaction hide(void *context, const ActionCall *call)
{
    (void)call;
    Workbench *bench = context;
    Text names[HIDDEN_SIDE + 1] = {TEXT_EMPTY, TEXT_EMPTY, TEXT_EMPTY, TEXT_EMPTY};
    MenuItem items[HIDDEN_SIDE + 2] = {[HIDDEN_SEVERITY] = {.label = "Hide all of this severity", .letter = 's'},
                                       [HIDDEN_KIND] = {.label = "Hide all of this kind", .letter = 'k'},
                                       [HIDDEN_RESOURCE] = {.label = "Hide this resource", .letter = 'r'},
                                       [HIDDEN_SIDE] = {.label = "Hide all that this side says", .letter = 'w'}};
    size_t last = show_all_row(bench);
    for (size_t what = HIDDEN_SEVERITY; what < last; what++) {
        append_hidden(bench, (HiddenWhat)what, &names[what]);
        text_append_byte(&names[what], '\0');
        items[what].note = names[what].bytes;
    }
    items[last] = (MenuItem){.label = "Show all again", .letter = 'a'};
    stage_push(bench->stage,
               menu_new((MenuOptions){
                   .title = "Issues", .items = items, .count = last + 1, .context = bench, .chosen = hide_chosen}));
    for (size_t what = HIDDEN_SEVERITY; what <= HIDDEN_SIDE; what++) {
        text_free(&names[what]);
    }
    return REACT_REDRAW;
}

/* ---- suppressing ---- */

static Reaction reason_entered(void *context, Slice text)
{
    Workbench *bench = context;
    uint32_t selected = shown_issues_selected(bench);
    Error error;
    if (slice_trim(text).length == 0) {
        messages_add(bench->messages, STYLE_ISSUE_WARNING, "Not suppressed: a reason is required");
    } else if (selected == UINT32_MAX) {
        return REACT_REDRAW;
    } else if (suppressed_add(bench, report_issue(bench_file(bench)->report, selected), slice_trim(text), &error)) {
        messages_add(bench->messages, STYLE_GOOD, "Suppressed in %s", SUPPRESSIONS_FILE);
    } else {
        messages_add_error(bench->messages, "Not suppressed", &error);
    }
    return REACT_REDRAW;
}

/* Suppresses the selected issue: with the reason that is the argument, or that is asked for. */
static Reaction suppress(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    uint32_t selected = shown_issues_selected(bench);
    const Slice *reason = selected == UINT32_MAX ? NULL : suppressed_reason(bench, bench_file(bench), selected);
    if (selected == UINT32_MAX) {
        messages_add(bench->messages, STYLE_PLAIN,
                     shown_issues_row(bench) ? "Not suppressed: the issue is of another program" : "No issues");
        bench->is_text_refused = true;
    } else if (shown_issues_row(bench)->count > 1) {
        messages_add(bench->messages, STYLE_PLAIN, "Several issues. Press Enter and select one");
        bench->is_text_refused = true;
    } else if (reason) {
        messages_add(bench->messages, STYLE_PLAIN, "Suppressed already: %.*s", SLICE_ARGS(*reason));
        bench->is_text_refused = true;
    } else if (call->argument.length) {
        return reason_entered(bench, call->argument);
    } else {
        stage_push(bench->stage,
                   prompt_new((PromptOptions){.label = "Reason: ", .context = bench, .entered = reason_entered}));
    }
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
    {.name = "next-error",
     .help = "Go to the next error",
     .keys = "]e",
     .group = GROUP_FIND,
     .needs = NEEDS_FILE,
     .run = go_to_severity,
     .parameter = NEXT_ERROR},
    {.name = "previous-error",
     .help = "Go to the previous error",
     .keys = "[e",
     .group = GROUP_FIND,
     .needs = NEEDS_FILE,
     .run = go_to_severity,
     .parameter = PREVIOUS_ERROR},
    {.name = "next-warning",
     .help = "Go to the next warning",
     .keys = "]w",
     .group = GROUP_FIND,
     .needs = NEEDS_FILE,
     .run = go_to_severity,
     .parameter = NEXT_WARNING},
    {.name = "previous-warning",
     .help = "Go to the previous warning",
     .keys = "[w",
     .group = GROUP_FIND,
     .needs = NEEDS_FILE,
     .run = go_to_severity,
     .parameter = PREVIOUS_WARNING},
    {.name = "issue-order",
     .help = "Sort the issues by severity, place or kind",
     .keys = "s",
     .group = GROUP_FIND,
     .places = IN_ISSUES,
     .needs = NEEDS_FILE,
     .run = change_order},
    {.name = "hide-issues",
     .help = "Hide a severity, a kind or a resource, or show all issues",
     .keys = "x",
     .commands = "hide",
     .group = GROUP_FIND,
     .places = IN_ISSUES,
     .needs = NEEDS_FILE,
     .run = hide},
    {.name = "suppress",
     .help = "Accept the selected issue, with a reason (.ipse.yaml)",
     .keys = "X",
     .argument = "REASON",
     .group = GROUP_FIND,
     .places = IN_ISSUES,
     .needs = NEEDS_FILE,
     .run = suppress,
     .takes_text = true},
};

const ActionRows issue_actions = ACTION_ROWS(rows);
