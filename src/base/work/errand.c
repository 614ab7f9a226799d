/* Errands: a thread, and what it tells of itself in atomic numbers. */
#include "src/base/work/errand.h"

#include "src/base/memory.h"
#include "src/base/work/work_thread.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

enum { NANOSECONDS_PER_MILLISECOND = 1000000, MILLISECONDS_PER_SECOND = 1000 };

struct Errand {
    void (*work)(void *context, Pace *pace);
    void *context;
    Pace pace;      /* of the thread alone */
    uint64_t begun; /* its total when the thread looked last; UINT64_MAX: it did not yet */
    pthread_t thread;
    bool has_thread;
    atomic_bool is_stopped;
    _Atomic uint64_t done;
    _Atomic uint64_t total;
    _Atomic uint32_t step;
    atomic_bool is_final;
    pthread_mutex_t mutex;
    pthread_cond_t ended;
    bool is_over; /* guarded by the mutex */
};

/* The thread tells how far it is, and finds out whether it is to stop. */
static void look(Pace *pace)
{
    Errand *errand = pace->context;
    uint64_t before = atomic_load(&errand->done);
    if (pace->done < before || pace->total != errand->begun) {
        errand->begun = pace->total;
        atomic_fetch_add(&errand->step, 1);
    }
    atomic_store(&errand->done, pace->done);
    atomic_store(&errand->total, pace->total);
    atomic_store(&errand->is_final, pace->is_final);
    pace->is_stopped = pace->is_stopped || atomic_load(&errand->is_stopped);
}

static void *run(void *context)
{
    Errand *errand = context;
    errand->work(errand->context, &errand->pace);
    pthread_mutex_lock(&errand->mutex);
    errand->is_over = true;
    pthread_cond_broadcast(&errand->ended);
    pthread_mutex_unlock(&errand->mutex);
    return NULL;
}

Errand *errand_start(void (*work)(void *context, Pace *pace), void *context)
{
    Errand *errand = memory_allocate_zeroed(1, sizeof *errand);
    errand->work = work;
    errand->context = context;
    errand->begun = UINT64_MAX;
    errand->pace = (Pace){.look = look, .context = errand};
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_mutex_init(&errand->mutex, NULL);
    pthread_cond_init(&errand->ended, &attributes);
    pthread_condattr_destroy(&attributes);
    errand->has_thread = work_thread_start(&errand->thread, run, errand);
    if (!errand->has_thread) {
        run(errand);
    }
    return errand;
}

bool errand_wait(Errand *errand, int milliseconds)
{
    struct timespec until;
    int failure = 0;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += milliseconds / MILLISECONDS_PER_SECOND;
    until.tv_nsec += (long)(milliseconds % MILLISECONDS_PER_SECOND) * NANOSECONDS_PER_MILLISECOND;
    if (until.tv_nsec >= (long)MILLISECONDS_PER_SECOND * NANOSECONDS_PER_MILLISECOND) {
        until.tv_nsec -= (long)MILLISECONDS_PER_SECOND * NANOSECONDS_PER_MILLISECOND;
        until.tv_sec++;
    }
    pthread_mutex_lock(&errand->mutex);
    while (!errand->is_over && failure == 0) {
        failure = milliseconds < 0 ? pthread_cond_wait(&errand->ended, &errand->mutex)
                                   : pthread_cond_timedwait(&errand->ended, &errand->mutex, &until);
    }
    bool is_over = errand->is_over;
    pthread_mutex_unlock(&errand->mutex);
    return is_over;
}

ErrandShare errand_share(const Errand *errand)
{
    return (ErrandShare){atomic_load(&errand->done), atomic_load(&errand->total), atomic_load(&errand->step),
                         atomic_load(&errand->is_final)};
}

void errand_stop(Errand *errand)
{
    atomic_store(&errand->is_stopped, true);
}

void errand_free(Errand *errand)
{
    if (!errand) {
        return;
    }
    if (errand->has_thread) {
        errand_stop(errand);
        pthread_join(errand->thread, NULL);
    }
    pthread_cond_destroy(&errand->ended);
    pthread_mutex_destroy(&errand->mutex);
    free(errand);
}
