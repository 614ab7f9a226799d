/*
 * growth PROGRAM SMALL LARGE: lets PROGRAM, which is ipse, check, fix and print as a tree every file of the folder
 * SMALL, and the file of the same name in the folder LARGE, which is four times as large (tests/crowds). Fails where
 * the large one takes more than eight times the time of the processor: what grows with n log n takes not much more than
 * four times, what takes the square of its size sixteen times. Prints the worst.
 */
#include "tests/support/stopwatch.h"
#include "tests/support/walk.h"

#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

/* Times below the least are start and exit; nothing may take longer than the most, in seconds. */
#define TIMES_MAXIMUM 8
#define LEAST         50.0

enum { SECONDS_MAXIMUM = 30, ROUNDS = 3, WORDS_MAXIMUM = 4, WORD_LENGTH = 16, PATH_LENGTH = 4096 };

static char ways[][WORDS_MAXIMUM][WORD_LENGTH] = {
    {"check"},
    {"check", "--format=sarif"},
    {"fix", "-n"},
    {"fix", "-n", "--first"},
    {"fix", "-n", "--first", "--remove"},
    {"tree"},
};

typedef struct Growth {
    char *program;
    const char *small;
    char *large;
    unsigned files;
    unsigned failures;
    double worst; /* times that of the small file */
    char worst_name[PATH_LENGTH];
} Growth;

/* The least time of the processor for a file in a few runs, in milliseconds; negative where the program cannot be run.
 */
static double time_of(const Growth *growth, size_t way, char *path, int rounds)
{
    char *words[WORDS_MAXIMUM + 3] = {growth->program};
    size_t count = 1;
    double least = -1;
    while (count <= WORDS_MAXIMUM && ways[way][count - 1][0]) {
        words[count] = ways[way][count - 1];
        count++;
    }
    words[count] = path;
    for (int round = 0; round < rounds; round++) {
        RunCost cost;
        if (!stopwatch_run(words, &cost)) {
            return -1;
        }
        least = least < 0 || cost.user + cost.system < least ? cost.user + cost.system : least;
    }
    return least;
}

static void compare_file(void *context, const char *path)
{
    Growth *growth = context;
    const char *name = strrchr(path, '/');
    char small[PATH_LENGTH], large[PATH_LENGTH];
    snprintf(small, sizeof small, "%s", path);
    snprintf(large, sizeof large, "%s%s", growth->large, name ? name : path);
    growth->files++;
    for (size_t way = 0; way < sizeof ways / sizeof *ways; way++) {
        double before = time_of(growth, way, small, 1), after = time_of(growth, way, large, 1);
        double times = after / (before < LEAST ? LEAST : before);
        if (times > TIMES_MAXIMUM) { /* other work on the machine may have disturbed it */
            before = time_of(growth, way, small, ROUNDS);
            after = time_of(growth, way, large, ROUNDS);
            times = after / (before < LEAST ? LEAST : before);
        }
        bool is_slow = before < 0 || after < 0 || times > TIMES_MAXIMUM || after > SECONDS_MAXIMUM * 900.0;
        if (is_slow) {
            growth->failures++;
            printf("%s %s %s %s: %.0f ms, four times as large: %.0f ms: %s\n", ways[way][0], ways[way][1], ways[way][2],
                   ways[way][3], before, after, path);
        }
        if (times > growth->worst || is_slow) {
            growth->worst = times;
            snprintf(growth->worst_name, sizeof growth->worst_name, "%s", path);
        }
    }
}

int main(int count, char **arguments)
{
    setvbuf(stdout, NULL, _IOLBF, 0);
    if (count != 4) {
        fputs("usage: growth PROGRAM SMALL LARGE\n", stderr);
        return 2;
    }
    struct rlimit limit = {SECONDS_MAXIMUM, SECONDS_MAXIMUM};
    setrlimit(RLIMIT_CPU, &limit); /* of each program that is run */
    Growth growth = {.program = arguments[1], .small = arguments[2], .large = arguments[3]};
    walk_files(growth.small, compare_file, &growth);
    printf("%u files, %u times slow; the worst takes %.1f times as long: %s\n", growth.files, growth.failures,
           growth.worst, growth.worst_name);
    return growth.failures > 0 || growth.files == 0;
}
