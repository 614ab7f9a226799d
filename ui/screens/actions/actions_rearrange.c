/*
 * Actions that delete, copy, paste, double and move values. Each says in the status line what it did.
 */
#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/parameters.h"

/* ---- carrying out ---- */

/* Carries out a plan that was made, or says why there is none; true where it was done. */
static bool carry_out(Workbench *bench, bool is_planned, SpliceList *list, const char *label, const Error *error)
{
    bool is_done = is_planned && bench_apply(bench, list, label);
    if (!is_planned) {
        messages_add_error(bench->messages, "Not done", error);
    }
    splice_list_free(list);
    return is_done;
}

/* The node under the cursor; NODE_NONE, with a sentence, on a ghost. */
static NodeId present_node(Workbench *bench)
{
    const RowView *row = bench_row(bench);
    if (row->is_ghost) {
        messages_add(bench->messages, STYLE_ISSUE_WARNING, "This is absent; Enter fills it in");
        return NODE_NONE;
    }
    return row->node;
}

/* Does something as often as the count says, in one step of undo; `once` tells whether it can go on. Returns how often it
   was done. */
static uint32_t counted(Workbench *bench, const ActionCall *call, bool (*once)(Workbench *bench, int parameter),
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

/* ---- copying and deleting ---- */

void cut_clear(Cut *cut)
{
    splice_list_free(&cut->splices);
    text_free(&cut->name);
    *cut = (Cut){0};
}

static void copy_node(Workbench *bench, NodeId node)
{
    const Document *document = bench_file(bench)->document;
    Text scratch = TEXT_EMPTY;
    cut_clear(&bench->cut);
    text_clear(&bench->copied);
    text_append(&bench->copied, document_raw(document, node));
    text_clear(&bench->copied_key);
    text_append(&bench->copied_key, document_key(document, node, &scratch));
    text_free(&scratch);
}

/* Notes what a deletion is about to remove, byte by byte. */
static void note_cut(Workbench *bench, NodeId removed, const SpliceList *list)
{
    const Document *document = bench_file(bench)->document;
    Text scratch = TEXT_EMPTY;
    Cut *cut = &bench->cut;
    cut->document = document;
    cut->holder = document_node(document, removed)->parent;
    text_append(&cut->name, document_key(document, removed, &scratch));
    for (size_t i = list->count; i-- > 0;) {
        const Splice *splice = &list->splices[i];
        splice_list_add(&cut->splices, splice->offset, 0,
                        slice_part(document_bytes(document), splice->offset, splice->removed));
    }
    text_free(&scratch);
}

/* Deletes a value, with the list that it would leave empty; says so unless it is one of several. */
static bool delete_node(Workbench *bench, NodeId node, bool is_one_of_several)
{
    OpenFile *file = bench_file(bench);
    Operation operation = session_operation(bench->session, file);
    uint32_t row = (uint32_t)bench->tree.selected;
    SpliceList list = SPLICE_LIST_EMPTY;
    Error error;
    NodeId removed = operation_removed(file->document, node);
    copy_node(bench, node);
    bool is_planned = operation_delete(&operation, node, &list, &error);
    if (is_planned) {
        note_cut(bench, removed, &list);
    }
    bool is_done = carry_out(bench, is_planned, &list, "delete", &error);
    bench->cut.revision = document_revision(file->document);
    if (is_done && !is_one_of_several) {
        messages_add(bench->messages, STYLE_PLAIN,
                     removed == node ? "Removed; u brings it back" : "Removed with its array; u brings both back");
    }
    bench_go_to_row(bench, row);
    return is_done;
}

/* Goes to the gap that a deletion left, where it left one. */
static void go_to_gap(Workbench *bench)
{
    Outline *outline = bench_file(bench)->outline;
    const Cut *cut = &bench->cut;
    uint32_t row = cut->name.length ? outline_row_of(outline, cut->holder, text_slice(&cut->name)) : ROW_NONE;
    const RowView *gap = row == ROW_NONE ? NULL : outline_row(outline, row);
    if (gap && gap->is_ghost && gap->node == cut->holder) {
        bench_go_to_row(bench, row);
    }
}

/* Moves the cursor from gaps to the next value on a level; false where there is none. */
static bool leave_gaps(Workbench *bench, unsigned depth)
{
    Outline *outline = bench_file(bench)->outline;
    uint32_t row = (uint32_t)bench->tree.selected, count = outline_count(outline);
    while (row < count && outline_row(outline, row)->is_ghost && outline_row(outline, row)->depth == depth) {
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

Reaction action_delete(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    if (call->count > 1) {
        delete_several(bench, call->count);
        return REACT_REDRAW;
    }
    NodeId node = present_node(bench);
    if (node != NODE_NONE && delete_node(bench, node, false)) {
        go_to_gap(bench);
    }
    return REACT_REDRAW;
}

Reaction action_copy_value(void *context, const ActionCall *call)
{
    (void)call;
    Workbench *bench = context;
    NodeId node = present_node(bench);
    if (node != NODE_NONE) {
        copy_node(bench, node);
        messages_add(bench->messages, STYLE_PLAIN, "Copied %zu byte%s; p pastes", bench->copied.length,
                     bench->copied.length == 1 ? "" : "s");
    }
    return REACT_REDRAW;
}

/* ---- pasting ---- */

/* False, with a sentence, where a value cannot go beside a property for want of a name of its own. */
static bool has_free_name(Workbench *bench, NodeId node, Slice key, const char *what)
{
    const Document *document = bench_file(bench)->document;
    NodeId object = document_node(document, node)->parent;
    if (object == NODE_NONE || document_node(document, object)->kind != NODE_OBJECT) {
        return true;
    }
    if (!key.length) {
        messages_add(bench->messages, STYLE_ISSUE_WARNING, "%s: an item of an array has no property name", what);
        return false;
    }
    NodeId taken = document_member(document, object, key);
    if (taken == NODE_NONE) {
        return true;
    }
    bool is_list = document_node(document, taken)->kind == NODE_ARRAY && document_child_count(document, taken);
    messages_add(bench->messages, STYLE_ISSUE_WARNING, "%s: the object has a property '%.*s' already%s", what,
                 SLICE_ARGS(key), is_list ? ". Go to an item of the array" : "");
    return false;
}

static bool paste_beside(Workbench *bench, NodeId node, bool is_after, Slice json, Slice key, const char *label)
{
    OpenFile *file = bench_file(bench);
    NodeId parent = document_node(file->document, node)->parent;
    SpliceList list = SPLICE_LIST_EMPTY;
    Error error;
    bool is_named = parent != NODE_NONE && document_node(file->document, parent)->kind == NODE_OBJECT;
    bool is_planned = splice_insert(file->document, node, is_after ? PLACE_AFTER : PLACE_BEFORE,
                                    is_named ? key : (Slice){0}, json, &list, &error);
    bool is_done = carry_out(bench, is_planned, &list, label, &error);
    NodeId pasted = !is_done ? NODE_NONE : is_after ? document_next_sibling(file->document, node) : node;
    if (pasted != NODE_NONE) {
        bench_go_to(bench, pasted, (Slice){0});
    }
    return is_done;
}

/* True on the gap that the last deletion left, while nothing else was changed. */
static bool is_gap_of_cut(Workbench *bench, const RowView *row)
{
    const Cut *cut = &bench->cut;
    const Document *document = bench_file(bench)->document;
    return cut->splices.count > 0 && cut->document == document && cut->revision == document_revision(document) &&
           cut->holder == row->node &&
           slice_equals(text_slice(&cut->name), row->name.length ? row->name : element_name(row->element));
}

/* What was copied fills in what is absent; where it was deleted just there, with the same bytes. */
static bool paste_into_ghost(Workbench *bench)
{
    const RowView row = *bench_row(bench);
    Operation operation = session_operation(bench->session, bench_file(bench));
    SpliceList list = SPLICE_LIST_EMPTY;
    Error error;
    Text scratch = TEXT_EMPTY;
    bool is_back = is_gap_of_cut(bench, &row), is_planned = true;
    for (size_t i = 0; is_back && i < bench->cut.splices.count; i++) {
        const Splice *splice = &bench->cut.splices.splices[i];
        splice_list_add(&list, splice->offset, 0, splice->inserted);
    }
    if (!is_back) {
        is_planned = operation_add(&operation, row.node, row.element, text_slice(&bench->copied), &list, &error);
    }
    Slice name = is_back ? text_slice(&bench->cut.name) : operation_member_name(row.element, &scratch);
    bool is_done = carry_out(bench, is_planned, &list, "paste", &error);
    NodeId member = is_done ? document_member(operation.document, row.node, name) : NODE_NONE;
    bench_go_to(bench, member != NODE_NONE ? member : row.node, (Slice){0});
    if (member != NODE_NONE) {
        bench_report(bench, "Pasted as", member);
    }
    text_free(&scratch);
    return false;
}

static bool paste_once(Workbench *bench, int parameter)
{
    if (bench_row(bench)->is_ghost) {
        return paste_into_ghost(bench);
    }
    Slice key = text_slice(&bench->copied_key);
    NodeId node = bench_row(bench)->node;
    return has_free_name(bench, node, key, "Not pasted") &&
           paste_beside(bench, node, parameter > 0, text_slice(&bench->copied), key, "paste");
}

Reaction action_paste_value(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    if (counted(bench, call, paste_once, "paste")) {
        bench_report(bench, "Pasted as", bench_row(bench)->node);
    }
    return REACT_REDRAW;
}

static bool duplicate_once(Workbench *bench, int parameter)
{
    NodeId node = present_node(bench);
    Text json = TEXT_EMPTY, scratch = TEXT_EMPTY;
    (void)parameter;
    if (node == NODE_NONE) {
        return false;
    }
    const Document *document = bench_file(bench)->document;
    text_append(&json, document_raw(document, node));
    bool is_done = has_free_name(bench, node, document_key(document, node, &scratch), "Not duplicated") &&
                   paste_beside(bench, node, true, text_slice(&json), (Slice){0}, "duplicate");
    text_free(&json);
    text_free(&scratch);
    return is_done;
}

Reaction action_duplicate(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    if (counted(bench, call, duplicate_once, "duplicate")) {
        bench_report(bench, "Duplicated as", bench_row(bench)->node);
    }
    return REACT_REDRAW;
}

/* ---- moving ---- */

static bool reorder_once(Workbench *bench, int parameter)
{
    NodeId node = present_node(bench);
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
    bool is_done = carry_out(bench, is_planned, &list, is_down ? "move down" : "move up", &error);
    if (is_done) {
        bench_go_to(bench, document_child_at(document, parent, is_down ? position + 1 : position - 1), (Slice){0});
    }
    return is_done;
}

Reaction action_reorder(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    bool is_down = call->action->parameter > 0;
    uint32_t done = counted(bench, call, reorder_once, is_down ? "move down" : "move up");
    if (done == 1) {
        messages_add(bench->messages, STYLE_PLAIN, is_down ? "Moved down" : "Moved up");
    } else if (done) {
        messages_add(bench->messages, STYLE_PLAIN, is_down ? "Moved down %u places" : "Moved up %u places", done);
    }
    return REACT_REDRAW;
}
