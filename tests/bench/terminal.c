/*
 * terminal ROUNDS KEYS PROGRAM [ARGUMENT…]: runs a program in a terminal of 100 × 30 and prints two medians in
 * milliseconds: from its start to the end of its first paint, and from a key to the end of the paint that follows.
 *
 * KEYS are characters that are pressed in turn; those before a TAB are typed once, beforehand.
 *
 * A paint has ended when the program has written nothing for QUIET milliseconds; the time is that of its last byte. The
 * program is killed at the end of a round.
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

/* Reads until nothing comes for a while; gives the time of the last byte, a negative number where none came. */
static double read_paint(int master)
{
    char buffer[65536];
    double last = -1;
    for (;;) {
        struct pollfd ready = {.fd = master, .events = POLLIN};
        if (poll(&ready, 1, last < 0 ? PATIENCE : QUIET) <= 0) {
            return last;
        }
        if (read(master, buffer, sizeof buffer) <= 0) {
            return last;
        }
        last = stopwatch_now();
    }
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

/* One run: the first paint, then some keys. */
static bool run_once(char **words, const char *typed, Times *paints, Times *keys)
{
    pid_t child;
    double begin = stopwatch_now();
    int master = start(words, &child);
    if (master < 0 || child < 0) {
        perror("terminal");
        return false;
    }
    note(paints, begin, read_paint(master));
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
    for (size_t i = 0; i < KEYS_PER_ROUND && press(master, typed + i % strlen(typed), keys); i++) {
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
    static Times paints, keys;
    for (long i = 0; i < rounds; i++) {
        if (!run_once(words + 3, words[2], &paints, &keys)) {
            return 1;
        }
    }
    printf("%.3f %.3f\n", stopwatch_median(paints.values, paints.count), stopwatch_median(keys.values, keys.count));
    return 0;
}
