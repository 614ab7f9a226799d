/* Pty: a program in a pseudo-terminal. */
#include "tests/support/pty.h"
#include "tests/support/stopwatch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utmp.h>

enum { LIMIT_SECONDS = 10, READ_SIZE = 65536 };

/* How long a test waits at most: $PTY_SECONDS, where large files are opened. */
static double limit_milliseconds(void)
{
    const char *seconds = getenv("PTY_SECONDS");
    return 1000.0 * (seconds ? (double)strtol(seconds, NULL, 10) : LIMIT_SECONDS);
}

#define STOPPED_MARK "[stopped]"

/* ---- in the child ---- */

/* Makes standard input a pipe that holds a text. */
static void pipe_input(const char *input)
{
    int ends[2];
    if (pipe(ends) == 0) {
        ssize_t ignored = write(ends[1], input, strlen(input));
        (void)ignored;
        dup2(ends[0], STDIN_FILENO);
        close(ends[0]);
        close(ends[1]);
    }
}

/* The program's own process. */
static void run_program(const PtyOptions *options)
{
    setpgid(0, 0);
    tcsetpgrp(STDOUT_FILENO, getpid());
    signal(SIGTTOU, SIG_DFL);
    signal(SIGHUP, SIG_DFL);
    setenv("TERM", options->terminal, 1);
    for (size_t i = 0; options->set && options->set[i]; i++) {
        putenv(strdup(options->set[i]));
    }
    if (options->input) {
        pipe_input(options->input);
    }
    if (options->program) {
        exit(options->program(options->context));
    }
    execv(options->arguments[0], options->arguments);
    _exit(127);
}

/* The shell: lets the program be stopped, says so, and continues it when told. Ends with the program's status. */
static void run_shell(const PtyOptions *options, int report)
{
    signal(SIGTTOU, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    pid_t program = fork();
    if (program == 0) {
        run_program(options);
    }
    setpgid(program, program);
    ssize_t ignored = write(report, &program, sizeof program);
    int status = 0;
    while (waitpid(program, &status, WUNTRACED) < 0 || WIFSTOPPED(status)) {
        char go_on;
        tcsetpgrp(STDOUT_FILENO, getpgrp());
        ignored = write(STDOUT_FILENO, STOPPED_MARK, strlen(STOPPED_MARK));
        ignored = read(STDOUT_FILENO, &go_on, 1);
        tcsetpgrp(STDOUT_FILENO, program);
        kill(program, SIGCONT);
    }
    (void)ignored;
    _exit(WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status));
}

/* ---- in the test ---- */

void pty_start(Pty *pty, PtyOptions options)
{
    *pty = (Pty){0};
    struct winsize size = {.ws_col = (unsigned short)options.width, .ws_row = (unsigned short)options.height};
    int report[2];
    int slave;
    assert_int_equal(pipe(report), 0);
    assert_int_equal(openpty(&pty->master, &slave, NULL, NULL, &size), 0);
    tcgetattr(slave, &pty->modes);
    pty->shell = fork();
    if (pty->shell == 0) {
        close(pty->master);
        login_tty(slave);
        run_shell(&options, report[1]);
    }
    close(slave);
    close(report[1]);
    assert_int_equal(read(report[0], &pty->program, sizeof pty->program), sizeof pty->program);
    close(report[0]);
    fcntl(pty->master, F_SETFL, O_NONBLOCK);
    emulator_start(&pty->emulator, options.width, options.height);
}

/* Reads what the program wrote, waiting for it a little; false when it has ended. */
static bool read_output(Pty *pty)
{
    struct pollfd output = {.fd = pty->master, .events = POLLIN};
    poll(&output, 1, 20);
    char bytes[READ_SIZE];
    ssize_t count = read(pty->master, bytes, sizeof bytes);
    if (count > 0) {
        emulator_feed(&pty->emulator, slice_make(bytes, (size_t)count));
    }
    return count > 0 || (count < 0 && (errno == EAGAIN || errno == EINTR));
}

void pty_send(Pty *pty, const char *bytes)
{
    size_t length = strlen(bytes);
    while (length) {
        ssize_t count = write(pty->master, bytes, length);
        if (count > 0) {
            bytes += count;
            length -= (size_t)count;
        } else if (!read_output(pty)) {
            return;
        }
    }
}

void pty_resize(Pty *pty, int width, int height)
{
    struct winsize size = {.ws_col = (unsigned short)width, .ws_row = (unsigned short)height};
    emulator_resize(&pty->emulator, width, height);
    ioctl(pty->master, TIOCSWINSZ, &size);
}

void pty_signal(Pty *pty, int signal_number)
{
    kill(pty->program, signal_number);
}

