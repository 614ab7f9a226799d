/* The ends of the program: whichever signal ends it, the work is kept, the terminal is given back, and a sentence says
 * so. */
#include "tests/support/program.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include <signal.h>
#include <stdio.h>

/* Types a value, ends the program by a signal at once, and takes the work at the next start. */
static void end_and_take(Program *program, int signal_number, const char *keys, const char *shown, const char *sentence)
{
    Pty *pty = program_open_study(program);
    pty_press(pty, "@description\r", "ImagingStudy.description ─");
    pty_press(pty, keys, shown);
    pty_signal(pty, signal_number);
    pty_wait_end(pty);
    pty_expect(pty, sentence);
    pty_expect(pty, "unsaved work is kept");
    assert_int_equal(pty->status, 128 + signal_number);
    pty_expect_restored(pty);
    pty_end(pty);
    assert_int_equal(program_recovery_files(program), 1);
    program_start(program, "xterm-256color", NULL);
    pty_expect(pty, "Unsaved work");
    pty_press(pty, "t", "Restored");
    pty_expect(pty, shown);
    pty_expect_end(pty, "ZQ", 0);
    assert_int_equal(program_recovery_files(program), 0);
}

static void test_faults_of_the_program(void **state)
{
    static const int signals[] = {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL};
    static const char *const sentences[] = {"ended by SIGSEGV", "ended by SIGABRT", "ended by SIGBUS",
                                            "ended by SIGFPE", "ended by SIGILL"};
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        end_and_take(*state, signals[i], "ccThorax", "Thorax", sentences[i]);
    }
}

static void test_requests_to_end(void **state)
{
    end_and_take(*state, SIGTERM, "ccThorax", "Thorax", "ended by SIGTERM");
    end_and_take(*state, SIGHUP, "ccThorax\r", "Thorax", "ended by SIGHUP");
    end_and_take(*state, SIGUSR1, "ccThorax\r", "Thorax", "ended by a signal");
}

static void test_what_is_typed_in_a_view_above(void **state)
{
    end_and_take(*state, SIGTERM, "E\033[F in a box", "in a box", "ended by SIGTERM");
    end_and_take(*state, SIGSEGV, "E\033[F in a box", "in a box", "ended by SIGSEGV");
    end_and_take(*state, SIGSEGV, "me\033[F\033[D raw", "raw", "ended by SIGSEGV");
}

static void test_nothing_is_said_to_be_kept_without_work(void **state)
{
    Program *program = *state;
    Pty *pty = program_open_study(program);
    pty_signal(pty, SIGTERM);
    pty_wait_end(pty);
    pty_expect(pty, "ended by SIGTERM; no unsaved work");
    assert_int_equal(pty->status, 128 + SIGTERM);
    pty_end(pty);
    assert_int_equal(program_recovery_files(program), 0);
}

static void test_the_second_program_says_that_the_first_is_there(void **state)
{
    Program *program = *state, second = *program;
    char sentence[64];
    Pty *first = program_open_study(program);
    Pty *beside = program_start(&second, "xterm-256color", NULL);
    snprintf(sentence, sizeof sentence, "also open in another ipse (process %ld)", (long)first->program);
    pty_expect(beside, sentence);
    pty_press(beside, "@description\rccBeside", "Beside");
    pty_press(first, "@description\rccFirst", "First");
    pty_signal(beside, SIGTERM);
    pty_expect_end(beside, "", 128 + SIGTERM);
    pty_signal(first, SIGTERM);
    pty_expect_end(first, "", 128 + SIGTERM);
    assert_int_equal(program_recovery_files(program), 2);
    Pty *pty = program_start(program, "xterm-256color", NULL);
    pty_press(pty, "s", "First");
    pty_press(pty, "\033", "Unsaved work");
    pty_press_away(pty, "ds", "Unsaved work");
    pty_expect(pty, "Beside");
    pty_press(pty, "\033", "Unsaved work");
    pty_press_away(pty, "d", "Unsaved work");
    pty_expect_end(pty, "q", 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_faults_of_the_program),
        cmocka_unit_test(test_requests_to_end),
        cmocka_unit_test(test_what_is_typed_in_a_view_above),
        cmocka_unit_test(test_nothing_is_said_to_be_kept_without_work),
        cmocka_unit_test(test_the_second_program_says_that_the_first_is_there),
    };
    return cmocka_run_group_tests(tests, program_set_up, program_tear_down);
}
