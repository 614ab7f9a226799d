/* Signals: one that ends the program is told; a second one does not end it before what is under way has ended. */
#include "ui/kit/stage/signals.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* The status of a child that gets a signal, is told of it, and gets another one before it gives the signals back. */
static int status_after(int first, int second)
{
    pid_t child = fork();
    if (child == 0) {
        int ends[2];
        signal(SIGINT, SIG_DFL); /* what runs in the background may ignore it */
        if (pipe(ends) != 0 || !signals_start()) {
            _exit(3);
        }
        raise(first);
        signals_wait(ends[0], 0);
        int told = signals_take().hangup;
        raise(second);
        signals_stop();
        _exit(told == first ? 0 : 4);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return status;
}

static void a_second_hangup_waits(void **state)
{
    (void)state;
    assert_int_equal(status_after(SIGHUP, SIGHUP), 0);
    assert_int_equal(status_after(SIGTERM, SIGHUP), 0);
    assert_int_equal(status_after(SIGHUP, SIGTERM), 0);
}

static void a_second_interrupt_ends(void **state)
{
    (void)state;
    int status = status_after(SIGHUP, SIGINT);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGINT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_second_hangup_waits),
                                       cmocka_unit_test(a_second_interrupt_ends)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
