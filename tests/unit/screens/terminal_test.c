/* The program itself in pseudo-terminals: it opens, edits, resizes, is stopped, is killed, and leaves all in order. */
#include "tests/support/program.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include <poll.h>
#include <signal.h>
#include <stdio.h>

static void test_every_kind_of_terminal(void **state)
{
    Program *program = *state;
    static const char *const terminals[] = {"xterm-256color", "screen", "tmux", "linux", "vt100"};
    for (size_t i = 0; i < sizeof terminals / sizeof *terminals; i++) {
        Pty *pty = program_start(program, terminals[i], NULL);
        pty_expect(pty, "entered-in-error");
        pty_expect(pty, "Chest ␛[2J");
        pty_press(pty, "?", "Move down");
        pty_press_away(pty, "q", "Move down");
        pty_expect_end(pty, "q", 0);
    }
}

/* Fonts of the console lack most signs; those that it is sent are in all of them, and so are the borders. */
static void test_the_console_gets_signs_that_it_has(void **state)
{
    Program *program = *state;
    static const char *const lacking[] = {"▸", "▾", "□", "✗", "✓", "●", "…", "—", "›", "≠"};
    program_write_study(program);
    Pty *pty = program_start(program, "linux", NULL);
    pty_expect(pty, "x       status             entered-in-error");
    pty_expect(pty, "► ■ subject");
    pty_expect(pty, "┌ Study");
    pty_press(pty, "?", "o obligation, missing   x error");
    pty_press(pty, "q:", "> down");
    for (size_t i = 0; i < sizeof lacking / sizeof *lacking; i++) {
        assert_false(emulator_was_sent(&pty->emulator, lacking[i]));
    }
    pty_press_away(pty, "\033", "> down");
    pty_expect_end(pty, "q", 0);
}

static void test_a_locale_without_utf8_gets_ascii(void **state)
{
    Program *program = *state;
    static const char *const plain[] = {"LC_ALL=C", "NO_COLOR=1", NULL};
    Pty *pty = program_start(program, "xterm-256color", plain);
    pty_expect(pty, "+ Issues -");
    pty_expect(pty, "Chest ^[[2J");
    for (size_t i = 0; i < pty->emulator.seen.length; i++) {
        assert_true((unsigned char)pty->emulator.seen.bytes[i] < 0x80);
    }
    assert_false(emulator_was_sent(&pty->emulator, "8;5;"));
    assert_false(emulator_was_sent(&pty->emulator, "8;2;"));
    pty_expect_end(pty, "q", 0);
}

static void test_resizing(void **state)
{
    Program *program = *state;
    static const int sizes[][2] = {{60, 16}, {80, 24}, {120, 40}, {60, 16}};
    Pty *pty = program_start(program, "xterm-256color", NULL);
    pty_expect(pty, "entered-in-error");
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        pty_resize(pty, sizes[i][0], sizes[i][1]);
        pty_expect(pty, "F1 Help");
        pty_expect(pty, "ImagingStudy");
    }
    pty_resize(pty, 59, 16);
    pty_expect(pty, "too small");
    pty_resize(pty, 100, 30);
    pty_expect(pty, "entered-in-error");
    pty_expect_end(pty, "q", 0);
}

/* A script plays by itself, waits for a key where it says so, and leaves the workbench to the person. */
static void test_a_script_plays(void **state)
{
    Program *program = *state;
    Text path = TEXT_EMPTY, command = TEXT_EMPTY;
    text_format(&path, "%s/script.ipse", program->folder);
    FILE *script = fopen(path.bytes, "w");
    assert_non_null(script);
    fputs("say \"What is wrong here\"\npoint status\nawait\nkeys ?\n", script);
    fclose(script);
    Pty *pty = program_open_study(program);
    text_format(&command, ":play %s\r", path.bytes);
    pty_press(pty, command.bytes, "What is wrong here");
    pty_expect(pty, "press Space");
    pty_press(pty, " ", "Move down");
    pty_press_away(pty, "\033", "Space pause");
    pty_press_away(pty, "q", "Move down");
    pty_expect_end(pty, "q", 0);
    text_free(&path);
    text_free(&command);
}

static void test_quitting_with_changes_asks(void **state)
{
    Program *program = *state;
    Text text = TEXT_EMPTY;
    Pty *pty = program_open_study(program);
    pty_send(pty, "@description\r");
    pty_send(pty, "cc");
    pty_press(pty, "\033[200~Thorax\033[201~", "Thorax");
    pty_press(pty, "\rq", "Discard");
    pty_press_away(pty, "\033", "Discard");
    pty_press(pty, "\023", "Saved");
    pty_expect_end(pty, "q", 0);
    program_read_study(program, &text);
    assert_true(slice_find(text_slice(&text), SLICE("\"description\": \"Thorax\"\n}\n"), 0) != SIZE_MAX);
    text_free(&text);
}

