/*
 * Stopwatch: how long something takes, in milliseconds, and the middle of many such times.
 */
#ifndef IPSE_TESTS_STOPWATCH_H
#define IPSE_TESTS_STOPWATCH_H

#include <stddef.h>

/* Milliseconds since some moment in the past: as time passes, and as this process computed. */
double stopwatch_now(void);
double stopwatch_processor_now(void);

/* The median of `count` times, which are sorted by it; -1 if there are none. */
double stopwatch_median(double *times, size_t count);

#endif
