/* Mending all issues of a kind at once: asked for first, and undone in one step. */
#include "src/edit/fix_batch.h"

#include "ui/screens/bench.h"
#include "ui/widgets/menu.h"

#include <stdlib.h>

enum { MENDED_MAXIMUM = 10000 };

/* The issue that the repair is taken from: the selected one, or the first of the row under the cursor. */
static uint32_t issue_here(Workbench *bench)
{
    const OpenFile *file = bench_file(bench);
    uint32_t selected = issues_pane_selected(bench);
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

/* Carries out the first repair of the first issue of a kind, from a position on, that lessens the issues of this kind;
   gives the position to go on from, UINT32_MAX where there is none. */
static uint32_t mend_one(Workbench *bench, const char *key, uint32_t from)
{
    OpenFile *file = bench_file(bench);
    Operation operation = session_operation(bench->session, file);
    for (uint32_t i = from; i < report_count(file->report); i++) {
        Issue issue = *report_issue(file->report, i);
        if (strcmp(issue.key, key) != 0) {
            continue;
        }
        FixList list = FIX_LIST_EMPTY;
        fix_offer(&operation, &issue, &list);
        uint32_t before = count_of(file->report, key), position = history_position(file->history);
        bool is_done = list.count > 0 && bench_apply(bench, &list.fixes[0].splices, "fix");
        fix_list_free(&list);
        if (is_done && count_of(file->report, key) < before) {
            return i;
        }
        if (is_done && history_position(file->history) > position) {
            history_drop(file->history, position);
            session_settle(bench->session, file);
        }
    }
    return UINT32_MAX;
}

/* Carries out the first repairs of all issues of a kind together; nothing, and false, where that does not mend them all. */
static bool mend_together(Workbench *bench, const char *key)
{
    OpenFile *file = bench_file(bench);
    Operation operation = session_operation(bench->session, file);
    uint32_t before = count_of(file->report, key), start = history_position(file->history);
    FixBatch batch = FIX_BATCH_EMPTY;
    for (uint32_t i = report_count(file->report); i-- > 0;) {
        const Issue *issue = report_issue(file->report, i);
        FixList list = FIX_LIST_EMPTY;
        if (strcmp(issue->key, key) == 0) {
            fix_offer(&operation, issue, &list);
        }
        if (list.count > 0) {
            fix_batch_add(&batch, &list.fixes[0]);
        }
        fix_list_free(&list);
    }
    bool is_done = batch.count == before && bench_apply(bench, &batch.splices, "fix all") &&
                   history_position(file->history) > start;
    bool is_mended = is_done && count_of(file->report, key) == 0;
    if (is_done && !is_mended) {
        history_drop(file->history, start);
        session_settle(bench->session, file);
    }
    fix_batch_free(&batch);
    return is_mended;
}

static void mend_all(Workbench *bench, const char *key)
{
    OpenFile *file = bench_file(bench);
    uint32_t start = history_position(file->history), mended = 0, before = count_of(file->report, key);
    bool is_done = mend_together(bench, key);
    mended = is_done ? before : 0;
    for (uint32_t at = 0; !is_done && at != UINT32_MAX && mended < MENDED_MAXIMUM; mended += at != UINT32_MAX) {
        at = mend_one(bench, key, at);
    }
    if (mended > 0) {
        history_join(file->history, start, SLICE("fix all"));
        bench_follow_change(bench);
    }
    messages_add(bench->messages, mended > 0 ? STYLE_GOOD : STYLE_ISSUE_WARNING,
                 "%s: %u before, %u now. u takes it back.", key, before, count_of(file->report, key));
}

/* What is asked about. */
typedef struct Question {
    Workbench *bench;
    const char *key;
} Question;

static Reaction answered(void *context, size_t position)
{
    const Question *question = context;
    if (position == 0) {
        mend_all(question->bench, question->key);
    }
    return REACT_REDRAW;
}

/* How many there are, and what the repair does to the text here. */
static void describe(const OpenFile *file, const Issue *issue, const Fix *fix, uint32_t count, Text *text)
{
    text_format(text, "%u issue%s of the kind %s. Here: %.*s: ", count, count == 1 ? "" : "s", issue->key,
                SLICE_ARGS(fix->title));
    fix_preview(file->document, fix, text);
}

static void ask(Workbench *bench, const Issue *issue, const Fix *fix)
{
    static const MenuItem items[] = {{"Mend them all, each by its first repair", "one step of undo", 'a'},
                                     {"Leave them", NULL, 'n'}};
    const OpenFile *file = bench_file(bench);
    Question *question = memory_allocate_zeroed(1, sizeof *question);
    *question = (Question){bench, issue->key};
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

Reaction action_fix_all(void *context, const ActionCall *call)
{
    (void)call;
    Workbench *bench = context;
    OpenFile *file = bench_file(bench);
    Operation operation = session_operation(bench->session, file);
    uint32_t position = issue_here(bench);
    FixList list = FIX_LIST_EMPTY;
    if (position != UINT32_MAX) {
        Issue issue = *report_issue(file->report, position);
        fix_offer(&operation, &issue, &list);
        if (list.count > 0) {
            ask(bench, &issue, &list.fixes[0]);
        }
    }
    if (list.count == 0) {
        messages_add(bench->messages, STYLE_DIM, "No repair is known for this row. ]d goes to the next issue.");
    }
    fix_list_free(&list);
    return REACT_REDRAW;
}
