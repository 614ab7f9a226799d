/* Lists: the selected row is always seen, and nothing is asked for that is not. */
#include "ui/widgets/list.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

typedef struct Drawn {
    uint64_t rows;
    uint64_t last;
} Drawn;

static void draw_row(void *context, uint64_t row, Canvas *canvas, Rect line, bool is_selected)
{
    Drawn *drawn = context;
    drawn->rows++;
    drawn->last = row;
    canvas_format(canvas, line.x, line.y, line.width, STYLE_PLAIN, "%c%llu", is_selected ? '>' : ' ',
                  (unsigned long long)row);
}

static void expect(List *list, const char *expected)
{
    Canvas *canvas = canvas_new(8, 4, false);
    Drawn drawn = {0};
    list_draw(list, canvas, canvas_bounds(canvas), GROUND_SCREEN, true, draw_row, &drawn);
    Text text = TEXT_EMPTY;
    canvas_print(canvas, &text);
    assert_string_equal(text.bytes, expected);
    assert_in_range(drawn.rows, 0, 4);
    text_free(&text);
    canvas_free(canvas);
}

static Key code(uint32_t keycode)
{
    return key_make(keycode, 0);
}

static void test_movement_scrolls(void **state)
{
    (void)state;
    List list = {0};
    list_set_count(&list, 10);
    expect(&list, ">0     ▐\n 1\n 2\n 3\n");
    assert_int_equal(list_move(&list, 4), REACT_REDRAW);
    expect(&list, " 1     ▐\n 2\n 3\n>4\n");
    list_key(&list, code(KEYCODE_END));
    expect(&list, " 6\n 7\n 8\n>9     ▐\n");
    assert_int_equal(list_key(&list, code(KEYCODE_DOWN)), REACT_NONE);
    list_key(&list, code(KEYCODE_PAGE_UP));
    expect(&list, ">6\n 7\n 8\n 9     ▐\n");
    assert_int_equal(list_key(&list, code('x')), REACT_UNHANDLED);
}

static void test_shrinking_keeps_a_selection(void **state)
{
    (void)state;
    List list = {0};
    list_set_count(&list, 10);
    list_select(&list, 9);
    list_set_count(&list, 2);
    expect(&list, " 0\n>1\n\n\n");
    list_set_count(&list, 0);
    expect(&list, "\n\n\n\n");
    assert_true(list.selected == LIST_NONE);
    assert_int_equal(list_move(&list, 1), REACT_NONE);
    list_set_count(&list, 1);
    expect(&list, ">0\n\n\n\n");
}

static void test_millions_of_rows_cost_nothing(void **state)
{
    (void)state;
    List list = {0};
    list_set_count(&list, UINT64_C(1) << 40);
    list_select(&list, UINT64_C(1) << 39);
    Canvas *canvas = canvas_new(30, 10, false);
    Drawn drawn = {0};
    list_draw(&list, canvas, canvas_bounds(canvas), GROUND_SCREEN, true, draw_row, &drawn);
    assert_int_equal(drawn.rows, 10);
    assert_true(drawn.last == UINT64_C(1) << 39);
    canvas_free(canvas);
}

static void test_mouse(void **state)
{
    (void)state;
    List list = {0};
    bool activated;
    list_set_count(&list, 10);
    expect(&list, ">0     ▐\n 1\n 2\n 3\n");
    assert_int_equal(list_mouse(&list, (Mouse){.x = 1, .y = 2, .clicks = 1}, &activated), REACT_REDRAW);
    assert_int_equal(list.selected, 2);
    assert_false(activated);
    list_mouse(&list, (Mouse){.x = 1, .y = 2, .clicks = 2}, &activated);
    assert_true(activated);
    list_mouse(&list, (Mouse){.x = 1, .y = 2, .button = MOUSE_WHEEL_DOWN}, &activated);
    expect(&list, ">3\n 4     ▐\n 5\n 6\n");
    assert_int_equal(list_mouse(&list, (Mouse){.x = 50, .y = 2}, &activated), REACT_UNHANDLED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_movement_scrolls),
        cmocka_unit_test(test_shrinking_keeps_a_selection),
        cmocka_unit_test(test_millions_of_rows_cost_nothing),
        cmocka_unit_test(test_mouse),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
