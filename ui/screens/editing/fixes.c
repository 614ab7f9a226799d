/* Fixes: what is offered for the issues of the row under the cursor, of the values inside, or for the selected issue. */
#include "ui/screens/editing/fixes.h"

#include "src/base/shown.h"
#include "src/edit/autofix/autofix.h"
#include "src/json/path.h"

#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/changing.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/bench/shown_issues.h"
#include "ui/screens/editing/code_picker.h"
#include "ui/widgets/picker.h"
#include "ui/widgets/prompt.h"

#include <stdlib.h>

/* Larger documents are not checked for each fix; so many fixes are tried, and so many are shown of values inside. */
enum { TRIED_BYTES_MAXIMUM = 400000, TRIED_MAXIMUM = 48, INSIDE_MAXIMUM = 200, COUNTS_CELLS = 29 };

/* What is known of a fix beside it. */
typedef struct Offer {
    const char *key; /* of the issue that it fixes */
    Severity severity;
    Slice place; /* path from the row to the issue; empty where the issue is at the row */
} Offer;

/* What is offered. */
typedef struct Offers {
    Workbench *bench;
    FixList list;
    Offer *items; /* for each fix of the list */
    size_t capacity;
    AutofixAttempt *attempts; /* for each fix of the list */
    size_t *order;            /* of the rows: those that help first, removals last */
    Arena *places;
    bool is_cut; /* more is offered inside than is shown */
    Text code;
    Text preview;
    Text note;
} Offers;

static void offers_free(void *context)
{
    Offers *offers = context;
    fix_list_free(&offers->list);
    arena_free(offers->places);
    free(offers->items);
    free(offers->attempts);
    free(offers->order);
    text_free(&offers->code);
    text_free(&offers->preview);
    text_free(&offers->note);
    free(offers);
}

/* ---- gathering ---- */

/* Adds the fixes for one issue, which is at a place below the row. */
static void add_fixes(Offers *offers, const Operation *operation, const Issue *issue, Slice place)
{
    size_t before = offers->list.count;
    fix_offer(operation, issue, &offers->list);
    ARRAY_RESERVE(offers->items, offers->capacity, offers->list.count + 1);
    for (size_t i = before; i < offers->list.count; i++) {
        offers->items[i] = (Offer){.key = issue->key, .severity = issue->severity, .place = place};
    }
}

/* Adds the fixes for the issues of a row; `is_of_missing`: of those about members that it has not. */
static void gather_row(Offers *offers, const Operation *operation, const RowView *row, bool is_of_missing)
{
    OpenFile *file = bench_file(offers->bench);
    uint32_t first = 0, count = report_issues_of(file->report, row->node, &first);
    if (document_fault_count(file->document) > 0) {
        first = 0; /* faults lie anywhere in the value that they belong to */
        count = report_count(file->report);
    }
    for (uint32_t i = first; i < first + count; i++) {
        Issue issue = *report_issue(file->report, i);
        bool is_here =
            row->is_absent ? slice_equals(issue.missing, row->name) : (issue.missing.length > 0) == is_of_missing;
        if (issue.node == row->node && is_here) {
            add_fixes(offers, operation, &issue, (Slice){0});
        }
    }
}

/* The worst of the issues at a row itself; false if there is none. */
static bool worst_at(const OpenFile *file, NodeId node, Severity *worst)
{
    uint32_t first = 0, count = report_issues_of(file->report, node, &first);
    for (uint32_t i = first; i < first + count; i++) {
        Severity severity = report_issue(file->report, i)->severity;
        *worst = i == first || severity > *worst ? severity : *worst;
    }
    return count > 0;
}

