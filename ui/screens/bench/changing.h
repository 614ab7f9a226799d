/*
 * Changing: carrying out planned splices in the file that is shown, and reporting them in the status line.
 */
#ifndef IPSE_SCREENS_CHANGING_H
#define IPSE_SCREENS_CHANGING_H

#include "ui/screens/bench/bench.h"

/* Applies splices as a change named `label`, and brings report and rows up to date; false where it failed, which is
   reported. */
bool bench_apply(Workbench *bench, const SpliceList *list, const char *label);

/* Reports what was done to a value: "Duplicated as item 2 of 'series'". */
void bench_report(Workbench *bench, const char *what, NodeId node);

/* After undo, redo, reload …: brings report and rows up to date, and puts the cursor where the change was. */
void bench_follow_change(Workbench *bench);

#endif
