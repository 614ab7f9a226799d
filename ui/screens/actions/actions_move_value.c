/* Moving values up and down among those beside them (Alt-Up, Alt-Down). */
#include "ui/screens/actions/actions_list.h"
#include "ui/screens/actions/value_steps.h"
#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/cursor.h"

static bool reorder_once(Workbench *bench, int parameter)
{
    NodeId node = value_present_node(bench);
    if (node == NODE_NONE) {
        return false;
    }
    const Document *document = bench_file(bench)->document;
    bool is_down = parameter > 0;
    NodeId parent = document_node(document, node)->parent;
    uint32_t position = document_position_in_parent(document, node);
    SpliceList list = SPLICE_LIST_EMPTY;
    Error error;
    bool is_planned = splice_move(document, node, is_down, &list, &error);
    bool is_done = value_carry_out(bench, is_planned, &list, is_down ? "move down" : "move up", &error);
    if (is_done) {
        bench_go_to(bench, document_child_at(document, parent, is_down ? position + 1 : position - 1), (Slice){0});
    }
    return is_done;
}

static Reaction reorder(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    bool is_down = call->action->parameter > 0;
    uint32_t done = value_counted(bench, call, reorder_once, is_down ? "move down" : "move up");
    if (done == 1) {
        messages_add(bench->messages, STYLE_PLAIN, is_down ? "Moved down" : "Moved up");
    } else if (done) {
        messages_add(bench->messages, STYLE_PLAIN, is_down ? "Moved down %u places" : "Moved up %u places", done);
    }
    return REACT_REDRAW;
}

static const Action rows[] = {
    {.name = "move-down",
     .help = "Move the value down",
     .keys = "Alt-Down",
     .group = GROUP_EDIT,
     .places = IN_TREE,
     .needs = NEEDS_CHANGES,
     .run = reorder,
     .parameter = 1},
    {.name = "move-up",
     .help = "Move the value up",
     .keys = "Alt-Up",
     .group = GROUP_EDIT,
     .places = IN_TREE,
     .needs = NEEDS_CHANGES,
     .run = reorder,
     .parameter = -1},
};

const ActionRows move_value_actions = ACTION_ROWS(rows);
