/* Terminal: a small program in a pseudo-terminal, of every kind; whatever happens, the terminal is put back. */
#include "ui/kit/terminal/loop.h"

#include "tests/support/demo.h"
#include "tests/support/pty.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* The demonstration on a terminal; says on standard error why it can't. */
static int run_demo(void *context)
{
    const bool *crashes = context;
    Error error = {0};
    setlocale(LC_ALL, "C.UTF-8");
    Terminal *terminal = terminal_start(&error);
    if (!terminal) {
        fprintf(stderr, "ipse: %s\n", error.message);
        return 2;
    }
    if (crashes && *crashes) {
        fflush(NULL);
        abort();
    }
    ClockFixed clock = {0};
    Config *config = config_new();
    Stage *stage = stage_new(0, 0, !terminal_is_utf8(), clock_fixed(&clock));
    bool rescued = false;
    demo_push(stage, &rescued);
    int signal_number = loop_run(stage, terminal, config);
    int status = stage_exit_status(stage);
    stage_free(stage);
    config_free(config);
    terminal_stop(terminal);
    if (rescued) {
        printf("rescued\n");
    }
    return signal_number ? 128 + signal_number : status;
}

static void start(Pty *pty, const char *terminal, const char *const *set)
{
    pty_start(pty, (PtyOptions){.terminal = terminal, .width = 80, .height = 24, .program = run_demo, .set = set});
}

static void test_every_kind_of_terminal(void **state)
{
    (void)state;
    static const char *const terminals[] = {"xterm-256color", "xterm", "screen", "screen-256color",
                                            "tmux-256color",  "linux", "vt100",  "rxvt"};
    for (size_t i = 0; i < sizeof terminals / sizeof *terminals; i++) {
        Pty pty;
        start(&pty, terminals[i], NULL);
        pty_expect(&pty, "row 22");
        pty_send(&pty, "\033[B\033OB");
        pty_press(&pty, "o", "Overlay");
        pty_press_away(&pty, "\033", "Overlay");
        pty_expect_end(&pty, "q", 3);
    }
}

static void test_colours_follow_the_environment(void **state)
{
    (void)state;
    static const char *const true_colour[] = {"COLORTERM=truecolor", NULL};
    static const char *const no_colour[] = {"COLORTERM=truecolor", "NO_COLOR=1", NULL};
    static const char *const nothing[] = {"COLORTERM=", NULL};
    const struct {
        const char *terminal;
        const char *const *set;
        bool is_direct;  /* 38:2:…, by the entry xterm-direct */
        bool is_changed; /* entries of the palette are changed */
        bool is_indexed; /* 38;5;… */
    } cases[] = {
        {"xterm-256color", true_colour, true, false, false}, {"xterm", true_colour, true, false, false},
        {"gnome-256color", true_colour, false, true, true},  {"xterm-256color", no_colour, false, false, false},
        {"xterm-256color", nothing, false, false, true},     {"linux", nothing, false, false, false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Pty pty;
        start(&pty, cases[i].terminal, cases[i].set);
        pty_expect(&pty, "row 22");
        assert_int_equal(emulator_was_sent(&pty.emulator, "38:2:"), cases[i].is_direct);
        assert_int_equal(emulator_was_sent(&pty.emulator, "\033]4;"), cases[i].is_changed);
        assert_int_equal(emulator_was_sent(&pty.emulator, "38;5;"), cases[i].is_indexed);
        pty_expect_end(&pty, "q", 3);
    }
}

/* A palette that was changed is given back on every way out. */
static void test_the_palette_is_given_back(void **state)
{
    (void)state;
    static const char *const true_colour[] = {"COLORTERM=truecolor", NULL};
    static const int signals[] = {0, SIGTERM, SIGSEGV, SIGABRT, SIGTSTP};
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        Pty pty;
        start(&pty, "gnome-256color", true_colour);
        pty_expect(&pty, "row 22");
        assert_true(emulator_was_sent(&pty.emulator, "\033]4;"));
        assert_false(emulator_was_sent(&pty.emulator, "\033]104"));
        if (signals[i] == SIGTSTP) {
            pty_send(&pty, "\032");
            pty_expect_stopped(&pty);
        } else {
            signals[i] ? pty_signal(&pty, signals[i]) : pty_send(&pty, "q");
            pty_wait_end(&pty);
        }
        assert_true(emulator_was_sent(&pty.emulator, "\033]104"));
        pty_expect_restored(&pty);
        pty_end(&pty);
    }
}

