/*
 * Worker pool: a ring of jobs between three marks. Jobs from `first` to `begun` are done or being done, those from
 * `begun` to `given` wait. Everything here is guarded by one lock; the jobs themselves are not.
 */
#include "src/base/streams/worker_pool.h"

#include "src/base/memory.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

enum { STACK_SIZE = 8 << 20, PROCESSORS_MAXIMUM = 256 };

typedef struct Slot {
    void *job;
    bool is_done;
    bool has_part; /* its work waits until a part is taken */
} Slot;

typedef struct Worker {
    WorkerPool *pool;
    void *state;
    pthread_t thread;
} Worker;

struct WorkerPool {
    JobWork *work;
    Worker *workers;
    size_t worker_count; /* threads; 0: jobs are done where they are given */
    Slot *slots;
    size_t limit;
    size_t first; /* these three only grow; a job's slot is its number modulo `limit` */
    size_t begun;
    size_t given;
    bool is_repeated; /* the first job waits to be done once more */
    bool is_ending;
    pthread_mutex_t lock;
    pthread_cond_t wanted; /* a job waits, or the pool ends */
    pthread_cond_t done;   /* a job is done, or has a part */
    pthread_cond_t taken;  /* a part was taken */
    JobPart *part;
    void *part_context;
};

static Slot *slot_of(const WorkerPool *pool, size_t number)
{
    return &pool->slots[number % pool->limit];
}

/* Waits for a job under the lock; NULL at the end. */
static Slot *next_job(WorkerPool *pool)
{
    while (!pool->is_ending && !pool->is_repeated && pool->begun == pool->given) {
        pthread_cond_wait(&pool->wanted, &pool->lock);
    }
    if (pool->is_ending) {
        return NULL;
    }
    if (pool->is_repeated) {
        pool->is_repeated = false;
        return slot_of(pool, pool->first);
    }
    return slot_of(pool, pool->begun++);
}

static void *run_worker(void *context)
{
    Worker *worker = context;
    WorkerPool *pool = worker->pool;
    Slot *slot;
    pthread_mutex_lock(&pool->lock);
    while ((slot = next_job(pool))) {
        pthread_mutex_unlock(&pool->lock);
        pool->work(slot->job, worker->state);
        pthread_mutex_lock(&pool->lock);
        slot->is_done = true;
        pthread_cond_signal(&pool->done);
    }
    pthread_mutex_unlock(&pool->lock);
    return NULL;
}

/* Starts the threads; fewer where the system gives no more. Signals are left to the other threads of the process, so
   that who holds them off, as saving does, holds them off for all. */
static void start(WorkerPool *pool, size_t count)
{
    pthread_attr_t attributes;
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, STACK_SIZE);
    for (size_t i = 0; i < count; i++) {
        Worker *worker = &pool->workers[pool->worker_count];
        pool->worker_count += pthread_create(&worker->thread, &attributes, run_worker, worker) == 0;
    }
    pthread_attr_destroy(&attributes);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

WorkerPool *worker_pool_new(JobWork *work, void *const *states, size_t count, size_t limit)
{
    WorkerPool *pool = memory_allocate_zeroed(1, sizeof *pool);
    *pool = (WorkerPool){.work = work,
                         .workers = memory_allocate_zeroed(count, sizeof *pool->workers),
                         .slots = memory_allocate_zeroed(limit, sizeof *pool->slots),
                         .limit = limit};
    pthread_mutex_init(&pool->lock, NULL);
    pthread_cond_init(&pool->wanted, NULL);
    pthread_cond_init(&pool->done, NULL);
    pthread_cond_init(&pool->taken, NULL);
    for (size_t i = 0; i < count; i++) {
        pool->workers[i] = (Worker){.pool = pool, .state = states[i]};
    }
    if (count > 1) {
        start(pool, count);
    }
    return pool;
}

void worker_pool_free(WorkerPool *pool)
{
    if (!pool) {
        return;
    }
    pthread_mutex_lock(&pool->lock);
    pool->is_ending = true;
    pthread_cond_broadcast(&pool->wanted);
    pthread_cond_broadcast(&pool->taken);
    pthread_mutex_unlock(&pool->lock);
    for (size_t i = 0; i < pool->worker_count; i++) {
        pthread_join(pool->workers[i].thread, NULL);
    }
    pthread_cond_destroy(&pool->taken);
    pthread_cond_destroy(&pool->done);
    pthread_cond_destroy(&pool->wanted);
    pthread_mutex_destroy(&pool->lock);
    free(pool->workers);
    free(pool->slots);
    free(pool);
}

