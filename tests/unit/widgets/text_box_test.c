/* Text box: several lines, moved in by rows. */
#include "ui/widgets/text_box.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static void press(TextBox *box, const char *keys)
{
    Slice rest = slice_from(keys);
    while (rest.length) {
        Slice word = slice_part(rest, 0, slice_find(rest, SLICE(" "), 0));
        rest = slice_part(rest, word.length + 1, rest.length);
        KeySequence sequence;
        assert_true(key_sequence_parse(word, &sequence, NULL));
        for (size_t i = 0; i < sequence.count; i++) {
            text_box_key(box, sequence.keys[i]);
        }
    }
}

static void expect(TextBox *box, const char *expected, int cursor_x, int cursor_y)
{
    Canvas *canvas = canvas_new(10, 4, false);
    text_box_draw(box, canvas, canvas_bounds(canvas), true);
    Text text = TEXT_EMPTY;
    canvas_print(canvas, &text);
    assert_string_equal(text.bytes, expected);
    int x, y;
    assert_true(canvas_cursor(canvas, &x, &y));
    assert_int_equal(x, cursor_x);
    assert_int_equal(y, cursor_y);
    text_free(&text);
    canvas_free(canvas);
}

static void test_rows_and_movement(void **state)
{
    (void)state;
    LineEditor *editor = line_editor_new();
    TextBox *box = text_box_new(editor);
    line_editor_set(editor, SLICE("one two three\n\nfour"));
    expect(box, "one two\nthree\n\nfour\n", 4, 3);
    press(box, "Up Up");
    expect(box, "one two\nthree\n\nfour\n", 4, 1);
    press(box, "x Home Up End y");
    assert_true(slice_equals(line_editor_text(editor), SLICE("one two threxey\n\nfour")));
    press(box, "Enter z");
    expect(box, "one two  ▐\nthrexey  ▐\nz        ▐\n\n", 1, 2);
    press(box, "^_ ^_ ^_ ^_");
    assert_true(slice_equals(line_editor_text(editor), SLICE("one two three\n\nfour")));
    press(box, "Home ^K");
    assert_true(slice_equals(line_editor_text(editor), SLICE("\n\nfour")));
    text_box_free(box);
    line_editor_free(editor);
}

static void test_mouse_and_paste(void **state)
{
    (void)state;
    LineEditor *editor = line_editor_new();
    TextBox *box = text_box_new(editor);
    text_box_paste(box, SLICE("a\nb\nc\nd\ne\nf"));
    expect(box, "c\nd\ne        ▐\nf        ▐\n", 1, 3);
    text_box_mouse(box, (Mouse){.x = 5, .y = 1});
    expect(box, "c\nd\ne        ▐\nf        ▐\n", 1, 1);
    text_box_mouse(box, (Mouse){.x = 5, .y = 1, .button = MOUSE_WHEEL_UP});
    press(box, "Z");
    assert_true(slice_equals(line_editor_text(editor), SLICE("a\nb\nc\ndZ\ne\nf")));
    text_box_free(box);
    line_editor_free(editor);
}

static void test_random_keys(void **state)
{
    (void)state;
    static const char *const names[] = {"a",  "Space", "日",   "Enter", "Left", "Right", "Up",   "Down", "^K",
                                        "^U", "^Y",    "PgUp", "PgDn",  "^_",   "^R",    "Home", "End",  "Backspace"};
    LineEditor *editor = line_editor_new();
    TextBox *box = text_box_new(editor);
    uint32_t random = 7;
    for (int i = 0; i < 5000; i++) {
        random = random * 1664525u + 1013904223u;
        press(box, names[(random >> 16) % (sizeof names / sizeof *names)]);
        assert_in_range(line_editor_cursor(editor), 0, line_editor_text(editor).length);
        Canvas *canvas = canvas_new((int)(random >> 28), 3, random & 1);
        text_box_draw(box, canvas, canvas_bounds(canvas), true);
        canvas_free(canvas);
    }
    text_box_free(box);
    line_editor_free(editor);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows_and_movement),
        cmocka_unit_test(test_mouse_and_paste),
        cmocka_unit_test(test_random_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
