/*
 * Stopwatch: how long something takes, in milliseconds, a program too, and the middle of many such times.
 */
#ifndef IPSE_TESTS_STOPWATCH_H
#define IPSE_TESTS_STOPWATCH_H

#include <stdbool.h>
#include <stddef.h>

/* Milliseconds since some moment in the past: as time passes, and as this process computed. */
double stopwatch_now(void);
double stopwatch_processor_now(void);

/* What one run of a program took, in milliseconds, and the most memory that it held (resident, in kB). */
typedef struct RunCost {
    double wall; /* from start to exit */
    double user, system;
    long memory;
} RunCost;

/* Runs a program with its output thrown away; `words` are its arguments with its name, NULL at the end. False where it
   could not be started. */
bool stopwatch_run(char **words, RunCost *cost);

/* The median of `count` times, which are sorted by it; -1 if there are none. */
double stopwatch_median(double *times, size_t count);

#endif
