/*
 * Job queue: a ring with one job more than may be under way, so that the next one is always free.
 */
#include "src/base/streams/job_queue.h"

#include "src/base/memory.h"

#include <stdlib.h>

enum { JOBS_PER_WORKER = 4 };

struct JobQueue {
    const JobKind *kind;
    void *context;
    void **states;
    size_t worker_count;
    WorkerPool *pool; /* NULL: nothing was given to it yet */
    size_t pool_size;
    char *jobs;
    size_t job_count; /* that may be under way */
    size_t given;     /* these two only grow; a job's place is its number modulo job_count + 1 */
    size_t taken;
    void *held; /* given, but not to the pool yet */
};

static void *job_at(const JobQueue *queue, size_t number)
{
    return queue->jobs + number % (queue->job_count + 1) * queue->kind->size;
}

JobQueue *job_queue_new(const JobKind *kind, void *context, void *const *states, size_t count)
{
    JobQueue *queue = memory_allocate_zeroed(1, sizeof *queue);
    *queue = (JobQueue){.kind = kind, .context = context, .worker_count = count, .job_count = count * JOBS_PER_WORKER};
    queue->states = memory_allocate(count * sizeof *queue->states);
    for (size_t i = 0; i < count; i++) {
        queue->states[i] = states[i];
    }
    queue->jobs = memory_allocate_zeroed(queue->job_count + 1, kind->size);
    return queue;
}

void job_queue_free(JobQueue *queue)
{
    worker_pool_free(queue->pool);
    for (size_t i = 0; i <= queue->job_count; i++) {
        queue->kind->free(job_at(queue, i));
    }
    free(queue->jobs);
    free(queue->states);
    free(queue);
}

/* Takes the oldest job, as soon as it is done. */
static void take_job(JobQueue *queue)
{
    void *job = worker_pool_first(queue->pool);
    while (queue->kind->take(queue->context, job)) {
        worker_pool_repeat(queue->pool);
        worker_pool_first(queue->pool);
    }
    worker_pool_take(queue->pool);
    queue->taken++;
    queue->kind->clear(job);
}

static void take_all(JobQueue *queue)
{
    while (queue->pool && worker_pool_first(queue->pool)) {
        take_job(queue);
    }
}

/* A pool of so many workers, in place of a smaller one. */
static void use_pool(JobQueue *queue, size_t count)
{
    if (queue->pool_size >= count) {
        return;
    }
    take_all(queue);
    worker_pool_free(queue->pool);
    queue->pool = worker_pool_new(queue->kind->work, queue->states, count, queue->job_count);
    worker_pool_set_part(queue->pool, queue->kind->part, queue->context);
    queue->pool_size = count;
}

static void give_to_pool(JobQueue *queue, void *job)
{
    while (worker_pool_is_full(queue->pool)) {
        take_job(queue);
    }
    worker_pool_give(queue->pool, job);
    while (worker_pool_is_ready(queue->pool) && worker_pool_first(queue->pool)) {
        take_job(queue);
    }
}

/* Gives the job that is held back to so many workers. */
static void release_held(JobQueue *queue, size_t workers)
{
    void *held = queue->held;
    queue->held = NULL;
    if (held) {
        use_pool(queue, workers);
        give_to_pool(queue, held);
    }
}

void *job_queue_next(JobQueue *queue)
{
    return job_at(queue, queue->given);
}

void job_queue_part(JobQueue *queue, void *job)
{
    worker_pool_part(queue->pool, job);
}

void job_queue_give(JobQueue *queue)
{
    void *job = job_at(queue, queue->given++);
    if (!queue->held && queue->pool_size < queue->worker_count) {
        queue->held = job;
        return;
    }
    release_held(queue, queue->worker_count);
    use_pool(queue, queue->worker_count);
    give_to_pool(queue, job);
}

void job_queue_finish(JobQueue *queue)
{
    release_held(queue, 1);
    take_all(queue);
}

bool job_queue_any(const JobQueue *queue, bool (*test)(const void *job, const void *what), const void *what)
{
    bool is_found = false;
    for (size_t i = queue->taken; i < queue->given && !is_found; i++) {
        is_found = test(job_at(queue, i), what);
    }
    return is_found;
}
