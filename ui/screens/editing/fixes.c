/* Fixes: what is offered for the issues of the row under the cursor, of the values inside, or for the selected issue.
 */
#include "ui/screens/editing/fixes.h"

#include "src/edit/autofix/autofix.h"
#include "src/json/path.h"

#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/bench/shown_issues.h"
#include "ui/screens/editing/code_picker.h"
#include "ui/screens/editing/fix_result.h"
#include "ui/widgets/picker.h"
#include "ui/widgets/prompt.h"

#include <stdlib.h>

/* Larger documents are not checked for each fix; so many fixes are tried, and so many are shown of values inside. */
enum {
    TRIED_BYTES_MAXIMUM = 400000,
    TRIED_MAXIMUM = 48,
    INSIDE_MAXIMUM = 200,
    COUNTS_CELLS = 29,
    COUNTS_LEAST = 24,
    TITLE_SHARE = 70
};

/* What is known of a fix beside it. */
typedef struct Offer {
    const char *key; /* of the issue that it fixes */
    Severity severity;
    Slice place;   /* path from the row to the issue; empty where the issue is at the row */
    bool is_asked; /* of the issue that is selected */
    Slice reason;  /* of a fix that leads to another place: what is wrong there */
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
    bool is_cut;        /* more is offered inside than is shown */
    const char *missed; /* the key of the selected issue, where nothing is offered for it; else NULL */
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

/* The path from a row to a value inside, of which the whole path is given. */
static Slice path_below(Offers *offers, NodeId row, Slice path)
{
    Text outer = TEXT_EMPTY;
    path_append(bench_file(offers->bench)->document, row, &outer);
    bool is_below = slice_starts_with(path, text_slice(&outer));
    Slice place = slice_part(path, is_below ? outer.length : 0, SIZE_MAX);
    place = slice_starts_with(place, SLICE(".")) ? slice_part(place, 1, SIZE_MAX) : place;
    place = arena_copy(offers->places, place);
    text_free(&outer);
    return place;
}

/* Where a fix of an issue at the row itself removes something further inside: the path to it; else empty. */
static Slice place_of_removal(Offers *offers, const Issue *issue, const Fix *fix)
{
    const Document *document = bench_file(offers->bench)->document;
    Slice bytes = document_bytes(document);
    uint32_t at = fix->is_removal && fix->splices.count > 0 ? fix->splices.splices[0].offset : UINT32_MAX;
    while (at < bytes.length && strchr(", \t\r\n", bytes.bytes[at])) {
        at++;
    }
    NodeId removed = at < bytes.length ? document_node_at(document, at) : NODE_NONE;
    NodeId holder = removed == NODE_NONE ? NODE_NONE : document_node(document, removed)->parent;
    if (holder == NODE_NONE || holder == issue->node || !document_contains(document, issue->node, holder)) {
        return (Slice){0};
    }
    Text path = TEXT_EMPTY;
    path_append(document, holder, &path);
    Slice place = path_below(offers, issue->node, text_slice(&path));
    text_free(&path);
    return place;
}

/* Adds the fixes for one issue, which is at a place below the row. */
static void add_fixes(Offers *offers, const Operation *operation, const Issue *issue, Slice place)
{
    size_t before = offers->list.count;
    fix_offer(operation, issue, &offers->list);
    ARRAY_RESERVE(offers->items, offers->capacity, offers->list.count + 1);
    size_t fails = slice_find(issue->message, SLICE("Target fails at"), 0);
    for (size_t i = before; i < offers->list.count; i++) {
        const Fix *fix = &offers->list.fixes[i];
        offers->items[i] = (Offer){.key = issue->key, .severity = issue->severity, .place = place};
        if (place.length == 0) {
            offers->items[i].place = place_of_removal(offers, issue, fix);
        }
        if (fix->target != NODE_NONE && fails != SIZE_MAX) {
            offers->items[i].reason = arena_copy(offers->places, slice_part(issue->message, fails, SIZE_MAX));
        }
    }
}

/* Adds the fixes of the selected issue, where that is at a row or is about what is missing in it. */
static void gather_selected(Offers *offers, const Operation *operation, const RowView *row, uint32_t selected)
{
    OpenFile *file = bench_file(offers->bench);
    Issue issue = selected == UINT32_MAX ? (Issue){.node = NODE_NONE} : *report_issue(file->report, selected);
    if (issue.node != row->node || (row->is_absent && !slice_equals(issue.missing, row->name))) {
        return;
    }
    add_fixes(offers, operation, &issue, (Slice){0});
    for (size_t i = 0; i < offers->list.count; i++) {
        offers->items[i].is_asked = true;
    }
    offers->missed = offers->list.count == 0 && issue.severity > SEVERITY_NOTE ? issue.key : NULL;
}

/* Adds the fixes for the issues of a row but the selected one; `is_of_missing`: of those about members that it has not.
 */
static void gather_row(Offers *offers, const Operation *operation, const RowView *row, uint32_t selected,
                       bool is_of_missing)
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
        if (issue.node == row->node && is_here && i != selected) {
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
    Text path = TEXT_EMPTY;
    report_append_issue_path(bench_file(offers->bench)->report, issue, &path);
    Slice place = path_below(offers, row, text_slice(&path));
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

/* Adds the fixes inside where the mark of a row comes from there: of errors, then of warnings; where there is neither,
   of notes. */
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

/* Adds the fixes for what the cursor is on; where that is nothing itself, for what is missing in it, and for what is
   inside where its mark comes from there. */
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
    gather_selected(offers, &operation, row, selected);
    gather_row(offers, &operation, row, selected, false);
    if (offers->list.count == 0 && !is_absent) {
        gather_row(offers, &operation, row, selected, true);
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

/* True where a fix is shown before another one that stands before it: those of the selected issue are first, removals
   are last, and errors come before warnings. */
static bool goes_before(const Offers *offers, size_t fix, size_t other)
{
    bool is_removal = offers->list.fixes[fix].is_removal, is_other_removal = offers->list.fixes[other].is_removal;
    if (offers->items[fix].is_asked != offers->items[other].is_asked) {
        return offers->items[fix].is_asked;
    }
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

/* Writes what a fix leads to, by signs where words have no room, and the key of its issue. */
static void append_note(const Fix *fix, const AutofixAttempt *attempt, const char *key, bool is_short, Text *note)
{
    if (attempt->is_made && is_short) {
        text_format(note, "→ ✗%u !%u · ", attempt->after.errors, attempt->after.warnings);
    } else if (attempt->is_made) {
        text_format(note, "→ %u error%s, %u warning%s · ", attempt->after.errors, attempt->after.errors == 1 ? "" : "s",
                    attempt->after.warnings, attempt->after.warnings == 1 ? "" : "s");
    } else if (fix->question.length > 0 || fix->target != NODE_NONE) {
        text_append(note, fix->target != NODE_NONE ? SLICE("goes there · ") : SLICE("asks for a value · "));
    }
    text_append(note, slice_from(key));
}

/* The title of a fix with its place. What goes stands first, and is whole. */
static void append_title(const Fix *fix, Slice place, Text *code, Text *display)
{
    Slice title = fix->title;
    if (fix->is_removal) {
        title = slice_part(title, 0, slice_find(title, SLICE(", which holds "), 0));
        text_append(display, place);
        text_append(display, place.length > 0 ? SLICE(": ") : SLICE(""));
    } else {
        text_append(code, place);
        text_append(code, place.length > 0 ? SLICE(": ") : SLICE(""));
    }
    text_append(code, title);
}

static PickerRow offer_row(void *context, size_t position)
{
    Offers *offers = context;
    size_t at = offers->order[position];
    const Fix *fix = &offers->list.fixes[at];
    text_clear(&offers->code);
    text_clear(&offers->note);
    text_clear(&offers->preview);
    append_title(fix, offers->items[at].place, &offers->code, &offers->preview);
    bool is_short = stage_bounds(offers->bench->stage).width / 3 < COUNTS_LEAST;
    append_note(fix, &offers->attempts[at], offers->items[at].key, is_short, &offers->note);
    if (fix->question.length == 0) {
        fix_preview(bench_file(offers->bench)->document, fix, &offers->preview);
    }
    return (PickerRow){
        .code = text_slice(&offers->code), .display = text_slice(&offers->preview), .note = text_slice(&offers->note)};
}

/* ---- making ---- */

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

/* What was done with an answer: "Changed 'uid' to '1.2.3'", or the title without the question. */
static void append_done(const Fix *fix, Slice answer, Text *done)
{
    if (slice_starts_with(fix->title, SLICE("Enter another "))) {
        text_format(done, "Changed '%.*s' to '%.*s'",
                    SLICE_ARGS(slice_part(fix->title, strlen("Enter another "), SIZE_MAX)), SLICE_ARGS(answer));
    } else {
        text_append(done, slice_part(fix->title, 0, slice_find(fix->title, SLICE(": enter "), 0)));
    }
}

static Reaction answered(void *context, Slice text)
{
    const Asked *asked = context;
    const Fix *fix = &asked->list.fixes[asked->position];
    SpliceList splices = SPLICE_LIST_EMPTY;
    if (text.length > 0) {
        Text done = TEXT_EMPTY;
        fix_answer(fix, text, &splices);
        append_done(fix, text, &done);
        fix_result_make(asked->bench, &splices, text_slice(&done));
        text_free(&done);
    }
    splice_list_free(&splices);
    return REACT_REDRAW;
}

/* Asks for what a fix needs, beginning with the value that is there. */
static void ask(Offers *offers, size_t position)
{
    const Document *document = bench_file(offers->bench)->document;
    Asked *asked = memory_allocate_zeroed(1, sizeof *asked);
    *asked = (Asked){.bench = offers->bench, .list = offers->list, .position = position};
    offers->list = FIX_LIST_EMPTY;
    const Fix *fix = &asked->list.fixes[position];
    bool has_value = fix->value != NODE_NONE && document_node(document, fix->value)->kind == NODE_STRING;
    Text label = TEXT_EMPTY, scratch = TEXT_EMPTY;
    text_append(&label, fix->question);
    text_append(&label, SLICE(": "));
    text_append_byte(&label, '\0');
    stage_push(
        asked->bench->stage,
        prompt_new((PromptOptions){.label = label.bytes,
                                   .text = has_value ? document_string(document, fix->value, &scratch) : (Slice){0},
                                   .context = asked,
                                   .entered = answered,
                                   .free = asked_free}));
    text_free(&label);
    text_free(&scratch);
}

/* Opens the list of what a value may be; false where none is known. */
static bool choose(Workbench *bench, NodeId value)
{
    NodeId row = bench_row(bench)->node;
    bool is_uid = value != NODE_NONE && document_key_equals(bench_file(bench)->document, value, SLICE("uid"));
    if (value == NODE_NONE || is_uid) { /* a list of UIDs would begin with a new one */
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
        if (offers->items[position].reason.length > 0) {
            messages_add(offers->bench->messages, STYLE_ISSUE_ERROR, "%.*s",
                         SLICE_ARGS(offers->items[position].reason));
        }
    } else if (fix->question.length > 0) {
        if (!choose(offers->bench, fix->value)) {
            ask(offers, position);
        }
    } else {
        fix_result_make(offers->bench, &fix->splices, fix->title);
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
    Text title = TEXT_EMPTY;
    text_append(&title, offers->is_cut                       ? SLICE("Fix (not all fixes inside are listed)")
                        : offers->list.count > TRIED_MAXIMUM ? SLICE("Fix (only the first fixes are tried)")
                                                             : SLICE("Fix"));
    const IssueRow *issue_row = bench->panes.focus == PANE_ISSUES ? shown_issues_row(bench) : NULL;
    if (issue_row && issue_row->count > 1) {
        text_format(&title, " the first of %u (A: all of this kind)", issue_row->count);
    }
    if (offers->missed) {
        text_format(&title, ": none for %s, but for others in this row", offers->missed);
    }
    text_append_byte(&title, '\0');
    PickerSource source = {
        .context = offers, .count = offers->list.count, .row = offer_row, .chosen = offer_chosen, .free = offers_free};
    stage_push(offers->bench->stage,
               picker_new(source, (PickerOptions){
                                      .title = title.bytes, .note_cells = COUNTS_CELLS, .code_share = TITLE_SHARE}));
    text_free(&title);
}
