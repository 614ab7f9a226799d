/*
 * Every fault: runs a program again and again, each time with the next of its calls failing, until none fails any more.
 *
 *     every_fault FAULTS KIND ERROR STEP FILE TERMINAL COMMAND…
 *
 * FAULTS is the library of faults.c; KIND and ERROR are what it takes; of the calls every STEP-th is made to fail. FILE
 * is a file of the working folder that the command may change, or make: what is missing at first is removed before each
 * run; TERMINAL is `terminal` where the command needs one and is left by the key q, else `-`. A run with a fault must
 * end by itself, with the status, output and file of the run without, or with status 2, a sentence, and the file as it
 * was or as the run without leaves it. Prints what is not so; status 1 then.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

enum { CONTENT_MAXIMUM = 1 << 22, SECONDS_MAXIMUM = 60, STATUS_TROUBLE = 2, FAILURES_MAXIMUM = 20 };

typedef struct Content {
    char *bytes;
    size_t length;
} Content;

/* How a run ended. */
typedef struct Outcome {
    int status; /* negative: the signal that ended it */
    Content output;
    Content error;
    Content file;
    bool has_fired;
    bool is_restored; /* the modes of the terminal are as they were */
} Outcome;

typedef struct Plan {
    char *library;
    char *kind;
    char *error;
    long step;
    char *file;
    bool needs_terminal;
    char **command;
} Plan;

/* ---- files ---- */

static Content read_content(const char *path)
{
    Content content = {calloc(1, CONTENT_MAXIMUM), 0};
    int descriptor = open(path, O_RDONLY);
    ssize_t count = 1;
    while (descriptor >= 0 && count > 0) {
        count = read(descriptor, content.bytes + content.length, CONTENT_MAXIMUM - 1 - content.length);
        content.length += count > 0 ? (size_t)count : 0;
    }
    close(descriptor);
    return content;
}

/* Makes a file as it was before the command ran first; `was_there` false: nothing was there. */
static void restore_content(const char *path, Content content, bool was_there)
{
    if (!was_there) {
        unlink(path);
        return;
    }
    FILE *stream = fopen(path, "w");
    if (!stream || fwrite(content.bytes, 1, content.length, stream) != content.length || fclose(stream) != 0) {
        perror(path);
        exit(STATUS_TROUBLE);
    }
}

static bool are_equal(Content a, Content b)
{
    return a.length == b.length && memcmp(a.bytes, b.bytes, a.length) == 0;
}

static void forget(Outcome *outcome)
{
    free(outcome->output.bytes);
    free(outcome->error.bytes);
    free(outcome->file.bytes);
}

/* ---- running ---- */

static void redirect(const char *path, int descriptor)
{
    int opened = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    dup2(opened, descriptor);
    close(opened);
}

/* In the child: becomes the program, in which the call `at` fails. */
static void become(const Plan *plan, long at, const char *terminal)
{
    char number[32];
    snprintf(number, sizeof number, "%ld", at);
    if (terminal) {
        setsid();
        int descriptor = open(terminal, O_RDWR);
        ioctl(descriptor, TIOCSCTTY, 0);
        dup2(descriptor, STDIN_FILENO);
        dup2(descriptor, STDOUT_FILENO);
    } else {
        redirect("fault-output", STDOUT_FILENO);
    }
    redirect("fault-error", STDERR_FILENO);
    setenv("IPSE_FAULT_KIND", plan->kind, 1);
    setenv("IPSE_FAULT_ERROR", plan->error, 1);
    setenv("IPSE_FAULT_AT", number, 1);
    setenv("IPSE_FAULT_MARK", "fault-mark", 1);
    setenv("LD_PRELOAD", plan->library, 1);
    alarm(SECONDS_MAXIMUM);
    execv(plan->command[0], plan->command);
    _exit(127);
}

/* Reads what the terminal is sent until nobody has it open any more. */
static void drain(int master)
{
    char bytes[4096];
    while (read(master, bytes, sizeof bytes) > 0 || errno == EINTR) {
        errno = 0;
    }
}

static int open_terminal(char *name, size_t size)
{
    int master = posix_openpt(O_RDWR | O_NOCTTY);
    struct winsize window = {.ws_row = 24, .ws_col = 80};
    if (master < 0 || grantpt(master) != 0 || unlockpt(master) != 0 || ptsname_r(master, name, size) != 0) {
        perror("pseudo-terminal");
        exit(STATUS_TROUBLE);
    }
    ioctl(master, TIOCSWINSZ, &window);
    return master;
}

