/* In view: the nodes of the rows that are seen. */
#include "ui/screens/background/in_view.h"

#include "src/base/memory.h"
#include "ui/screens/background/background.h"
#include "ui/screens/bench/cursor.h"

#include <stdlib.h>

/* Rows that are judged where nothing was drawn yet. */
enum { HEIGHT_AT_FIRST = 60 };

static int compare_nodes(const void *a, const void *b)
{
    NodeId left = *(const NodeId *)a, right = *(const NodeId *)b;
    return (left > right) - (left < right);
}

static InView seen(const Workbench *bench, const OpenFile *file)
{
    return (InView){.file = file,
                    .revision = document_revision(file->document),
                    .first = bench->tree.first,
                    .rows = outline_count(file->outline),
                    .height = bench->tree.height > 0 ? bench->tree.height : HEIGHT_AT_FIRST};
}

static bool are_equal(const InView *a, const InView *b)
{
    return a->file == b->file && a->revision == b->revision && a->first == b->first && a->rows == b->rows &&
           a->height == b->height;
}

bool in_view_judge(Workbench *bench)
{
    OpenFile *file = bench_file(bench);
    if (!file || !file->is_new || !judged_is_waiting(file->judged)) {
        return false;
    }
    InView now = seen(bench, file);
    InView *before = &bench->background->in_view;
    if (are_equal(&now, before)) {
        return false;
    }
    *before = now;
    NodeId *nodes = memory_allocate((size_t)now.height * sizeof *nodes);
    size_t count = 0;
    for (uint64_t row = now.first; row < now.rows && count < (size_t)now.height; row++) {
        Slice absent = {0};
        nodes[count++] = outline_node(file->outline, (uint32_t)row, &absent);
    }
    qsort(nodes, count, sizeof *nodes, compare_nodes);
    judged_look_at(file->judged, session_second_checker(bench->session), nodes, count);
    free(nodes);
    return true;
}
