/* Saving. */
#include "ui/screens/actions/actions_table.h"
#include "ui/screens/bench/bench.h"

#include "ui/widgets/menu.h"

#include <stdlib.h>

enum { SAVE_STAY, SAVE_QUIT };

static Reaction changed_chosen(void *context, size_t position)
{
    Workbench *bench = context;
    if (position == 0) {
        bench_save(bench, NULL, true);
    } else if (position == 1) {
        Error error;
        if (session_reload(bench_file(bench), &error)) {
            bench_follow_change(bench);
            messages_add(bench->messages, STYLE_PLAIN, "Read again; u brings your changes back");
        } else {
            messages_add_error(bench->messages, "Not read", &error);
        }
    } else if (position == 2) {
        diff_view_open_disk(bench);
    }
    return REACT_REDRAW;
}

void save_ask_changed(Workbench *bench)
{
    static const MenuItem items[] = {{"Overwrite it with what is here", NULL, 'o'},
                                     {"Read it again, and lose nothing: undo brings your changes back", NULL, 'r'},
                                     {"Compare: show what differs from it", NULL, 'c'},
                                     {"Do neither: keep what is here, unsaved", NULL, 'n'}};
    stage_push(bench->stage, menu_new((MenuOptions){.title = "Not saved",
                                                    .text = "Another program changed this file since it was read.",
                                                    .items = items,
                                                    .count = 4,
                                                    .selected = 3,
                                                    .context = bench,
                                                    .chosen = changed_chosen}));
}

static Reaction removed_chosen(void *context, size_t position)
{
    if (position == 0) {
        bench_save(context, NULL, true);
    }
    return REACT_REDRAW;
}

void save_ask_removed(Workbench *bench)
{
    static const MenuItem items[] = {{"Write the file again", NULL, 'w'}, {"Keep the text here, unsaved", NULL, 'k'}};
    stage_push(bench->stage, menu_new((MenuOptions){.title = "Not saved",
                                                    .text = "The file was removed since it was read.",
                                                    .items = items,
                                                    .count = sizeof items / sizeof *items,
                                                    .context = bench,
                                                    .chosen = removed_chosen}));
}

static Reaction save(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    char *path = call->argument.length ? file_expand_home(call->argument) : NULL;
    bool is_saved = bench_save(bench, path, call->is_forced);
    free(path);
    return is_saved && call->action->parameter == SAVE_QUIT ? quit_ask(bench) : REACT_REDRAW;
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
