/* Pty: a program in a pseudo-terminal. */
#include "tests/support/pty.h"

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
#include <time.h>
#include <unistd.h>
#include <utmp.h>

enum { LIMIT_MILLISECONDS = 10000, READ_SIZE = 65536 };

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

bool pty_start(Pty *pty, PtyOptions options)
{
    *pty = (Pty){0};
    struct winsize size = {.ws_col = (unsigned short)options.width, .ws_row = (unsigned short)options.height};
    int report[2];
    int slave;
    if (pipe(report) != 0 || openpty(&pty->master, &slave, NULL, NULL, &size) != 0) {
        return false;
    }
    tcgetattr(slave, &pty->modes);
    pty->shell = fork();
    if (pty->shell == 0) {
        close(pty->master);
        login_tty(slave);
        run_shell(&options, report[1]);
    }
    close(slave);
    close(report[1]);
    bool is_started = read(report[0], &pty->program, sizeof pty->program) == sizeof pty->program;
    close(report[0]);
    fcntl(pty->master, F_SETFL, O_NONBLOCK);
    emulator_start(&pty->emulator, options.width, options.height);
    return is_started;
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

static long now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* Reads until the screen shows the text or, `is_wanted` false, does not. */
static bool wait_until(Pty *pty, const char *text, bool is_wanted)
{
    long end = now() + LIMIT_MILLISECONDS;
    bool is_running = true;
    while (emulator_shows(&pty->emulator, text) != is_wanted) {
        if (!is_running || now() > end) {
            Text screen = TEXT_EMPTY;
            emulator_print(&pty->emulator, &screen);
            printf("waited for %s%s; the screen:\n%s", is_wanted ? "" : "the end of ", text, screen.bytes);
            text_free(&screen);
            return false;
        }
        is_running = read_output(pty);
    }
    return true;
}

bool pty_wait(Pty *pty, const char *text)
{
    return wait_until(pty, text, true);
}

bool pty_wait_gone(Pty *pty, const char *text)
{
    return wait_until(pty, text, false);
}

bool pty_wait_cursor(Pty *pty, int row, bool is_seen)
{
    const Emulator *emulator = &pty->emulator;
    long end = now() + LIMIT_MILLISECONDS;
    bool is_running = true;
    while (emulator->y + 1 != row || emulator->is_cursor_hidden == is_seen) {
        if (!is_running || now() > end) {
            printf("the cursor rests in row %d%s\n", emulator->y + 1, emulator->is_cursor_hidden ? ", hidden" : "");
            return false;
        }
        is_running = read_output(pty);
    }
    return true;
}

bool pty_wait_stopped(Pty *pty)
{
    return wait_until(pty, STOPPED_MARK, true);
}

void pty_continue(Pty *pty)
{
    pty_send(pty, "\n");
}

bool pty_wait_end(Pty *pty)
{
    long end = now() + LIMIT_MILLISECONDS;
    int status;
    while (waitpid(pty->shell, &status, WNOHANG) == 0) {
        if (now() > end) {
            printf("the program does not end\n");
            return false;
        }
        read_output(pty);
    }
    while (pty->master >= 0 && read_output(pty) && now() < end) {
        struct pollfd output = {.fd = pty->master, .events = POLLIN};
        if (poll(&output, 1, 0) == 0) {
            break;
        }
    }
    pty->status = WEXITSTATUS(status);
    pty->is_over = true;
    return true;
}

bool pty_is_restored(Pty *pty)
{
    struct termios modes;
    const Emulator *emulator = &pty->emulator;
    bool has_modes = tcgetattr(pty->master, &modes) == 0;
    bool are_modes_back = has_modes && modes.c_lflag == pty->modes.c_lflag && modes.c_iflag == pty->modes.c_iflag &&
                          modes.c_oflag == pty->modes.c_oflag;
    bool is_restored = are_modes_back && !emulator->is_alternate && !emulator->is_cursor_hidden &&
                       !emulator->is_mouse_on && !emulator->is_paste_on;
    if (!is_restored) {
        printf("modes %d, alternate screen %d, cursor hidden %d, mouse %d, paste %d\n", are_modes_back,
               emulator->is_alternate, emulator->is_cursor_hidden, emulator->is_mouse_on, emulator->is_paste_on);
    }
    return is_restored;
}

void pty_end(Pty *pty)
{
    if (pty->master >= 0) {
        close(pty->master);
        pty->master = -1;
    }
    if (!pty->is_over) {
        int status;
        kill(pty->program, SIGKILL);
        waitpid(pty->shell, &status, 0);
    }
    emulator_end(&pty->emulator);
}