/* The path from a row to an issue inside. */
static Slice place_of(Offers *offers, NodeId row, const Issue *issue)
{
    const OpenFile *file = bench_file(offers->bench);
    Text outer = TEXT_EMPTY, path = TEXT_EMPTY;
    path_append(file->document, row, &outer);
    report_append_issue_path(file->report, issue, &path);
    bool is_below = slice_starts_with(text_slice(&path), text_slice(&outer));
    Slice place = slice_part(text_slice(&path), is_below ? outer.length : 0, SIZE_MAX);
    place = slice_starts_with(place, SLICE(".")) ? slice_part(place, 1, SIZE_MAX) : place;
    place = arena_copy(offers->places, place);
    text_free(&outer);
    text_free(&path);
    return place;
}

/* Adds the fixes for the issues of a severity inside a row, as many as are shown. */
static void gather_inside(Offers *offers, const Operation *operation, NodeId row, Severity severity)
{
    const OpenFile *file = bench_file(offers->bench);
    const Node *node = document_node(file->document, row);
    for (uint32_t i = 0; i < report_count(file->report) && !offers->is_cut; i++) {
        Issue issue = report_issue_at(file->report, i);
        uint32_t start = document_node(file->document, issue.node)->start;
        bool is_inside = issue.node != row && start >= node->start && start < node->start + node->length;
        if (is_inside && issue.severity == severity) {
            offers->is_cut = offers->list.count >= INSIDE_MAXIMUM;
            add_fixes(offers, operation, &issue, place_of(offers, row, &issue));
        }
    }
}

/* Adds the fixes inside where the mark of a row comes from there: of errors, then of warnings; where there is neither, of
   notes. */
static void gather_below(Offers *offers, const Operation *operation, NodeId row)
{
    const OpenFile *file = bench_file(offers->bench);
    Severity own = SEVERITY_NOTE, worst = SEVERITY_NOTE;
    bool has_own = worst_at(file, row, &own) && offers->list.count > 0;
    if (!report_worst_within(file->report, file->document, row, &worst) || (has_own && worst <= own)) {
        return;
    }
    Severity least = worst == SEVERITY_NOTE ? SEVERITY_NOTE : SEVERITY_WARNING;
    for (int severity = (int)worst; severity >= (int)least; severity--) {
        gather_inside(offers, operation, row, (Severity)severity);
    }
}

/* Adds the fixes for what the cursor is on; where that is nothing itself, for what is missing in it, and for what is inside
   where its mark comes from there. */
static void gather(Offers *offers)
{
    Workbench *bench = offers->bench;
    OpenFile *file = bench_file(bench);
    Operation operation = session_operation(bench->session, file);
    uint32_t selected = shown_issues_selected(bench);
    if (bench->panes.focus == PANE_ISSUES && selected != UINT32_MAX) {
        Issue issue = *report_issue(file->report, selected);
        add_fixes(offers, &operation, &issue, (Slice){0});
    }
    if (bench->panes.focus == PANE_ISSUES) {
        return;
    }
    const RowView *row = bench_row(bench);
    NodeId node = row->node;
    bool is_absent = row->is_absent;
    gather_row(offers, &operation, row, false);
    if (offers->list.count == 0 && !is_absent) {
        gather_row(offers, &operation, row, true);
    }
    if (!is_absent) {
        gather_below(offers, &operation, node);
    }
}

/* ---- trying ---- */

/* Tries fixes on a copy of the document, where it is small enough. */
static void try_fixes(Offers *offers)
{
    const OpenFile *file = bench_file(offers->bench);
    Slice bytes = document_bytes(file->document);
    size_t count = offers->list.count < TRIED_MAXIMUM ? offers->list.count : TRIED_MAXIMUM;
    Document *copy = bytes.length <= TRIED_BYTES_MAXIMUM ? document_new(bytes, file->path, NULL) : NULL;
    if (copy) {
        const Session *session = offers->bench->session;
        Judged *judged = judged_new(session->checker, copy, (PatchListener){0});
        Autofix *engine = autofix_new(judged, session->clock, &(AutofixOptions){0});
        for (size_t i = 0; i < count; i++) {
            const Fix *fix = &offers->list.fixes[i];
            if (fix->question.length == 0 && fix->splices.count > 0) {
                offers->attempts[i] = autofix_try(engine, fix);
            }
        }
        autofix_free(engine);
        judged_free(judged);
    }
}

