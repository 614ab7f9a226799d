/* Actions that change the document. */
#include "ui/screens/bench.h"
#include "ui/screens/parameters.h"

#include "src/json/path.h"

/* Fills in an absent element that is built, not typed. */
static Reaction fill_in(Workbench *bench, const RowView *row)
{
    OpenFile *file = bench_file(bench);
    Operation operation = session_operation(bench->session, file);
    Text json = TEXT_EMPTY, scratch = TEXT_EMPTY;
    SpliceList list = SPLICE_LIST_EMPTY;
    Error error;
    const Element *element = row->element;
    NodeId holder = row->node;
    operation_skeleton(&operation, holder, element, &json);
    if (!operation_add(&operation, holder, element, text_slice(&json), &list, &error)) {
        messages_add_error(bench->messages, "Not filled in", &error);
    } else if (bench_apply(bench, &list, "fill in")) {
        NodeId member = document_member(file->document, holder, operation_member_name(element, &scratch));
        if (member != NODE_NONE) {
            bench_go_to(bench, member, (Slice){0});
            outline_set_open(file->outline, (uint32_t)bench->tree.selected, true, true);
        }
    }
    splice_list_free(&list);
    text_free(&json);
    text_free(&scratch);
    return REACT_REDRAW;
}

Reaction action_edit(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    int how = call->action->parameter;
    if (how == EDIT_FOLLOW) {
        bench->panes.focus = PANE_TREE;
        return issues_pane_follow(bench);
    }
    if (how == EDIT_KEEP && choices_open(bench)) {
        return REACT_REDRAW;
    }
    RowView row = *bench_row(bench);
    Operation operation = session_operation(bench->session, bench_file(bench));
    if (row.is_ghost && !operation_is_simple(&operation, row.element)) {
        return fill_in(bench, &row);
    }
    if (typing_begin(bench, how == EDIT_EMPTY) == REACT_UNHANDLED) {
        outline_set_open(bench_file(bench)->outline, (uint32_t)bench->tree.selected, !row.is_open, false);
    }
    return REACT_REDRAW;
}

Reaction action_add(void *context, const ActionCall *call)
{
    (void)call;
    return choices_open_add(context);
}

Reaction action_rename(void *context, const ActionCall *call)
{
    (void)call;
    return typing_begin_rename(context);
}

