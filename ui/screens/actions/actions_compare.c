/* Comparing: with the file on disk, and with another file: the only one, one that is chosen, or one that is named. */
#include "ui/screens/actions/actions_list.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/files/file_offers.h"
#include "ui/screens/views/compare_view.h"
#include "ui/screens/views/diff_view.h"
#include "ui/screens/views/opening.h"
#include "ui/widgets/picker.h"
#include "ui/widgets/prompt.h"

#include "src/base/memory.h"

#include <stdlib.h>

/* The position of another file among the open ones, from its position among the others. */
static size_t other_file(const Session *session, size_t position)
{
    return position + (position >= session->current);
}

static PickerRow file_row(void *context, size_t position)
{
    const Session *session = ((Workbench *)context)->session;
    const OpenFile *file = session->files[other_file(session, position)];
    return (PickerRow){.code = open_file_name(file), .note = slice_from(file->path)};
}

static void compare_with(Workbench *bench, Slice name);

static Reaction file_chosen(void *context, size_t position, Slice typed)
{
    if (position == SIZE_MAX) {
        compare_with(context, typed);
        return REACT_REDRAW;
    }
    compare_view_open(context, other_file(((Workbench *)context)->session, position));
    return REACT_REDRAW;
}

/* Opens a file beside the present one. */
static void compare_with(Workbench *bench, Slice name)
{
    size_t present = bench->session->current;
    char *path = file_expand_home(name);
    Error error;
    if (bench->remote->wants(bench, name)) {
        messages_add(bench->messages, STYLE_PLAIN, "Open the resource of the server first (:o), then compare");
    } else if (bench_open(bench, path, &error)) {
        size_t other = bench->session->current;
        bench_show(bench, present);
        messages_dismiss(bench->messages); /* what was said of the file's tree and its keys */
        compare_view_open(bench, other);
    } else {
        messages_add_error(bench->messages, "Not compared", &error);
    }
    free(path);
}

static Reaction file_entered(void *context, Slice text)
{
    if (text.length) {
        compare_with(context, text);
    }
    return REACT_REDRAW;
}

static Reaction compare(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    const Session *session = bench->session;
    if (call->argument.length) {
        compare_with(bench, call->argument);
    } else if (session->count < 2) {
        stage_push(
            bench->stage,
            prompt_new((PromptOptions){
                .label = "Compare with file: ", .context = bench, .offers = file_offers, .entered = file_entered}));
    } else if (session->count == 2) {
        compare_view_open(bench, other_file(session, 0));
    } else {
        PickerSource source = {.context = bench, .count = session->count - 1, .row = file_row, .chosen = file_chosen};
        stage_push(bench->stage, picker_new(source, (PickerOptions){.title = "Compare with",
                                                                    .placeholder = "or type the name of a file",
                                                                    .is_free_text = true}));
    }
    return REACT_REDRAW;
}

static Reaction show_changes(void *context, const ActionCall *call)
{
    (void)call;
    diff_view_open_disk(context);
    return REACT_REDRAW;
}

static const Action rows[] = {
    {.name = "diff",
     .help = "Changes against the file on disk",
     .keys = "D",
     .group = GROUP_FILES,
     .needs = NEEDS_FILE,
     .run = show_changes},
    {.name = "compare",
     .help = "Show the differences of two files",
     .keys = "=",
     .argument = "FILE",
     .group = GROUP_FILES,
     .needs = NEEDS_FILE,
     .run = compare},
};

const ActionRows compare_actions = ACTION_ROWS(rows);