/* True where a fix is shown before another one that stands before it: removals are last, and errors come before warnings. */
static bool goes_before(const Offers *offers, size_t fix, size_t other)
{
    bool is_removal = offers->list.fixes[fix].is_removal, is_other_removal = offers->list.fixes[other].is_removal;
    return is_removal == is_other_removal && offers->items[fix].severity > offers->items[other].severity;
}

/* Puts the fixes in the order in which they are shown. */
static void sort(Offers *offers)
{
    size_t count = offers->list.count;
    offers->attempts = memory_allocate_zeroed(count, sizeof *offers->attempts);
    offers->order = memory_allocate(count * sizeof *offers->order);
    try_fixes(offers);
    autofix_rank(&offers->list, offers->attempts, offers->order);
    for (size_t i = 1; i < count; i++) {
        size_t at = i, fix = offers->order[i];
        for (; at > 0 && goes_before(offers, fix, offers->order[at - 1]); at--) {
            offers->order[at] = offers->order[at - 1];
        }
        offers->order[at] = fix;
    }
}

/* ---- the picker ---- */

static PickerRow offer_row(void *context, size_t position)
{
    Offers *offers = context;
    size_t at = offers->order[position];
    const Fix *fix = &offers->list.fixes[at];
    const AutofixAttempt *attempt = &offers->attempts[at];
    Slice place = offers->items[at].place;
    text_clear(&offers->code);
    text_clear(&offers->note);
    text_clear(&offers->preview);
    text_append(&offers->code, place);
    text_append(&offers->code, place.length > 0 ? SLICE(": ") : SLICE(""));
    text_append(&offers->code, fix->title);
    fix_preview(bench_file(offers->bench)->document, fix, &offers->preview);
    if (attempt->is_made) {
        text_format(&offers->note, "%u error%s, %u warning%s left · ", attempt->after.errors,
                    attempt->after.errors == 1 ? "" : "s", attempt->after.warnings,
                    attempt->after.warnings == 1 ? "" : "s");
    }
    text_append(&offers->note, slice_from(offers->items[at].key));
    return (PickerRow){
        .code = text_slice(&offers->code), .display = text_slice(&offers->preview), .note = text_slice(&offers->note)};
}

/* ---- making ---- */

/* The title of a fix for the status line: what stands in quotes is shortened where it is long. */
static void append_short_title(Slice title, Text *text)
{
    size_t at = 0;
    while (at < title.length) {
        size_t open = slice_find(title, SLICE("'"), at);
        size_t close = open == SIZE_MAX ? SIZE_MAX : slice_find(title, SLICE("'"), open + 1);
        if (close == SIZE_MAX) {
            break;
        }
        Shown shown = shown_value(slice_part(title, open + 1, close - open - 1));
        text_append(text, slice_part(title, at, open + 1 - at));
        text_format(text, SHOWN "'", SHOWN_ARGS(shown));
        at = close + 1;
    }
    text_append(text, slice_part(title, at, SIZE_MAX));
}

/* Makes splices of a fix, and says what came of it: how the number of errors changed, or of warnings where they stayed. */
static void apply(Workbench *bench, const SpliceList *splices, Slice title)
{
    const OpenFile *file = bench_file(bench);
    ReportCounts before = report_counts(file->report);
    if (bench_apply(bench, splices, "fix")) {
        ReportCounts after = report_counts(file->report);
        bool is_of_warnings = after.errors == before.errors && after.warnings != before.warnings;
        unsigned then = is_of_warnings ? before.warnings : before.errors;
        unsigned now = is_of_warnings ? after.warnings : after.errors;
        Text shown = TEXT_EMPTY;
        append_short_title(title, &shown);
        messages_add(bench->messages,
                     now < then    ? STYLE_GOOD
                     : now == then ? STYLE_PLAIN
                                   : STYLE_ISSUE_WARNING,
                     "%.*s. %s: %u → %u. Press u to undo%s.", SLICE_ARGS(text_slice(&shown)),
                     is_of_warnings ? "Warnings" : "Errors", then, now, now > 1 ? ", A to fix all" : "");
        text_free(&shown);
    }
}

