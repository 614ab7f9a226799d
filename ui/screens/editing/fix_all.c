/*
 * Fixing many issues at once: those of a kind, all that have a certain fix, or each with its first fix, and with
 * removals where nothing else helps. What each way would lead to, and how many values it would choose, make up or
 * remove, is found out on a copy and shown before it is asked for; it is one step of undo.
 */
#include "ui/screens/editing/fix_all.h"

#include "src/edit/autofix/autofix.h"

#include "ui/screens/background/background.h"
#include "ui/screens/background/side_job.h"
#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/changing.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/bench/shown_issues.h"
#include "ui/screens/editing/fix_result.h"
#include "ui/screens/editing/value_editor.h"
#include "ui/widgets/menu.h"

#include <stdlib.h>

/* In larger documents the results are not found out before; so many issues are asked whether a fix was left out. */
enum { TRIED_BYTES_MAXIMUM = 400000, LEFT_MAXIMUM = 200 };

/* The ways to fix many issues. */
typedef enum FixAllWay { WAY_KIND, WAY_CERTAIN, WAY_FIRST, WAY_REMOVING, WAY_COUNT } FixAllWay;

/* What is asked about. */
typedef struct FixAllQuestion {
    Workbench *bench;
    const char *key; /* of the issue at the row; NULL: nothing is offered for it */
    bool is_removal; /* the fix that is shown removes content */
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

/* A run of the engine on a copy of the document, in another thread where that takes long. */
typedef struct FixAllRun {
    OpenFile *file;
    uint64_t revision; /* of its document, that the copy is of */
    char *name;        /* of the file */
    char *key;         /* of the kind; NULL: all */
    AutofixOptions options;
    Clock clock;
    Checker *checker; /* of the run alone */
    Text bytes;       /* taken by the copy */
    Judged *judged;   /* NULL: no copy could be made */
    Autofix *engine;
    ReportCounts before;
    uint32_t count_before; /* of the kind */
    size_t left_out;       /* fixes that were not kept */
} FixAllRun;

static FixAllRun *run_new(const FixAllQuestion *question, FixAllWay way)
{
    Session *session = question->bench->session;
    OpenFile *file = bench_file(question->bench);
    FixAllRun *run = memory_allocate_zeroed(1, sizeof *run);
    *run = (FixAllRun){.file = file,
                       .revision = document_revision(file->document),
                       .name = memory_copy_string(slice_from(file->path)),
                       .key = way == WAY_KIND ? memory_copy_string(slice_from(question->key)) : NULL,
                       .clock = session->clock,
                       .checker = checker_new(session->rules, &session->options, session->clock),
                       .bytes = TEXT_EMPTY,
                       .before = report_counts(file->report)};
    run->options = (AutofixOptions){.only = run->key,
                                    .takes_choices = way != WAY_CERTAIN,
                                    .takes_removals = way == WAY_REMOVING || (way == WAY_KIND && question->is_removal)};
    text_append(&run->bytes, document_bytes(file->document));
    return run;
}

/* Lets the engine run; the report of what was there before counts the kind. */
static void run_work(void *context, Pace *pace)
{
    FixAllRun *run = context;
    Document *copy = document_take(&run->bytes, run->name, NULL);
    if (!copy) {
        return;
    }
    run->judged = judged_new_by(run->checker, copy, (PatchListener){0}, pace);
    if (!pace_is_stopped(pace)) {
        run->before = report_counts(judged_report(run->judged));
        run->count_before = run->options.only ? count_of(judged_report(run->judged), run->options.only) : 0;
        run->options.pace = pace;
        run->engine = autofix_new(run->judged, run->clock, &run->options);
        autofix_run(run->engine);
        run->left_out = pace_is_stopped(pace) ? 0 : autofix_left_out(run->engine, LEFT_MAXIMUM);
    }
}

static void run_free(void *context)
{
    FixAllRun *run = context;
    autofix_free(run->engine);
    judged_free(run->judged);
    checker_free(run->checker);
    text_free(&run->bytes);
    free(run->name);
    free(run->key);
    free(run);
}

static size_t kept_by(const FixAllRun *run)
{
    return run->engine ? autofix_row_count(run->engine) : 0;
}

/* Appends how many of the fixes that were kept are of each sort that a person should know of, and how many were not: "
   · 1 removed, 2 made up, 1 left out". */
static void append_sorts(const FixAllRun *run, Text *text)
{
    static const struct {
        FixSort sort;
        const char *word;
    } shown[] = {{FIX_REMOVED, "removed"}, {FIX_MADE_UP, "made up"}, {FIX_CHOSEN, "chosen"}};
    const char *before = text->length > 0 ? " · " : "";
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
        size_t count = autofix_sort_count(run->engine, shown[i].sort);
        if (count > 0) {
            text_format(text, "%s%zu %s", before, count, shown[i].word);
            before = ", ";
        }
    }
    if (run->left_out > 0) {
        text_format(text, "%s%zu left out", before, run->left_out);
    }
}

