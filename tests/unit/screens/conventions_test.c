/* What programs of terminals are expected to keep to: colours, settings, signals, sizes, mouse, pastes, the cursor. */
#include "tests/support/program.h"
#include "tests/support/stopwatch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

/* ---- colours ---- */

/* What a parameter of ESC [ … m asks for. */
typedef struct Colours {
    int eight; /* sequences with 30…37, 40…47 */
    int bright;
    int indexed; /* 38;5, 48;5 */
    int direct;  /* 38;2, 48;2 */
    bool made;   /* colours of the palette were made */
    int reversed;
} Colours;

/* Counts one sequence, `body` being what stands between ESC [ and m. */
static void count_sequence(Slice body, Colours *colours)
{
    int numbers[16] = {0};
    size_t count = 0;
    for (size_t i = 0; i < body.length && count < 15; i++) {
        char c = body.bytes[i];
        numbers[count] = c >= '0' && c <= '9' ? numbers[count] * 10 + (c - '0') : numbers[count];
        count += c == ';' || c == ':';
    }
    for (size_t i = 0; i <= count; i++) {
        bool is_extended = (numbers[i] == 38 || numbers[i] == 48) && i < count;
        colours->indexed += is_extended && numbers[i + 1] == 5;
        colours->direct += is_extended && numbers[i + 1] == 2;
        if (is_extended) {
            break;
        }
        colours->eight += (numbers[i] >= 30 && numbers[i] <= 37) || (numbers[i] >= 40 && numbers[i] <= 47);
        colours->bright += (numbers[i] >= 90 && numbers[i] <= 97) || (numbers[i] >= 100 && numbers[i] <= 107);
        colours->reversed += numbers[i] == 7;
    }
}

/* The colours of all that was written. */
static Colours colours_of(const Pty *pty)
{
    Colours colours = {0};
    Slice seen = text_slice(&pty->emulator.seen);
    for (size_t at = slice_find(seen, SLICE("\033["), 0); at != SIZE_MAX; at = slice_find(seen, SLICE("\033["), at)) {
        size_t end = at += 2;
        while (end < seen.length && strchr("0123456789;:", seen.bytes[end])) {
            end++;
        }
        if (end < seen.length && seen.bytes[end] == 'm') {
            count_sequence(slice_part(seen, at, end - at), &colours);
        }
    }
    return colours;
}

static Colours colours_on(Program *program, const char *terminal, const char *const *set)
{
    Pty *pty = program_start(program, terminal, set);
    pty_expect(pty, "entered-in-error");
    pty_expect(pty, "Issues");
    pty_send(pty, "q");
    pty_wait_end(pty);
    Colours colours = colours_of(pty);
    colours.made = emulator_was_sent(&pty->emulator, "\033]4;");
    pty_end(pty);
    return colours;
}

static void test_no_color(void **state)
{
    static const char *const set[] = {"NO_COLOR=1", "COLORTERM=truecolor", NULL};
    static const char *const empty[] = {"NO_COLOR=", NULL};
    Colours colours = colours_on(*state, "xterm-256color", set);
    assert_int_equal(colours.eight + colours.bright + colours.indexed + colours.direct, 0);
    assert_true(colours.reversed > 0);
    assert_true(colours_on(*state, "xterm-256color", empty).indexed > 0);
}

static void test_as_many_colours_as_the_terminal_has(void **state)
{
    static const char *const true_colour[] = {"COLORTERM=truecolor", NULL};
    Colours colours = colours_on(*state, "xterm-256color", true_colour);
    assert_true(colours.direct > 0 && colours.indexed == 0 && !colours.made);
    colours = colours_on(*state, "xterm", true_colour);
    assert_true(colours.direct > 0 && colours.indexed == 0 && !colours.made);
    colours = colours_on(*state, "gnome-256color", true_colour);
    assert_true(colours.indexed > 0 && colours.made);
    colours = colours_on(*state, "xterm-256color", NULL);
    assert_true(colours.indexed > 0 && !colours.made && colours.direct == 0);
    colours = colours_on(*state, "xterm", NULL);
    assert_true(colours.eight > 0 && colours.bright + colours.indexed + colours.direct == 0);
    colours = colours_on(*state, "vt100", NULL);
    assert_true(colours.reversed > 0 && colours.eight + colours.bright + colours.indexed + colours.direct == 0);
}

/* A terminal with sixteen colours, compiled here: few machines know one. */
static void test_sixteen_colours(void **state)
{
    Program *program = *state;
    static const char source[] = "ipse-sixteen|xterm with sixteen colours,\n"
                                 "\tcolors#16, pairs#256, use=xterm,\n"
                                 "\tsetaf=\\E[%?%p1%{8}%<%t3%p1%d%e9%p1%{8}%-%d%;m,\n"
                                 "\tsetab=\\E[%?%p1%{8}%<%t4%p1%d%e10%p1%{8}%-%d%;m,\n";
    char path[128], command[300], terminfo[128];
    snprintf(path, sizeof path, "%s/sixteen.ti", program->folder);
    snprintf(terminfo, sizeof terminfo, "TERMINFO=%s/terminfo", program->folder);
    snprintf(command, sizeof command, "tic -x -o %s/terminfo %s 2>/dev/null", program->folder, path);
    FILE *stream = fopen(path, "w");
    assert_non_null(stream);
    fputs(source, stream);
    fclose(stream);
    assert_int_equal(system(command), 0);
    const char *set[] = {terminfo, NULL};
    Colours colours = colours_on(*state, "ipse-sixteen", set);
    assert_true(colours.eight > 0 && colours.bright > 0 && colours.indexed + colours.direct == 0);
}

