/* Fixing all issues of a kind at once: asked for first, and undone in one step. */
#include "ui/screens/editing/fix_all.h"

#include "src/edit/autofix/autofix.h"

#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/changing.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/bench/shown_issues.h"
#include "ui/widgets/menu.h"

#include <stdlib.h>

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
        if (slice_equals(report_issue(file->report, i)->missing, row->is_ghost ? row->name : (Slice){0})) {
            return i;
        }
    }
    return count > 0 ? first : UINT32_MAX;
}

static uint32_t count_of(const Report *report, const char *key)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < report_count(report); i++) {
        count += strcmp(report_issue(report, i)->key, key) == 0;
    }
    return count;
}

/* What is asked about. */
typedef struct FixAllQuestion {
    Workbench *bench;
    const char *key;
    bool is_removal; /* the fix that is shown removes content */
} FixAllQuestion;

/* Fixes all issues of a kind on a copy, and takes over what was kept as one change. */
static bool fix_all(const FixAllQuestion *question)
{
    Workbench *bench = question->bench;
    OpenFile *file = bench_file(bench);
    uint32_t position = history_position(file->history);
    Document *copy = document_new(document_bytes(file->document), file->path, NULL);
    if (!copy) {
        return false;
    }
    AutofixOptions options = {.only = question->key, .takes_choices = true, .takes_removals = question->is_removal};
    Judged *judged = judged_new(bench->session->checker, copy, (PatchListener){0});
    Autofix *engine = autofix_new(judged, bench->session->clock, &options);
    autofix_run(engine);
    bool is_done = autofix_row_count(engine) > 0 && bench_apply(bench, autofix_splices(engine), "fix all") &&
                   history_position(file->history) > position;
    autofix_free(engine);
    judged_free(judged);
    return is_done;
}

static Reaction answered(void *context, size_t position)
{
    const FixAllQuestion *question = context;
    Workbench *bench = question->bench;
    const OpenFile *file = bench_file(bench);
    uint32_t before = count_of(file->report, question->key);
    if (position != 0) {
        return REACT_REDRAW;
    }
    if (fix_all(question)) {
        bench_follow_change(bench);
        messages_add(bench->messages, STYLE_GOOD, "%s: %u → %u. Press u to undo.", question->key, before,
                     count_of(file->report, question->key));
    } else {
        messages_add(bench->messages, STYLE_ISSUE_WARNING, "Nothing changed: no fix of %s makes the file better.",
                     question->key);
    }
    return REACT_REDRAW;
}

/* How many there are, and what the fix does to the text here. */
static void describe(const OpenFile *file, const Issue *issue, const Fix *fix, uint32_t count, Text *text)
{
    text_format(text, "%u issue%s of the kind %s. Here: %.*s: ", count, count == 1 ? "" : "s", issue->key,
                SLICE_ARGS(fix->title));
    fix_preview(file->document, fix, text);
}

static void ask(Workbench *bench, const Issue *issue, const Fix *fix)
{
    static const MenuItem items[] = {{"Fix all, each with the first fix", "one step of undo", 'a'},
                                     {"Cancel", NULL, 'n'}};
    const OpenFile *file = bench_file(bench);
    FixAllQuestion *question = memory_allocate_zeroed(1, sizeof *question);
    *question = (FixAllQuestion){.bench = bench, .key = issue->key, .is_removal = fix->is_removal};
    Text text = TEXT_EMPTY;
    describe(file, issue, fix, count_of(file->report, issue->key), &text);
    text_append_byte(&text, '\0');
    stage_push(bench->stage, menu_new((MenuOptions){.title = "Fix all",
                                                    .text = text.bytes,
                                                    .items = items,
                                                    .count = 2,
                                                    .context = question,
                                                    .chosen = answered,
                                                    .free = free}));
    text_free(&text);
}

void fix_all_ask(Workbench *bench)
{
    OpenFile *file = bench_file(bench);
    Operation operation = session_operation(bench->session, file);
    uint32_t position = issue_here(bench);
    FixList list = FIX_LIST_EMPTY;
    if (position != UINT32_MAX && report_issue(file->report, position)->severity == SEVERITY_NOTE) {
        messages_add(bench->messages, STYLE_DIM, "Only errors and warnings are fixed together. Press a for this row.");
        return;
    }
    if (position != UINT32_MAX) {
        Issue issue = *report_issue(file->report, position);
        fix_offer(&operation, &issue, &list);
        if (list.count > 0) {
            ask(bench, &issue, &list.fixes[0]);
        }
    }
    if (list.count == 0) {
        messages_add(bench->messages, STYLE_DIM, "No fix for this row. Press ]d for the next issue.");
    }
    fix_list_free(&list);
}