bool worker_pool_is_full(const WorkerPool *pool)
{
    return pool->given - pool->first == pool->limit; /* both change by the owner alone */
}

/* Does a job in the thread of the owner, by the first worker's state. */
static void do_here(WorkerPool *pool, Slot *slot)
{
    pool->work(slot->job, pool->workers[0].state);
    slot->is_done = true;
}

void worker_pool_give(WorkerPool *pool, void *job)
{
    pthread_mutex_lock(&pool->lock);
    Slot *slot = slot_of(pool, pool->given++);
    *slot = (Slot){.job = job};
    pthread_cond_signal(&pool->wanted);
    pthread_mutex_unlock(&pool->lock);
    if (pool->worker_count == 0) {
        pool->begun++;
        do_here(pool, slot);
    }
}

/* ---- parts ---- */

void worker_pool_set_part(WorkerPool *pool, JobPart *part, void *context)
{
    pool->part = part;
    pool->part_context = context;
}

/* Takes a part of a job that waits for that; under the lock, which is left meanwhile. */
static void take_part(WorkerPool *pool, Slot *slot)
{
    pthread_mutex_unlock(&pool->lock);
    pool->part(pool->part_context, slot->job);
    pthread_mutex_lock(&pool->lock);
    slot->has_part = false;
    pthread_cond_broadcast(&pool->taken);
}

/* The slot of a job that is being done; under the lock. */
static Slot *slot_with(const WorkerPool *pool, const void *job)
{
    size_t number = pool->first;
    while (slot_of(pool, number)->job != job) {
        number++;
    }
    return slot_of(pool, number);
}

void worker_pool_part(WorkerPool *pool, void *job)
{
    if (pool->worker_count == 0) { /* it is the owner who does the job, which is the oldest */
        pool->part(pool->part_context, job);
        return;
    }
    pthread_mutex_lock(&pool->lock);
    Slot *slot = slot_with(pool, job);
    slot->has_part = true;
    pthread_cond_signal(&pool->done);
    while (slot->has_part && !pool->is_ending) {
        pthread_cond_wait(&pool->taken, &pool->lock);
    }
    pthread_mutex_unlock(&pool->lock);
}

/* ---- done jobs ---- */

void *worker_pool_first(WorkerPool *pool)
{
    if (pool->given == pool->first) {
        return NULL;
    }
    Slot *slot = slot_of(pool, pool->first);
    pthread_mutex_lock(&pool->lock);
    while (!slot->is_done) {
        if (slot->has_part) {
            take_part(pool, slot);
        } else {
            pthread_cond_wait(&pool->done, &pool->lock);
        }
    }
    pthread_mutex_unlock(&pool->lock);
    return slot->job;
}

bool worker_pool_is_ready(WorkerPool *pool)
{
    pthread_mutex_lock(&pool->lock);
    bool is_ready = pool->given == pool->first || slot_of(pool, pool->first)->is_done;
    pthread_mutex_unlock(&pool->lock);
    return is_ready;
}

void worker_pool_repeat(WorkerPool *pool)
{
    Slot *slot = slot_of(pool, pool->first);
    pthread_mutex_lock(&pool->lock);
    slot->is_done = false;
    pool->is_repeated = pool->worker_count > 0;
    pthread_cond_signal(&pool->wanted);
    pthread_mutex_unlock(&pool->lock);
    if (pool->worker_count == 0) {
        do_here(pool, slot);
    }
}

void worker_pool_take(WorkerPool *pool)
{
    pthread_mutex_lock(&pool->lock);
    pool->first++;
    pthread_mutex_unlock(&pool->lock);
}

unsigned worker_pool_processors(void)
{
    long online = sysconf(_SC_NPROCESSORS_ONLN);
    return online < 1 ? 1 : online > PROCESSORS_MAXIMUM ? PROCESSORS_MAXIMUM : (unsigned)online;
}
