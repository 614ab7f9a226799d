/* Opening and closing what rows hold. */
#include "ui/screens/actions/actions_list.h"
#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/bench/hoist.h"

enum { FOLD_CLOSE, FOLD_OPEN, FOLD_TOGGLE, FOLD_CLOSE_DEEP, FOLD_OPEN_DEEP, FOLD_ALL_CLOSED, FOLD_ALL_OPEN };

/* Left: close what is open, else go to what holds it. */
static void close_or_leave(Workbench *bench, const RowView *row)
{
    OpenFile *file = bench_file(bench);
    if (hoist_leave(bench)) {
        return;
    }
    if (row->is_open && !row->is_absent) {
        outline_set_open(file->outline, (uint32_t)bench->tree.selected, false, false);
        return;
    }
    NodeId parent = row->is_absent ? row->node : document_node(file->document, row->node)->parent;
    if (parent != NODE_NONE) {
        bench_go_to_row(bench, outline_row_of(file->outline, parent, (Slice){0}));
    }
}

/* Right: open what is closed, else go to the first in it. */
static void open_or_enter(Workbench *bench, const RowView *row)
{
    OpenFile *file = bench_file(bench);
    if (row->is_container && !row->is_open) {
        outline_set_open(file->outline, (uint32_t)bench->tree.selected, true, false);
    } else if (row->is_open) {
        bench_go_to_row(bench, (uint32_t)bench->tree.selected + 1);
    }
}

static Reaction fold(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    OpenFile *file = bench_file(bench);
    RowView row = *bench_row(bench);
    uint32_t position = (uint32_t)bench->tree.selected;
    switch (call->action->parameter) {
    case FOLD_CLOSE:
        close_or_leave(bench, &row);
        break;
    case FOLD_OPEN:
        open_or_enter(bench, &row);
        break;
    case FOLD_TOGGLE:
        outline_set_open(file->outline, position, !row.is_open, false);
        break;
    case FOLD_CLOSE_DEEP:
    case FOLD_OPEN_DEEP:
        outline_set_open(file->outline, position, call->action->parameter == FOLD_OPEN_DEEP, true);
        break;
    case FOLD_ALL_CLOSED:
        outline_set_level(file->outline, 1);
        break;
    case FOLD_ALL_OPEN:
        outline_set_open(file->outline, 0, true, true);
        break;
    }
    if (call->action->parameter >= FOLD_ALL_CLOSED) {
        bench_go_to_row(bench, outline_row_of(file->outline, row.node, row.name));
    }
    list_set_count(&bench->tree, outline_count(file->outline));
    return REACT_REDRAW;
}

static Reaction open_levels(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    OpenFile *file = bench_file(bench);
    RowView row = *bench_row(bench);
    unsigned level = action_digit(call);
    if (level == 0) {
        messages_add(bench->messages, STYLE_PLAIN, "Type a number from 1 to 9 after the command");
        return REACT_REDRAW;
    }
    outline_set_level(file->outline, level);
    bench_go_to_row(bench, outline_row_of(file->outline, row.node, row.name));
    return REACT_REDRAW;
}

/* Shows the value of the row alone, or what holds it where it is a simple one; where it is alone already, the whole
 * file. */
static Reaction hoist(void *context, const ActionCall *call)
{
    (void)call;
    Workbench *bench = context;
    OpenFile *file = bench_file(bench);
    RowView row = *bench_row(bench);
    NodeId parent = document_node(file->document, row.node)->parent;
    NodeId top = row.is_container || row.is_absent || parent == NODE_NONE ? row.node : parent;
    if (hoist_leave(bench)) {
        return REACT_REDRAW;
    }
    outline_hoist(file->outline, top);
    bench_go_to_row(bench, outline_row_of(file->outline, row.node, row.name));
    if (outline_hoisted(file->outline) != top) {
        messages_add(bench->messages, STYLE_PLAIN, "Shown alone once the filter is off. Press Esc");
    } else if (top != 0) {
        messages_add(bench->messages, STYLE_PLAIN, "Shown alone. Esc or Left in the first row shows the whole file");
    }
    return REACT_REDRAW;
}

static const Action rows[] = {
    {.name = "close",
     .help = "Close, or go to the parent",
     .keys = "Left, h",
     .group = GROUP_FOLD,
     .places = IN_TREE,
     .needs = NEEDS_FILE,
     .run = fold,
     .parameter = FOLD_CLOSE},
    {.name = "open",
     .help = "Open, or go to the first child",
     .keys = "Right, l",
     .group = GROUP_FOLD,
     .places = IN_TREE,
     .needs = NEEDS_FILE,
     .run = fold,
     .parameter = FOLD_OPEN},
    {.name = "toggle",
     .help = "Open or close",
     .keys = "Space",
     .group = GROUP_FOLD,
     .places = IN_TREE,
     .needs = NEEDS_FILE,
     .run = fold,
     .parameter = FOLD_TOGGLE},
    {.name = "close-deep",
     .help = "Close with all content",
     .keys = "H",
     .group = GROUP_FOLD,
     .places = IN_TREE,
     .needs = NEEDS_FILE,
     .run = fold,
     .parameter = FOLD_CLOSE_DEEP},
    {.name = "open-deep",
     .help = "Open with all content",
     .keys = "L",
     .group = GROUP_FOLD,
     .places = IN_TREE,
     .needs = NEEDS_FILE,
     .run = fold,
     .parameter = FOLD_OPEN_DEEP},
    {.name = "close-all",
     .help = "Close all",
     .keys = "zM",
     .group = GROUP_FOLD,
     .places = IN_TREE,
     .needs = NEEDS_FILE,
     .run = fold,
     .parameter = FOLD_ALL_CLOSED},
    {.name = "open-all",
     .help = "Open all",
     .keys = "zR",
     .group = GROUP_FOLD,
     .places = IN_TREE,
     .needs = NEEDS_FILE,
     .run = fold,
     .parameter = FOLD_ALL_OPEN},
    {.name = "hoist",
     .help = "Show the value alone, or the whole file again",
     .keys = "z.",
     .group = GROUP_FOLD,
     .places = IN_TREE,
     .needs = NEEDS_FILE,
     .run = hoist},
    {.name = "level",
     .help = "Open 1 to 9 levels",
     .keys = "z1-9",
     .argument = "NUMBER",
     .group = GROUP_FOLD,
     .places = IN_TREE,
     .needs = NEEDS_FILE,
     .run = open_levels},
};

const ActionRows fold_actions = ACTION_ROWS(rows);