static Outcome run(const Plan *plan, long at)
{
    Outcome outcome = {.is_restored = true};
    char terminal[64];
    struct termios before = {0}, after = {0};
    int master = -1, slave = -1, status = 0;
    unlink("fault-mark");
    if (plan->needs_terminal) {
        master = open_terminal(terminal, sizeof terminal);
        slave = open(terminal, O_RDWR | O_NOCTTY);
        tcgetattr(slave, &before);
    }
    pid_t child = fork();
    if (child == 0) {
        become(plan, at, plan->needs_terminal ? terminal : NULL);
    }
    if (plan->needs_terminal) {
        /* A second child empties the terminal, so that the program is never kept waiting. */
        pid_t reader = fork();
        if (reader == 0) {
            close(slave);
            drain(master);
            _exit(0);
        }
        (void)!write(master, "q", 1);
        waitpid(child, &status, 0);
        tcgetattr(slave, &after);
        outcome.is_restored = before.c_lflag == after.c_lflag && before.c_iflag == after.c_iflag &&
                              before.c_oflag == after.c_oflag && before.c_cflag == after.c_cflag;
        close(slave);
        close(master);
        kill(reader, SIGKILL);
        waitpid(reader, NULL, 0);
    } else {
        waitpid(child, &status, 0);
    }
    outcome.status = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    outcome.output = read_content("fault-output");
    outcome.error = read_content("fault-error");
    outcome.file = read_content(plan->file);
    outcome.has_fired = access("fault-mark", F_OK) == 0;
    return outcome;
}

/* ---- judging ---- */

/* True where the program on a terminal says that a signal ended it, and that is so: curses falls over where it gets no
   memory while it starts, and a terminal that takes no more bytes is one that was closed. */
static bool has_told_signal(const Outcome *outcome)
{
    const char *error = outcome->error.bytes;
    return (outcome->status == -SIGSEGV && strstr(error, "ipse: ended by SIGSEGV: ")) ||
           (outcome->status == -SIGABRT && strstr(error, "ipse: ended by SIGABRT: ")) ||
           (outcome->status == 128 + SIGHUP && strstr(error, "ipse: ended by SIGHUP: the terminal is closed"));
}

/* True where the sentences name the error that the call failed with, or the screen of a script does: another would not
   be the cause. Which files of terminfo were looked for in vain, curses does not tell. */
static bool has_told_cause(const Plan *plan, const Outcome *outcome)
{
    const char *cause = strcmp(plan->kind, "memory") != 0 ? strerror(atoi(plan->error)) : "memory";
    return strstr(outcome->error.bytes, cause) || strstr(outcome->output.bytes, cause) ||
           (plan->needs_terminal && strstr(outcome->error.bytes, "no entry for the terminal"));
}

/* What is wrong with a run in which something failed; NULL: nothing. */
static const char *judge(const Plan *plan, const Outcome *outcome, const Outcome *whole, Content original)
{
    bool is_whole = are_equal(outcome->file, whole->file);
    if (!outcome->is_restored) {
        return "the terminal is not as it was";
    }
    if (plan->needs_terminal && has_told_signal(outcome)) {
        return NULL;
    }
    if (outcome->status < 0) {
        return "a signal ended it";
    }
    if (outcome->status == STATUS_TROUBLE && whole->status != STATUS_TROUBLE) {
        return strncmp(outcome->error.bytes, "ipse: ", 6) != 0 && !strstr(outcome->error.bytes, "\nipse: ")
                   ? "no sentence says why"
               : !has_told_cause(plan, outcome)                   ? "the sentence does not name the cause"
               : !is_whole && !are_equal(outcome->file, original) ? "the file is neither as it was nor as it should be"
                                                                  : NULL;
    }
    return outcome->status != whole->status             ? "another status"
           : !are_equal(outcome->output, whole->output) ? "another output with the same status"
           : !is_whole                                  ? "another file with the same status"
                                                        : NULL;
}

/* A number of the command line. */
static long take_number(const char *text)
{
    char *end;
    long value = strtol(text, &end, 10);
    if (*end || value < 0) {
        fprintf(stderr, "every_fault: '%s' is not a number\n", text);
        exit(STATUS_TROUBLE);
    }
    return value;
}

int main(int count, char **words)
{
    if (count < 8) {
        fputs("every_fault FAULTS KIND ERROR STEP FILE TERMINAL COMMAND…\n", stderr);
        return STATUS_TROUBLE;
    }
    Plan plan = {words[1], words[2], words[3], take_number(words[4]), words[5], strcmp(words[6], "terminal") == 0,
                 words + 7};
    bool was_there = access(plan.file, F_OK) == 0;
    Content original = read_content(plan.file);
    Outcome whole = run(&plan, 0);
    if (whole.status < 0 || whole.status >= STATUS_TROUBLE) {
        printf("without a fault: status %d: %.300s%.2000s\n", whole.status, whole.error.bytes, whole.output.bytes);
        return 1;
    }
    int failures = 0;
    long at = 1;
    for (bool has_fired = true; has_fired && failures < FAILURES_MAXIMUM; at += plan.step) {
        restore_content(plan.file, original, was_there);
        (void)!system("rm -rf \"$XDG_STATE_HOME\"");
        Outcome outcome = run(&plan, at);
        const char *fault = judge(&plan, &outcome, &whole, original);
        has_fired = outcome.has_fired;
        if (fault) {
            printf("%s %s: call %ld: %s (status %d, %d without): %.300s\n", plan.kind, plan.error, at, fault,
                   outcome.status, whole.status, outcome.error.bytes);
            failures++;
        }
        forget(&outcome);
    }
    printf("%s %s: %ld calls, %d failures\n", plan.kind, plan.error, at - 1, failures);
    forget(&whole);
    free(original.bytes);
    return failures != 0;
}
