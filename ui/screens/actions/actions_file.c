/* Actions of files, the screen and the program. */
#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/parameters.h"
#include "ui/screens/bench/session_recovery.h"

#include "src/base/memory.h"
#include "ui/widgets/action_help.h"
#include "ui/widgets/menu.h"

#include <stdlib.h>

/* ---- saving ---- */

static Reaction changed_chosen(void *context, size_t position)
{
    Workbench *bench = context;
    if (position == 0) {
        bench_save(bench, NULL, true);
    } else if (position == 1) {
        Error error;
        if (session_reload(bench->session, bench_file(bench), &error)) {
            bench_follow_change(bench);
            messages_add(bench->messages, STYLE_PLAIN, "Read again; u brings your changes back");
        } else {
            messages_add_error(bench->messages, "Not read", &error);
        }
    } else if (position == 2) {
        action_diff(bench, NULL);
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

Reaction action_save(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    char *path = call->argument.length ? file_expand_home(call->argument) : NULL;
    bool is_saved = bench_save(bench, path, call->is_forced);
    free(path);
    return is_saved && call->action->parameter == SAVE_QUIT ? quit_ask(bench) : REACT_REDRAW;
}

/* ---- quitting ---- */

/* Leaves nothing behind that the next start would offer. */
static void discard_all(Workbench *bench)
{
    for (size_t i = 0; i < bench->session->count; i++) {
        session_discard(bench->session, bench->session->files[i]);
    }
}

/* Saves every modified file; false at the first that cannot be. */
static bool save_all(Workbench *bench)
{
    for (size_t i = 0; i < bench->session->count; i++) {
        if (history_is_modified(bench->session->files[i]->history)) {
            bench->session->current = i;
            if (!bench_save(bench, NULL, false)) {
                return false;
            }
        }
    }
    return true;
}

static Reaction quit_chosen(void *context, size_t position)
{
    Workbench *bench = context;
    if (position == 0) {
        return save_all(bench) ? quit_ask(bench) : REACT_REDRAW;
    }
    if (position == 1) {
        discard_all(bench);
        return REACT_QUIT;
    }
    return REACT_REDRAW;
}

Reaction quit_ask(Workbench *bench)
{
    static const MenuItem items[] = {
        {"Save and quit", NULL, 's'}, {"Discard the changes and quit", NULL, 'd'}, {"Stay", NULL, 'c'}};
    if (session_modified_count(bench->session) == 0) {
        discard_all(bench);
        return REACT_QUIT;
    }
    stage_push(bench->stage, menu_new((MenuOptions){.title = "Quit",
                                                    .text = "There are changes that are not saved.",
                                                    .items = items,
                                                    .count = 3,
                                                    .context = bench,
                                                    .chosen = quit_chosen}));
    return REACT_REDRAW;
}

Reaction action_quit(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    if (call->is_forced || call->action->parameter == QUIT_DISCARD) {
        discard_all(bench);
        return REACT_QUIT;
    }
    return quit_ask(bench);
}

/* ---- files ---- */

/* Reads the file again, and says so or why not. */
static void reload(Workbench *bench)
{
    bool is_modified = history_is_modified(bench_file(bench)->history);
    Error error;
    if (session_reload(bench->session, bench_file(bench), &error)) {
        bench_follow_change(bench);
        messages_add(bench->messages, STYLE_PLAIN, is_modified ? "Read again; u restores your changes" : "Read again");
    } else {
        messages_add_error(bench->messages, "Not read", &error);
    }
}

static Reaction reload_chosen(void *context, size_t position)
{
    Workbench *bench = context;
    if (position == 0) {
        reload(bench);
    } else if (position == 2) {
        action_diff(bench, NULL);
    }
    return REACT_REDRAW;
}

/* Asks what becomes of unsaved changes, and says whether the file on disk is another one by now. */
static void ask_reload(Workbench *bench, bool is_changed)
{
    static const MenuItem items[] = {{"Read the file again (undo restores your changes)", NULL, 'r'},
                                     {"Keep your changes", NULL, 'k'},
                                     {"Compare with the file on disk", NULL, 'c'}};
    const char *text = is_changed ? "There are unsaved changes, and the file was changed by someone else."
                                  : "There are unsaved changes. The file did not change.";
    stage_push(bench->stage, menu_new((MenuOptions){.title = "Reload",
                                                    .text = text,
                                                    .items = items,
                                                    .count = sizeof items / sizeof *items,
                                                    .selected = 1,
                                                    .context = bench,
                                                    .chosen = reload_chosen}));
}

Reaction action_reload(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    const OpenFile *file = bench_file(bench);
    FileState state;
    bool is_there = file->is_on_disk && file_state(file->path, &state, NULL);
    if (is_there && history_is_modified(file->history) && !call->is_forced) {
        ask_reload(bench, !file_states_equal(state, file->state));
    } else {
        reload(bench);
    }
    return REACT_REDRAW;
}

Reaction action_file(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    size_t count = bench->session->count, steps = (call->count ? call->count : 1) % count;
    bench_show(bench, (bench->session->current + (call->action->parameter > 0 ? steps : count - steps)) % count);
    return REACT_REDRAW;
}

Reaction action_close(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    Session *session = bench->session;
    if (session->count == 1) {
        messages_add(bench->messages, STYLE_PLAIN, "This is the only file; q quits");
    } else if (history_is_modified(bench_file(bench)->history) && !call->is_forced) {
        messages_add(bench->messages, STYLE_ISSUE_WARNING,
                     "It has changes that are not saved: :w saves them, :bd! closes it without them");
    } else {
        session_discard(session, bench_file(bench));
        cut_clear(&bench->cut);
        session_close(session, session->current);
        bench->issue_rows.is_made = false;
        bench->rule_row = ROW_NONE;
        bench_go_to_row(bench, bench_file(bench)->cursor);
    }
    return REACT_REDRAW;
}

Reaction action_tab(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    size_t position = (size_t)call->action->parameter - 1;
    if (position < bench->session->count) {
        bench_show(bench, position);
    } else {
        messages_add(bench->messages, STYLE_PLAIN, "Only %zu file%s open", bench->session->count,
                     bench->session->count == 1 ? " is" : "s are");
    }
    return REACT_REDRAW;
}

/* ---- the screen ---- */

Reaction action_help(void *context, const ActionCall *call)
{
    (void)call;
    help_open(context);
    return REACT_REDRAW;
}

static Reaction palette_run(void *context, const Action *action, const ActionCall *call)
{
    return bench_run(context, action, *call) | REACT_REDRAW;
}

static void palette_said(void *context, const char *sentence)
{
    messages_add(((Workbench *)context)->messages, STYLE_ISSUE_WARNING, "%s", sentence);
}

Reaction action_palette(void *context, const ActionCall *call)
{
    (void)call;
    Workbench *bench = context;
    record_mark(bench);
    stage_push(bench->stage, palette_new(bench->stage, (PaletteOptions){.table = bench->actions,
                                                                        .keymap = bench->keymap,
                                                                        .context = bench,
                                                                        .run = palette_run,
                                                                        .said = palette_said}));
    return REACT_REDRAW;
}

Reaction action_theme(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    if (!call->argument.length) {
        return choices_open_themes(bench);
    }
    char *name = memory_copy_string(call->argument);
    Error error;
    Theme *theme = theme_load(name, config_theme_folder(bench->config), &error);
    if (theme) {
        stage_set_theme(bench->stage, theme);
        theme_free(theme);
    } else {
        messages_add_error(bench->messages, "Theme not loaded", &error);
    }
    free(name);
    return REACT_REDRAW | REACT_REPAINT;
}

Reaction action_raw(void *context, const ActionCall *call)
{
    (void)call;
    raw_view_open(context);
    return REACT_REDRAW;
}

Reaction action_mouse(void *context, const ActionCall *call)
{
    (void)call;
    Workbench *bench = context;
    bool is_on = !stage_mouse(bench->stage);
    stage_set_mouse(bench->stage, is_on);
    messages_add(bench->messages, STYLE_PLAIN,
                 is_on ? "The mouse is on" : "The mouse is off: the terminal selects text again");
    return REACT_REDRAW;
}

Reaction action_messages(void *context, const ActionCall *call)
{
    (void)call;
    Workbench *bench = context;
    TextView *view = text_view_new();
    Text text = TEXT_EMPTY;
    messages_print(bench->messages, &text);
    text_view_add(view, STYLE_PLAIN, text_slice(&text));
    text_free(&text);
    stage_push(bench->stage,
               text_view_as_view(view, bench->stage, (TextViewOptions){.title = "Messages", .is_overlay = true}));
    return REACT_REDRAW;
}

Reaction action_repaint(void *context, const ActionCall *call)
{
    (void)context;
    (void)call;
    return REACT_REDRAW | REACT_REPAINT;
}

Reaction action_suspend(void *context, const ActionCall *call)
{
    (void)context;
    (void)call;
    return REACT_SUSPEND;
}
