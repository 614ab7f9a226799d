/*
 * Recording: what is pressed, as a script.
 */
#ifndef IPSE_SCREENS_ACTIONS_RECORD_H
#define IPSE_SCREENS_ACTIONS_RECORD_H

#include "ui/screens/bench/bench.h"

/* Starts all zero. */
typedef struct Recording {
    char *path; /* NULL: nothing is recorded */
    Text text;
    size_t mark; /* length of the text before the command that is being typed */
    bool is_forced;
} Recording;

/* Notes where a command begins, which a recording may end with. */
void record_mark(Workbench *bench);

/* Ends a recording, as the program ends; false with a message where it could not be saved. */
bool record_finish(Workbench *bench);

#endif
