/* Cursor: the file that is shown, and the row under the cursor. */
#include "ui/screens/bench/cursor.h"

OpenFile *bench_file(const Workbench *bench)
{
    return session_file(bench->session);
}

const RowView *bench_row(Workbench *bench)
{
    OpenFile *file = bench_file(bench);
    if (!file) {
        return NULL;
    }
    uint32_t count = outline_count(file->outline);
    uint32_t row = bench->tree.selected < count ? (uint32_t)bench->tree.selected : count - 1;
    return outline_row(file->outline, row);
}

void bench_go_to_row(Workbench *bench, uint32_t row)
{
    list_set_count(&bench->tree, outline_count(bench_file(bench)->outline));
    list_select(&bench->tree, row);
}

void bench_go_to(Workbench *bench, NodeId node, Slice absent)
{
    OpenFile *file = bench_file(bench);
    NodeId left = bench_row(bench)->node;
    if (left != node) {
        jumps_leave(&file->jumps, left);
    }
    bench_go_to_row(bench, outline_reveal(file->outline, node, absent));
}

void bench_show(Workbench *bench, size_t position)
{
    Session *session = bench->session;
    bench_file(bench)->cursor = (uint32_t)bench->tree.selected;
    session->current = position;
    bench->is_rule_old = true;
    bench_go_to_row(bench, bench_file(bench)->cursor);
}
