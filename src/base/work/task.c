/*
 * Tasks: a thread for the stack, and a turn that only one of the two has.
 */
#include "src/base/work/task.h"

#include "src/base/memory.h"
#include "src/base/work/work_thread.h"

#include <stdlib.h>
#include <time.h>

enum { NANOSECONDS_PER_MILLISECOND = 1000000 };

/* Who runs: the starter where `is_working` is false. Before the work has begun there is no thread. */
struct Task {
    void (*work)(void *context, Pace *pace);
    void *context;
    Pace pace;
    pthread_t thread;
    pthread_mutex_t mutex;
    pthread_cond_t turned;
    int64_t until; /* when the work hands over; negative: never */
    bool has_thread;
    bool is_working;
    bool is_over;
};

static int64_t now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 * NANOSECONDS_PER_MILLISECOND + time.tv_nsec;
}

/* Gives the turn away and waits until it is given back. */
static void hand_over(Task *task, bool is_working)
{
    pthread_mutex_lock(&task->mutex);
    task->is_working = is_working;
    pthread_cond_broadcast(&task->turned);
    while (task->is_working == is_working) {
        pthread_cond_wait(&task->turned, &task->mutex);
    }
    pthread_mutex_unlock(&task->mutex);
}

/* The work looks whether its time is up; once stopped, it does not wait any more. */
static void look(Pace *pace)
{
    Task *task = pace->context;
    if (task->has_thread && !pace->is_stopped && task->until >= 0 && now() >= task->until) {
        hand_over(task, false);
    }
}

static void *run(void *context)
{
    Task *task = context;
    task->work(task->context, &task->pace);
    pthread_mutex_lock(&task->mutex);
    task->is_over = true;
    task->is_working = false;
    pthread_cond_broadcast(&task->turned);
    pthread_mutex_unlock(&task->mutex);
    return NULL;
}

Task *task_new(void (*work)(void *context, Pace *pace), void *context)
{
    Task *task = memory_allocate_zeroed(1, sizeof *task);
    task->work = work;
    task->context = context;
    task->pace = (Pace){.look = look, .context = task};
    pthread_mutex_init(&task->mutex, NULL);
    pthread_cond_init(&task->turned, NULL);
    return task;
}

/* Starts the thread, which has the turn. */
static bool start(Task *task)
{
    task->has_thread = task->is_working = true;
    if (!work_thread_start(&task->thread, run, task)) {
        task->has_thread = task->is_working = false;
    }
    return task->has_thread;
}

/* Waits for the turn, right after the work was started. */
static void await_turn(Task *task)
{
    pthread_mutex_lock(&task->mutex);
    while (task->is_working) {
        pthread_cond_wait(&task->turned, &task->mutex);
    }
    pthread_mutex_unlock(&task->mutex);
}

bool task_go_on(Task *task, int milliseconds)
{
    if (task->is_over) {
        return true;
    }
    task->until = milliseconds < 0 ? -1 : now() + (int64_t)milliseconds * NANOSECONDS_PER_MILLISECOND;
    if (task->has_thread) {
        hand_over(task, true);
    } else if (milliseconds >= 0 && start(task)) {
        await_turn(task);
    } else {
        task->work(task->context, &task->pace);
        task->is_over = true;
    }
    return task->is_over;
}

const Pace *task_pace(const Task *task)
{
    return &task->pace;
}

void task_stop(Task *task)
{
    task->pace.is_stopped = true;
}

void task_free(Task *task)
{
    if (!task) {
        return;
    }
    if (task->has_thread) {
        task->pace.is_stopped = true;
        task_go_on(task, -1);
        pthread_join(task->thread, NULL);
    }
    pthread_cond_destroy(&task->turned);
    pthread_mutex_destroy(&task->mutex);
    free(task);
}
