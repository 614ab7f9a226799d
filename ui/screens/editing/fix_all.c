/*
 * Fixing many issues at once: those of a kind, all that have a certain fix, or each with its first fix. What each would lead
 * to is found out on a copy and shown before it is asked for; it is one step of undo.
 */
#include "ui/screens/editing/fix_all.h"

#include "src/edit/autofix/autofix.h"

#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/changing.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/bench/shown_issues.h"
#include "ui/widgets/menu.h"

#include <stdlib.h>

/* In larger documents the results are not found out before. */
enum { TRIED_BYTES_MAXIMUM = 400000 };

/* The ways to fix many issues. */
typedef enum FixAllWay { WAY_KIND, WAY_CERTAIN, WAY_FIRST, WAY_COUNT } FixAllWay;

/* What is asked about. */
typedef struct FixAllQuestion {
    Workbench *bench;
    const char *key; /* of the issue at the row; NULL: nothing is offered for it */
    bool is_removal; /* the fix that is shown removes content */
    FixAllWay first; /* of those that are offered */
} FixAllQuestion;

/* The issue that the fix is taken from: the selected one, or the first of the row under the cursor. */
static uint32_t issue_here(Workbench *bench)
{
    const OpenFile *file = bench_file(bench);
    uint32_t selected = shown_issues_selected(bench);
    if (bench->panes.focus == PANE_ISSUES && selected != UINT32_MAX) {
        return selected;
    }
    const RowView *row = bench_row(bench);
    uint32_t first = 0, count = report_issues_of(file->report, row->node, &first);
    for (uint32_t i = first; i < first + count; i++) {
        if (slice_equals(report_issue(file->report, i)->missing, row->is_absent ? row->name : (Slice){0})) {
            return i;
        }
    }
    return count > 0 ? first : UINT32_MAX;
}

static uint32_t count_of(const Report *report, const char *key)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < report_count(report); i++) {
        count += strcmp(report_issue_at(report, i).key, key) == 0;
    }
    return count;
}

/* ---- finding out, and making ---- */

/* A run of the engine on a copy of the document. */
typedef struct FixAllRun {
    Judged *judged; /* NULL: no copy could be made */
    Autofix *engine;
} FixAllRun;

static FixAllRun run_start(const FixAllQuestion *question, FixAllWay way)
{
    Workbench *bench = question->bench;
    const OpenFile *file = bench_file(bench);
    Document *copy = document_new(document_bytes(file->document), file->path, NULL);
    FixAllRun run = {.judged = NULL};
    AutofixOptions options = {.only = way == WAY_KIND ? question->key : NULL,
                              .takes_choices = way != WAY_CERTAIN,
                              .takes_removals = way == WAY_KIND && question->is_removal};
    if (copy) {
        run.judged = judged_new(bench->session->checker, copy, (PatchListener){0});
        run.engine = autofix_new(run.judged, bench->session->clock, &options);
        autofix_run(run.engine);
    }
    return run;
}

static void run_end(FixAllRun *run)
{
    autofix_free(run->engine);
    judged_free(run->judged);
}

/* Writes how a count changes: "Errors: 12 → 3", or of warnings where there are as many errors as before. */
static void append_change(ReportCounts before, ReportCounts after, Text *text)
{
    bool is_of_warnings = before.errors == after.errors && before.warnings != after.warnings;
    text_format(text, "%s: %u → %u", is_of_warnings ? "Warnings" : "Errors",
                is_of_warnings ? before.warnings : before.errors, is_of_warnings ? after.warnings : after.errors);
}

/* What a way leads to, to be shown beside it. */
static void foresee(const FixAllQuestion *question, FixAllWay way, Text *note)
{
    const OpenFile *file = bench_file(question->bench);
    if (document_bytes(file->document).length > TRIED_BYTES_MAXIMUM) {
        text_append(note, SLICE("one step of undo"));
        return;
    }
    FixAllRun run = run_start(question, way);
    if (run.engine && autofix_row_count(run.engine) > 0) {
        append_change(report_counts(file->report), report_counts(autofix_report(run.engine)), note);
    } else {
        text_append(note, SLICE("changes nothing"));
    }
    run_end(&run);
}

/* Fixes in a way, as one change; false where nothing was changed. */
static bool fix_all(const FixAllQuestion *question, FixAllWay way)
{
    Workbench *bench = question->bench;
    const OpenFile *file = bench_file(bench);
    uint32_t position = history_position(file->history);
    FixAllRun run = run_start(question, way);
    bool is_done = run.engine && autofix_row_count(run.engine) > 0 &&
                   bench_apply(bench, autofix_splices(run.engine), "fix all") &&
                   history_position(file->history) > position;
    run_end(&run);
    return is_done;
}

