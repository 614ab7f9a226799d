/* Painter: however the canvas changes, the terminal shows it, and little is written for little changes. */
#include "ui/kit/painter.h"

#include "src/base/utf8.h"
#include "tests/support/emulator.h"
#include "ui/kit/glyphs.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <unistd.h>

typedef struct Paints {
    Capabilities *capabilities;
    Painter *painter;
    Theme *theme;
    Emulator emulator;
    Text output;
} Paints;

static void start(Paints *paints, const char *terminal)
{
    Error error = {0};
    *paints = (Paints){0};
    setenv("COLORTERM", "truecolor", 1);
    unsetenv("NO_COLOR");
    paints->capabilities = capabilities_read(terminal, STDOUT_FILENO, &error);
    assert_string_equal(error.message, "");
    paints->painter = painter_new(paints->capabilities);
    paints->theme = theme_load("dark", NULL, NULL);
    emulator_start(&paints->emulator, 20, 6);
}

static void end(Paints *paints)
{
    painter_free(paints->painter);
    capabilities_free(paints->capabilities);
    theme_free(paints->theme);
    emulator_end(&paints->emulator);
    text_free(&paints->output);
}

/* Appends what the terminal is to show of the canvas: a console has plainer signs. */
static void print_wanted(const Paints *paints, const Canvas *canvas, Text *wanted)
{
    Text text = TEXT_EMPTY;
    canvas_print(canvas, &text);
    for (size_t offset = 0; offset < text.length;) {
        uint32_t character = utf8_next(text_slice(&text), &offset, NULL);
        utf8_append(wanted, capabilities_is_console(paints->capabilities) ? glyph_to_console(character) : character);
    }
    text_free(&text);
}

/* Paints the canvas; the terminal then shows it. Returns how many bytes it took. */
static size_t paint(Paints *paints, const Canvas *canvas)
{
    Text wanted = TEXT_EMPTY;
    Text shown = TEXT_EMPTY;
    text_clear(&paints->output);
    painter_paint(paints->painter, canvas, paints->theme, &paints->output);
    emulator_feed(&paints->emulator, text_slice(&paints->output));
    print_wanted(paints, canvas, &wanted);
    emulator_print(&paints->emulator, &shown);
    assert_string_equal(shown.bytes, wanted.bytes);
    text_free(&wanted);
    text_free(&shown);
    return paints->output.length;
}

static void test_small_changes_cost_few_bytes(void **state)
{
    (void)state;
    Paints paints;
    start(&paints, "xterm-256color");
    Canvas *canvas = canvas_new(20, 6, false);
    canvas_text(canvas, 0, 0, 20, STYLE_PLAIN, SLICE("some text"));
    assert_true(paint(&paints, canvas) > 120);
    assert_true(paint(&paints, canvas) < 10);
    canvas_text(canvas, 5, 3, 20, STYLE_PLAIN, SLICE("x"));
    assert_true(paint(&paints, canvas) < 80);
    canvas_free(canvas);
    end(&paints);
}

static void test_themes_and_sizes_change(void **state)
{
    (void)state;
    Paints paints;
    start(&paints, "xterm-256color");
    Canvas *canvas = canvas_new(20, 6, false);
    canvas_text(canvas, 0, 0, 20, STYLE_KEY, SLICE("some 日本 text"));
    paint(&paints, canvas);
    Theme *light = theme_load("light", NULL, NULL);
    Theme *dark = paints.theme;
    paints.theme = light;
    assert_true(paint(&paints, canvas) > 120);
    paints.theme = dark;
    theme_free(light);
    emulator_resize(&paints.emulator, 9, 3);
    canvas_resize(canvas, 9, 3);
    canvas_text(canvas, 0, 2, 9, STYLE_KEY, SLICE("日本日本日本"));
    paint(&paints, canvas);
    painter_forget(paints.painter);
    emulator_resize(&paints.emulator, 9, 3);
    paint(&paints, canvas);
    canvas_free(canvas);
    end(&paints);
}

static void test_the_cursor_rests_where_it_is_asked_to(void **state)
{
    (void)state;
    Paints paints;
    start(&paints, "xterm-256color");
    Canvas *canvas = canvas_new(20, 6, false);
    canvas_set_cursor(canvas, 7, 3, true);
    paint(&paints, canvas);
    assert_int_equal(paints.emulator.x, 7);
    assert_int_equal(paints.emulator.y, 3);
    assert_false(paints.emulator.is_cursor_hidden);
    canvas_set_cursor(canvas, 1, 1, false);
    paint(&paints, canvas);
    assert_int_equal(paints.emulator.x, 1);
    assert_true(paints.emulator.is_cursor_hidden);
    canvas_free(canvas);
    end(&paints);
}

static void test_random_changes(void **state)
{
    (void)state;
    static const char *const texts[] = {"a", "bcd", "日", "日本語", " ", "x日y", "────", "😀", "\033[H"};
    static const char *const terminals[] = {"xterm-256color", "vt100", "linux"};
    uint32_t random = 11;
    for (size_t i = 0; i < sizeof terminals / sizeof *terminals; i++) {
        Paints paints;
        start(&paints, terminals[i]);
        Canvas *canvas = canvas_new(20, 6, false);
        for (int round = 0; round < 3000; round++) {
            random = random * 1664525u + 1013904223u;
            Slice text = slice_from(texts[(random >> 8) % (sizeof texts / sizeof *texts)]);
            canvas_text(canvas, (int)(random >> 12) % 20, (int)(random >> 17) % 6, (int)(random >> 20) % 8,
                        (Style)((random >> 24) % STYLE_COUNT), text);
            if (random >> 28 < 6) {
                paint(&paints, canvas);
            }
        }
        assert_int_equal(paints.emulator.unknown, 0);
        canvas_free(canvas);
        end(&paints);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_small_changes_cost_few_bytes),
        cmocka_unit_test(test_themes_and_sizes_change),
        cmocka_unit_test(test_the_cursor_rests_where_it_is_asked_to),
        cmocka_unit_test(test_random_changes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
