/* Grapheme: what a person takes for one character. */
#include "ui/kit/canvas/grapheme.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

/* Each text between bars is one grapheme, forward and backward. */
static void assert_graphemes(const char *barred)
{
    char text[256];
    size_t starts[64], count = 0, length = 0;
    for (const char *c = barred; *c; c++) {
        if (*c == '|') {
            starts[count++] = length;
        } else {
            text[length++] = *c;
        }
    }
    count -= count > 0 && starts[count - 1] == length;
    starts[count] = length;
    Slice slice = slice_make(text, length);
    for (size_t i = 0; i < count; i++) {
        if (grapheme_next(slice, starts[i]) != starts[i + 1]) {
            fail_msg("%s: grapheme %zu ends at %zu", barred, i, grapheme_next(slice, starts[i]));
        }
        assert_int_equal(grapheme_previous(slice, starts[i + 1]), starts[i]);
        for (size_t inside = starts[i]; inside < starts[i + 1]; inside++) {
            assert_int_equal(grapheme_start(slice, inside), starts[i]);
        }
    }
    assert_int_equal(grapheme_start(slice, length), length);
}

static void test_marks_belong_to_their_base(void **state)
{
    (void)state;
    assert_graphemes("|a|é|e\u0301|x\u0308\u0301\u0323\u0302|b");
    assert_graphemes("| \u0301|-\u0301|1\uFE0F\u20E3|#\uFE0F\u20E3|");
    assert_graphemes("|日|本|\u304B\u3099|");
}

static void test_emoji_and_flags(void **state)
{
    (void)state;
    assert_graphemes("|👨‍👩‍👧‍👦|👍🏽|❤️|👩🏽‍⚕️|x");
    assert_graphemes("|🇩🇪|🇫🇷|🇺|");
    assert_graphemes("|🏴󠁧󠁢󠁥󠁮󠁧󠁿|a");
    assert_graphemes("|👨|👩|");
    assert_graphemes("|a\u200D|👩|");
}

static void test_syllables(void **state)
{
    (void)state;
    assert_graphemes("|\u1112\u1161\u11AB|\u1100\u1173\u11AF|");
    assert_graphemes("|한\u11AB|가\u11A8|각\u11A8|");
    assert_graphemes("|क्षि|नि|मा|");
    assert_graphemes("|தி|நி|");
}

static void test_controls_stand_alone(void **state)
{
    (void)state;
    assert_graphemes("|a|\r\n|\n|\u202E|\u200B|b|");
    assert_graphemes("|\xFF|\xC3|a|");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_marks_belong_to_their_base),
        cmocka_unit_test(test_emoji_and_flags),
        cmocka_unit_test(test_syllables),
        cmocka_unit_test(test_controls_stand_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
