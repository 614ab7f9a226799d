/* Screen: whatever the canvas shows, a terminal shows the same, through curses in a pseudo-terminal. */
#include "ui/kit/terminal/screen.h"

#include "src/base/utf8.h"
#include "tests/support/pty.h"
#include "ui/kit/canvas/glyphs.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { WIDTH = 20, HEIGHT = 6, ROUNDS = 600 };

/* A program at the terminal: paints a canvas after each byte that it reads, as `draw` changes it. */
typedef struct Painter {
    void (*draw)(Canvas *canvas, int round);
    const char *theme;
} Painter;

static int run_painter(void *context)
{
    const Painter *painter = context;
    Error error = {0};
    setlocale(LC_ALL, "C.UTF-8");
    Screen *screen = screen_open(stdin, &error);
    if (!screen) {
        return 2;
    }
    Canvas *canvas = canvas_new(WIDTH, HEIGHT, false);
    Theme *theme = theme_load(painter->theme, NULL, NULL);
    screen_resize(screen, WIDTH, HEIGHT);
    screen_enter(screen);
    char byte = 0;
    for (int round = 0; read(STDIN_FILENO, &byte, 1) == 1 && byte != 'q'; round++) {
        painter->draw(canvas, round);
        screen_paint(screen, canvas, theme);
        ssize_t ignored = write(STDOUT_FILENO, "\033]9;\a", 5); /* the paint is complete */
        (void)ignored;
    }
    screen_close(screen);
    theme_free(theme);
    canvas_free(canvas);
    return 0;
}

static void start(Pty *pty, Painter *painter, const char *terminal, const char *const *set)
{
    pty_start(pty, (PtyOptions){.terminal = terminal,
                                .width = WIDTH,
                                .height = HEIGHT,
                                .program = run_painter,
                                .context = painter,
                                .set = set});
}

/* One more round of the program; returns the bytes that it wrote. */
static size_t paint(Pty *pty)
{
    size_t before = pty->emulator.seen.length;
    pty_send(pty, "x");
    pty_expect_sent(pty, "\033]9;\a", before);
    return pty->emulator.seen.length - before;
}

/* Appends what a terminal shows of the canvas: consoles have plainer signs. */
static void print_wanted(const Canvas *canvas, bool is_console, Text *wanted)
{
    Text text = TEXT_EMPTY;
    canvas_print(canvas, &text);
    for (size_t offset = 0; offset < text.length;) {
        uint32_t character = utf8_next(text_slice(&text), &offset, NULL);
        utf8_append(wanted, is_console ? glyph_to_console(character) : character);
    }
    text_free(&text);
}

static void expect_canvas(Pty *pty, const Canvas *canvas, bool is_console)
{
    Text wanted = TEXT_EMPTY, shown = TEXT_EMPTY;
    print_wanted(canvas, is_console, &wanted);
    emulator_print(&pty->emulator, &shown);
    assert_string_equal(shown.bytes, wanted.bytes);
    text_free(&wanted);
    text_free(&shown);
}

/* ---- random changes ---- */

static void draw_random(Canvas *canvas, int round)
{
    static const char *const texts[] = {"a", "bcd", "日", "日本語", " ", "x日y", "────", "😀", "\033[H"};
    uint32_t random = (uint32_t)round * 2654435761u + 11;
    for (int i = 0; i < 4; i++) {
        random = random * 1664525u + 1013904223u;
        canvas_text(canvas, (int)(random >> 12) % WIDTH, (int)(random >> 17) % HEIGHT, (int)(random >> 20) % 8,
                    (Style)((random >> 24) % STYLE_COUNT),
                    slice_from(texts[(random >> 8) % (sizeof texts / sizeof *texts)]));
    }
    /* Wide characters next to the last cell are not shown on terminals where curses would break them. */
    canvas_text(canvas, WIDTH - 3, HEIGHT - 1, 3, STYLE_PLAIN, slice_from(round % 2 ? "abc" : "xyz"));
}

static void test_random_changes(void **state)
{
    (void)state;
    static const char *const terminals[] = {"xterm-256color", "tmux-256color", "vt100", "linux", "xterm"};
    for (size_t i = 0; i < sizeof terminals / sizeof *terminals; i++) {
        Pty pty;
        Painter painter = {draw_random, "dark"};
        Canvas *canvas = canvas_new(WIDTH, HEIGHT, false);
        start(&pty, &painter, terminals[i], NULL);
        for (int round = 0; round < ROUNDS; round++) {
            paint(&pty);
            draw_random(canvas, round);
            expect_canvas(&pty, canvas, strcmp(terminals[i], "linux") == 0);
        }
        canvas_free(canvas);
        pty_expect_end(&pty, "q", 0);
    }
}

