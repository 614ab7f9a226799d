/* Actions that change the document. */
#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/parameters.h"

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
            bench_report(bench, "Filled in", member);
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
