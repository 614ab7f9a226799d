/*
 * Signals: what the process is told from outside, as flags; and the terminal put back when it dies.
 *
 * The mutable globals of the program are here (signals are the process's), but for the handler of src/base/memory.h.
 */
#ifndef IPSE_KIT_SIGNALS_H
#define IPSE_KIT_SIGNALS_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <termios.h>

/* What came since it was taken last. */
typedef struct SignalNews {
    bool is_resized;   /* SIGWINCH */
    bool is_continued; /* SIGCONT */
    bool is_stopped;   /* SIGTSTP: the process is asked to stop, and has not stopped yet */
    int hangup;        /* SIGHUP, SIGTERM, SIGINT or SIGQUIT; 0: none */
} SignalNews;

/* Takes over the signals, and the ends of memory and of exit() by a library, which become signals_crash. Signals are
 * blocked except while signals_wait waits. False where it was done before. */
bool signals_start(void);

/* Gives them back. Where signals_take told of an end, a further SIGHUP or SIGTERM is passed over: what is under way can
 * be ended. */
void signals_stop(void);

/* Waits until a descriptor can be read, a signal came, or `milliseconds` are over (negative: without end); true when
   the descriptor can be read. */
bool signals_wait(int descriptor, long milliseconds);

SignalNews signals_take(void);

/* Stops the process as the terminal's suspend key does, and returns when it is continued. */
void signals_suspend(void);

/* What a fatal signal or exit() writes to `descriptor`, and the modes that it restores; the bytes are copied. Without
   modes: nothing any more. */
void signals_set_rescue(int descriptor, const struct termios *modes, const char *bytes, size_t length);

/* What is called on a fatal signal after that, with what happened as a sentence without a full stop. It may use only
   what is safe in a signal handler. NULL: nothing. */
typedef void CrashHandler(void *context, const char *cause);
void signals_on_crash(CrashHandler *handler, void *context);

/* Does what a fatal signal does before the process ends: puts the terminal back and calls the handler; without one,
   prints the cause. */
void signals_crash(const char *cause);

/* What a signal means, as a sentence without a full stop, a constant: "ended by SIGTERM". */
const char *signals_sentence(int signal_number);

#endif