/* ---- little changes ---- */

static void draw_little(Canvas *canvas, int round)
{
    canvas_text(canvas, 0, 0, WIDTH, STYLE_PLAIN, SLICE("some text"));
    if (round == 2) {
        canvas_text(canvas, 5, 3, WIDTH, STYLE_PLAIN, SLICE("x"));
    }
    canvas_set_cursor(canvas, 7, 3, round != 3);
}

static void test_small_changes_cost_few_bytes(void **state)
{
    (void)state;
    Pty pty;
    Painter painter = {draw_little, "dark"};
    start(&pty, &painter, "xterm-256color", NULL);
    paint(&pty);
    assert_true(paint(&pty) < 20);
    assert_true(paint(&pty) < 80);
    assert_int_equal(pty.emulator.x, 7);
    assert_int_equal(pty.emulator.y, 3);
    assert_false(pty.emulator.is_cursor_hidden);
    paint(&pty);
    assert_true(pty.emulator.is_cursor_hidden);
    pty_expect_end(&pty, "q", 0);
}

/* ---- characters on whose width programs disagree ---- */

static void draw_doubtful(Canvas *canvas, int round)
{
    (void)round;
    canvas_text(canvas, 0, 0, WIDTH, STYLE_PLAIN, SLICE("👨‍👩‍👧|"));
    canvas_text(canvas, 0, 1, WIDTH, STYLE_PLAIN, SLICE("❤️|"));
    canvas_text(canvas, 0, 2, WIDTH, STYLE_PLAIN, SLICE("\xE4\xB7\x80|")); /* U+4DC0: 1 in our table, 2 in glibc's */
}

static void test_no_joiners_and_no_doubtful_widths(void **state)
{
    (void)state;
    Pty pty;
    Painter painter = {draw_doubtful, "dark"};
    Canvas *canvas = canvas_new(WIDTH, HEIGHT, false);
    draw_doubtful(canvas, 0);
    start(&pty, &painter, "xterm-256color", NULL);
    paint(&pty);
    assert_false(emulator_was_sent(&pty.emulator, "\xE2\x80\x8D"));
    assert_false(emulator_was_sent(&pty.emulator, "\xEF\xB8\x8F"));
    assert_false(emulator_was_sent(&pty.emulator, "\xE4\xB7\x80"));
    assert_true(emulator_shows(&pty.emulator, "\xEF\xBF\xBD"));
    for (int y = 0; y < 3; y++) { /* the bar is where the canvas has it */
        int bar = 0;
        while (canvas_cell(canvas, bar, y)->characters[0] != '|') {
            bar++;
        }
        assert_int_equal(pty.emulator.cells[y * WIDTH + bar], '|');
    }
    canvas_free(canvas);
    pty_expect_end(&pty, "q", 0);
}

/* ---- colours ---- */

static void draw_styles(Canvas *canvas, int round)
{
    for (int style = 0; style < STYLE_COUNT; style++) {
        canvas_text(canvas, style % WIDTH, (style / WIDTH + round) % HEIGHT, 1, (Style)style, SLICE("x"));
    }
}

/* As few colours as the terminal has, and none with NO_COLOR. */
static void test_colours_of_terminals(void **state)
{
    (void)state;
    static const char *const none[] = {"NO_COLOR=1", "COLORTERM=truecolor", NULL};
    static const char *const plain[] = {"COLORTERM=", "NO_COLOR=", NULL};
    const struct {
        const char *terminal;
        const char *const *set;
        bool has_eight;
        bool has_indexed;
    } cases[] = {{"xterm-256color", none, false, false},
                 {"vt100", plain, false, false},
                 {"xterm", plain, true, false},
                 {"linux", plain, true, false},
                 {"xterm-256color", plain, true, true}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Pty pty;
        Painter painter = {draw_styles, "dark"};
        start(&pty, &painter, cases[i].terminal, cases[i].set);
        paint(&pty);
        bool has_eight = false;
        for (char colour = '1'; colour <= '7'; colour++) {
            char bytes[8];
            snprintf(bytes, sizeof bytes, "3%c", colour);
            has_eight |= emulator_was_sent(&pty.emulator, bytes);
        }
        assert_int_equal(has_eight, cases[i].has_eight);
        assert_int_equal(emulator_was_sent(&pty.emulator, "38;5;"), cases[i].has_indexed);
        pty_expect_end(&pty, "q", 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random_changes),
        cmocka_unit_test(test_small_changes_cost_few_bytes),
        cmocka_unit_test(test_no_joiners_and_no_doubtful_widths),
        cmocka_unit_test(test_colours_of_terminals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
