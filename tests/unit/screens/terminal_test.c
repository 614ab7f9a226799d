/* The program itself in pseudo-terminals: it opens, edits, resizes, is stopped, is killed, and leaves all in order. */
#include "tests/support/program.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include <poll.h>
#include <signal.h>

static Program program;

static void test_every_kind_of_terminal(void **state)
{
    (void)state;
    static const char *const terminals[] = {"xterm-256color", "screen", "tmux", "linux", "vt100"};
    for (size_t i = 0; i < sizeof terminals / sizeof *terminals; i++) {
        Pty pty;
        program_start(&program, &pty, terminals[i], NULL);
        assert_true(pty_wait(&pty, "entered-in-error"));
        assert_true(pty_wait(&pty, "Chest ␛[2J"));
        pty_send(&pty, "?");
        assert_true(pty_wait(&pty, "Move down"));
        pty_send(&pty, "q");
        assert_true(pty_wait_gone(&pty, "Move down"));
        pty_send(&pty, "q");
        program_expect_end(&pty, 0);
    }
}

/* Fonts of the console lack most signs; those that it is sent are in all of them, and so are the borders. */
static void test_the_console_gets_signs_that_it_has(void **state)
{
    (void)state;
    static const char *const lacking[] = {"▸", "▾", "□", "✗", "✓", "●", "…", "—", "›", "≠"};
    Pty pty;
    program_write_study(&program);
    program_start(&program, &pty, "linux", NULL);
    assert_true(pty_wait(&pty, "x       status             entered-in-error"));
    assert_true(pty_wait(&pty, "► ■ subject"));
    assert_true(pty_wait(&pty, "┌ Study"));
    pty_send(&pty, "?");
    assert_true(pty_wait(&pty, "o obligated, absent   x error"));
    pty_send(&pty, "q:");
    assert_true(pty_wait(&pty, "> down"));
    for (size_t i = 0; i < sizeof lacking / sizeof *lacking; i++) {
        assert_true(slice_find(text_slice(&pty.emulator.seen), slice_from(lacking[i]), 0) == SIZE_MAX);
    }
    pty_send(&pty, "\033");
    assert_true(pty_wait_gone(&pty, "> down"));
    pty_send(&pty, "q");
    program_expect_end(&pty, 0);
}

static void test_a_locale_without_utf8_gets_ascii(void **state)
{
    (void)state;
    static const char *const plain[] = {"LC_ALL=C", "NO_COLOR=1", NULL};
    Pty pty;
    program_start(&program, &pty, "xterm-256color", plain);
    assert_true(pty_wait(&pty, "+ Issues -"));
    assert_true(pty_wait(&pty, "Chest ^[[2J"));
    for (size_t i = 0; i < pty.emulator.seen.length; i++) {
        assert_true((unsigned char)pty.emulator.seen.bytes[i] < 0x80);
    }
    assert_true(slice_find(text_slice(&pty.emulator.seen), SLICE("8;5;"), 0) == SIZE_MAX);
    assert_true(slice_find(text_slice(&pty.emulator.seen), SLICE("8;2;"), 0) == SIZE_MAX);
    pty_send(&pty, "q");
    program_expect_end(&pty, 0);
}

static void test_resizing(void **state)
{
    (void)state;
    static const int sizes[][2] = {{60, 16}, {80, 24}, {120, 40}, {60, 16}};
    Pty pty;
    program_start(&program, &pty, "xterm-256color", NULL);
    assert_true(pty_wait(&pty, "entered-in-error"));
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        pty_resize(&pty, sizes[i][0], sizes[i][1]);
        assert_true(pty_wait(&pty, "F1 Help"));
        assert_true(pty_wait(&pty, "ImagingStudy"));
    }
    pty_resize(&pty, 59, 16);
    assert_true(pty_wait(&pty, "too small"));
    pty_resize(&pty, 100, 30);
    assert_true(pty_wait(&pty, "entered-in-error"));
    pty_send(&pty, "q");
    program_expect_end(&pty, 0);
}

static void test_quitting_with_changes_asks(void **state)
{
    (void)state;
    Pty pty;
    Text text = TEXT_EMPTY;
    program_write_study(&program);
    program_start(&program, &pty, "xterm-256color", NULL);
    assert_true(pty_wait(&pty, "Chest"));
    pty_send(&pty, "@description\r");
    pty_send(&pty, "cc");
    pty_send(&pty, "\033[200~Thorax\033[201~");
    assert_true(pty_wait(&pty, "Thorax"));
    pty_send(&pty, "\rq");
    assert_true(pty_wait(&pty, "Discard"));
    pty_send(&pty, "\033");
    assert_true(pty_wait_gone(&pty, "Discard"));
    pty_send(&pty, "\023");
    assert_true(pty_wait(&pty, "Saved"));
    pty_send(&pty, "q");
    program_expect_end(&pty, 0);
    program_read_study(&program, &text);
    assert_true(slice_find(text_slice(&text), SLICE("\"description\": \"Thorax\"\n}\n"), 0) != SIZE_MAX);
    text_free(&text);
}

