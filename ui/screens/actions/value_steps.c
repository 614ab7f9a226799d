/* Value steps: what deleting, copying, pasting and moving have in common. */
#include "ui/screens/actions/value_steps.h"

#include "ui/screens/bench/changing.h"
#include "ui/screens/bench/cursor.h"

bool value_carry_out(Workbench *bench, bool is_planned, SpliceList *list, const char *label, const Error *error)
{
    bool is_done = is_planned && bench_apply(bench, list, label);
    if (!is_planned) {
        messages_add_error(bench->messages, "Not changed", error);
    }
    splice_list_free(list);
    return is_done;
}

NodeId value_present_node(Workbench *bench)
{
    const RowView *row = bench_row(bench);
    if (row->is_absent) {
        messages_add(bench->messages, STYLE_ISSUE_WARNING, "The element is missing. Press Enter to fill in");
        return NODE_NONE;
    }
    return row->node;
}

uint32_t value_counted(Workbench *bench, const ActionCall *call, bool (*once)(Workbench *bench, int parameter),
                       const char *label)
{
    OpenFile *file = bench_file(bench);
    uint32_t times = call->count ? call->count : 1, from = history_position(file->history), done = 0;
    while (done < times && once(bench, call->action->parameter)) {
        done++;
    }
    if (history_position(file->history) > from + 1) {
        history_join(file->history, from, slice_from(label));
    }
    return done;
}
