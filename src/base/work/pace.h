/*
 * Pace: the progress of long work, and whether it goes on.
 *
 * Work that may take long calls pace_step in its loops. That costs a count; once in a while it lets whoever gave the
 * pace look: they may show the progress, let it wait inside of that call, or stop it. Work that was stopped returns as
 * soon as it can; what it returns then is good for nothing but to be freed.
 */
#ifndef IPSE_BASE_PACE_H
#define IPSE_BASE_PACE_H

#include <stdbool.h>
#include <stdint.h>

typedef struct Pace {
    void (*look)(struct Pace *pace); /* not NULL */
    void *context;                   /* of whoever looks */
    uint64_t done;                   /* so much of `total` is done; the work says in what */
    uint64_t total;                  /* 0: not known */
    uint32_t steps;                  /* until the next look */
    bool is_stopped;
    bool is_final; /* nothing stops the work any more: it goes on to its end */
} Pace;

enum { PACE_STEPS = 64 };

/* Adds to what is done; false where the work was stopped. Without a pace (NULL) nobody looks, and work is never
 * stopped. */
static inline bool pace_step(Pace *pace, uint64_t done)
{
    if (!pace) {
        return true;
    }
    pace->done += done;
    if (pace->steps-- == 0) {
        pace->steps = PACE_STEPS;
        pace->look(pace);
    }
    return !pace->is_stopped;
}

/* The same for large pieces: whoever gave the pace looks at once. */
static inline bool pace_piece(Pace *pace, uint64_t done)
{
    if (pace) {
        pace->steps = 0;
    }
    return pace_step(pace, done);
}

static inline bool pace_is_stopped(const Pace *pace)
{
    return pace && pace->is_stopped;
}

/* Begins a part of the work of which so much is to be done. */
static inline void pace_begin(Pace *pace, uint64_t total)
{
    if (pace) {
        pace->done = 0;
        pace->total = total;
    }
}

/* From here on the work is not stopped, whatever is asked. */
static inline void pace_make_final(Pace *pace)
{
    if (pace) {
        pace->is_final = true;
        pace->look(pace);
    }
}

#endif