/* ---- settings ---- */

static void test_themes_by_settings(void **state)
{
    Program *program = *state;
    static const char *const themes[] = {"dark", "light", "high-contrast", "colour-blind-safe"};
    static const char *const true_colour[] = {"COLORTERM=truecolor", NULL};
    Text seen[4] = {TEXT_EMPTY, TEXT_EMPTY, TEXT_EMPTY, TEXT_EMPTY};
    for (size_t i = 0; i < 4; i++) {
        char settings[64];
        snprintf(settings, sizeof settings, "theme: %s\n", themes[i]);
        program_write_settings(program, settings);
        Pty *pty = program_start(program, "xterm-256color", true_colour);
        pty_expect(pty, "entered-in-error");
        pty_send(pty, "q");
        pty_wait_end(pty);
        text_append(&seen[i], text_slice(&pty->emulator.seen));
        pty_end(pty);
        for (size_t other = 0; other < i; other++) {
            assert_false(slice_equals(text_slice(&seen[i]), text_slice(&seen[other])));
        }
    }
    program_write_settings(program, "theme: mono\n");
    Colours colours = colours_on(*state, "xterm-256color", true_colour);
    assert_int_equal(colours.eight + colours.bright + colours.indexed + colours.direct, 0);
    program_write_settings(program, NULL);
    for (size_t i = 0; i < 4; i++) {
        text_free(&seen[i]);
    }
}

static void test_keys_and_mouse_by_settings(void **state)
{
    Program *program = *state;
    program_write_settings(program, "mouse: off\nascii: on\nkeys:\n  quit: X\n");
    Pty *pty = program_start(program, "xterm-256color", NULL);
    pty_expect(pty, "+ Issues -");
    assert_false(pty->emulator.is_mouse_on);
    pty_press(pty, "q", "q is not assigned in this pane");
    pty_expect_end(pty, "X", 0);
    program_write_settings(program, NULL);
}

/* GNU screen keeps back a lone Esc while a program asks for the mouse; tmux with the same entry does not. */
static void test_the_mouse_waits_in_gnu_screen(void **state)
{
    static const char *const in_tmux[] = {"TMUX=/tmp/tmux-0/default,1,0", NULL};
    Program *program = *state;
    for (int run = 0; run < 3; run++) {
        program_write_settings(program, run == 2 ? "mouse: on\n" : NULL);
        Pty *pty = program_start(program, "screen", run == 1 ? in_tmux : NULL);
        pty_expect(pty, "F1 Help");
        assert_int_equal(pty->emulator.is_mouse_on, run > 0);
        pty_press(pty, "zm", run > 0 ? "Mouse off" : "Mouse on");
        assert_int_equal(pty->emulator.is_mouse_on, run == 0);
        pty_expect_end(pty, "q", 0);
    }
    program_write_settings(program, NULL);
}

static void test_the_mouse_goes_off_and_on_by_one_key(void **state)
{
    Pty *pty = program_open_study(*state);
    assert_true(pty->emulator.is_mouse_on);
    pty_press(pty, "\033[<0;20;6M\033[<0;20;6m", "ImagingStudy.status ─");
    pty_press(pty, "zm", "Mouse off. The terminal selects");
    assert_false(pty->emulator.is_mouse_on);
    pty_press(pty, "zm", "Mouse on");
    assert_true(pty->emulator.is_mouse_on);
    pty_expect_end(pty, "q", 0);
}

/* ---- time and signals ---- */

static void test_escdelay(void **state)
{
    Program *program = *state;
    static const char *const slow[] = {"ESCDELAY=400", NULL};
    Pty *pty = program_start(program, "xterm-256color", slow);
    pty_expect(pty, "F1 Help");
    pty_press(pty, ":", "Commands ─");
    double start = stopwatch_now();
    pty_press_away(pty, "\033", "Commands ─");
    assert_true(stopwatch_now() - start >= 400);
    pty_expect_end(pty, "q", 0);
}

static void test_stopped_while_typing(void **state)
{
    Pty *pty = program_open_study(*state);
    pty_press(pty, "@description\rccThorax", "Thorax");
    pty_signal(pty, SIGTSTP);
    pty_expect_stopped(pty);
    pty_expect_restored(pty);
    pty_continue(pty);
    pty_expect(pty, "Esc cancel");
    pty_press(pty, " a.p.\r", "Thorax a.p.");
    pty_expect_end(pty, "ZQ", 0);
}

