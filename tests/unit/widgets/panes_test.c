/* Panes: borders are shared, junctions fit, and small screens lose panes before they lose content. */
#include "ui/widgets/panes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static Panes workbench(void)
{
    return (Panes){
        .panes = {{.title = "Study", .least = 6},
                  {.title = "Issues", .side = PANE_BOTTOM, .share = 25, .least = 2},
                  {.title = "Rule", .side = PANE_RIGHT, .share = 40, .least = 8}},
        .count = 3,
    };
}

static void expect(Panes *panes, int width, int height, const char *expected)
{
    Canvas *canvas = canvas_new(width, height, false);
    panes_layout(panes, canvas_bounds(canvas));
    panes_draw(panes, canvas);
    Text text = TEXT_EMPTY;
    canvas_print(canvas, &text);
    assert_string_equal(text.bytes, expected);
    text_free(&text);
    canvas_free(canvas);
}

static void test_borders_are_shared(void **state)
{
    (void)state;
    Panes panes = workbench();
    expect(&panes, 30, 9,
           "┌ Study ─────────┬ Rule ─────┐\n"
           "│                │           │\n"
           "│                │           │\n"
           "│                │           │\n"
           "│                │           │\n"
           "├ Issues ────────┴───────────┤\n"
           "│                            │\n"
           "│                            │\n"
           "└────────────────────────────┘\n");
    assert_int_equal(panes.panes[0].inside.width, 16);
    assert_int_equal(panes.panes[2].inside.width, 11);
    assert_int_equal(panes.panes[1].inside.height, 2);
    assert_int_equal(panes_at(&panes, 20, 2), 2);
    assert_int_equal(panes_at(&panes, 17, 2), 3);
}

static void test_panes_without_room_are_left_out(void **state)
{
    (void)state;
    Panes panes = workbench();
    expect(&panes, 13, 7,
           "┌ Study ────┐\n│           │\n│           │\n├ Issues ───┤\n│           │\n│           │\n"
           "└───────────┘\n");
    expect(&panes, 13, 5, "┌ Study ────┐\n│           │\n│           │\n│           │\n└───────────┘\n");
    /* With the focus it takes all; one that the user hides loses the focus. */
    panes_focus_next(&panes, true);
    expect(&panes, 13, 5, "┌ Rule ─────┐\n│           │\n│           │\n│           │\n└───────────┘\n");
    assert_int_equal(panes.focus, 2);
    panes.panes[2].is_hidden = true;
    expect(&panes, 13, 5, "┌ Study ────┐\n│           │\n│           │\n│           │\n└───────────┘\n");
    assert_int_equal(panes.focus, 0);
}

static void test_zoom_and_focus(void **state)
{
    (void)state;
    Panes panes = workbench();
    panes_layout(&panes, rect_make(0, 0, 30, 9));
    assert_int_equal(panes_focus_next(&panes, false), REACT_RELAYOUT);
    assert_int_equal(panes.focus, 1);
    panes_focus_next(&panes, true);
    panes_focus_next(&panes, true);
    assert_int_equal(panes.focus, 2);
    panes.is_zoomed = true;
    expect(&panes, 12, 3, "┌ Rule ────┐\n│          │\n└──────────┘\n");
    assert_false(panes_is_shown(&panes, 0));
}

static void test_borders_are_dragged(void **state)
{
    (void)state;
    Panes panes = workbench();
    panes_layout(&panes, rect_make(0, 0, 30, 9));
    assert_int_equal(panes_mouse(&panes, (Mouse){.x = 5, .y = 2}), REACT_UNHANDLED);
    assert_int_equal(panes_mouse(&panes, (Mouse){.x = 17, .y = 2}), REACT_NONE);
    assert_int_equal(panes_mouse(&panes, (Mouse){.x = 14, .y = 2, .action = MOUSE_DRAG}), REACT_RELAYOUT);
    panes_layout(&panes, rect_make(0, 0, 30, 9));
    assert_int_equal(panes.panes[2].frame.x, 14);
    panes_mouse(&panes, (Mouse){.x = 14, .y = 2, .action = MOUSE_RELEASE});
    assert_int_equal(panes_mouse(&panes, (Mouse){.x = 9, .y = 2, .action = MOUSE_DRAG}), REACT_UNHANDLED);
}

/* Every shown pane lies in the area with all its borders, no two have a cell inside in common, and the focus is shown.
 */
static void assert_fits(const Panes *panes, Rect area)
{
    for (size_t i = 0; i < panes->count; i++) {
        Rect frame = panes->panes[i].frame, inside = panes->panes[i].inside;
        if (!panes_is_shown(panes, i)) {
            continue;
        }
        assert_true(frame.x >= area.x && frame.x + frame.width <= area.x + area.width);
        assert_true(frame.y >= area.y && frame.y + frame.height <= area.y + area.height);
        assert_int_equal(inside.width, frame.width < 2 ? 0 : frame.width - 2);
        assert_int_equal(inside.height, frame.height < 2 ? 0 : frame.height - 2);
        assert_true(i == 0 ||
                    (panes->panes[i].side == PANE_RIGHT ? inside.width : inside.height) >= panes->panes[i].least);
        for (int x = inside.x; x < inside.x + inside.width; x++) {
            for (int y = inside.y; y < inside.y + inside.height; y++) {
                assert_int_equal(panes_at(panes, x, y), i);
            }
        }
    }
    assert_true(panes->focus == 0 || panes_is_shown(panes, panes->focus));
}

static void test_no_size_is_too_small(void **state)
{
    (void)state;
    for (int width = 0; width < 40; width += 3) {
        for (int height = 0; height < 12; height++) {
            Panes panes = workbench();
            Canvas *canvas = canvas_new(width, height, false);
            panes_layout(&panes, canvas_bounds(canvas));
            panes_draw(&panes, canvas);
            assert_fits(&panes, canvas_bounds(canvas));
            canvas_free(canvas);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_borders_are_shared),   cmocka_unit_test(test_panes_without_room_are_left_out),
        cmocka_unit_test(test_zoom_and_focus),       cmocka_unit_test(test_borders_are_dragged),
        cmocka_unit_test(test_no_size_is_too_small),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