void pty_hang_up(Pty *pty)
{
    close(pty->master);
    pty->master = -1;
}

void pty_continue(Pty *pty)
{
    pty_send(pty, "\n");
}

/* ---- what is expected ---- */

/* Reads until the screen shows the text or, `is_wanted` false, does not; false where the program ends before. */
static bool read_until(Pty *pty, const char *text, bool is_wanted)
{
    double end = stopwatch_now() + limit_milliseconds();
    bool is_running = true;
    while (emulator_shows(&pty->emulator, text) != is_wanted && is_running && stopwatch_now() <= end) {
        is_running = read_output(pty);
    }
    return emulator_shows(&pty->emulator, text) == is_wanted;
}

/* The same, and fails the test where that is not so in the end. */
static void wait_until(Pty *pty, const char *text, bool is_wanted)
{
    if (!read_until(pty, text, is_wanted)) {
        Text screen = TEXT_EMPTY;
        emulator_print(&pty->emulator, &screen);
        printf("waited for %s%s; the screen:\n%s", is_wanted ? "" : "the end of ", text, screen.bytes);
        text_free(&screen);
        fail();
    }
}

bool pty_await(Pty *pty, const char *text)
{
    return read_until(pty, text, true);
}

void pty_expect(Pty *pty, const char *text)
{
    wait_until(pty, text, true);
}

void pty_expect_gone(Pty *pty, const char *text)
{
    wait_until(pty, text, false);
}

void pty_expect_sent(Pty *pty, const char *bytes, size_t from)
{
    double end = stopwatch_now() + limit_milliseconds();
    bool is_running = true;
    while (slice_find(text_slice(&pty->emulator.seen), slice_from(bytes), from) == SIZE_MAX) {
        if (!is_running || stopwatch_now() > end) {
            fail_msg("the program did not write what was waited for");
        }
        is_running = read_output(pty);
    }
}

void pty_press(Pty *pty, const char *keys, const char *text)
{
    pty_send(pty, keys);
    wait_until(pty, text, true);
}

void pty_press_away(Pty *pty, const char *keys, const char *text)
{
    pty_send(pty, keys);
    wait_until(pty, text, false);
}

void pty_expect_cursor(Pty *pty, int row, bool is_seen)
{
    const Emulator *emulator = &pty->emulator;
    double end = stopwatch_now() + limit_milliseconds();
    bool is_running = true;
    while (emulator->y + 1 != row || emulator->is_cursor_hidden == is_seen) {
        if (!is_running || stopwatch_now() > end) {
            fail_msg("the cursor rests in row %d%s", emulator->y + 1, emulator->is_cursor_hidden ? ", hidden" : "");
        }
        is_running = read_output(pty);
    }
}

void pty_expect_stopped(Pty *pty)
{
    wait_until(pty, STOPPED_MARK, true);
}

void pty_wait_end(Pty *pty)
{
    double end = stopwatch_now() + limit_milliseconds();
    int status;
    while (waitpid(pty->shell, &status, WNOHANG) == 0) {
        if (stopwatch_now() > end) {
            fail_msg("the program does not end");
        }
        read_output(pty);
    }
    while (pty->master >= 0 && read_output(pty) && stopwatch_now() < end) {
        struct pollfd output = {.fd = pty->master, .events = POLLIN};
        if (poll(&output, 1, 0) == 0) {
            break;
        }
    }
    pty->status = WEXITSTATUS(status);
    pty->is_over = true;
}

void pty_expect_restored(Pty *pty)
{
    struct termios modes;
    const Emulator *emulator = &pty->emulator;
    assert_int_equal(tcgetattr(pty->master, &modes), 0);
    assert_int_equal(modes.c_lflag, pty->modes.c_lflag);
    assert_int_equal(modes.c_iflag, pty->modes.c_iflag);
    assert_int_equal(modes.c_oflag, pty->modes.c_oflag);
    assert_false(emulator->is_alternate);
    assert_false(emulator->is_cursor_hidden);
    assert_false(emulator->is_mouse_on);
    assert_false(emulator->is_paste_on);
}

void pty_expect_end(Pty *pty, const char *keys, int status)
{
    pty_send(pty, keys);
    pty_wait_end(pty);
    pty_expect_restored(pty);
    assert_int_equal(pty->status, status);
    assert_int_equal(pty->emulator.unknown, 0);
    pty_end(pty);
}

void pty_end(Pty *pty)
{
    if (pty->master >= 0) {
        pty_hang_up(pty);
    }
    if (!pty->is_over) {
        int status;
        kill(pty->program, SIGKILL);
        waitpid(pty->shell, &status, 0);
    }
    emulator_end(&pty->emulator);
}
