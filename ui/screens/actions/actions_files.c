/* Opening, reloading, showing and closing files, and restoring unsaved work of them. */
#include "ui/screens/actions/actions_list.h"
#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/changing.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/bench/suppressed.h"
#include "ui/screens/remote/remote_view.h"
#include "ui/screens/remote/session_remote.h"
#include "ui/screens/views/diff_view.h"
#include "ui/screens/views/opening.h"
#include "ui/screens/views/reloading.h"
#include "ui/screens/views/rescue.h"
#include "ui/screens/views/start_view.h"
#include "ui/widgets/menu.h"

static Reaction open_file(void *context, const ActionCall *call)
{
    if (call->argument.length) {
        start_view_take(context, call->argument);
    } else {
        start_view_open(context);
    }
    return REACT_REDRAW;
}

static Reaction recover(void *context, const ActionCall *call)
{
    (void)call;
    rescue_recover(context);
    return REACT_REDRAW;
}

/* Reads the file again, and says so or why not. */
static void reload(Workbench *bench)
{
    bool is_modified = history_is_modified(bench_file(bench)->history);
    bench_reload(bench, is_modified ? "Reloaded. Press u to restore your changes" : "Reloaded");
}

static Reaction reload_chosen(void *context, size_t position)
{
    Workbench *bench = context;
    if (position == 0) {
        reload(bench);
    } else if (position == 2) {
        diff_view_open_disk(bench);
    }
    return REACT_REDRAW;
}

/* Asks what becomes of unsaved changes, and says whether the file on disk is another one by now. */
static void ask_reload(Workbench *bench, bool is_changed)
{
    static const MenuItem items[] = {{"Reload the file (undo restores your changes)", NULL, 'r'},
                                     {"Keep your changes", NULL, 'k'},
                                     {"Compare with the file on disk", NULL, 'c'}};
    const char *text = is_changed ? "The file has unsaved changes, and another program changed the file."
                                  : "The file has unsaved changes. The file on disk did not change.";
    stage_push(bench->stage, menu_new((MenuOptions){.title = "Reload",
                                                    .text = text,
                                                    .items = items,
                                                    .count = sizeof items / sizeof *items,
                                                    .selected = 1,
                                                    .context = bench,
                                                    .chosen = reload_chosen}));
}

static Reaction ask_and_reload(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    const OpenFile *file = bench_file(bench);
    FileState state;
    if (file->remote) {
        remote_read_for(bench, &file->remote->url, REMOTE_RELOAD);
        return REACT_REDRAW;
    }
    bool is_there = file->is_on_disk && file_state(file->path, &state, NULL);
    if (is_there && history_is_modified(file->history) && !call->is_forced) {
        ask_reload(bench, !file_states_equal(state, file->state));
    } else {
        reload(bench);
    }
    return REACT_REDRAW;
}

static Reaction show_next(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    size_t count = bench->session->count, steps = (call->count ? call->count : 1) % count;
    bench_show(bench, (bench->session->current + (call->action->parameter > 0 ? steps : count - steps)) % count);
    return REACT_REDRAW;
}

static Reaction close_file(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    Session *session = bench->session;
    if (session->count == 1) {
        messages_add(bench->messages, STYLE_PLAIN, "Only one file is open. Press q to quit");
    } else if (history_is_modified(bench_file(bench)->history) && !call->is_forced) {
        messages_add(bench->messages, STYLE_ISSUE_WARNING,
                     "The file has unsaved changes. :w saves, :bd! closes without saving");
    } else {
        bench_close_shown(bench);
    }
    return REACT_REDRAW;
}

static Reaction show_tab(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    unsigned number = action_digit(call);
    if (number == 0) {
        messages_add(bench->messages, STYLE_PLAIN, "Type a number from 1 to 9 after the command");
    } else if (number <= bench->session->count) {
        bench_show(bench, number - 1);
    } else {
        messages_add(bench->messages, STYLE_PLAIN, "Only %zu file%s open", bench->session->count,
                     bench->session->count == 1 ? " is" : "s are");
    }
    return REACT_REDRAW;
}

static const Action rows[] = {
    {.name = "open-file",
     .help = "Open a file: recent files, files of the folder, FILE",
     .keys = "^N",
     .commands = "o",
     .argument = "FILE",
     .group = GROUP_FILES,
     .run = open_file},
    {.name = "reload",
     .help = "Reload the file",
     .keys = "R, F5",
     .commands = "e",
     .group = GROUP_FILES,
     .needs = NEEDS_FILE,
     .run = ask_and_reload},
    {.name = "recover",
     .help = "Restore unsaved or discarded work",
     .keys = "ZR",
     .group = GROUP_FILES,
     .needs = NEEDS_FILE,
     .run = recover},
    {.name = "next-file",
     .help = "Show the next file",
     .keys = "]f",
     .commands = "bn",
     .group = GROUP_FILES,
     .needs = NEEDS_FILE,
     .run = show_next,
     .parameter = 1},
    {.name = "previous-file",
     .help = "Show the previous file",
     .keys = "[f",
     .commands = "bp",
     .group = GROUP_FILES,
     .needs = NEEDS_FILE,
     .run = show_next,
     .parameter = -1},
    {.name = "close-file",
     .help = "Close this file",
     .keys = "^W c",
     .commands = "bd",
     .group = GROUP_FILES,
     .needs = NEEDS_FILE,
     .run = close_file},
    {.name = "tab",
     .help = "Show file 1 to 9",
     .keys = "Alt-1-9",
     .argument = "NUMBER",
     .group = GROUP_FILES,
     .needs = NEEDS_FILE,
     .run = show_tab},
};

const ActionRows file_actions = ACTION_ROWS(rows);