static void test_a_terminal_that_closes(void **state)
{
    Program *program = *state;
    Pty *pty = program_open_study(program);
    pty_press(pty, "@description\rccThorax", "Thorax");
    pty_hang_up(pty);
    pty_wait_end(pty);
    assert_int_equal(pty->status, 128 + SIGHUP);
    pty_end(pty);
    assert_int_equal(program_recovery_files(program), 1);
    program_start(program, "xterm-256color", NULL);
    pty_expect(pty, "Unsaved work");
    pty_press(pty, "s", "Thorax");
    pty_press_away(pty, "\033", "Thorax");
    pty_press_away(pty, "d", "Unsaved work");
    pty_expect_end(pty, "ZQ", 0);
}

/* What others wrote on the screen goes away. */
static void test_the_screen_is_drawn_again(void **state)
{
    Pty *pty = program_open_study(*state);
    pty_expect_cursor(pty, 3, false);
    emulator_feed(&pty->emulator, SLICE("\033[5;1Hbroadcast message"));
    pty_expect(pty, "broadcast message");
    pty_press_away(pty, "\f", "broadcast message");
    pty_expect(pty, "F1 Help");
    pty_expect_end(pty, "q", 0);
}

/* ---- sizes ---- */

static void test_resizing_while_typing_and_choosing(void **state)
{
    Pty *pty = program_open_study(*state);
    pty_press(pty, "@description\rccTho", "Tho ");
    pty_resize(pty, 40, 10);
    pty_expect(pty, "too small");
    pty_send(pty, "rax");
    pty_resize(pty, 120, 40);
    pty_expect(pty, "Thorax");
    pty_expect(pty, "Esc cancel");
    pty_press(pty, "\r:", "Commands ─");
    pty_resize(pty, 60, 16);
    pty_expect(pty, "Commands ─");
    pty_resize(pty, 20, 5);
    pty_expect_gone(pty, "Commands ─");
    pty_send(pty, "undo");
    pty_resize(pty, 100, 30);
    pty_expect(pty, "› undo");
    pty_press(pty, "\r", "Undone");
    pty_expect_end(pty, "q", 0);
}

/* ---- pastes ---- */

enum { PASTE_SIZE = 1 << 20 };

static void test_a_paste_of_a_megabyte_is_kept_whole(void **state)
{
    Program *program = *state;
    Text paste = TEXT_EMPTY, saved = TEXT_EMPTY;
    text_append(&paste, SLICE("\033[200~"));
    for (int i = 0; paste.length < PASTE_SIZE; i++) {
        text_format(&paste, "%d q ZZ :q! ", i);
    }
    Slice pasted = slice_part(text_slice(&paste), 6, paste.length);
    text_append(&paste, SLICE("the end\033[201~\r"));
    pasted = slice_part(text_slice(&paste), 6, pasted.length + 7);
    Pty *pty = program_open_study(program);
    pty_press(pty, "@description\rcc", "Esc cancel");
    pty_press(pty, paste.bytes, "F1 Help");
    pty_press(pty, "\023", "Saved");
    pty_expect_end(pty, "q", 0);
    program_read_study(program, &saved);
    assert_true(slice_find(text_slice(&saved), pasted, 0) != SIZE_MAX);
    assert_true(slice_find(text_slice(&saved), SLICE("the end\"\n}\n"), 0) != SIZE_MAX);
    text_free(&paste);
    text_free(&saved);
}

/* ---- the cursor ---- */

/* It is seen only where something is typed. */
static void test_the_cursor_rests_on_the_focused_row(void **state)
{
    Pty *pty = program_open_study(*state);
    pty_expect_cursor(pty, 3, false);
    pty_send(pty, "j");
    pty_expect_cursor(pty, 4, false);
    pty_send(pty, "2j");
    pty_expect_cursor(pty, 6, false);
    pty_send(pty, "/");
    pty_expect_cursor(pty, 30, true);
    pty_send(pty, "\033");
    pty_expect_cursor(pty, 6, false);
    pty_send(pty, "ccx");
    pty_expect_cursor(pty, 6, true);
    pty_send(pty, "\033");
    pty_expect_cursor(pty, 6, false);
    pty_send(pty, "\t");
    pty_expect_cursor(pty, 24, false);
    pty_expect_end(pty, "q", 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_color),
        cmocka_unit_test(test_as_many_colours_as_the_terminal_has),
        cmocka_unit_test(test_sixteen_colours),
        cmocka_unit_test(test_themes_by_settings),
        cmocka_unit_test(test_keys_and_mouse_by_settings),
        cmocka_unit_test(test_the_mouse_waits_in_gnu_screen),
        cmocka_unit_test(test_the_mouse_goes_off_and_on_by_one_key),
        cmocka_unit_test(test_escdelay),
        cmocka_unit_test(test_stopped_while_typing),
        cmocka_unit_test(test_a_terminal_that_closes),
        cmocka_unit_test(test_the_screen_is_drawn_again),
        cmocka_unit_test(test_resizing_while_typing_and_choosing),
        cmocka_unit_test(test_a_paste_of_a_megabyte_is_kept_whole),
        cmocka_unit_test(test_the_cursor_rests_on_the_focused_row),
    };
    return cmocka_run_group_tests(tests, program_set_up, program_tear_down);
}
