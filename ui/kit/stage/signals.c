/*
 * Signals: flags that handlers set, and what is done when the process dies.
 *
 * Handlers do nothing but set flags, except those of fatal signals: they write the bytes that put the terminal back,
 * which were made ready before, with functions that are safe then, and let the signal have its default effect.
 */
#include "ui/kit/stage/signals.h"

#include "src/base/memory.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <unistd.h>

enum { RESCUE_MAXIMUM = 512, STACK_SIZE = 1 << 16, EXIT_LIBRARY = 2 };

static const int told_signals[] = {SIGWINCH, SIGCONT, SIGTSTP, SIGHUP,    SIGTERM, SIGINT, SIGQUIT,
                                   SIGUSR1,  SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU};
static const int fatal_signals[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGSYS, SIGTRAP};

enum {
    TOLD_COUNT = sizeof told_signals / sizeof *told_signals,
    FATAL_COUNT = sizeof fatal_signals / sizeof *fatal_signals
};

static volatile sig_atomic_t is_started;
static volatile sig_atomic_t is_resized;
static volatile sig_atomic_t is_continued;
static volatile sig_atomic_t is_stopped;
static volatile sig_atomic_t hangup_signal;
static volatile sig_atomic_t is_ending; /* the program knows that it has to end */

static volatile sig_atomic_t is_rescue_set;
static volatile sig_atomic_t rescue_length;
static char rescue_bytes[RESCUE_MAXIMUM];
static int rescue_descriptor;
static struct termios rescue_modes;
static CrashHandler *crash_handler;
static void *crash_context;

static struct sigaction old_told[TOLD_COUNT];
static struct sigaction old_fatal[FATAL_COUNT];
static sigset_t old_mask;
static char signal_stack[STACK_SIZE];

static void on_told(int signal_number)
{
    switch (signal_number) {
    case SIGWINCH:
        is_resized = 1;
        break;
    case SIGCONT:
        is_continued = 1;
        break;
    case SIGTSTP:
        is_stopped = 1;
        break;
    default:
        hangup_signal = signal_number;
        break;
    }
}

/* Puts the terminal back with what was made ready; safe in a handler. */
static void rescue_terminal(void)
{
    if (is_rescue_set) {
        is_rescue_set = 0;
        ssize_t ignored = write(rescue_descriptor, rescue_bytes, (size_t)rescue_length);
        (void)ignored;
        tcsetattr(rescue_descriptor, TCSANOW, &rescue_modes);
    }
}

static void print(const char *text)
{
    ssize_t ignored = write(STDERR_FILENO, text, strlen(text));
    (void)ignored;
}

void signals_crash(const char *cause)
{
    CrashHandler *handler = crash_handler;
    crash_handler = NULL;
    is_started = 0;
    rescue_terminal();
    if (handler) {
        handler(crash_context, cause);
    } else {
        print("ipse: ");
        print(cause);
        print("\n");
    }
}

/* Called by exit(): where the terminal was not given back before, a library ended the process. */
static void on_exit_called(void)
{
    if (is_started) {
        signals_crash("ended by a library: no memory, or a problem of the terminal");
        _exit(EXIT_LIBRARY);
    }
}

const char *signals_sentence(int signal_number)
{
    static const struct {
        int number;
        const char *sentence;
    } sentences[] = {{SIGHUP, "ended by SIGHUP: the terminal is closed"},
                     {SIGTERM, "ended by SIGTERM"},
                     {SIGINT, "ended by SIGINT"},
                     {SIGQUIT, "ended by SIGQUIT"},
                     {SIGXCPU, "ended by SIGXCPU: the limit of processor time is reached"},
                     {SIGSEGV, "ended by SIGSEGV: a fault of the program"},
                     {SIGBUS, "ended by SIGBUS: a fault of the program or of the disk"},
                     {SIGFPE, "ended by SIGFPE: a fault of the program"},
                     {SIGILL, "ended by SIGILL: a fault of the program"},
                     {SIGABRT, "ended by SIGABRT: a fault of the program"}};
    for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++) {
        if (sentences[i].number == signal_number) {
            return sentences[i].sentence;
        }
    }
    return "ended by a signal";
}

static void on_fatal(int signal_number)
{
    signals_crash(signals_sentence(signal_number));
    struct sigaction standard = {.sa_handler = SIG_DFL};
    sigaction(signal_number, &standard, NULL);
    raise(signal_number);
}

