/*
 * Worker pool: jobs done by several threads at a time, and taken back in the order in which they were given.
 *
 * One thread, the owner, gives jobs and takes them back; workers do them. The queue is bounded: what is given and not
 * taken back yet is never more than the limit, so that neither the jobs nor what they became fill the memory.
 *
 *     while (there is more to do) {
 *         if (worker_pool_is_full(pool)) { job = worker_pool_first(pool); … worker_pool_take(pool); }
 *         worker_pool_give(pool, next job);
 *     }
 *     while ((job = worker_pool_first(pool))) { … worker_pool_take(pool); }
 *
 * Each worker has a state of its own, such as a checker, which no other thread uses between worker_pool_new and
 * worker_pool_free; a job belongs to a worker from worker_pool_give until worker_pool_first returns it. What all
 * workers share they only read. So the work itself needs no locks.
 *
 * A job that makes much may be taken in parts (worker_pool_part), so that what it makes need not be kept.
 *
 * With one worker there are no threads: worker_pool_give does the job at once. The bytes that come out are the same.
 */
#ifndef IPSE_BASE_WORKER_POOL_H
#define IPSE_BASE_WORKER_POOL_H

#include <stdbool.h>
#include <stddef.h>

typedef struct WorkerPool WorkerPool;

typedef void JobWork(void *job, void *worker);

/* Called by the owner: takes what a job has made so far. */
typedef void JobPart(void *context, void *job);

/* Starts as many workers as `states` has, each with its own, of which there is at least one; `limit` is at least one.
   Where a thread cannot be started, there are fewer. The states are borrowed. Free with worker_pool_free. */
WorkerPool *worker_pool_new(JobWork *work, void *const *states, size_t count, size_t limit);

/* Waits for jobs that are being done, forgets the others, and frees the pool; NULL does nothing. */
void worker_pool_free(WorkerPool *pool);

/* True where as many jobs were given and not taken back as the limit says. */
bool worker_pool_is_full(const WorkerPool *pool);

/* Gives a job, which is borrowed until it is taken back; the pool must not be full. */
void worker_pool_give(WorkerPool *pool, void *job);

/* The oldest job, as soon as it is done; NULL if there is none. */
void *worker_pool_first(WorkerPool *pool);

/* True where worker_pool_first would not wait. */
bool worker_pool_is_ready(WorkerPool *pool);

/* Lets a worker do the oldest job once more, before all others; worker_pool_first must have returned it. */
void worker_pool_repeat(WorkerPool *pool);

/* Takes the oldest job back, which worker_pool_first must have returned. */
void worker_pool_take(WorkerPool *pool);

/* Reports how the owner takes parts of jobs, before the first is given. */
void worker_pool_set_part(WorkerPool *pool, JobPart *part, void *context);

/* For the work of a job: returns when the owner has taken what the job has made so far, which it does as soon as the
   job is the oldest and worker_pool_first waits for it. In a pool that ends nothing is taken. */
void worker_pool_part(WorkerPool *pool, void *job);

/* The number of processors that the process may run on; at least 1. */
unsigned worker_pool_processors(void);

#endif
