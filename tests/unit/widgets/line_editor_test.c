/* Line editor: what keys do to a line. */
#include "ui/widgets/line_editor.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <time.h>

#include <cmocka.h>

/* Presses the keys named in `keys`. */
static void press(LineEditor *editor, const char *keys)
{
    Slice rest = slice_from(keys);
    while (rest.length) {
        Slice word = slice_part(rest, 0, slice_find(rest, SLICE(" "), 0));
        rest = slice_part(rest, word.length + 1, rest.length);
        KeySequence sequence;
        Error error = {0};
        if (!key_sequence_parse(word, &sequence, &error)) {
            fail_msg("%s", error.message);
        }
        for (size_t i = 0; i < sequence.count; i++) {
            line_editor_key(editor, sequence.keys[i]);
        }
    }
}

/* Starting from `text` with the cursor at its end, the keys give this; `|` stands at the cursor. */
static void expect(const char *text, const char *keys, const char *expected)
{
    LineEditor *editor = line_editor_new();
    line_editor_set(editor, slice_from(text));
    press(editor, keys);
    Text shown = TEXT_EMPTY;
    text_append(&shown, line_editor_text(editor));
    text_splice(&shown, line_editor_cursor(editor), 0, SLICE("|"));
    assert_string_equal(shown.bytes, expected);
    text_free(&shown);
    line_editor_free(editor);
}

static void test_movement(void **state)
{
    (void)state;
    expect("abc", "Left x", "abx|c");
    expect("abc", "Home x End y", "xabcy|");
    expect("one two.three", "Alt-b Alt-b", "one |two.three");
    expect("one two", "^A Alt-f", "one| two");
    expect("aé日", "Left Left", "a|é日");
    expect("e\xcc\x81x", "Left Left", "|e\xcc\x81x");
}

static void test_removal_and_yank(void **state)
{
    (void)state;
    expect("abc", "Backspace", "ab|");
    expect("abc", "Home Del", "|bc");
    expect("one two-x", "^W", "one |");
    expect("one two", "Alt-Backspace Home ^Y", "two|one ");
    expect("one two", "Home ^K x ^Y ^Y", "xone twoone two|");
    expect("one two", "Alt-b ^U", "|two");
    expect("e\xcc\x81", "Backspace", "|");
    expect("ab", "^T", "ba|");
    expect("a", "^T", "a|");
}

static void test_undo_and_redo(void **state)
{
    (void)state;
    expect("", "a b c ^_", "|");
    expect("", "a b Space c d ^_", "ab|");
    expect("abc", "^U ^_", "abc|");
    expect("abc", "^U ^_ Alt-_", "|");
    expect("abc", "^_", "abc|");
    expect("", "a ^_ b Alt-_", "b|");
}

