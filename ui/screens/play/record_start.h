/*
 * Record start: how a recorded script comes to where the recording began.
 */
#ifndef IPSE_SCREENS_RECORD_START_H
#define IPSE_SCREENS_RECORD_START_H

#include "ui/screens/bench/bench.h"

/* Appends the statements that bring a workbench that opens the same files to where this one is: files, obligations of
   an actor, sizes of panes, what is shown alone, open rows, cursor, pane. `script` is the path that the script will
   have. */
void record_start(Workbench *bench, const char *script, Text *record);

#endif
