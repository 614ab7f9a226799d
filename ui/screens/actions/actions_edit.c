/* Editing the value under the cursor, filling in what is absent, adding and renaming. */
#include "ui/screens/actions/actions_list.h"
#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/changing.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/editing/code_picker.h"
#include "ui/screens/editing/element_picker.h"
#include "ui/screens/editing/text_editor.h"
#include "ui/screens/editing/value_editor.h"

enum { EDIT_KEEP, EDIT_EMPTY, EDIT_TYPE };

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

static Reaction edit(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    int how = call->action->parameter;
    if (how == EDIT_KEEP && code_picker_open(bench)) {
        return REACT_REDRAW;
    }
    RowView row = *bench_row(bench);
    Operation operation = session_operation(bench->session, bench_file(bench));
    if (row.is_absent && !operation_is_simple(&operation, row.element)) {
        return fill_in(bench, &row);
    }
    if (typing_begin(bench, how == EDIT_EMPTY) == REACT_UNHANDLED) {
        outline_set_open(bench_file(bench)->outline, (uint32_t)bench->tree.selected, !row.is_open, false);
    }
    return REACT_REDRAW;
}

static Reaction add(void *context, const ActionCall *call)
{
    (void)call;
    return element_picker_open(context);
}

static Reaction rename_property(void *context, const ActionCall *call)
{
    (void)call;
    return typing_begin_rename(context);
}

static Reaction edit_text(void *context, const ActionCall *call)
{
    (void)call;
    text_editor_open(context);
    return REACT_REDRAW;
}

static const Action rows[] = {
    {.name = "edit",
     .help = "Edit the value, or fill in a missing element",
     .label = "Edit",
     .keys = "Enter, e, i, F4",
     .group = GROUP_EDIT,
     .places = IN_TREE,
     .needs = NEEDS_CHANGES,
     .run = edit,
     .parameter = EDIT_KEEP},
    {.name = "empty-edit",
     .help = "Empty the value and type a new one",
     .keys = "cc",
     .group = GROUP_EDIT,
     .places = IN_TREE,
     .needs = NEEDS_CHANGES,
     .run = edit,
     .parameter = EDIT_EMPTY},
    {.name = "type",
     .help = "Type the value instead of selecting",
     .keys = "F12, ^T",
     .group = GROUP_EDIT,
     .places = IN_TREE,
     .needs = NEEDS_CHANGES,
     .run = edit,
     .parameter = EDIT_TYPE},
    {.name = "add",
     .help = "Add an allowed element",
     .label = "Add",
     .keys = "o, Ins, +",
     .group = GROUP_EDIT,
     .places = IN_TREE,
     .needs = NEEDS_CHANGES,
     .run = add},
    {.name = "rename",
     .help = "Rename the property",
     .keys = "r, F11",
     .group = GROUP_EDIT,
     .places = IN_TREE,
     .needs = NEEDS_CHANGES,
     .run = rename_property},
    {.name = "text",
     .help = "Edit a string with several lines",
     .keys = "E",
     .group = GROUP_EDIT,
     .places = IN_TREE,
     .needs = NEEDS_CHANGES,
     .run = edit_text},
};

const ActionRows edit_actions = ACTION_ROWS(rows);
