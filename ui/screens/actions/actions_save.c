/* Saving, and saving before quitting. */
#include "ui/screens/actions/actions_list.h"
#include "ui/screens/actions/actions_quit.h"
#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/views/saving.h"

#include "src/base/file.h"

#include <stdlib.h>

enum { SAVE_STAY, SAVE_QUIT };

/* A server has the file by now. */
static void quit_after(Workbench *bench)
{
    if (quit_ask(bench) & REACT_QUIT) {
        stage_quit(bench->stage);
    }
}

/* What was being saved is saved: saves what was changed since. */
static void save_and_quit(Workbench *bench)
{
    bool is_modified = history_is_modified(bench_file(bench)->history);
    bench->saving->then = quit_after;
    bool is_saved = !is_modified || bench_save(bench, NULL, false);
    bench->saving->then = NULL;
    if (is_saved) {
        quit_after(bench);
    }
}

static Reaction save(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    char *path = call->argument.length ? file_expand_home(call->argument) : NULL;
    bool is_quitting = call->action->parameter == SAVE_QUIT;
    if (is_quitting && !path && bench_save_then(bench, save_and_quit)) {
        messages_add(bench->messages, STYLE_PLAIN, "ipse saves and quits when the file is saved. Esc stops the saving");
        return REACT_REDRAW;
    }
    bench->saving->then = is_quitting ? quit_after : NULL;
    bool is_saved = bench_save(bench, path, call->is_forced);
    bench->saving->then = NULL;
    free(path);
    return is_saved && is_quitting ? quit_ask(bench) : REACT_REDRAW;
}

static const Action rows[] = {
    {.name = "save",
     .help = "Save, or save as FILE",
     .label = "Save",
     .keys = "F2, ^S",
     .commands = "w write",
     .argument = "FILE",
     .group = GROUP_FILES,
     .needs = NEEDS_FILE,
     .run = save,
     .parameter = SAVE_STAY},
    {.name = "save-quit",
     .help = "Save and quit",
     .keys = "ZZ",
     .commands = "wq x",
     .group = GROUP_FILES,
     .needs = NEEDS_FILE,
     .run = save,
     .parameter = SAVE_QUIT},
};

const ActionRows save_actions = ACTION_ROWS(rows);
