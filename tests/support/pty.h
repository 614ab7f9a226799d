/*
 * Pty: a program in a pseudo-terminal, with a small shell above it that lets it be stopped and continued.
 *
 * Nothing sleeps: waiting ends when the screen shows what is waited for, or after a limit that only failures reach.
 */
#ifndef IPSE_TESTS_PTY_H
#define IPSE_TESTS_PTY_H

#include "tests/support/emulator.h"

#include <sys/types.h>
#include <termios.h>

typedef struct Pty {
    int master;
    pid_t shell;
    pid_t program;
    Emulator emulator;
    struct termios modes; /* before the program ran */
    int status;           /* of the program: exit status, or 128 + signal */
    bool is_over;
} Pty;

typedef struct PtyOptions {
    const char *terminal; /* TERM */
    int width;
    int height;
    int (*program)(void *context); /* run in a child process; its result is the exit status */
    void *context;
    char *const *arguments; /* or a program to run; NULL-terminated */
    const char *const *set; /* NAME=VALUE…, NULL-terminated; NULL: nothing more is set */
    const char *input;      /* text on standard input, through a pipe; NULL: the terminal */
} PtyOptions;

/* Starts; false where the system has no pseudo-terminals. */
bool pty_start(Pty *pty, PtyOptions options);

void pty_send(Pty *pty, const char *bytes);
void pty_resize(Pty *pty, int width, int height);
void pty_signal(Pty *pty, int signal_number);

/* Waits until the screen shows the text, or does not show it any more; false after ten seconds or when the program has
   ended before. */
bool pty_wait(Pty *pty, const char *text);
bool pty_wait_gone(Pty *pty, const char *text);

/* Waits until the cursor rests in this row, from 1, and is seen or not. */
bool pty_wait_cursor(Pty *pty, int row, bool is_seen);

/* Waits until the program is stopped; then `pty_continue` goes on. */
bool pty_wait_stopped(Pty *pty);
void pty_continue(Pty *pty);

/* Waits until the program has ended; its status is in `status`. */
bool pty_wait_end(Pty *pty);

/* True when modes, alternate screen, cursor, mouse and paste are as they were found. */
bool pty_is_restored(Pty *pty);

/* Hangs up, where that was not done, and frees. */
void pty_end(Pty *pty);

#endif
