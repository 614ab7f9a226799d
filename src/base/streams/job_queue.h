/*
 * Job queue: work of one owner that several workers do, taken in the order in which it was given.
 *
 * The owner fills jobs (job_queue_next) and gives them (job_queue_give). A worker does each, and the owner takes what
 * came of it in order, from within job_queue_give and job_queue_finish. On the pool of src/base/streams/worker_pool.h
 * it adds:
 *
 *   - Jobs that are used again and keep their room. There are a few for each worker, so that what is under way is
 * bounded.
 *   - No threads for a single job: the first one is held back until a second one is given, or until the owner waits.
 *   - Jobs of which parts are taken before they are done, where they make more than is to be kept.
 *   - Jobs that are done once more: where the owner finds, in order, that a job depends on an earlier one.
 */
#ifndef IPSE_BASE_JOB_QUEUE_H
#define IPSE_BASE_JOB_QUEUE_H

#include "src/base/streams/worker_pool.h"

typedef struct JobQueue JobQueue;

/* What jobs are. */
typedef struct JobKind {
    size_t size;   /* of a job; it starts as all zero */
    JobWork *work; /* done by a worker */
    /* Called by the owner for each job in order; true: the job is to be done once more, and taken again. */
    bool (*take)(void *context, void *job);
    JobPart *part;            /* called by the owner for a part of a job, in order; NULL: there are no parts */
    void (*clear)(void *job); /* after it was taken: makes it ready for other work */
    void (*free)(void *job);  /* frees what it holds */
} JobKind;

/* `states` are those of the workers, at least one, which are borrowed as `kind` and `context` are. Free with
   job_queue_free, which forgets what was not taken. */
JobQueue *job_queue_new(const JobKind *kind, void *context, void *const *states, size_t count);
void job_queue_free(JobQueue *queue);

/* For the work of a job: the owner takes what the job has made so far, as worker_pool_part. */
void job_queue_part(JobQueue *queue, void *job);

/* The job to be filled next. */
void *job_queue_next(JobQueue *queue);

/* Gives the job that job_queue_next returned last, and takes what is done. */
void job_queue_give(JobQueue *queue);

/* Takes all that was given, as soon as it is done. */
void job_queue_finish(JobQueue *queue);

/* Calls a function for each job that was given and not taken yet, until it returns true; false where it never did. Only
   what the owner put into the jobs may be looked at. */
bool job_queue_any(const JobQueue *queue, bool (*test)(const void *job, const void *what), const void *what);

#endif
