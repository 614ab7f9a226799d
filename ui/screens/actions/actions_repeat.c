/* Doing the last change again at another row. */
#include "ui/screens/actions/actions_list.h"
#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/changing.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/bench/last_change.h"

/* Gives the value under the cursor, or what is absent there, the value that was set last. */
static Reaction set_again(Workbench *bench)
{
    OpenFile *file = bench_file(bench);
    RowView row = *bench_row(bench);
    Operation operation = session_operation(bench->session, file);
    SpliceList list = SPLICE_LIST_EMPTY;
    Error error;
    Slice json = text_slice(&bench->change->json);
    bool is_planned = row.is_absent ? operation_add(&operation, row.node, row.element, json, &list, &error)
                                    : splice_set_value(file->document, row.node, json, &list, &error);
    if (!is_planned) {
        messages_add_error(bench->messages, "Not changed", &error);
    } else if (bench_apply(bench, &list, "repeat")) {
        bench_follow_change(bench);
        bench_report(bench, row.is_absent ? "Repeated:" : "Repeated:", bench_row(bench)->node);
    }
    splice_list_free(&list);
    return REACT_REDRAW;
}

static Reaction repeat(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    const LastChange *change = bench->change;
    if (change->action) {
        ActionCall again = {.action = change->action, .count = call->count ? call->count : change->count};
        const char *refusal;
        Reaction reaction = action_run(keymap_table(bench->keymap), change->action, again, bench, &refusal);
        if (refusal) {
            messages_add(bench->messages, STYLE_ISSUE_WARNING, "%s", refusal);
        }
        return reaction | REACT_REDRAW;
    }
    if (change->json.length) {
        return set_again(bench);
    }
    messages_add(bench->messages, STYLE_DIM, "No change to repeat");
    return REACT_REDRAW;
}

static const Action rows[] = {
    {.name = "repeat",
     .help = "Repeat the last change",
     .keys = ".",
     .group = GROUP_EDIT,
     .places = IN_TREE,
     .needs = NEEDS_CHANGES,
     .run = repeat},
};

const ActionRows repeat_actions = ACTION_ROWS(rows);
