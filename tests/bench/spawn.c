/*
 * spawn ROUNDS PROGRAM [ARGUMENT…]: runs a program many times with its output thrown away, and prints the median time
 * from start to exit and the median time that it computed (as a user), both in milliseconds, and the most memory that
 * it held (resident, in kB).
 */
#include "tests/support/stopwatch.h"

#include <stdio.h>
#include <stdlib.h>

#define ROUNDS_MOST 1000

int main(int count, char **words)
{
    long rounds = count < 3 ? 0 : strtol(words[1], NULL, 10);
    if (rounds < 1 || rounds > ROUNDS_MOST) {
        fputs("usage: spawn ROUNDS PROGRAM [ARGUMENT…]\n", stderr);
        return 2;
    }
    double times[ROUNDS_MOST], computed[ROUNDS_MOST];
    long memory = 0;
    for (long i = 0; i < rounds; i++) {
        RunCost cost;
        if (!stopwatch_run(words + 2, &cost)) {
            fprintf(stderr, "spawn: cannot run %s\n", words[2]);
            return 1;
        }
        times[i] = cost.wall;
        computed[i] = cost.user;
        memory = cost.memory > memory ? cost.memory : memory;
    }
    printf("%.3f %.3f %ld\n", stopwatch_median(times, (size_t)rounds), stopwatch_median(computed, (size_t)rounds),
           memory);
    return 0;
}
