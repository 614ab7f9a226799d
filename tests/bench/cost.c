/*
 * cost ROUNDS PROGRAM [ARGUMENT…]: runs a program a few times with its output thrown away, and prints the least time of
 * the processors that it took in milliseconds, the least time from start to exit, and the most memory that it held
 * (resident, in kB). The least times are those that other work on the machine disturbed least.
 */
#include "tests/support/stopwatch.h"

#include <stdio.h>
#include <stdlib.h>

int main(int count, char **words)
{
    long rounds = count < 3 ? 0 : strtol(words[1], NULL, 10);
    double processor = 0, wall = 0;
    long memory = 0;
    for (long i = 0; i < rounds; i++) {
        RunCost cost;
        if (!stopwatch_run(words + 2, &cost)) {
            fprintf(stderr, "cost: cannot run %s\n", words[2]);
            return 1;
        }
        double computed = cost.user + cost.system;
        processor = i > 0 && processor < computed ? processor : computed;
        wall = i > 0 && wall < cost.wall ? wall : cost.wall;
        memory = memory > cost.memory ? memory : cost.memory;
    }
    if (rounds < 1) {
        fputs("usage: cost ROUNDS PROGRAM [ARGUMENT…]\n", stderr);
        return 2;
    }
    printf("%.3f %.3f %ld\n", processor, wall, memory);
    return 0;
}