static void test_signals_leave_the_work_behind(void **state)
{
    Program *program = *state;
    static const int signals[] = {SIGTERM, SIGHUP};
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        Pty *pty = program_open_study(program);
        pty_send(pty, "@description\rcc");
        pty_press(pty, "\033[200~Abdomen\033[201~", "Abdomen");
        pty_send(pty, "\r");
        pty_signal(pty, signals[i]);
        pty_expect_end(pty, "", 128 + signals[i]);
        assert_int_equal(program_recovery_files(program), 1);
        program_start(program, "xterm-256color", NULL);
        pty_expect(pty, "Unsaved work");
        pty_press(pty, "s", "from");
        pty_expect(pty, "Abdomen");
        pty_press(pty, "a", "Restored");
        pty_expect_end(pty, "ZQ", 0);
    }
}

/* Killed without a chance to do anything, the program leaves what is two seconds old. */
static void test_kill(void **state)
{
    Program *program = *state;
    Pty *pty = program_open_study(program);
    pty_send(pty, "@description\rcc");
    pty_press(pty, "\033[200~Abdomen\033[201~", "Abdomen");
    for (int i = 0; i < 1000 && program_recovery_files(program) == 0; i++) {
        poll(NULL, 0, 10);
    }
    assert_int_equal(program_recovery_files(program), 1);
    pty_signal(pty, SIGKILL);
    pty_wait_end(pty);
    pty_end(pty);
    program_start(program, "xterm-256color", NULL);
    pty_expect(pty, "Unsaved work");
    pty_press(pty, "s", "Abdomen");
    pty_press_away(pty, "\033", "from");
    pty_press_away(pty, "d", "Unsaved work");
    pty_expect_end(pty, "ZQ", 0);
}

/* However many keys come at once, each of them arrives. */
static void test_many_keys_at_once(void **state)
{
    enum { KEYS = 1000 };
    Program *program = *state;
    char keys[KEYS + 1];
    Text text = TEXT_EMPTY;
    for (size_t i = 0; i < KEYS; i++) {
        keys[i] = (char)('a' + i % 26);
    }
    keys[KEYS] = '\0';
    Pty *pty = program_open_study(program);
    pty_press(pty, "@description\rcc", "Enter apply · Esc cancel");
    pty_send(pty, keys);
    pty_press(pty, "\r\023", "Saved");
    pty_expect_end(pty, "q", 0);
    program_read_study(program, &text);
    assert_true(slice_find(text_slice(&text), slice_make(keys, KEYS), 0) != SIZE_MAX);
    text_free(&text);
}

static void test_suspending(void **state)
{
    Pty *pty = program_open_study(*state);
    pty_send(pty, "\032");
    pty_expect_stopped(pty);
    pty_expect_restored(pty);
    pty_continue(pty);
    pty_expect(pty, "entered-in-error");
    pty_expect_end(pty, "q", 0);
}

static void test_standard_input_is_read_and_keys_come_from_the_terminal(void **state)
{
    Program *program = *state;
    char standard_input[] = "-";
    char *arguments[] = {program->path, standard_input, NULL};
    PtyOptions options = {
        .terminal = "xterm-256color", .width = 100, .height = 30, .arguments = arguments, .input = program_study};
    Pty *pty = &program->pty;
    pty_start(pty, options);
    pty_expect(pty, "entered-in-error");
    pty_expect_end(pty, "q", 0);
}

static void test_a_terminal_that_can_not_names_the_check(void **state)
{
    Program *program = *state;
    Pty *pty = program_start(program, "dumb", NULL);
    pty_expect(pty, "TERM is dumb");
    pty_expect(pty, "ipse check");
    pty_expect_end(pty, "", 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_kind_of_terminal),
        cmocka_unit_test(test_the_console_gets_signs_that_it_has),
        cmocka_unit_test(test_a_locale_without_utf8_gets_ascii),
        cmocka_unit_test(test_resizing),
        cmocka_unit_test(test_a_script_plays),
        cmocka_unit_test(test_quitting_with_changes_asks),
        cmocka_unit_test(test_signals_leave_the_work_behind),
        cmocka_unit_test(test_kill),
        cmocka_unit_test(test_many_keys_at_once),
        cmocka_unit_test(test_suspending),
        cmocka_unit_test(test_standard_input_is_read_and_keys_come_from_the_terminal),
        cmocka_unit_test(test_a_terminal_that_can_not_names_the_check),
    };
    return cmocka_run_group_tests(tests, program_set_up, program_tear_down);
}
