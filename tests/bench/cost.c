/*
 * cost ROUNDS PROGRAM [ARGUMENT…]: runs a program a few times with its output thrown away, and prints the least time of the
 * processors that it took in milliseconds, the least time from start to exit, and the most memory that it held (resident, in
 * kB). The least times are those that other work on the machine disturbed least.
 */
#include "tests/support/stopwatch.h"

#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <sys/resource.h>
#include <sys/wait.h>

extern char **environ;

typedef struct Cost {
    double processor;
    double wall;
    long memory;
} Cost;

static double milliseconds(struct timeval time)
{
    return (double)time.tv_sec * 1000 + (double)time.tv_usec / 1000;
}

/* Runs the program once; false where it could not be started. */
static int run_once(char **words, Cost *cost)
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
        return 0;
    }
    *cost =
        (Cost){milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime), stopwatch_now() - start, usage.ru_maxrss};
    return 1;
}

int main(int count, char **words)
{
    long rounds = count < 3 ? 0 : strtol(words[1], NULL, 10);
    Cost least = {0};
    for (long i = 0; i < rounds; i++) {
        Cost cost;
        if (!run_once(words + 2, &cost)) {
            fprintf(stderr, "cost: cannot run %s\n", words[2]);
            return 1;
        }
        least.processor = i > 0 && least.processor < cost.processor ? least.processor : cost.processor;
        least.wall = i > 0 && least.wall < cost.wall ? least.wall : cost.wall;
        least.memory = least.memory > cost.memory ? least.memory : cost.memory;
    }
    if (rounds < 1) {
        fputs("usage: cost ROUNDS PROGRAM [ARGUMENT…]\n", stderr);
        return 2;
    }
    printf("%.3f %.3f %ld\n", least.processor, least.wall, least.memory);
    return 0;
}
