/* Actions that go back to where the cursor was, and to marks. */
#include "ui/screens/actions/actions_list.h"
#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/cursor.h"

static Reaction jump(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    OpenFile *file = bench_file(bench);
    bool is_back = call->action->parameter < 0;
    for (uint32_t left = call->count ? call->count : 1; left > 0; left--) {
        NodeId node = is_back ? jumps_back(&file->jumps, bench_row(bench)->node) : jumps_forward(&file->jumps);
        if (node == NODE_NONE) {
            messages_add(bench->messages, STYLE_DIM, is_back ? "No earlier position" : "No later position");
            break;
        }
        bench_go_to_row(bench, outline_reveal(file->outline, node, (Slice){0}));
    }
    return REACT_REDRAW;
}

static Reaction mark(void *context, const ActionCall *call)
{
    (void)call;
    Workbench *bench = context;
    MarkChange change = jumps_mark(&bench_file(bench)->jumps, bench_row(bench)->node);
    if (change == MARK_FULL) {
        messages_add(bench->messages, STYLE_ISSUE_WARNING, "Not marked: %d rows are marked already", MARKS_MAXIMUM);
    } else {
        messages_add(bench->messages, STYLE_PLAIN,
                     change == MARK_SET ? "Marked. Press ' to go to the next mark" : "Mark removed");
    }
    return REACT_REDRAW;
}

static Reaction go_to_next_mark(void *context, const ActionCall *call)
{
    (void)call;
    Workbench *bench = context;
    NodeId node = jumps_next_mark(&bench_file(bench)->jumps, bench_row(bench)->node);
    if (node == NODE_NONE) {
        messages_add(bench->messages, STYLE_DIM, "No row is marked. Press M to mark a row");
    } else {
        bench_go_to(bench, node, (Slice){0});
    }
    return REACT_REDRAW;
}

static const Action rows[] = {
    {.name = "back",
     .help = "Go to the earlier position",
     .keys = "^O, Alt-Left",
     .group = GROUP_FIND,
     .needs = NEEDS_FILE,
     .run = jump,
     .parameter = -1},
    {.name = "forward",
     .help = "Go to the later position",
     .keys = "Alt-Right",
     .group = GROUP_FIND,
     .needs = NEEDS_FILE,
     .run = jump,
     .parameter = 1},
    {.name = "mark",
     .help = "Mark the row, or remove the mark",
     .keys = "M",
     .group = GROUP_FIND,
     .places = IN_TREE,
     .needs = NEEDS_FILE,
     .run = mark},
    {.name = "next-mark",
     .help = "Go to the next mark",
     .keys = "'",
     .group = GROUP_FIND,
     .places = IN_TREE,
     .needs = NEEDS_FILE,
     .run = go_to_next_mark},
};

const ActionRows jump_actions = ACTION_ROWS(rows);