/* What a way leads to, to be shown beside it. */
static void foresee(const FixAllQuestion *question, FixAllWay way, Text *note)
{
    const OpenFile *file = bench_file(question->bench);
    if (way == WAY_KIND && !question->key) {
        text_append(note, SLICE("no fix in this row without your choice"));
        return;
    }
    if (document_bytes(file->document).length > TRIED_BYTES_MAXIMUM) {
        text_append(note, SLICE("one step of undo"));
        return;
    }
    FixAllRun *run = run_new(question, way);
    run_work(run, NULL);
    if (kept_by(run) > 0) {
        fix_result_append(report_counts(file->report), report_counts(autofix_report(run->engine)), note);
        append_sorts(run, note);
    } else {
        text_append(note, SLICE("changes nothing"));
        append_sorts(run, note);
    }
    run_free(run);
}

/* Reports what was kept. After a stop the engine knows only how many fixes it made. */
static void report_kept(Workbench *bench, const FixAllRun *run, bool is_stopped)
{
    Text text = TEXT_EMPTY;
    size_t kept = kept_by(run);
    if (is_stopped) {
        text_format(&text, "Stopped after %zu fix%s", kept, kept == 1 ? "" : "es");
    } else if (run->options.only) {
        text_format(&text, "%s: %u → %u", run->options.only, run->count_before,
                    count_of(autofix_report(run->engine), run->options.only));
    } else {
        fix_result_append(run->before, report_counts(autofix_report(run->engine)), &text);
    }
    append_sorts(run, &text);
    messages_add(bench->messages, STYLE_GOOD, "%.*s. Press u to undo.", SLICE_ARGS(text_slice(&text)));
    text_free(&text);
}

/* Reports that no fix was kept. */
static void report_none(Workbench *bench, const AutofixOptions *options)
{
    const char *what = options->takes_choices ? "fix" : "safe fix";
    const char *how = options->takes_removals  ? " without typing"
                      : options->takes_choices ? " without typing or a removal"
                                               : "";
    if (options->only) {
        messages_add(bench->messages, STYLE_ISSUE_WARNING, "Nothing changed: no %s of %s makes the file better%s.",
                     what, options->only, how);
    } else {
        messages_add(bench->messages, STYLE_ISSUE_WARNING, "Nothing changed: no %s makes the file better%s.", what,
                     how);
    }
}

/* Makes the fixes that were kept, as one change of the file. */
static void run_done(void *context, Workbench *bench, bool is_stopped)
{
    const FixAllRun *run = context;
    OpenFile *file = run->file;
    Error error;
    is_stopped = is_stopped && (!run->engine || autofix_was_stopped(run->engine));
    if (document_revision(file->document) != run->revision) {
        messages_add(bench->messages, STYLE_ISSUE_WARNING, "Nothing fixed: the file changed meanwhile. Press A again");
    } else if (kept_by(run) == 0 && is_stopped) {
        messages_add(bench->messages, STYLE_PLAIN, "Stopped. Nothing changed");
    } else if (kept_by(run) == 0) {
        report_none(bench, &run->options);
    } else if (!history_apply(file->history, autofix_splices(run->engine), SLICE("fix all"), &error)) {
        messages_add_error(bench->messages, "Not changed", &error);
    } else {
        session_settle(file);
        if (file == bench_file(bench)) {
            list_set_count(&bench->tree, outline_count(file->outline));
            bench_follow_change(bench);
            list_select(&bench->issues->list, 0); /* what is left, from the worst on */
        }
        report_kept(bench, run, is_stopped);
    }
}

/* True where nothing is typed that the change would move. */
static bool may_change(const Workbench *bench)
{
    return !typing_is_on(bench);
}

