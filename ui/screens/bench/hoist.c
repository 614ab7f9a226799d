/* Hoist: a value that is shown alone. */
#include "ui/screens/bench/hoist.h"

#include "ui/screens/bench/cursor.h"

bool hoist_leave(Workbench *bench)
{
    OpenFile *file = bench_file(bench);
    NodeId top = file ? outline_hoisted(file->outline) : 0;
    if (top == 0 || bench->tree.selected != 0) {
        return false;
    }
    outline_hoist(file->outline, 0);
    bench_go_to_row(bench, outline_reveal(file->outline, top, (Slice){0}));
    list_centre(&bench->tree);
    return true;
}

void hoist_leave_within(Workbench *bench, NodeId node)
{
    OpenFile *file = bench_file(bench);
    NodeId top = outline_hoisted(file->outline);
    if (top != 0 && document_contains(file->document, node, top)) {
        NodeId row = bench_row(bench)->node;
        outline_hoist(file->outline, 0);
        bench_go_to_row(bench, outline_reveal(file->outline, row, (Slice){0}));
    }
}

void hoist_show(Workbench *bench, NodeId node)
{
    OpenFile *file = bench_file(bench);
    bench_go_to(bench, node, (Slice){0});
    outline_hoist(file->outline, node);
    bench_go_to_row(bench, outline_row_of(file->outline, node, (Slice){0}));
}