/* A fix that waits for the answer to its question. */
typedef struct Asked {
    Workbench *bench;
    FixList list; /* taken over from the offers */
    size_t position;
} Asked;

static void asked_free(void *context)
{
    Asked *asked = context;
    fix_list_free(&asked->list);
    free(asked);
}

static Reaction answered(void *context, Slice text)
{
    const Asked *asked = context;
    const Fix *fix = &asked->list.fixes[asked->position];
    SpliceList splices = SPLICE_LIST_EMPTY;
    if (text.length > 0) {
        fix_answer(fix, text, &splices);
        apply(asked->bench, &splices, fix->title);
    }
    splice_list_free(&splices);
    return REACT_REDRAW;
}

/* Asks for what a fix needs. */
static void ask(Offers *offers, size_t position)
{
    Asked *asked = memory_allocate_zeroed(1, sizeof *asked);
    *asked = (Asked){.bench = offers->bench, .list = offers->list, .position = position};
    offers->list = FIX_LIST_EMPTY;
    Text label = TEXT_EMPTY;
    text_append(&label, asked->list.fixes[position].question);
    text_append(&label, SLICE(": "));
    text_append_byte(&label, '\0');
    stage_push(
        asked->bench->stage,
        prompt_new((PromptOptions){.label = label.bytes, .context = asked, .entered = answered, .free = asked_free}));
    text_free(&label);
}

/* Opens the list of what a value may be; false where none is known. */
static bool choose(Workbench *bench, NodeId value)
{
    NodeId row = bench_row(bench)->node;
    if (value == NODE_NONE) {
        return false;
    }
    bench_go_to(bench, value, (Slice){0});
    bool is_open = code_picker_open(bench, false);
    if (!is_open) {
        bench_go_to(bench, row, (Slice){0});
    }
    return is_open;
}

/* Makes a fix, asks for what it needs, or goes to the place that has to be edited instead. */
static void make_fix(Offers *offers, size_t position)
{
    const Fix *fix = &offers->list.fixes[position];
    if (fix->target != NODE_NONE) {
        bench_go_to(offers->bench, fix->target, (Slice){0});
    } else if (fix->question.length > 0) {
        if (!choose(offers->bench, fix->value)) {
            ask(offers, position);
        }
    } else {
        apply(offers->bench, &fix->splices, fix->title);
    }
}

static Reaction offer_chosen(void *context, size_t position, Slice typed)
{
    Offers *offers = context;
    (void)typed;
    if (position < offers->list.count) {
        make_fix(offers, offers->order[position]);
    }
    return REACT_REDRAW;
}

void fixes_open(Workbench *bench)
{
    Offers *offers = memory_allocate_zeroed(1, sizeof *offers);
    offers->bench = bench;
    offers->places = arena_new();
    gather(offers);
    if (offers->list.count == 0) {
        messages_add(offers->bench->messages, STYLE_DIM, "No fix for this row. Press ]d for the next issue.");
        offers_free(offers);
        return;
    }
    sort(offers);
    const char *title = offers->is_cut                       ? "Fix (not all fixes inside are listed)"
                        : offers->list.count > TRIED_MAXIMUM ? "Fix (only the first fixes are tried)"
                                                             : "Fix";
    PickerSource source = {
        .context = offers, .count = offers->list.count, .row = offer_row, .chosen = offer_chosen, .free = offers_free};
    stage_push(offers->bench->stage, picker_new(source, (PickerOptions){.title = title, .note_cells = COUNTS_CELLS}));
}