static Reaction answered(void *context, size_t position)
{
    const FixAllQuestion *question = context;
    Workbench *bench = question->bench;
    const OpenFile *file = bench_file(bench);
    FixAllWay way = (FixAllWay)(position + question->first);
    if (position == SIZE_MAX || way >= WAY_COUNT) {
        return REACT_REDRAW;
    }
    ReportCounts before = report_counts(file->report);
    uint32_t count = way == WAY_KIND ? count_of(file->report, question->key) : 0;
    Text text = TEXT_EMPTY;
    if (!fix_all(question, way)) {
        messages_add(bench->messages, STYLE_ISSUE_WARNING, "Nothing changed: no fix%s%s makes the file better.",
                     way == WAY_KIND ? " of " : "", way == WAY_KIND ? question->key : "");
        return REACT_REDRAW;
    }
    bench_follow_change(bench);
    if (way == WAY_KIND) {
        text_format(&text, "%s: %u → %u", question->key, count, count_of(file->report, question->key));
    } else {
        append_change(before, report_counts(file->report), &text);
    }
    messages_add(bench->messages, STYLE_GOOD, "%.*s. Press u to undo.", SLICE_ARGS(text_slice(&text)));
    text_free(&text);
    return REACT_REDRAW;
}

/* ---- asking ---- */

/* How many there are of the kind, and what the fix does to the text here. */
static void describe(const OpenFile *file, const Issue *issue, const Fix *fix, Text *text)
{
    uint32_t count = count_of(file->report, issue->key);
    text_format(text, "%u issue%s with key %s. In this row: %.*s: ", count, count == 1 ? "" : "s", issue->key,
                SLICE_ARGS(fix->title));
    fix_preview(file->document, fix, text);
}

/* The first fix that needs nobody: it asks for no value, and leads nowhere. NULL for none. */
static const Fix *first_of_many(const FixList *list)
{
    for (size_t i = 0; i < list->count; i++) {
        if (list->fixes[i].question.length == 0 && list->fixes[i].splices.count > 0) {
            return &list->fixes[i];
        }
    }
    return NULL;
}

/* Offers the ways, from the first that there is; `text` describes the fix of the kind. */
static void ask(FixAllQuestion asked, Text *text)
{
    static const MenuItem ways[WAY_COUNT] = {[WAY_KIND] = {"Fix all of this kind, each with its first fix", NULL, 'a'},
                                             [WAY_CERTAIN] = {"Fix all kinds, where the fix is certain", NULL, 'c'},
                                             [WAY_FIRST] = {"Fix all kinds, each with its first fix", NULL, 'f'}};
    MenuItem items[WAY_COUNT + 1];
    Text notes[WAY_COUNT] = {TEXT_EMPTY, TEXT_EMPTY, TEXT_EMPTY};
    size_t count = 0;
    FixAllQuestion *question = memory_allocate(sizeof *question);
    *question = asked;
    for (FixAllWay way = asked.first; way < WAY_COUNT; way++) {
        foresee(question, way, &notes[way]);
        text_append_byte(&notes[way], '\0');
        items[count] = ways[way];
        items[count++].note = notes[way].bytes;
    }
    items[count++] = (MenuItem){"Cancel", NULL, 'n'};
    text_append_byte(text, '\0');
    stage_push(asked.bench->stage, menu_new((MenuOptions){.title = "Fix all",
                                                          .text = text->bytes,
                                                          .items = items,
                                                          .count = count,
                                                          .context = question,
                                                          .chosen = answered,
                                                          .free = free}));
    for (size_t i = 0; i < WAY_COUNT; i++) {
        text_free(&notes[i]);
    }
}

void fix_all_ask(Workbench *bench)
{
    const OpenFile *file = bench_file(bench);
    Operation operation = session_operation(bench->session, bench_file(bench));
    ReportCounts counts = report_counts(file->report);
    uint32_t position = issue_here(bench);
    FixList list = FIX_LIST_EMPTY;
    Text text = TEXT_EMPTY;
    FixAllQuestion question = {.bench = bench, .first = WAY_CERTAIN};
    if (counts.errors + counts.warnings == 0) {
        messages_add(bench->messages, STYLE_DIM, "Fix all is only for errors and warnings. Press a for this row.");
        return;
    }
    if (position != UINT32_MAX && report_issue(file->report, position)->severity > SEVERITY_NOTE) {
        Issue issue = *report_issue(file->report, position);
        fix_offer(&operation, &issue, &list);
        const Fix *fix = first_of_many(&list);
        if (fix) {
            question.first = WAY_KIND;
            question.key = issue.key;
            question.is_removal = fix->is_removal;
            describe(file, &issue, fix, &text);
        }
    }
    if (question.first != WAY_KIND) {
        text_format(&text, "%u error%s, %u warning%s in this file.", counts.errors, counts.errors == 1 ? "" : "s",
                    counts.warnings, counts.warnings == 1 ? "" : "s");
    }
    ask(question, &text);
    fix_list_free(&list);
    text_free(&text);
}
