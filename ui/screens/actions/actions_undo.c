/* Undoing and redoing changes. */
#include "ui/screens/actions/actions_list.h"
#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/changing.h"
#include "ui/screens/bench/cursor.h"

static Reaction undo(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    History *history = bench_file(bench)->history;
    Text label = TEXT_EMPTY;
    text_append(&label, history_undo_label(history));
    judged_undo(bench_file(bench)->judged, call->count ? call->count : 1);
    bench_follow_change(bench);
    messages_add(bench->messages, STYLE_PLAIN, "Undone: %s (%u of %u change%s applied)", label.bytes,
                 history_position(history), history_count(history), history_count(history) == 1 ? "" : "s");
    text_free(&label);
    return REACT_REDRAW;
}

static Reaction redo(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    History *history = bench_file(bench)->history;
    Text label = TEXT_EMPTY;
    text_append(&label, history_redo_label(history));
    judged_redo(bench_file(bench)->judged, call->count ? call->count : 1);
    bench_follow_change(bench);
    messages_add(bench->messages, STYLE_PLAIN, "Redone: %s", label.bytes);
    text_free(&label);
    return REACT_REDRAW;
}

static const Action rows[] = {
    {.name = "undo",
     .help = "Undo",
     .label = "Undo",
     .keys = "u",
     .group = GROUP_EDIT,
     .needs = NEEDS_FILE | NEEDS_UNDO,
     .run = undo},
    {.name = "redo",
     .help = "Redo",
     .keys = "^R, U",
     .group = GROUP_EDIT,
     .needs = NEEDS_FILE | NEEDS_REDO,
     .run = redo},
};

const ActionRows undo_actions = ACTION_ROWS(rows);
