/* Copying what is seen to the clipboard of the terminal. */
#include "ui/screens/actions/actions_list.h"
#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/cursor.h"

#include "src/json/path.h"

enum { COPY_VALUE, COPY_PATH, COPY_POINTER, COPY_ISSUE };

/* The text that is asked for; false if there is none. */
static bool clipboard_text(Workbench *bench, int what, Text *text)
{
    const OpenFile *file = bench_file(bench);
    RowView row = *bench_row(bench);
    Text scratch = TEXT_EMPTY;
    uint32_t first, count = report_issues_of(file->report, row.node, &first);
    switch (what) {
    case COPY_VALUE:
        text_append(text, row.is_absent ? (Slice){0} : document_string(file->document, row.node, &scratch));
        break;
    case COPY_PATH:
        path_append(file->document, row.node, text);
        text_format(text, row.is_absent ? ".%.*s" : "%.*s", SLICE_ARGS(row.name));
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

static Reaction copy_to_clipboard(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    Text text = TEXT_EMPTY;
    const char *how = "";
    Error error;
    if (!clipboard_text(bench, call->action->parameter, &text)) {
        messages_add(bench->messages, STYLE_ISSUE_WARNING, "Nothing to copy in this row");
    } else if (stage_copy(bench->stage, text_slice(&text), &how, &error)) {
        messages_add(bench->messages, STYLE_PLAIN, "%zu byte%s: %s", text.length, text.length == 1 ? "" : "s", how);
    } else {
        messages_add_error(bench->messages, "Not copied", &error);
    }
    text_free(&text);
    return REACT_REDRAW;
}

static const Action rows[] = {
    {.name = "copy-text",
     .help = "Copy the value to the clipboard",
     .keys = "yv",
     .group = GROUP_EDIT,
     .places = IN_TREE,
     .needs = NEEDS_FILE,
     .run = copy_to_clipboard,
     .parameter = COPY_VALUE},
    {.name = "copy-path",
     .help = "Copy the path to the clipboard",
     .keys = "yp",
     .group = GROUP_EDIT,
     .places = IN_TREE,
     .needs = NEEDS_FILE,
     .run = copy_to_clipboard,
     .parameter = COPY_PATH},
    {.name = "copy-pointer",
     .help = "Copy the JSON pointer to the clipboard",
     .keys = "yj",
     .group = GROUP_EDIT,
     .places = IN_TREE,
     .needs = NEEDS_FILE,
     .run = copy_to_clipboard,
     .parameter = COPY_POINTER},
    {.name = "copy-issue",
     .help = "Copy the message of the issue to the clipboard",
     .keys = "yi",
     .group = GROUP_EDIT,
     .places = IN_TREE,
     .needs = NEEDS_FILE,
     .run = copy_to_clipboard,
     .parameter = COPY_ISSUE},
};

const ActionRows clipboard_actions = ACTION_ROWS(rows);
