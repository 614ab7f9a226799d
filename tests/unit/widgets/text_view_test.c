/* Text views and messages: wrapping, scrolling, searching, keeping what was said. */
#include "ui/widgets/text_view.h"

#include "tests/support/rig.h"
#include "ui/widgets/messages.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

/* The view looks like this in a canvas of this size. */
static void expect(TextView *view, int width, int height, bool is_ascii, const char *expected)
{
    Canvas *canvas = canvas_new(width, height, is_ascii);
    text_view_draw(view, canvas, canvas_bounds(canvas));
    Text text = TEXT_EMPTY;
    canvas_print(canvas, &text);
    assert_string_equal(text.bytes, expected);
    text_free(&text);
    canvas_free(canvas);
}

static void test_wrapping(void **state)
{
    (void)state;
    TextView *view = text_view_new();
    text_view_add(view, STYLE_PLAIN, SLICE("one two three "));
    text_view_add(view, STYLE_KEY, SLICE("four\nabcdefghijklm\n\n"));
    text_view_line_indent(view, 2);
    text_view_add(view, STYLE_PLAIN, SLICE("日本語日本語"));
    expect(view, 10, 8, false, "one two\nthree\nfour\nabcdefghi\njklm\n\n日本語日\n  本語\n");
    assert_int_equal(text_view_key(view, key_make(KEYCODE_RIGHT, 0)), REACT_NONE);
    text_view_free(view);
}

static void test_wrapping_knows_ascii_widths(void **state)
{
    (void)state;
    TextView *view = text_view_new();
    text_view_add(view, STYLE_PLAIN, SLICE("aé b…\033"));
    expect(view, 9, 3, true, "a\\u00e9\nb~^[\n\n");
    text_view_free(view);
}

static TextView *numbered(int count)
{
    TextView *view = text_view_new();
    for (int i = 0; i < count; i++) {
        text_view_format(view, STYLE_PLAIN, "line %d", i);
        text_view_end_line(view);
    }
    return view;
}

static void test_scrolling(void **state)
{
    (void)state;
    TextView *view = numbered(20);
    expect(view, 8, 3, false, "line 0 ▐\nline 1\nline 2\n");
    text_view_key(view, key_make('G', 0));
    expect(view, 8, 3, false, "line 17\nline 18\nline 19▐\n");
    text_view_key(view, key_make('k', 0));
    text_view_key(view, key_make(KEYCODE_PAGE_UP, 0));
    assert_int_equal(text_view_first_line(view), 14);
    expect(view, 4, 3, false, "lin\ne  ▐\n14\n");
    assert_int_equal(text_view_first_line(view), 14);
    text_view_scroll_to(view, 5);
    assert_int_equal(text_view_first_line(view), 5);
    assert_int_equal(text_view_key(view, key_make('x', 0)), REACT_UNHANDLED);
    text_view_free(view);
}

static void test_searching(void **state)
{
    (void)state;
    TextView *view = numbered(20);
    expect(view, 8, 3, false, "line 0 ▐\nline 1\nline 2\n");
    assert_int_equal(text_view_search(view, SLICE("LINE 1")), 0);
    assert_int_equal(text_view_search(view, SLICE("line 1")), 11);
    assert_int_equal(text_view_first_line(view), 0);
    text_view_search_next(view, false);
    assert_int_equal(text_view_first_line(view), 9);
    text_view_search_next(view, true);
    assert_int_equal(text_view_first_line(view), 0);
    text_view_free(view);
}

static void test_as_a_view(void **state)
{
    (void)state;
    Rig rig;
    rig_start(&rig, 60, 16);
    stage_push(rig.stage, text_view_as_view(numbered(40), rig.stage, "Help"));
    bool is_fine = rig_run(&rig, "expect \"┌ Help\"\nexpect \"line 0\"\nkeys /\ntype \"line 3\"\nexpect \"11 found\"\n"
                                 "keys Enter\nexpect-style \"line 3\" match\nkeys n n\nexpect \"line 31\"\nkeys q\n"
                                 "expect-not Help\n");
    if (!is_fine) {
        fail_msg("%s", rig.output.bytes);
    }
    rig_end(&rig);
}

static void test_messages(void **state)
{
    (void)state;
    ClockFixed clock = {.milliseconds = 3723000};
    Messages *messages = messages_new(clock_fixed(&clock));
    assert_false(messages_is_showing(messages));
    messages_add(messages, STYLE_GOOD, "Saved %s", "a.json");
    Error error = {.where = "b.json", .message = "permission denied"};
    messages_add_error(messages, "Could not save", &error);
    Canvas *canvas = canvas_new(60, 1, false);
    messages_draw(messages, canvas, canvas_bounds(canvas));
    Text text = TEXT_EMPTY;
    canvas_print(canvas, &text);
    assert_string_equal(text.bytes, " ✗ Could not save: b.json: permission denied.\n");
    messages_dismiss(messages);
    assert_false(messages_is_showing(messages));
    text_clear(&text);
    messages_print(messages, &text);
    assert_string_equal(text.bytes, "01:02:03  Saved a.json\n01:02:03  Could not save: b.json: permission denied.\n");
    for (int i = 0; i < 600; i++) {
        messages_add(messages, STYLE_PLAIN, "%d", i);
    }
    text_clear(&text);
    messages_print(messages, &text);
    assert_true(slice_starts_with(text_slice(&text),
                                  SLICE("102 earlier messages are not kept\n01:02:03  100\n01:02:03  101\n")));
    assert_true(slice_ends_with(text_slice(&text), SLICE("01:02:03  599\n")));
    text_free(&text);
    canvas_free(canvas);
    messages_free(messages);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_wrapping),  cmocka_unit_test(test_wrapping_knows_ascii_widths),
        cmocka_unit_test(test_scrolling), cmocka_unit_test(test_searching),
        cmocka_unit_test(test_as_a_view), cmocka_unit_test(test_messages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
