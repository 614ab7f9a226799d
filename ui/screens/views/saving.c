/* Saving: the file that is shown, with questions where another program changed or removed it. */
#include "ui/screens/views/saving.h"

#include "ui/screens/bench/changing.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/views/diff_view.h"

#include "ui/widgets/menu.h"

#include <string.h>

static Reaction changed_chosen(void *context, size_t position)
{
    Workbench *bench = context;
    if (position == 0) {
        bench_save(bench, NULL, true);
    } else if (position == 1) {
        Error error;
        if (session_reload(bench_file(bench), &error)) {
            bench_follow_change(bench);
            messages_add(bench->messages, STYLE_PLAIN, "Reloaded. Press u to restore your changes");
        } else {
            messages_add_error(bench->messages, "Not reloaded", &error);
        }
    } else if (position == 2) {
        diff_view_open_disk(bench);
    }
    return REACT_REDRAW;
}

static void ask_changed(Workbench *bench)
{
    static const MenuItem items[] = {{"Overwrite the file", NULL, 'o'},
                                     {"Reload the file (undo restores your changes)", NULL, 'r'},
                                     {"Show the differences", NULL, 'c'},
                                     {"Cancel (the changes stay unsaved)", NULL, 'n'}};
    stage_push(bench->stage, menu_new((MenuOptions){.title = "Not saved",
                                                    .text = "Another program changed the file.",
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

static void ask_removed(Workbench *bench)
{
    static const MenuItem items[] = {{"Save the file", NULL, 'w'}, {"Cancel (the file stays unsaved)", NULL, 'k'}};
    stage_push(bench->stage, menu_new((MenuOptions){.title = "Not saved",
                                                    .text = "Another program removed the file.",
                                                    .items = items,
                                                    .count = sizeof items / sizeof *items,
                                                    .context = bench,
                                                    .chosen = removed_chosen}));
}

/* The status that a script ends with because of saving, and what is said then. */
static void set_saved_status(Workbench *bench)
{
    enum { SAVED = 0, NOT_SAVED = 2 };
    if (bench->saving->is_scripted) {
        text_clear(bench->saving->ended);
        text_append(bench->saving->ended, text_slice(&bench->saving->failed));
        text_append(bench->saving->ended, text_slice(&bench->saving->open));
        stage_set_exit_status(bench->stage, bench->saving->ended->length ? NOT_SAVED : SAVED);
    }
}

/* Appends the line of an error. */
static void append_error(const Error *error, Text *lines)
{
    text_format(lines, "ipse: %s%s%s\n", error->where, *error->where ? ": " : "", error->message);
}

void bench_note_unsaved(Workbench *bench, const Error *error)
{
    append_error(error, &bench->saving->failed);
    set_saved_status(bench);
}

/* Notes how a save went, with the error where it failed: one that would overwrite what is there is open until it is
   forced. */
static void note_save(Workbench *bench, bool is_forced, const Error *error)
{
    bool would_overwrite = error && (error->code == ERROR_CHANGED || error->code == ERROR_REMOVED);
    if (would_overwrite) {
        text_clear(&bench->saving->open);
        append_error(error, &bench->saving->open);
    } else if (error) {
        append_error(error, &bench->saving->failed);
    } else if (is_forced) {
        text_clear(&bench->saving->open);
    }
    set_saved_status(bench);
}

/* Reports why a file was not saved: its own name and that it cannot be saved need not be said again. */
static void report_failure(Workbench *bench, const char *path, const Error *error)
{
    Error shown = *error;
    Slice reason = slice_from(error->message), verb = SLICE("cannot save: ");
    if (slice_starts_with(reason, verb)) {
        memmove(shown.message, shown.message + verb.length, reason.length - verb.length + 1);
    }
    if (!path) {
        *shown.where = '\0';
    }
    messages_add_error(bench->messages, "Not saved", &shown);
}

bool bench_save(Workbench *bench, const char *path, bool is_forced)
{
    OpenFile *file = bench_file(bench);
    Error error;
    if (path ? bench->remote->wants(bench, slice_from(path)) : file->remote != NULL) {
        return bench->remote->save(bench, path);
    }
    bool is_saved = session_save(bench->session, file, path, is_forced, &error);
    note_save(bench, is_forced, is_saved ? NULL : &error);
    if (!is_saved) {
        if (error.code == ERROR_REMOVED && !path) {
            ask_removed(bench);
        } else if (error.code == ERROR_CHANGED && !path) {
            ask_changed(bench);
        } else if (error.code == ERROR_CHANGED) {
            messages_add(bench->messages, STYLE_ISSUE_ERROR, "Not saved: %s. :w! %s overwrites the file.",
                         error.message, path);
        } else {
            report_failure(bench, path, &error);
        }
        return false;
    }
    messages_add(bench->messages, STYLE_GOOD, "Saved %s (%zu bytes)", path ? path : file->path,
                 document_bytes(file->document).length);
    return true;
}