static Reaction answered(void *context, size_t position)
{
    const FixAllQuestion *question = context;
    Workbench *bench = question->bench;
    if (position == WAY_KIND && !question->key) {
        messages_add(bench->messages, STYLE_DIM,
                     "Nothing changed: this row has no fix without your choice. Press a for its fixes.");
    } else if (position < WAY_COUNT) {
        FixAllRun *run = run_new(question, (FixAllWay)position);
        side_job_run(bench, (SideWork){.what = "fixing",
                                       .context = run,
                                       .file = run->file,
                                       .is_of_now = true,
                                       .work = run_work,
                                       .may_end = may_change,
                                       .done = run_done,
                                       .free = run_free});
    }
    return REACT_REDRAW;
}

/* ---- asking ---- */

/* How many there are of the kind, and what the fix does to the text here. */
static void describe(const OpenFile *file, bool is_judging, const Issue *issue, const Fix *fix, Text *text)
{
    uint32_t count = count_of(file->report, issue->key);
    text_format(text, "%u issue%s with key %s%s. In this row: %.*s: ", count, count == 1 ? "" : "s", issue->key,
                is_judging ? " so far" : "", SLICE_ARGS(fix->title));
    fix_preview(file->document, fix, text);
}

/* The first fix that needs nobody: it asks for no value, is no guess, and leads nowhere. NULL for none. */
static const Fix *first_of_many(const FixList *list)
{
    for (size_t i = 0; i < list->count; i++) {
        const Fix *fix = &list->fixes[i];
        if (fix->question.length == 0 && fix->splices.count > 0 && !fix->is_guess) {
            return &list->fixes[i];
        }
    }
    return NULL;
}

/* Offers the ways; `text` describes the fix of the kind. */
static void ask(FixAllQuestion asked, Text *text)
{
    static const MenuItem ways[WAY_COUNT] = {[WAY_KIND] = {"This kind", NULL, 'a'},
                                             [WAY_CERTAIN] = {"All kinds, safe fixes", NULL, 'c'},
                                             [WAY_FIRST] = {"All kinds, first fixes", NULL, 'f'},
                                             [WAY_REMOVING] = {"All kinds, removals", NULL, 'r'}};
    MenuItem items[WAY_COUNT + 1];
    Text notes[WAY_COUNT] = {TEXT_EMPTY, TEXT_EMPTY, TEXT_EMPTY, TEXT_EMPTY};
    FixAllQuestion *question = memory_allocate(sizeof *question);
    *question = asked;
    for (FixAllWay way = WAY_KIND; way < WAY_COUNT; way++) {
        foresee(question, way, &notes[way]);
        text_append_byte(&notes[way], '\0');
        items[way] = ways[way];
        items[way].note = notes[way].bytes;
    }
    items[WAY_COUNT] = (MenuItem){"Cancel", NULL, 'n'};
    text_append(
        text, SLICE("\nSafe fixes lose and make up nothing. A first fix is the first one offered that needs no typing "
                    "and removes nothing. Fixes that bring up other issues are left out."));
    text_append_byte(text, '\0');
    stage_push(asked.bench->stage, menu_new((MenuOptions){.title = "Fix all",
                                                          .text = text->bytes,
                                                          .items = items,
                                                          .count = WAY_COUNT + 1,
                                                          .selected = asked.key ? WAY_KIND : WAY_CERTAIN,
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
    FixAllQuestion question = {.bench = bench};
    bool is_judging = background_is_judging(bench);
    if (counts.errors + counts.warnings == 0) {
        messages_add(bench->messages, STYLE_DIM,
                     is_judging ? "No errors and no warnings so far. Press A when the file is checked"
                                : "Fix all is only for errors and warnings. Press a for this row.");
        return;
    }
    if (position != UINT32_MAX && report_issue(file->report, position)->severity > SEVERITY_NOTE) {
        Issue issue = *report_issue(file->report, position);
        fix_offer(&operation, &issue, &list);
        const Fix *fix = first_of_many(&list);
        if (fix) {
            question.key = issue.key;
            question.is_removal = fix->is_removal;
            describe(file, is_judging, &issue, fix, &text);
        }
    }
    if (!question.key) {
        text_format(&text, "%u error%s, %u warning%s %s.", counts.errors, counts.errors == 1 ? "" : "s",
                    counts.warnings, counts.warnings == 1 ? "" : "s", is_judging ? "so far" : "in this file");
    }
    ask(question, &text);
    fix_list_free(&list);
    text_free(&text);
}
