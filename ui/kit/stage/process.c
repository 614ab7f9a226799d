/*
 * Process: fork and exec, with the reason of a failed exec sent back through a pipe that closes on success.
 */
#include "ui/kit/stage/process.h"

#include "src/base/file.h"
#include "ui/kit/stage/signals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { STATUS_NOT_STARTED = 127, STATUS_SIGNAL = 128 };

/* In the child: gives signals their default effect, takes `input` (-1: keeps) as standard input, and becomes the
   program. */
static void become(char *const arguments[], int input, int report)
{
    static const int signals[] = {SIGINT,  SIGQUIT, SIGTSTP, SIGTTIN,  SIGTTOU,
                                  SIGPIPE, SIGTERM, SIGHUP,  SIGWINCH, SIGXFSZ};
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        signal(signals[i], SIG_DFL);
    }
    if (input >= 0) {
        int nothing = open("/dev/null", O_WRONLY);
        dup2(input, STDIN_FILENO);
        dup2(nothing, STDOUT_FILENO);
        dup2(nothing, STDERR_FILENO);
    }
    execvp(arguments[0], arguments);
    int reason = errno;
    ssize_t ignored = write(report, &reason, sizeof reason);
    (void)ignored;
    _exit(STATUS_NOT_STARTED);
}

/* Starts the program; false with the reason where it can't be. */
static bool start(char *const arguments[], int input, pid_t *child, Error *error)
{
    int report[2];
    if (pipe(report) != 0) {
        return error_set_errno(error, arguments[0], "start");
    }
    fcntl(report[1], F_SETFD, FD_CLOEXEC);
    *child = fork();
    if (*child == 0) {
        become(arguments, input, report[1]);
    }
    close(report[1]);
    int reason = 0;
    ssize_t count = 0;
    if (*child > 0) {
        do {
            count = read(report[0], &reason, sizeof reason);
        } while (count < 0 && errno == EINTR);
    } else {
        reason = errno;
    }
    close(report[0]);
    if (*child > 0 && count <= 0) {
        return true;
    }
    if (*child > 0) {
        waitpid(*child, NULL, 0);
    }
    return error_set(error, reason == ENOENT ? ERROR_NOT_FOUND : ERROR_SYSTEM, arguments[0], "cannot start: %s",
                     strerror(reason));
}

static int status_of(int status)
{
    return WIFSIGNALED(status) ? STATUS_SIGNAL + WTERMSIG(status) : WEXITSTATUS(status);
}

/* Waits for the end of a child. */
static int wait_for(pid_t child)
{
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return status_of(status);
}

/* As wait_for; when the child is stopped, this process stops too, so that the shell gives its prompt, and both go on
   together. */
static int wait_and_follow(pid_t child)
{
    int status = 0;
    for (;;) {
        pid_t changed = waitpid(child, &status, WUNTRACED);
        if (changed == child && WIFSTOPPED(status)) {
            signals_suspend();
            kill(0, SIGCONT); /* also what the child started */
        } else if (changed == child || errno != EINTR) {
            return status_of(status);
        }
    }
}

/* The keys that send these signals are meant for the child, which shares the terminal. */
static const int keyboard_signals[] = {SIGINT, SIGQUIT, SIGTSTP};

enum { KEYBOARD_SIGNAL_COUNT = sizeof keyboard_signals / sizeof *keyboard_signals };

/* Ignores the signals of the keyboard; those that wait because they are blocked are dropped. */
static void ignore_keyboard(struct sigaction *before)
{
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    for (size_t i = 0; i < KEYBOARD_SIGNAL_COUNT; i++) {
        sigaction(keyboard_signals[i], &ignore, before ? &before[i] : NULL);
    }
}

bool process_run(char *const arguments[], int *exit_status, Error *error)
{
    struct sigaction before[KEYBOARD_SIGNAL_COUNT];
    pid_t child;
    ignore_keyboard(before);
    bool is_started = start(arguments, -1, &child, error);
    if (is_started) {
        *exit_status = wait_and_follow(child);
    }
    ignore_keyboard(NULL);
    for (size_t i = 0; i < KEYBOARD_SIGNAL_COUNT; i++) {
        sigaction(keyboard_signals[i], &before[i], NULL);
    }
    return is_started;
}

bool process_feed(char *const arguments[], Slice input, Error *error)
{
    int ends[2];
    if (pipe(ends) != 0) {
        return error_set_errno(error, arguments[0], "start");
    }
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    struct sigaction before;
    sigaction(SIGPIPE, &ignore, &before);
    pid_t child;
    bool is_started = start(arguments, ends[0], &child, error);
    close(ends[0]);
    bool is_written = is_started && file_write_all(write, ends[1], input);
    close(ends[1]);
    int status = is_started ? wait_for(child) : 0;
    sigaction(SIGPIPE, &before, NULL);
    if (is_started && (!is_written || status != 0)) {
        return error_set(error, ERROR_SYSTEM, arguments[0], "failed with status %d", status);
    }
    return is_started;
}
