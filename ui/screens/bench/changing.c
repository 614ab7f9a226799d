/* Changing: what is done with planned splices, and what is said of it. */
#include "ui/screens/bench/changing.h"

#include "src/edit/value_name.h"
#include "ui/screens/bench/cursor.h"

bool bench_apply(Workbench *bench, const SpliceList *list, const char *label)
{
    OpenFile *file = bench_file(bench);
    Error error;
    bool is_done = history_apply(file->history, list, slice_from(label), &error);
    session_settle(file);
    list_set_count(&bench->tree, outline_count(file->outline));
    if (!is_done) {
        messages_add_error(bench->messages, "Not changed", &error);
    }
    return is_done;
}

void bench_report(Workbench *bench, const char *what, NodeId node)
{
    Text name = TEXT_EMPTY;
    value_name_append(bench_file(bench)->document, node, &name);
    messages_add(bench->messages, STYLE_PLAIN, "%s %.*s", what, SLICE_ARGS(text_slice(&name)));
    text_free(&name);
}

void bench_follow_change(Workbench *bench)
{
    OpenFile *file = bench_file(bench);
    session_settle(file);
    uint32_t offset = history_last_offset(file->history);
    bench_go_to(bench, document_node_at(file->document, offset), (Slice){0});
}
