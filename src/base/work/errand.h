/*
 * Errand: work that a thread of its own does, while whoever sent it goes on.
 *
 * The work knows nothing of threads but a Pace. It shares nothing with its owner that either of them changes: it works
 * on copies and with a checker of its own, and what came of it is taken when it is over. How far it is and that it is
 * to stop goes through pace_step alone, without locks. For work that shares more, and takes turns with its owner, see
 * task.h.
 */
#ifndef IPSE_BASE_ERRAND_H
#define IPSE_BASE_ERRAND_H

#include "src/base/work/pace.h"

typedef struct Errand Errand;

/* How far an errand is: `done` of `total`, which is 0 where that is not known; the steps are parts of it that each
   begin at 0 (pace_begin), counted from 1. */
typedef struct ErrandShare {
    uint64_t done;
    uint64_t total;
    uint32_t step;
    bool is_final; /* errand_stop does nothing any more */
} ErrandShare;

/* Starts the work; `context` is borrowed until it is over. Where the system gives no thread, the work is done at once.
 */
Errand *errand_start(void (*work)(void *context, Pace *pace), void *context);

/* Waits for at most so many milliseconds, or until the end where the number is negative; true when the work is over.
   Its results may be read from then on. */
bool errand_wait(Errand *errand, int milliseconds);

ErrandShare errand_share(const Errand *errand);

/* Lets the work end as soon as it can. */
void errand_stop(Errand *errand);

/* Stops the work, waits until it has returned, and frees the errand; NULL does nothing. */
void errand_free(Errand *errand);

#endif
