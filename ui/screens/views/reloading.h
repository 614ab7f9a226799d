/*
 * Reloading: the file that is shown is read again from the disk. Large files are read beside the keys
 * (ui/screens/background/side_job.h); Esc stops that, and the document stays as it is.
 */
#ifndef IPSE_SCREENS_RELOADING_H
#define IPSE_SCREENS_RELOADING_H

#include "ui/screens/bench/bench.h"

/* Reads it as one change that can be undone, and reports this, a constant; or why it was not read. */
void bench_reload(Workbench *bench, const char *report);

#endif
