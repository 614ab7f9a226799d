/*
 * The parts of the workbench that the files of this folder share.
 */
#ifndef IPSE_SCREENS_WORKBENCH_PARTS_H
#define IPSE_SCREENS_WORKBENCH_PARTS_H

#include "ui/screens/bench/bench.h"

/* The view. */
extern const ViewKind bench_kind;

/* A bench for a session, which it takes over, on a stage. It is freed as a view. */
typedef struct WorkbenchOptions WorkbenchOptions;
Workbench *bench_new(const WorkbenchOptions *options, Session *session, Stage *stage);
void bench_free(void *self);

/* Opens the inputs in a workbench on a stage, and begins what the options say; NULL with a sentence where that cannot
   be done. `playing`: the script that is played (NULL: none). */
typedef struct PlayingOptions PlayingOptions;
Workbench *workbench_open(const WorkbenchOptions *options, Stage *stage, Clock clock, const PlayingOptions *playing,
                          Error *error);

/* Plays a script for nobody, and writes the recording and the picture that are asked for. */
bool workbench_film(const WorkbenchOptions *options, Error *error);

/* Reads files while their bar is shown on a terminal, and Esc stops that; other keys are put back. Small files show
   none (workbench_reading.c). */
typedef struct ReadingScreen {
    struct Terminal *terminal;
    Stage *stage; /* it knows the theme */
} ReadingScreen;
SessionReader reading_screen_reader(ReadingScreen *screen);

/* When the workbench wants to do something without being asked, and what it does (workbench_timers.c). */
int64_t bench_wait(void *self);
Reaction bench_tick(void *self);

/* From now on the stage shows the bench's messages over all views (workbench.c). */
void workbench_show_notices(Workbench *bench);

/* Clicks, wheel and drags (workbench_mouse.c). */
Reaction bench_mouse(void *self, Mouse mouse);

#endif
