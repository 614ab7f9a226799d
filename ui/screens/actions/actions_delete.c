/* Deleting values; a paste on the gap that a deletion left gives the same bytes. */
#include "ui/screens/actions/actions_list.h"
#include "ui/screens/actions/value_steps.h"
#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/bench/hoist.h"
#include "ui/screens/bench/register.h"

/* Deletes a value, with the list that it would leave empty; says so unless it is one of several. */
static bool delete_node(Workbench *bench, NodeId node, bool is_one_of_several)
{
    OpenFile *file = bench_file(bench);
    Operation operation = session_operation(bench->session, file);
    SpliceList list = SPLICE_LIST_EMPTY;
    Error error;
    NodeId removed = operation_removed(file->document, node);
    register_copy(bench->copied, file->document, node);
    bool is_planned = operation_delete(&operation, node, &list, &error);
    if (is_planned) {
        register_note_cut(bench->copied, file->document, removed, &list);
        hoist_leave_within(bench, removed);
    }
    uint32_t row = (uint32_t)bench->tree.selected;
    bool is_done = value_carry_out(bench, is_planned, &list, "delete", &error);
    bench->copied->cut.revision = document_revision(file->document);
    if (is_done && !is_one_of_several) {
        messages_add(bench->messages, STYLE_PLAIN,
                     removed == node ? "Removed. Press u to undo" : "Removed with its array. Press u to undo");
    }
    bench_go_to_row(bench, row);
    return is_done;
}

/* Goes to the gap that a deletion left, where it left one. */
static void go_to_gap(Workbench *bench)
{
    Outline *outline = bench_file(bench)->outline;
    const Cut *cut = &bench->copied->cut;
    uint32_t row = cut->name.length ? outline_row_of(outline, cut->holder, text_slice(&cut->name)) : ROW_NONE;
    const RowView *gap = row == ROW_NONE ? NULL : outline_row(outline, row);
    if (gap && gap->is_absent && gap->node == cut->holder) {
        bench_go_to_row(bench, row);
    }
}

/* Moves the cursor from gaps to the next value on a level; false if there is none. */
static bool leave_gaps(Workbench *bench, unsigned depth)
{
    Outline *outline = bench_file(bench)->outline;
    uint32_t row = (uint32_t)bench->tree.selected, count = outline_count(outline);
    while (row < count && outline_row(outline, row)->is_absent && outline_row(outline, row)->depth == depth) {
        row++;
    }
    bool is_there = row < count && outline_row(outline, row)->depth == depth;
    if (is_there) {
        bench_go_to_row(bench, row);
    }
    return is_there;
}

/* Deletes several values of one level, and passes over the gaps between them. */
static void delete_several(Workbench *bench, uint32_t times)
{
    OpenFile *file = bench_file(bench);
    unsigned depth = bench_row(bench)->depth;
    uint32_t from = history_position(file->history), done = 0;
    bool goes_on = true;
    while (goes_on && done < times && leave_gaps(bench, depth)) {
        uint32_t row = (uint32_t)bench->tree.selected;
        NodeId node = bench_row(bench)->node;
        bool is_last = operation_removed(file->document, node) != node;
        goes_on = delete_node(bench, node, true);
        done += goes_on;
        goes_on = goes_on && !is_last && row < outline_count(file->outline);
    }
    if (history_position(file->history) > from + 1) {
        history_join(file->history, from, SLICE("delete"));
    }
    messages_add(bench->messages, done ? STYLE_PLAIN : STYLE_ISSUE_WARNING,
                 done < times ? "Removed %u of %u values: no more on this level" : "Removed %u values", done, times);
}

static Reaction delete (void *context, const ActionCall *call)
{
    Workbench *bench = context;
    if (call->count > 1) {
        delete_several(bench, call->count);
        return REACT_REDRAW;
    }
    NodeId node = value_present_node(bench);
    if (node != NODE_NONE && delete_node(bench, node, false)) {
        go_to_gap(bench);
    }
    return REACT_REDRAW;
}

static const Action rows[] = {
    {.name = "delete",
     .help = "Delete",
     .keys = "dd, Del",
     .group = GROUP_EDIT,
     .places = IN_TREE,
     .needs = NEEDS_CHANGES,
     .run = delete},
};

const ActionRows delete_actions = ACTION_ROWS(rows);
