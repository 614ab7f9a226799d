/* Stopwatch: how long something takes. */
#include "tests/support/stopwatch.h"

#include <stdlib.h>
#include <time.h>

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
