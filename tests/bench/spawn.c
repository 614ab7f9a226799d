/*
 * spawn ROUNDS PROGRAM [ARGUMENT…]: runs a program many times with its output thrown away, and prints the median time
 * from start to exit and the median time that it computed (as a user), both in milliseconds, and the most memory that it held
 * (resident, in kB).
 */
#include "tests/support/stopwatch.h"

#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <sys/resource.h>
#include <sys/wait.h>

#define ROUNDS_MOST 1000

extern char **environ;

/* Runs the program once; gives the time, or a negative number where it could not be started. */
static double run_once(char **words, double *computed, long *memory)
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
        return -1;
    }
    *memory = usage.ru_maxrss > *memory ? usage.ru_maxrss : *memory;
    *computed = (double)usage.ru_utime.tv_sec * 1e3 + (double)usage.ru_utime.tv_usec * 1e-3;
    return stopwatch_now() - start;
}

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
        times[i] = run_once(words + 2, &computed[i], &memory);
        if (times[i] < 0) {
            fprintf(stderr, "spawn: cannot run %s\n", words[2]);
            return 1;
        }
    }
    printf("%.3f %.3f %ld\n", stopwatch_median(times, (size_t)rounds), stopwatch_median(computed, (size_t)rounds),
           memory);
    return 0;
}
