/*
 * terminal ROUNDS KEYS PROGRAM [ARGUMENT…]: runs a program in a terminal of 100 × 30 and prints three medians in
 * milliseconds: from its start to the end of its first paint, from a key to the end of the paint that follows, and the
 * same of the first key alone; then the resident memory of the program in kB, once it has come to rest.
 *
 * KEYS are characters that are pressed in turn; those before a TAB are typed once, beforehand.
 *
 * A paint has ended when the program has written nothing for QUIET milliseconds; the time is that of its last byte. The
 * first paint is no less than PAINT bytes: a screen that is only taken over and cleared is none. The program is killed
 * at the end of a round.
 */
#include "tests/support/stopwatch.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sys/ioctl.h>
#include <sys/wait.h>

#define ROUNDS_MOST    100
#define KEYS_PER_ROUND 20
#define QUIET          40
#define REST           1000
#define PAINT          1000
#define PATIENCE       20000

typedef struct Times {
    double values[ROUNDS_MOST * KEYS_PER_ROUND];
    size_t count;
} Times;

/* Starts the program with a new terminal as its own; gives our end of it. */
static int start(char **words, pid_t *child)
{
    int master = posix_openpt(O_RDWR | O_NOCTTY);
    if (master < 0 || grantpt(master) != 0 || unlockpt(master) != 0) {
        return -1;
    }
    const char *name = ptsname(master);
    *child = fork();
    if (*child == 0) {
        setsid();
        int terminal = open(name, O_RDWR);
        struct winsize size = {.ws_row = 30, .ws_col = 100};
        ioctl(terminal, TIOCSWINSZ, &size);
        ioctl(terminal, TIOCSCTTY, 0);
        dup2(terminal, STDIN_FILENO);
        dup2(terminal, STDOUT_FILENO);
        dup2(terminal, STDERR_FILENO);
        close(master);
        setenv("TERM", "xterm-256color", 1);
        execvp(words[0], words);
        _exit(127);
    }
    return master;
}

/* Reads at least so many bytes, and then until nothing comes for so many milliseconds; gives the time of the last byte,
   a negative number where none came. */
static double read_until(int master, size_t bytes, int quiet)
{
    char buffer[65536];
    double last = -1;
    for (size_t count = 0;;) {
        struct pollfd ready = {.fd = master, .events = POLLIN};
        if (poll(&ready, 1, count < bytes ? PATIENCE : quiet) <= 0) {
            return last;
        }
        ssize_t length = read(master, buffer, sizeof buffer);
        if (length <= 0) {
            return last;
        }
        count += (size_t)length;
        last = stopwatch_now();
    }
}

static double read_paint(int master)
{
    return read_until(master, 1, QUIET);
}

/* The resident memory of a process in kB, once it writes nothing any more; 0 where the system does not tell. */
static long resident(int master, pid_t child)
{
    char path[64], line[256];
    long size = 0;
    struct pollfd ready = {.fd = master, .events = POLLIN};
    if (poll(&ready, 1, REST) > 0) {
        read_until(master, 1, REST);
    }
    snprintf(path, sizeof path, "/proc/%ld/status", (long)child);
    FILE *status = fopen(path, "r");
    while (status && fgets(line, sizeof line, status)) {
        size = strncmp(line, "VmRSS:", 6) == 0 ? strtol(line + 6, NULL, 10) : size;
    }
    if (status) {
        fclose(status);
    }
    return size;
}

static void note(Times *times, double from, double to)
{
    if (to >= from) {
        times->values[times->count++] = to - from;
    }
}

/* Types a key and notes how long its paint took; `times` may be NULL. */
static bool press(int master, const char *key, Times *times)
{
    double pressed = stopwatch_now();
    if (write(master, key, 1) < 0) {
        return false;
    }
    double painted = read_paint(master);
    if (times) {
        note(times, pressed, painted);
    }
    return true;
}

/* One run: the first paint, then some keys. `memory` gets the resident memory; NULL: it is not asked for. */
static bool run_once(char **words, const char *typed, Times *paints, Times *keys, Times *firsts, long *memory)
{
    pid_t child;
    double begin = stopwatch_now();
    int master = start(words, &child);
    if (master < 0 || child < 0) {
        perror("terminal");
        return false;
    }
    note(paints, begin, read_until(master, PAINT, QUIET));
    if (waitpid(child, NULL, WNOHANG) != 0) {
        fprintf(stderr, "terminal: %s ended by itself\n", words[0]);
        close(master);
        return false;
    }
    const char *tab = strchr(typed, '\t');
    for (; tab && typed <= tab; typed++) {
        if (typed < tab && !press(master, typed, NULL)) {
            break;
        }
    }
    size_t before = keys->count;
    for (size_t i = 0; i < KEYS_PER_ROUND && press(master, typed + i % strlen(typed), keys); i++) {
    }
    if (keys->count > before) {
        note(firsts, 0, keys->values[before]);
    }
    if (memory) {
        *memory = resident(master, child);
    }
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    close(master);
    return true;
}

int main(int count, char **words)
{
    long rounds = count < 4 ? 0 : strtol(words[1], NULL, 10);
    if (rounds < 1 || rounds > ROUNDS_MOST) {
        fputs("usage: terminal ROUNDS KEYS PROGRAM [ARGUMENT…]\n", stderr);
        return 2;
    }
    static Times paints, keys, firsts;
    long memory = 0;
    for (long i = 0; i < rounds; i++) {
        if (!run_once(words + 3, words[2], &paints, &keys, &firsts, i + 1 == rounds ? &memory : NULL)) {
            return 1;
        }
    }
    printf("%.3f %.3f %.3f %ld\n", stopwatch_median(paints.values, paints.count),
           stopwatch_median(keys.values, keys.count), stopwatch_median(firsts.values, firsts.count), memory);
    return 0;
}