static void test_resizing_at_any_moment(void **state)
{
    (void)state;
    Pty pty;
    start(&pty, "xterm-256color", NULL);
    pty_expect(&pty, "row 22");
    pty_resize(&pty, 60, 16);
    pty_expect(&pty, "row 14");
    assert_false(emulator_shows(&pty.emulator, "row 15"));
    pty_send(&pty, "o");
    pty_resize(&pty, 30, 5);
    pty_expect(&pty, "too small");
    pty_resize(&pty, 120, 40);
    pty_expect(&pty, "Overlay");
    pty_expect(&pty, "row 38");
    pty_press_away(&pty, "\033", "Overlay");
    pty_expect_end(&pty, "q", 3);
}

static void test_mouse_and_paste(void **state)
{
    (void)state;
    Pty pty;
    start(&pty, "xterm-256color", NULL);
    pty_expect(&pty, "row 22");
    assert_true(pty.emulator.is_mouse_on);
    assert_true(pty.emulator.is_paste_on);
    pty_press(&pty, "\033[<0;3;6M\033[<0;3;6m\033[<0;3;6M\033[<0;3;6m", "activated 5");
    pty_press(&pty, "\033[200~q:q!\033]0;title\007\033[201~", "q:q!␛]0;title␇");
    pty_expect_end(&pty, "q", 3);
}

static void test_suspending_and_going_on(void **state)
{
    (void)state;
    Pty pty;
    start(&pty, "xterm-256color", NULL);
    pty_expect(&pty, "row 22");
    pty_send(&pty, "\032");
    pty_expect_stopped(&pty);
    pty_expect_restored(&pty);
    pty_resize(&pty, 80, 20);
    pty_continue(&pty);
    pty_expect(&pty, "row 18");
    pty_signal(&pty, SIGSTOP);
    pty_expect_stopped(&pty);
    pty_continue(&pty);
    pty_expect_gone(&pty, "[stopped]");
    pty_expect_end(&pty, "q", 3);
}

static void test_signals_rescue_and_restore(void **state)
{
    (void)state;
    static const int signals[] = {SIGTERM, SIGHUP, SIGINT};
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        Pty pty;
        start(&pty, "xterm-256color", NULL);
        pty_expect(&pty, "row 22");
        pty_signal(&pty, signals[i]);
        pty_wait_end(&pty);
        assert_true(emulator_shows(&pty.emulator, "rescued"));
        pty_expect_restored(&pty);
        assert_int_equal(pty.status, 128 + signals[i]);
        pty_end(&pty);
    }
}

static void test_crashes_restore(void **state)
{
    (void)state;
    Pty pty;
    bool crashes = true;
    PtyOptions options = {
        .terminal = "xterm-256color", .width = 80, .height = 24, .program = run_demo, .context = &crashes};
    pty_start(&pty, options);
    pty_wait_end(&pty);
    pty_expect_restored(&pty);
    assert_int_equal(pty.status, 128 + SIGABRT);
    pty_end(&pty);
}

static void test_a_terminal_that_is_gone(void **state)
{
    (void)state;
    Pty pty;
    start(&pty, "xterm-256color", NULL);
    pty_expect(&pty, "row 22");
    pty_hang_up(&pty);
    pty_wait_end(&pty);
    assert_true(pty.status != 0);
    pty_end(&pty);
}

static void test_keys_come_from_the_terminal_when_input_is_a_pipe(void **state)
{
    (void)state;
    Pty pty;
    PtyOptions options = {.terminal = "xterm-256color", .width = 80, .height = 24, .program = run_demo, .input = "{}"};
    pty_start(&pty, options);
    pty_expect(&pty, "row 22");
    pty_expect_end(&pty, "q", 3);
}

static void test_terminals_that_can_not(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"dumb", "TERM is dumb"}, {"", "TERM is not set"}, {"no-such", "no entry for the terminal"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Pty pty;
        start(&pty, cases[i][0], NULL);
        pty_expect(&pty, cases[i][1]);
        pty_expect_end(&pty, "", 2);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_kind_of_terminal),
        cmocka_unit_test(test_colours_follow_the_environment),
        cmocka_unit_test(test_the_palette_is_given_back),
        cmocka_unit_test(test_resizing_at_any_moment),
        cmocka_unit_test(test_mouse_and_paste),
        cmocka_unit_test(test_suspending_and_going_on),
        cmocka_unit_test(test_signals_rescue_and_restore),
        cmocka_unit_test(test_crashes_restore),
        cmocka_unit_test(test_a_terminal_that_is_gone),
        cmocka_unit_test(test_keys_come_from_the_terminal_when_input_is_a_pipe),
        cmocka_unit_test(test_terminals_that_can_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
