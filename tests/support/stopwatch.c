/* Stopwatch: how long something takes. */
#include "tests/support/stopwatch.h"

#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include <sys/resource.h>
#include <sys/wait.h>

extern char **environ;

static double read_clock(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec * 1e-6;
}

double stopwatch_now(void)
{
    return read_clock(CLOCK_MONOTONIC);
}

double stopwatch_processor_now(void)
{
    return read_clock(CLOCK_PROCESS_CPUTIME_ID);
}

static int compare_numbers(const void *a, const void *b)
{
    double left = *(const double *)a;
    double right = *(const double *)b;
    return (left > right) - (left < right);
}

double stopwatch_median(double *times, size_t count)
{
    qsort(times, count, sizeof *times, compare_numbers);
    return count > 0 ? times[count / 2] : -1;
}

static double milliseconds(struct timeval time)
{
    return (double)time.tv_sec * 1e3 + (double)time.tv_usec * 1e-3;
}

bool stopwatch_run(char **words, RunCost *cost)
{
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    pid_t child;
    double start = stopwatch_now();
    int failure = posix_spawnp(&child, words[0], &actions, NULL, words, environ);
    posix_spawn_file_actions_destroy(&actions);
    struct rusage usage;
    if (failure != 0 || wait4(child, NULL, 0, &usage) < 0) {
        return false;
    }
    *cost =
        (RunCost){stopwatch_now() - start, milliseconds(usage.ru_utime), milliseconds(usage.ru_stime), usage.ru_maxrss};
    return true;
}