static void test_signals_leave_the_work_behind(void **state)
{
    (void)state;
    static const int signals[] = {SIGTERM, SIGHUP};
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        Pty pty;
        program_write_study(&program);
        program_start(&program, &pty, "xterm-256color", NULL);
        assert_true(pty_wait(&pty, "Chest"));
        pty_send(&pty, "@description\rcc");
        pty_send(&pty, "\033[200~Abdomen\033[201~");
        assert_true(pty_wait(&pty, "Abdomen"));
        pty_send(&pty, "\r");
        pty_signal(&pty, signals[i]);
        program_expect_end(&pty, 128 + signals[i]);
        assert_int_equal(program_recovery_files(&program), 1);
        program_start(&program, &pty, "xterm-256color", NULL);
        assert_true(pty_wait(&pty, ":recover"));
        pty_send(&pty, ":recover\r");
        assert_true(pty_wait(&pty, "that would come from"));
        assert_true(pty_wait(&pty, "Abdomen"));
        pty_send(&pty, "a");
        assert_true(pty_wait(&pty, "Brought back"));
        pty_send(&pty, "ZQ");
        program_expect_end(&pty, 0);
    }
}

/* Killed without a chance to do anything, the program leaves what is two seconds old. */
static void test_kill(void **state)
{
    (void)state;
    Pty pty;
    program_write_study(&program);
    program_start(&program, &pty, "xterm-256color", NULL);
    assert_true(pty_wait(&pty, "Chest"));
    pty_send(&pty, "@description\rcc");
    pty_send(&pty, "\033[200~Abdomen\033[201~");
    assert_true(pty_wait(&pty, "Abdomen"));
    for (int i = 0; i < 1000 && program_recovery_files(&program) == 0; i++) {
        poll(NULL, 0, 10);
    }
    assert_int_equal(program_recovery_files(&program), 1);
    pty_signal(&pty, SIGKILL);
    assert_true(pty_wait_end(&pty));
    pty_end(&pty);
    program_start(&program, &pty, "xterm-256color", NULL);
    assert_true(pty_wait(&pty, ":recover"));
    pty_send(&pty, ":recover\r");
    assert_true(pty_wait(&pty, "Abdomen"));
    pty_send(&pty, "\033");
    assert_true(pty_wait_gone(&pty, "that would come from"));
    pty_send(&pty, "ZQ");
    program_expect_end(&pty, 0);
}

static void test_suspending(void **state)
{
    (void)state;
    Pty pty;
    program_write_study(&program);
    program_start(&program, &pty, "xterm-256color", NULL);
    assert_true(pty_wait(&pty, "entered-in-error"));
    pty_send(&pty, "\032");
    assert_true(pty_wait_stopped(&pty));
    assert_true(pty_is_restored(&pty));
    pty_continue(&pty);
    assert_true(pty_wait(&pty, "entered-in-error"));
    pty_send(&pty, "q");
    program_expect_end(&pty, 0);
}

static void test_standard_input_is_read_and_keys_come_from_the_terminal(void **state)
{
    (void)state;
    Pty pty;
    char standard_input[] = "-";
    char *arguments[] = {program.path, standard_input, NULL};
    PtyOptions options = {
        .terminal = "xterm-256color", .width = 100, .height = 30, .arguments = arguments, .input = program_study};
    assert_true(pty_start(&pty, options));
    assert_true(pty_wait(&pty, "entered-in-error"));
    pty_send(&pty, "q");
    program_expect_end(&pty, 0);
}

static void test_a_terminal_that_can_not_names_the_check(void **state)
{
    (void)state;
    Pty pty;
    program_start(&program, &pty, "dumb", NULL);
    assert_true(pty_wait(&pty, "TERM is dumb"));
    assert_true(pty_wait(&pty, "ipse check"));
    program_expect_end(&pty, 2);
}

static int close_program(void **state)
{
    (void)state;
    program_close(&program);
    return 0;
}

int main(int count, char **words)
{
    (void)count;
    if (!program_open(&program, words[0])) {
        return 1;
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_kind_of_terminal),
        cmocka_unit_test(test_the_console_gets_signs_that_it_has),
        cmocka_unit_test(test_a_locale_without_utf8_gets_ascii),
        cmocka_unit_test(test_resizing),
        cmocka_unit_test(test_quitting_with_changes_asks),
        cmocka_unit_test(test_signals_leave_the_work_behind),
        cmocka_unit_test(test_kill),
        cmocka_unit_test(test_suspending),
        cmocka_unit_test(test_standard_input_is_read_and_keys_come_from_the_terminal),
        cmocka_unit_test(test_a_terminal_that_can_not_names_the_check),
    };
    return cmocka_run_group_tests(tests, NULL, close_program);
}