static void test_selection(void **state)
{
    (void)state;
    static const char *const cases[][2] = {{"x", "x"},         {"Backspace", ""}, {"Del", ""},
                                           {"Left x", "abxc"}, {"x ^_", "abc"},   {"End x", "abcx"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        LineEditor *editor = line_editor_new();
        line_editor_set(editor, SLICE("abc"));
        line_editor_select(editor);
        press(editor, cases[i][0]);
        assert_true(slice_equals(line_editor_text(editor), slice_from(cases[i][1])));
        line_editor_free(editor);
    }
    LineEditor *editor = line_editor_new();
    line_editor_set(editor, SLICE("abc"));
    line_editor_select(editor);
    line_editor_paste(editor, SLICE("new"));
    assert_true(slice_equals(line_editor_text(editor), SLICE("new")));
    line_editor_free(editor);
}

/* Backspace, Del, arrows and the deletion of words take what a person takes for one character. */
static void test_graphemes(void **state)
{
    (void)state;
    expect("a👨‍👩‍👧", "Backspace", "a|");
    expect("🇩🇪🇫🇷", "Backspace", "🇩🇪|");
    expect("xe\u0301", "Backspace", "x|");
    expect("👍🏽b", "Home Delete", "|b");
    expect("👍🏽b", "Left Left ^F", "👍🏽|b");
    expect("क्षि", "^H", "|");
    expect("🏴󠁧󠁢󠁥󠁮󠁧󠁿!", "Left Left", "|🏴󠁧󠁢󠁥󠁮󠁧󠁿!");
    expect("one #\uFE0F\u20E3", "Alt-Backspace", "|");
    expect("a b\u0301c", "^W", "a |");
    expect("a \u0301c", "^W", "|");
}

static void test_paste(void **state)
{
    (void)state;
    LineEditor *editor = line_editor_new();
    line_editor_paste(editor, SLICE("a\r\nb\nc\n"));
    assert_true(slice_equals(line_editor_text(editor), SLICE("a b c")));
    line_editor_keep_line_ends(editor, true);
    line_editor_set(editor, SLICE(""));
    line_editor_paste(editor, SLICE("a\nb"));
    assert_true(slice_equals(line_editor_text(editor), SLICE("a\nb")));
    line_editor_set(editor, SLICE(""));
    line_editor_paste(editor, SLICE("a\r\nb\rc\n\r\n"));
    assert_true(slice_equals(line_editor_text(editor), SLICE("a\nb\nc\n\n")));
    line_editor_keep_line_ends(editor, false);
    line_editor_set(editor, SLICE(""));
    line_editor_paste(editor, SLICE("a\rb\r\nc\r"));
    assert_true(slice_equals(line_editor_text(editor), SLICE("a b c")));
    line_editor_free(editor);
}

static void test_history(void **state)
{
    (void)state;
    LineHistory *history = line_history_new();
    line_history_add(history, SLICE("one"));
    line_history_add(history, SLICE("two"));
    line_history_add(history, SLICE("two"));
    assert_int_equal(line_history_count(history), 2);
    LineEditor *editor = line_editor_new();
    line_editor_set_history(editor, history);
    press(editor, "x Up Up Up");
    assert_true(slice_equals(line_editor_text(editor), SLICE("one")));
    press(editor, "Down Down Down");
    assert_true(slice_equals(line_editor_text(editor), SLICE("x")));
    for (int i = 0; i < 300; i++) {
        char line[16];
        line_history_add(history, slice_make(line, (size_t)snprintf(line, sizeof line, "%d", i)));
    }
    assert_int_equal(line_history_count(history), 200);
    assert_true(slice_equals(line_history_line(history, 0), SLICE("100")));
    line_editor_free(editor);
    line_history_free(history);
}

/* Draws the editor in 8 cells. */
static void expect_shown(LineEditor *editor, const char *expected, int cursor)
{
    Canvas *canvas = canvas_new(8, 1, false);
    line_editor_draw(editor, canvas, canvas_bounds(canvas), true);
    Text text = TEXT_EMPTY;
    canvas_print(canvas, &text);
    assert_string_equal(text.bytes, expected);
    int x, y;
    assert_true(canvas_cursor(canvas, &x, &y));
    assert_int_equal(x, cursor);
    text_free(&text);
    canvas_free(canvas);
}

static void test_scrolling(void **state)
{
    (void)state;
    LineEditor *editor = line_editor_new();
    line_editor_set(editor, SLICE("abc"));
    expect_shown(editor, "abc\n", 3);
    line_editor_set(editor, SLICE("0123456789"));
    expect_shown(editor, "…456789\n", 7);
    press(editor, "Left Left Left");
    expect_shown(editor, "…456789\n", 4);
    press(editor, "Home");
    expect_shown(editor, "0123456…\n", 0);
    line_editor_set(editor, SLICE("日本語日本語"));
    expect_shown(editor, "…日本語\n", 7);
    line_editor_click(editor, 3);
    expect_shown(editor, "…日本語\n", 3);
    line_editor_free(editor);
}

/* Goes from end to end of a line and draws it, many times; the processor time that it takes. */
static clock_t go_and_draw(size_t length)
{
    LineEditor *editor = line_editor_new();
    Text text = TEXT_EMPTY, drawn = TEXT_EMPTY;
    text_append_repeated(&text, 'x', length);
    line_editor_paste(editor, text_slice(&text));
    clock_t start = clock();
    for (int i = 0; i < 200; i++) {
        press(editor, i % 2 ? "Home" : "End");
        Canvas *canvas = canvas_new(8, 1, false);
        line_editor_draw(editor, canvas, canvas_bounds(canvas), true);
        text_clear(&drawn);
        canvas_print(canvas, &drawn);
        assert_string_equal(drawn.bytes, i % 2 ? "xxxxxxx…\n" : "…xxxxxx\n");
        canvas_free(canvas);
    }
    clock_t spent = clock() - start;
    text_free(&text);
    text_free(&drawn);
    line_editor_free(editor);
    return spent;
}

/* A walk over all of the long line at each key would take many seconds. */
static void test_a_long_line_costs_as_much_as_a_short_one(void **state)
{
    (void)state;
    clock_t brief = go_and_draw(100), extended = go_and_draw(4 << 20);
    assert_true(extended < 10 * brief + CLOCKS_PER_SEC);
}

static void test_random_keys(void **state)
{
    (void)state;
    static const char *const names[] = {"a",     "Space", "日", "\xcc\x81", "Left",     "Right", "^W",
                                        "^K",    "^U",    "^Y", "^T",       "^_",       "^R",    "Home",
                                        "Alt-b", "Alt-f", "^D", "Alt-d",    "Backspace"};
    LineEditor *editor = line_editor_new();
    uint32_t random = 7;
    for (int i = 0; i < 5000; i++) {
        random = random * 1664525u + 1013904223u;
        press(editor, names[(random >> 16) % (sizeof names / sizeof *names)]);
        assert_in_range(line_editor_cursor(editor), 0, line_editor_text(editor).length);
        Canvas *canvas = canvas_new((int)(random >> 28), 1, random & 1);
        line_editor_draw(editor, canvas, canvas_bounds(canvas), true);
        canvas_free(canvas);
    }
    line_editor_free(editor);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_movement),
        cmocka_unit_test(test_removal_and_yank),
        cmocka_unit_test(test_undo_and_redo),
        cmocka_unit_test(test_selection),
        cmocka_unit_test(test_graphemes),
        cmocka_unit_test(test_paste),
        cmocka_unit_test(test_history),
        cmocka_unit_test(test_scrolling),
        cmocka_unit_test(test_a_long_line_costs_as_much_as_a_short_one),
        cmocka_unit_test(test_random_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
