/*
 * Task: work that is done piece by piece.
 *
 * A task calls a function that knows nothing of pieces but a Pace. It runs on a stack of its own, in turn with whoever
 * started it: one of the two waits while the other one runs, so that neither needs locks, and either sees what the
 * other one did. The work hands over inside of pace_step, whenever its time is up.
 *
 * While the work waits, it holds on to what it was given: that must not be changed before the task has ended or was
 * freed. What both use for a while and give back (arenas by marks) may be used meanwhile by the starter; two tasks that
 * use the same must not be under way at the same time.
 */
#ifndef IPSE_BASE_TASK_H
#define IPSE_BASE_TASK_H

#include "src/base/work/pace.h"

typedef struct Task Task;

/* A task that has not begun; `context` is borrowed until it has ended. */
Task *task_new(void (*work)(void *context, Pace *pace), void *context);

/* Lets the work go on for so many milliseconds, of a clock that never stands, or until it has ended where the number is
   negative; true when it has ended. Where the system gives no further stack, the work is done to its end at once. */
bool task_go_on(Task *task, int milliseconds);

/* The progress of the work. */
const Pace *task_pace(const Task *task);

/* Lets the work end as soon as it can; task_go_on tells when it has. */
void task_stop(Task *task);

/* Stops the work where it has begun and not ended, waits until it has returned, and frees the task; NULL does nothing.
 */
void task_free(Task *task);

#endif
