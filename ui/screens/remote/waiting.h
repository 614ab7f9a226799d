/*
 * Waiting: requests to servers, while the screen goes on.
 *
 * Work runs as a task (src/base/work/task.h) under a line that tells what is waited for; Esc stops it. When it has
 * ended, also because it was stopped, its owner is called. In scripts the work is done at once.
 */
#ifndef IPSE_SCREENS_WAITING_H
#define IPSE_SCREENS_WAITING_H

#include "ui/screens/bench/bench.h"

typedef struct WaitingWork {
    const char *words; /* "Reading clinic:Patient/1"; copied */
    void *context;
    void (*work)(void *context, Pace *pace); /* must not use the bench */
    void (*done)(void *context);             /* may push views */
    void (*free)(void *context);
} WaitingWork;

void waiting_run(Workbench *bench, WaitingWork work);

#endif
