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

/* Starts; fails the test where the system has no pseudo-terminals. */
void pty_start(Pty *pty, PtyOptions options);

void pty_send(Pty *pty, const char *bytes);
void pty_resize(Pty *pty, int width, int height);
void pty_signal(Pty *pty, int signal_number);
void pty_hang_up(Pty *pty);

/* Goes on with a program that was stopped. */
void pty_continue(Pty *pty);

/* Each of these waits until something is so, and fails the test after ten seconds ($PTY_SECONDS), or when the program
 * has ended before. */

/* The screen shows the text, or does not show it any more. */
void pty_expect(Pty *pty, const char *text);
void pty_expect_gone(Pty *pty, const char *text);

/* The program has written these bytes, after the first `from` bytes that it wrote. */
void pty_expect_sent(Pty *pty, const char *bytes, size_t from);

/* The same, once these keys were sent. */
void pty_press(Pty *pty, const char *keys, const char *text);
void pty_press_away(Pty *pty, const char *keys, const char *text);

/* True once the screen shows the text, false where the program has ended before. */
bool pty_await(Pty *pty, const char *text);

/* The cursor rests in this row, from 1, and is seen or not. */
void pty_expect_cursor(Pty *pty, int row, bool is_seen);

/* The program is stopped. */
void pty_expect_stopped(Pty *pty);

/* The program has ended; its status is in `status`. */
void pty_wait_end(Pty *pty);

/* Fails the test where modes, alternate screen, cursor, mouse and paste are not as they were found. */
void pty_expect_restored(Pty *pty);

/* Sends these keys ("": none): the program ends with this status, leaves the terminal as it was, and wrote nothing that
   the emulator does not know. Frees. */
void pty_expect_end(Pty *pty, const char *keys, int status);

/* Hangs up, where that was not done, and frees. */
void pty_end(Pty *pty);

#endif