static void set_handlers(void)
{
    for (size_t i = 0; i < TOLD_COUNT; i++) {
        struct sigaction action = {.sa_handler = on_told};
        sigemptyset(&action.sa_mask);
        sigaction(told_signals[i], &action, &old_told[i]);
    }
    stack_t stack = {.ss_sp = signal_stack, .ss_size = sizeof signal_stack};
    sigaltstack(&stack, NULL);
    for (size_t i = 0; i < FATAL_COUNT; i++) {
        struct sigaction action = {.sa_handler = on_fatal, .sa_flags = (int)(SA_RESETHAND | SA_ONSTACK | SA_NODEFER)};
        sigemptyset(&action.sa_mask);
        sigaction(fatal_signals[i], &action, &old_fatal[i]);
    }
}

bool signals_start(void)
{
    static volatile sig_atomic_t is_registered;
    if (is_started) {
        return false;
    }
    is_started = 1;
    hangup_signal = is_ending = 0;
    sigset_t blocked;
    sigemptyset(&blocked);
    for (size_t i = 0; i < TOLD_COUNT; i++) {
        sigaddset(&blocked, told_signals[i]);
    }
    sigprocmask(SIG_BLOCK, &blocked, &old_mask);
    set_handlers();
    memory_on_exhausted(signals_crash);
    if (!is_registered) {
        is_registered = 1;
        atexit(on_exit_called);
    }
    return true;
}

void signals_stop(void)
{
    if (!is_started) {
        return;
    }
    struct sigaction ignored = {.sa_handler = SIG_IGN};
    sigemptyset(&ignored.sa_mask);
    is_started = 0;
    is_rescue_set = 0;
    memory_on_exhausted(NULL);
    for (size_t i = 0; i < TOLD_COUNT; i++) {
        bool is_said = is_ending && (told_signals[i] == SIGHUP || told_signals[i] == SIGTERM);
        sigaction(told_signals[i], is_said ? &ignored : &old_told[i], NULL);
    }
    for (size_t i = 0; i < FATAL_COUNT; i++) {
        sigaction(fatal_signals[i], &old_fatal[i], NULL);
    }
    stack_t none = {.ss_flags = SS_DISABLE};
    sigaltstack(&none, NULL);
    sigprocmask(SIG_SETMASK, &old_mask, NULL);
}

bool signals_wait(int descriptor, long milliseconds)
{
    fd_set readable;
    FD_ZERO(&readable);
    FD_SET(descriptor, &readable);
    struct timespec limit = {.tv_sec = milliseconds / 1000, .tv_nsec = milliseconds % 1000 * 1000000};
    sigset_t mask = old_mask;
    for (size_t i = 0; i < TOLD_COUNT; i++) {
        sigdelset(&mask, told_signals[i]);
    }
    return pselect(descriptor + 1, &readable, NULL, NULL, milliseconds < 0 ? NULL : &limit, &mask) > 0;
}

SignalNews signals_take(void)
{
    SignalNews news = {.is_resized = is_resized != 0,
                       .is_continued = is_continued != 0,
                       .is_stopped = is_stopped != 0,
                       .hangup = hangup_signal};
    is_resized = 0;
    is_continued = 0;
    is_stopped = 0;
    is_ending = is_ending || hangup_signal != 0;
    hangup_signal = 0;
    return news;
}

void signals_suspend(void)
{
    struct sigaction standard = {.sa_handler = SIG_DFL};
    struct sigaction own;
    sigset_t stop;
    sigemptyset(&standard.sa_mask);
    sigaction(SIGTSTP, &standard, &own);
    sigemptyset(&stop);
    sigaddset(&stop, SIGTSTP);
    kill(0, SIGTSTP);
    sigprocmask(SIG_UNBLOCK, &stop, NULL);
    sigprocmask(SIG_BLOCK, &stop, NULL);
    sigaction(SIGTSTP, &own, NULL);
    is_stopped = 0;
    is_continued = 0;
}

void signals_set_rescue(int descriptor, const struct termios *modes, const char *bytes, size_t length)
{
    is_rescue_set = 0;
    if (length > RESCUE_MAXIMUM || !modes) {
        return;
    }
    rescue_descriptor = descriptor;
    rescue_modes = *modes;
    if (length) {
        memcpy(rescue_bytes, bytes, length);
    }
    rescue_length = (sig_atomic_t)length;
    is_rescue_set = 1;
}

void signals_on_crash(CrashHandler *handler, void *context)
{
    crash_context = context;
    crash_handler = handler;
}
