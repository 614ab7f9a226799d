/* Editing the value under the cursor, filling in what is absent, adding and renaming. */
#include "ui/screens/actions/actions_list.h"
#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/editing/code_picker.h"
#include "ui/screens/editing/element_picker.h"
#include "ui/screens/editing/filling.h"
#include "ui/screens/editing/text_editor.h"
#include "ui/screens/editing/value_editor.h"

enum { EDIT_KEEP, EDIT_EMPTY, EDIT_TYPE };

static Reaction edit(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    int how = call->action->parameter;
    if (how == EDIT_KEEP && code_picker_open(bench, false)) {
        return REACT_REDRAW;
    }
    RowView row = *bench_row(bench);
    Operation operation = session_operation(bench->session, bench_file(bench));
    if (row.is_absent && !operation_is_simple(&operation, row.element)) {
        filling_add(bench, row.node, row.element, true);
        return REACT_REDRAW;
    }
    bool is_typed = typing_begin(bench, how == EDIT_EMPTY) != REACT_UNHANDLED;
    if (!is_typed && how == EDIT_EMPTY) {
        messages_add(bench->messages, STYLE_ISSUE_WARNING, "Only single values are typed. Press Enter to open the row");
        bench->is_text_refused = true;
    } else if (!is_typed) {
        outline_set_open(bench_file(bench)->outline, (uint32_t)bench->tree.selected, !row.is_open, false);
    }
    return REACT_REDRAW;
}

static Reaction pick(void *context, const ActionCall *call)
{
    (void)call;
    Workbench *bench = context;
    if (!code_picker_open(bench, true)) {
        messages_add(bench->messages, STYLE_ISSUE_WARNING, "No values are known for the row. Press Enter to type");
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
     .parameter = EDIT_KEEP,
     .takes_text = true},
    {.name = "empty-edit",
     .help = "Empty the value and type a new one",
     .keys = "cc",
     .group = GROUP_EDIT,
     .places = IN_TREE,
     .needs = NEEDS_CHANGES,
     .run = edit,
     .parameter = EDIT_EMPTY,
     .takes_text = true},
    {.name = "type",
     .help = "Type the value instead of selecting",
     .keys = "F12, ^T",
     .group = GROUP_EDIT,
     .places = IN_TREE,
     .needs = NEEDS_CHANGES,
     .run = edit,
     .parameter = EDIT_TYPE,
     .takes_text = true},
    {.name = "pick",
     .help = "Choose the value from all that fit, also a date or a UID",
     .keys = "cp",
     .group = GROUP_EDIT,
     .places = IN_TREE,
     .needs = NEEDS_CHANGES,
     .run = pick},
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
     .run = rename_property,
     .takes_text = true},
    {.name = "text",
     .help = "Edit a string with several lines",
     .keys = "E",
     .group = GROUP_EDIT,
     .places = IN_TREE,
     .needs = NEEDS_CHANGES,
     .run = edit_text},
};

const ActionRows edit_actions = ACTION_ROWS(rows);
