/* Saving: the file that is shown, with questions where another program changed or removed it. */
#include "ui/screens/views/saving.h"

#include "src/base/memory.h"
#include "ui/screens/background/side_job.h"
#include "ui/screens/bench/changing.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/bench/session_saving.h"
#include "ui/screens/views/diff_view.h"
#include "ui/screens/views/reloading.h"

#include "ui/widgets/menu.h"

#include <stdlib.h>
#include <string.h>

static Reaction changed_chosen(void *context, size_t position)
{
    Workbench *bench = context;
    if (position == 0) {
        bench_save(bench, NULL, true);
    } else if (position == 1) {
        bench_reload(bench, "Reloaded. Press u to restore your changes");
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

/* ---- saving ---- */

/* Files of up to so many bytes are saved at once. */
enum { AT_ONCE_BYTES = 4194304 };

/* A file that is saved, beside the keys where it is large. */
typedef struct SaveRun {
    Workbench *bench;
    SessionSaving saving;
    bool has_path; /* one was given */
    bool is_forced;
    bool is_begun;
    bool is_saved;
    uint64_t revision; /* of the document that is saved, and its size in bytes */
    size_t size;
    void (*then)(Workbench *bench); /* once it is saved; NULL: nothing */
    Error error;
} SaveRun;

static void run_free(void *context)
{
    SaveRun *run = context;
    SaveStatus *status = run->bench->saving;
    status->beside = status->beside == run ? NULL : status->beside;
    if (run->is_begun) {
        session_saving_drop(&run->saving);
    }
    free(run);
}

static void run_work(void *context, Pace *pace)
{
    SaveRun *run = context;
    run->is_saved = session_saving_write(&run->saving, pace, &run->error);
}

/* Another program wrote the file: asks what is to be done, but not a person who may be typing. */
static void tell_changed(Workbench *bench, const SaveRun *run, bool is_beside)
{
    bool is_removed = run->error.code == ERROR_REMOVED;
    if (run->has_path) {
        messages_add(bench->messages, STYLE_ISSUE_ERROR, "Not saved: %s. :w! %s overwrites the file.",
                     run->error.message, run->saving.path);
    } else if (is_beside) {
        messages_add(bench->messages, STYLE_ISSUE_ERROR, "Not saved: another program %s %.*s. Press ^S to choose",
                     is_removed ? "removed" : "changed", SLICE_ARGS(open_file_name(run->saving.file)));
    } else if (is_removed) {
        ask_removed(bench);
    } else {
        ask_changed(bench);
    }
}

static void tell_failed(Workbench *bench, const SaveRun *run, bool is_beside)
{
    ErrorCode code = run->error.code;
    if (code == ERROR_CHANGED || (code == ERROR_REMOVED && !run->has_path)) {
        tell_changed(bench, run, is_beside);
    } else if (code == ERROR_STOPPED) {
        messages_add(bench->messages, STYLE_PLAIN, "Saving stopped. The file on disk did not change");
    } else {
        report_failure(bench, run->has_path ? run->saving.path : NULL, &run->error);
    }
}

/* Ends a run that was begun, and reports how it went. */
static void run_end(SaveRun *run, Workbench *bench, bool is_beside)
{
    OpenFile *file = run->saving.file;
    note_save(bench, run->is_forced, run->is_saved ? NULL : &run->error);
    if (run->is_saved) {
        messages_add(bench->messages, STYLE_GOOD, "Saved %s (%zu bytes)%s", run->saving.path, run->size,
                     is_beside && document_revision(file->document) != run->revision ? ". Later changes are not saved"
                                                                                     : "");
    } else {
        tell_failed(bench, run, is_beside);
    }
    run->is_begun = false;
    session_saving_end(&run->saving, run->is_saved);
}

/* It is over, beside the keys or before a key was felt to wait. */
static void run_done(void *context, Workbench *bench, bool is_stopped)
{
    SaveRun *run = context;
    bool is_beside = bench->saving->beside == run;
    (void)is_stopped;
    bench->saving->beside = NULL;
    bench->saving->is_done = run->is_saved;
    run_end(run, bench, is_beside);
    if (is_beside && run->is_saved && run->then) {
        bench->saving->is_late = true;
        run->then(bench);
        bench->saving->is_late = false;
    }
}

/* Saves a large file beside the keys; true where it is done by now. */
static bool save_beside(Workbench *bench, SaveRun *run)
{
    SaveStatus *status = bench->saving;
    SideWork work = {.what = "saved",
                     .context = run,
                     .file = run->saving.file,
                     .bytes = run->size,
                     .work = run_work,
                     .done = run_done,
                     .free = run_free};
    status->is_done = false;
    if (side_job_run(bench, work)) {
        status->beside = run;
    }
    return status->is_done;
}

bool bench_save_then(Workbench *bench, void (*then)(Workbench *bench))
{
    SaveRun *run = bench->saving->beside;
    if (run) {
        run->then = then;
    }
    return run != NULL;
}

static SaveRun *run_new(Workbench *bench, const char *path, bool is_forced)
{
    const OpenFile *file = bench_file(bench);
    SaveRun *run = memory_allocate_zeroed(1, sizeof *run);
    run->bench = bench;
    run->has_path = path != NULL;
    run->is_forced = is_forced;
    run->then = bench->saving->then;
    run->revision = document_revision(file->document);
    run->size = document_bytes(file->document).length;
    return run;
}

/* Begins, and looks whether it can be done before anything takes long. */
static bool run_begin(SaveRun *run, Workbench *bench, const char *path)
{
    OpenFile *file = bench_file(bench);
    run->is_begun = session_saving_begin(&run->saving, bench->session, file, path, run->is_forced, &run->error);
    if (!run->is_begun) {
        note_save(bench, run->is_forced, &run->error);
        report_failure(bench, path, &run->error);
        return false;
    }
    bool is_beside = run->size > AT_ONCE_BYTES && side_job_wait(bench) < 0;
    bool is_possible = !is_beside || save_is_possible(&save_system, &run->saving.request, &run->error);
    if (!is_possible) {
        run_end(run, bench, false);
    }
    return is_possible;
}

bool bench_save(Workbench *bench, const char *path, bool is_forced)
{
    const OpenFile *file = bench_file(bench);
    if (path ? bench->remote->wants(bench, slice_from(path)) : file->remote != NULL) {
        return bench->remote->save(bench, path);
    }
    if (file->lent) {
        messages_add(bench->messages, STYLE_ISSUE_WARNING, "The file is being saved. Esc stops that");
        return false;
    }
    SaveRun *run = run_new(bench, path, is_forced);
    if (!run_begin(run, bench, path)) {
        run_free(run);
        return false;
    }
    if (run->size > AT_ONCE_BYTES) {
        return save_beside(bench, run);
    }
    run_work(run, NULL);
    run_end(run, bench, false);
    bool is_saved = run->is_saved;
    run_free(run);
    return is_saved;
}
