/*
 * Side job: long work on behalf of the bench that another thread does, while keys are answered.
 *
 * The work touches nothing of the bench and its files: it gets copies, and a checker of its own. The header shows how
 * far it is, and Esc stops it (background.h). When it is over, its owner takes what came of it, between two keys. There
 * is one job at a time. What takes no longer than a key may is done before side_job_run returns; in scripts all is.
 */
#ifndef IPSE_SCREENS_SIDE_JOB_H
#define IPSE_SCREENS_SIDE_JOB_H

#include "src/base/work/errand.h"
#include "ui/screens/bench/bench.h"

typedef struct SideWork {
    const char *what;     /* for the header: "fixing"; a constant */
    const char *then;     /* the same for its further steps; NULL: they are numbered */
    Slice name;           /* of what it is about, where that is not `file`; lives as long as `context` */
    void *context;        /* freed by `free` */
    const OpenFile *file; /* that it is about; the job is forgotten where that is closed; NULL: none */
    bool is_of_now;       /* it is good for nothing once the file changes, and is stopped then */
    size_t bytes;         /* that it works through, for the rate; 0: no rate is shown */
    void (*work)(void *context, Pace *pace); /* in another thread */
    bool (*may_end)(const Workbench *bench); /* true where what came of it may be taken now; NULL: always */
    void (*done)(void *context, Workbench *bench, bool is_stopped); /* what came of it; it may push views */
    void (*free)(void *context);
} SideWork;

/* Starts all zero. */
typedef struct SideJob {
    SideWork work;
    Errand *errand;    /* NULL: no job is under way */
    int64_t begun;     /* in milliseconds of the clock */
    uint64_t revision; /* of the document then */
    bool is_stopped;
} SideJob;

/* Begins a job, which it takes over; true where it goes on beside the keys, false where it is over. Where one is under
 * way, it says so and frees the new one. */
bool side_job_run(Workbench *bench, SideWork work);

/* Milliseconds until it is worth looking whether the job is over; negative: there is none. */
int64_t side_job_wait(const Workbench *bench);

/* Takes what came of the job where it is over; says what is to be drawn. */
Reaction side_job_go_on(Workbench *bench);

/* Lets the job end; false if none exists. */
bool side_job_stop(Workbench *bench);

/* Stops the job and forgets it: before its file is closed. NULL: before any is. */
void side_job_forget(Workbench *bench, const OpenFile *file);

#endif