/* Carries out a plan that was made, or says why there is none. */
static Reaction carry_out(Workbench *bench, bool is_planned, SpliceList *list, const char *label, const Error *error)
{
    if (is_planned) {
        bench_apply(bench, list, label);
    } else {
        messages_add_error(bench->messages, "Not done", error);
    }
    splice_list_free(list);
    return REACT_REDRAW;
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

/* Does something as often as the count says, in one step of undo; `once` tells whether it can go on. */
static Reaction counted(Workbench *bench, const ActionCall *call, bool (*once)(Workbench *bench, int parameter),
                        const char *label)
{
    OpenFile *file = bench_file(bench);
    uint32_t times = call->count ? call->count : 1, from = history_position(file->history);
    bool goes_on = true;
    for (uint32_t i = 0; i < times && goes_on; i++) {
        goes_on = once(bench, call->action->parameter);
    }
    if (history_position(file->history) > from + 1) {
        history_join(file->history, from, slice_from(label));
    }
    return REACT_REDRAW;
}

static void copy_node(Workbench *bench, NodeId node)
{
    const Document *document = bench_file(bench)->document;
    Text scratch = TEXT_EMPTY;
    text_clear(&bench->copied);
    text_append(&bench->copied, document_raw(document, node));
    text_clear(&bench->copied_key);
    text_append(&bench->copied_key, document_key(document, node, &scratch));
    text_free(&scratch);
}

static bool delete_once(Workbench *bench, int parameter)
{
    NodeId node = present_node(bench);
    (void)parameter;
    if (node == NODE_NONE) {
        return false;
    }
    Operation operation = session_operation(bench->session, bench_file(bench));
    uint32_t row = (uint32_t)bench->tree.selected;
    SpliceList list = SPLICE_LIST_EMPTY;
    Error error;
    copy_node(bench, node);
    bool is_planned = operation_delete(&operation, node, &list, &error);
    carry_out(bench, is_planned, &list, "delete", &error);
    bench_go_to_row(bench, row);
    return is_planned;
}

Reaction action_delete(void *context, const ActionCall *call)
{
    return counted(context, call, delete_once, "delete");
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

/* A name for what is pasted into an object that has that name already: the name with a number. */
static void free_name(const Document *document, NodeId object, Slice key, Text *name)
{
    text_append(name, key.length ? key : SLICE("pasted"));
    size_t length = name->length;
    for (int i = 2; document_member(document, object, text_slice(name)) != NODE_NONE; i++) {
        name->length = length;
        text_format(name, "%d", i);
    }
}

static bool paste_beside(Workbench *bench, NodeId node, bool is_after, Slice json, Slice key, const char *label)
{
    OpenFile *file = bench_file(bench);
    NodeId parent = document_node(file->document, node)->parent;
    Text name = TEXT_EMPTY;
    SpliceList list = SPLICE_LIST_EMPTY;
    Error error;
    if (parent != NODE_NONE && document_node(file->document, parent)->kind == NODE_OBJECT) {
        free_name(file->document, parent, key, &name);
    }
    bool is_planned = splice_insert(file->document, node, is_after ? PLACE_AFTER : PLACE_BEFORE, text_slice(&name),
                                    json, &list, &error);
    carry_out(bench, is_planned, &list, label, &error);
    text_free(&name);
    NodeId pasted = !is_planned ? NODE_NONE : is_after ? document_next_sibling(file->document, node) : node;
    if (pasted != NODE_NONE) {
        bench_go_to(bench, pasted, (Slice){0});
    }
    return is_planned;
}

/* What was copied fills in what is absent. */
static bool paste_into_ghost(Workbench *bench)
{
    const RowView row = *bench_row(bench);
    Operation operation = session_operation(bench->session, bench_file(bench));
    SpliceList list = SPLICE_LIST_EMPTY;
    Error error;
    bool is_planned = operation_add(&operation, row.node, row.element, text_slice(&bench->copied), &list, &error);
    carry_out(bench, is_planned, &list, "paste", &error);
    Text scratch = TEXT_EMPTY;
    NodeId member = !is_planned
                        ? NODE_NONE
                        : document_member(operation.document, row.node, operation_member_name(row.element, &scratch));
    bench_go_to(bench, member != NODE_NONE ? member : row.node, (Slice){0});
    text_free(&scratch);
    return false;
}

static bool paste_once(Workbench *bench, int parameter)
{
    if (bench_row(bench)->is_ghost) {
        return paste_into_ghost(bench);
    }
    return paste_beside(bench, bench_row(bench)->node, parameter > 0, text_slice(&bench->copied),
                        text_slice(&bench->copied_key), "paste");
}

Reaction action_paste_value(void *context, const ActionCall *call)
{
    return counted(context, call, paste_once, "paste");
}

static bool duplicate_once(Workbench *bench, int parameter)
{
    NodeId node = present_node(bench);
    Text json = TEXT_EMPTY, key = TEXT_EMPTY;
    (void)parameter;
    if (node == NODE_NONE) {
        return false;
    }
    text_append(&json, document_raw(bench_file(bench)->document, node));
    text_append(&key, document_raw_key(bench_file(bench)->document, node));
    bool is_done = paste_beside(bench, node, true, text_slice(&json), text_slice(&key), "duplicate");
    text_free(&json);
    text_free(&key);
    return is_done;
}

Reaction action_duplicate(void *context, const ActionCall *call)
{
    return counted(context, call, duplicate_once, "duplicate");
}

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
    carry_out(bench, is_planned, &list, is_down ? "move down" : "move up", &error);
    if (is_planned) {
        bench_go_to(bench, document_child_at(document, parent, is_down ? position + 1 : position - 1), (Slice){0});
    }
    return is_planned;
}

Reaction action_reorder(void *context, const ActionCall *call)
{
    return counted(context, call, reorder_once, call->action->parameter > 0 ? "move down" : "move up");
}

Reaction action_undo(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    History *history = bench_file(bench)->history;
    Text label = TEXT_EMPTY;
    text_append(&label, history_undo_label(history));
    for (uint32_t i = 0; i < (call->count ? call->count : 1); i++) {
        history_undo(history);
    }
    bench_follow_change(bench);
    messages_add(bench->messages, STYLE_PLAIN, "Undone: %s (%u of %u changes are in)", label.bytes,
                 history_position(history), history_count(history));
    text_free(&label);
    return REACT_REDRAW;
}

Reaction action_redo(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    History *history = bench_file(bench)->history;
    Text label = TEXT_EMPTY;
    text_append(&label, history_redo_label(history));
    for (uint32_t i = 0; i < (call->count ? call->count : 1); i++) {
        history_redo(history);
    }
    bench_follow_change(bench);
    messages_add(bench->messages, STYLE_PLAIN, "Done again: %s", label.bytes);
    text_free(&label);
    return REACT_REDRAW;
}

/* ---- clipboard ---- */

/* The text that is asked for; false where there is none. */
static bool clipboard_text(Workbench *bench, int what, Text *text)
{
    const OpenFile *file = bench_file(bench);
    RowView row = *bench_row(bench);
    Text scratch = TEXT_EMPTY;
    uint32_t first, count = report_issues_of(file->report, row.node, &first);
    switch (what) {
    case COPY_VALUE:
        text_append(text, row.is_ghost ? (Slice){0} : document_string(file->document, row.node, &scratch));
        break;
    case COPY_PATH:
        path_append(file->document, row.node, text);
        text_format(text, row.is_ghost ? ".%.*s" : "%.*s", SLICE_ARGS(row.name));
        break;
    case COPY_POINTER:
        path_append_pointer(file->document, row.node, text);
        break;
    default:
        for (uint32_t i = first; i < first + count; i++) {
            text_format(text, "%s%.*s", text->length ? "\n" : "", SLICE_ARGS(report_issue(file->report, i)->message));
        }
    }
    text_free(&scratch);
    return text->length > 0;
}

Reaction action_clipboard(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    Text text = TEXT_EMPTY;
    const char *how = "";
    Error error;
    if (!clipboard_text(bench, call->action->parameter, &text)) {
        messages_add(bench->messages, STYLE_ISSUE_WARNING, "There is nothing to copy here");
    } else if (stage_copy(bench->stage, text_slice(&text), &how, &error)) {
        messages_add(bench->messages, STYLE_PLAIN, "%zu byte%s: %s", text.length, text.length == 1 ? "" : "s", how);
    } else {
        messages_add_error(bench->messages, "Not copied", &error);
    }
    text_free(&text);
    return REACT_REDRAW;
}
