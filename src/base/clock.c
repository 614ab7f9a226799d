/* Clock and randomness as parameters. */
#include "src/base/clock.h"

#include <stddef.h>
#include <sys/random.h>
#include <time.h>

static int64_t system_milliseconds(void *context)
{
    (void)context;
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static uint64_t system_random(void *context)
{
    uint64_t number;
    if (getrandom(&number, sizeof number, 0) != (ssize_t)sizeof number) {
        number = (uint64_t)system_milliseconds(context) * 0x9E3779B97F4A7C15u;
    }
    return number;
}

Clock clock_system(void)
{
    return (Clock){system_milliseconds, system_random, NULL};
}

static int64_t fixed_milliseconds(void *context)
{
    return ((ClockFixed *)context)->milliseconds;
}

/* SplitMix64: every seed gives a full sequence. */
static uint64_t fixed_random(void *context)
{
    ClockFixed *state = context;
    uint64_t number = state->seed += 0x9E3779B97F4A7C15u;
    number = (number ^ number >> 30) * 0xBF58476D1CE4E5B9u;
    number = (number ^ number >> 27) * 0x94D049BB133111EBu;
    return number ^ number >> 31;
}

Clock clock_fixed(ClockFixed *state)
{
    return (Clock){fixed_milliseconds, fixed_random, state};
}
