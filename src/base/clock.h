/*
 * Clock and randomness as parameters, so that tests and scripts are deterministic (design decision 9).
 */
#ifndef IPSE_BASE_CLOCK_H
#define IPSE_BASE_CLOCK_H

#include <stdint.h>

typedef struct Clock {
    int64_t (*milliseconds)(void *context); /* since 1970-01-01T00:00:00Z */
    uint64_t (*random)(void *context);      /* 64 bits */
    void *context;
} Clock;

/* The machine's clock and its source of randomness (getrandom). */
Clock clock_system(void);

/* A clock that stands at `milliseconds` and a fixed sequence of numbers that follows from `*seed`, which must outlive
   the clock and is changed with every number. */
typedef struct ClockFixed {
    int64_t milliseconds;
    uint64_t seed;
} ClockFixed;
Clock clock_fixed(ClockFixed *state);

#endif
