/* Canvases: text is cut at the borders of cells, and wide characters are never halved. */
#include "ui/kit/canvas/canvas.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

/* The canvas looks like this; frees it. */
static void expect_here(const Canvas *canvas, const char *expected)
{
    Text text = TEXT_EMPTY;
    canvas_print(canvas, &text);
    assert_string_equal(text.bytes, expected);
    text_free(&text);
}

/* The same for a canvas that is not used any more. */
static void expect(Canvas *canvas, const char *expected)
{
    expect_here(canvas, expected);
    canvas_free(canvas);
}

static void test_text_is_cut_with_an_ellipsis(void **state)
{
    (void)state;
    Canvas *canvas = canvas_new(8, 4, false);
    assert_int_equal(canvas_text(canvas, 0, 0, 8, STYLE_PLAIN, SLICE("exactly8")), 8);
    assert_int_equal(canvas_text(canvas, 0, 1, 8, STYLE_PLAIN, SLICE("more than")), 8);
    assert_int_equal(canvas_text(canvas, 0, 2, 4, STYLE_PLAIN, SLICE("日本語")), 4);
    assert_int_equal(canvas_text(canvas, 2, 3, 3, STYLE_PLAIN, SLICE("ab")), 2);
    expect(canvas, "exactly8\nmore th…\n日 …\n  ab\n");
}

static void test_escapes_take_their_style(void **state)
{
    (void)state;
    Canvas *canvas = canvas_new(6, 1, true);
    canvas_text(canvas, 0, 0, 6, STYLE_STRING, SLICE("a\033b"));
    assert_int_equal(canvas_cell(canvas, 0, 0)->style, STYLE_STRING);
    assert_int_equal(canvas_cell(canvas, 1, 0)->style, STYLE_ESCAPE);
    expect(canvas, "a^[b\n");
}

static void test_overwriting_half_a_wide_character_blanks_the_other(void **state)
{
    (void)state;
    Canvas *canvas = canvas_new(6, 2, false);
    canvas_text(canvas, 0, 0, 6, STYLE_PLAIN, SLICE("日本"));
    canvas_text(canvas, 1, 0, 6, STYLE_PLAIN, SLICE("x"));
    canvas_text(canvas, 0, 1, 6, STYLE_PLAIN, SLICE("日本"));
    canvas_text(canvas, 1, 1, 6, STYLE_PLAIN, SLICE("語"));
    expect(canvas, " x本\n 語\n");
}

static void test_nothing_is_drawn_outside_the_clip(void **state)
{
    (void)state;
    Canvas *canvas = canvas_new(6, 3, false);
    Rect before = canvas_clip(canvas, rect_make(1, 1, 3, 1));
    canvas_text(canvas, -2, 1, 20, STYLE_PLAIN, SLICE("abcdefghij"));
    canvas_text(canvas, 0, 0, 6, STYLE_PLAIN, SLICE("outside"));
    canvas_restore_clip(canvas, before);
    canvas_text(canvas, 3, 2, 6, STYLE_PLAIN, SLICE("語語"));
    canvas_text(canvas, 100, 100, 6, STYLE_PLAIN, SLICE("x"));
    expect(canvas, "\n def\n   語\n");
}

static void test_text_can_be_scrolled(void **state)
{
    (void)state;
    Canvas *canvas = canvas_new(6, 3, false);
    canvas_text_from(canvas, 0, 0, 6, STYLE_PLAIN, SLICE("abcdef"), 3);
    canvas_text_from(canvas, 0, 1, 6, STYLE_PLAIN, SLICE("日本語"), 1);
    canvas_text_from(canvas, 0, 2, 6, STYLE_PLAIN, SLICE("日本語"), 20);
    expect(canvas, "def\n 本語\n\n");
}

static void test_labels_have_an_ascii_form(void **state)
{
    (void)state;
    Canvas *canvas = canvas_new(12, 2, true);
    canvas_label(canvas, 0, 0, 12, STYLE_PLAIN, "2 × ● …");
    canvas_format(canvas, 0, 1, 12, STYLE_PLAIN, "%d%s", 12, "→");
    expect(canvas, "2 x * ~\n12>\n");
}

static void test_boxes_and_scrollbars(void **state)
{
    (void)state;
    Canvas *canvas = canvas_new(10, 4, false);
    Rect inside = canvas_box(canvas, rect_make(0, 0, 9, 4), STYLE_BORDER, "Rule");
    assert_int_equal(inside.width, 7);
    canvas_scrollbar(canvas, 9, 0, 4, 4, 8);
    expect(canvas, "┌ Rule ─┐\n│       │\n│       │▐\n└───────┘▐\n");
}

static void test_ground_and_style_are_apart(void **state)
{
    (void)state;
    Canvas *canvas = canvas_new(4, 1, false);
    canvas_fill(canvas, rect_make(0, 0, 2, 1), GROUND_SELECTED);
    canvas_text(canvas, 0, 0, 4, STYLE_KEY, SLICE("ab"));
    assert_int_equal(canvas_cell(canvas, 1, 0)->ground, GROUND_SELECTED);
    assert_int_equal(canvas_cell(canvas, 1, 0)->style, STYLE_KEY);
    assert_int_equal(canvas_cell(canvas, 2, 0)->ground, GROUND_SCREEN);
    canvas_free(canvas);
}

static void test_right_label(void **state)
{
    (void)state;
    Canvas *canvas = canvas_new(10, 2, false);
    assert_int_equal(canvas_label_right(canvas, 0, 0, 10, STYLE_PLAIN, "3 gaps"), 4);
    canvas_label_right(canvas, 0, 1, 4, STYLE_PLAIN, "3 gaps");
    expect(canvas, "    3 gaps\n3 g…\n");
}

static void test_no_size_is_too_small(void **state)
{
    (void)state;
    static const char *const texts[] = {"\n\n", "\n\n", "…\n\n", " …\n\n", "日…\n\n"};
    static const char *const boxes[] = {"\n\n", "\n\n", "…\n\n", "┌┐\n└┘\n", "┌─┐\n└─┘\n"};
    for (int width = -1; width < 4; width++) {
        Canvas *canvas = canvas_new(width, 2, false);
        assert_int_equal(canvas_bounds(canvas).width, width < 0 ? 0 : width);
        canvas_text(canvas, 0, 0, width, STYLE_PLAIN, SLICE("日本語"));
        expect_here(canvas, texts[width + 1]);
        canvas_box(canvas, canvas_bounds(canvas), STYLE_BORDER, "title");
        expect_here(canvas, boxes[width + 1]);
        canvas_fill(canvas, rect_make(-5, -5, 100, 100), GROUND_OVERLAY);
        for (int cell = 0; cell < 2 * width; cell++) {
            assert_int_equal(canvas_cell(canvas, cell % width, cell / width)->ground, GROUND_OVERLAY);
        }
        canvas_free(canvas);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text_is_cut_with_an_ellipsis),
        cmocka_unit_test(test_escapes_take_their_style),
        cmocka_unit_test(test_overwriting_half_a_wide_character_blanks_the_other),
        cmocka_unit_test(test_nothing_is_drawn_outside_the_clip),
        cmocka_unit_test(test_text_can_be_scrolled),
        cmocka_unit_test(test_labels_have_an_ascii_form),
        cmocka_unit_test(test_boxes_and_scrollbars),
        cmocka_unit_test(test_ground_and_style_are_apart),
        cmocka_unit_test(test_right_label),
        cmocka_unit_test(test_no_size_is_too_small),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
