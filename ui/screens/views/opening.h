/*
 * Opening: files, and where the cursor begins in them.
 */
#ifndef IPSE_SCREENS_OPENING_H
#define IPSE_SCREENS_OPENING_H

#include "ui/screens/bench/bench.h"

/* Opens a file, where it is not open yet, and shows it; false with a sentence where it cannot be. Work of earlier runs
   is offered; that of a file that was never saved is restored. */
bool bench_open(Workbench *bench, const char *path, Error *error);

/* The same without an offer: for scripts, which do the same for everybody. */
bool bench_open_as_it_is(Workbench *bench, const char *path, Error *error);

/* Reports that the file that is shown was never saved, and is restored. */
void bench_tell_restored(Workbench *bench);

/* Opens a file that a person asked for, remembers it, and shows it, or reports why not. Large ones are read beside the
 * keys; Esc stops that. */
void bench_take(Workbench *bench, const char *path);

/* True where another file may be shown, or the one that is shown may change: nothing is typed, and no view is above. */
bool bench_may_take(const Workbench *bench);

/* Shows the file that was added last. */
void bench_show_last(Workbench *bench);

/* Puts the cursor on the first study of a Bundle, else on the top, and reports what there is to know of the file. */
void bench_begin(Workbench *bench);

/* Closes the file that is shown, one of several, without saving, and shows another. */
void bench_close_shown(Workbench *bench);

#endif
