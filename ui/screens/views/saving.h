/*
 * Saving: the file that is shown, with questions where another program changed or removed it, and the status of a
 * script that saves. The file itself is written by src/save/save.c.
 *
 * Large files are saved beside the keys (ui/screens/background/side_job.h): what is saved is the text as it was in the
 * beginning, and where it was edited meanwhile, the file stays modified. Esc stops it; the file on disk is then as it
 * was.
 */
#ifndef IPSE_SCREENS_SAVING_H
#define IPSE_SCREENS_SAVING_H

#include "ui/screens/bench/bench.h"

/* How saving went so far. Starts all zero. */
typedef struct SaveStatus {
    bool is_scripted; /* a script drives: its status is 2 where something was not saved */
    Text failed;      /* a line for each that could not be saved */
    Text open;        /* for a save that would have overwritten what is there, and was not forced since; empty: none */
    Text *ended;      /* gets those lines, for standard error */
    void (*then)(Workbench *bench); /* set around bench_save: called later, where it is not done when that returns,
                                       once the file is saved or a server keeps all of what it was sent */
    struct SaveRun *beside;         /* what is being saved beside the keys; NULL: nothing */
    bool is_done;                   /* what was saved last */
    bool is_late;                   /* `then` is called long after it was asked for: it does not ask anything */
} SaveStatus;

/* Saves under a path, NULL: the file's own, and reports it; true where it was done, false also where it goes on.
   `is_forced`: also over what another program wrote. Where that is not forced, and the path is the file's own, asks
   what is to be done. */
bool bench_save(Workbench *bench, const char *path, bool is_forced);

/* Does this once the file that is being saved beside the keys is saved; false where none is. */
bool bench_save_then(Workbench *bench, void (*then)(Workbench *bench));

/* Lets a script end with status 2 and this error: something could not be saved. */
void bench_note_unsaved(Workbench *bench, const Error *error);

#endif
