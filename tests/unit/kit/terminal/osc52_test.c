/* OSC 52: the bytes that terminals understand. */
#include "ui/kit/terminal/osc52.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static void expect(Slice text, bool is_screen, const char *expected)
{
    Text output = TEXT_EMPTY;
    osc52_print(text, is_screen, &output);
    assert_string_equal(output.bytes, expected);
    text_free(&output);
}

static void test_base64(void **state)
{
    (void)state;
    expect(SLICE(""), false, "\033]52;c;\a");
    expect(SLICE("f"), false, "\033]52;c;Zg==\a");
    expect(SLICE("fo"), false, "\033]52;c;Zm8=\a");
    expect(SLICE("foo"), false, "\033]52;c;Zm9v\a");
    expect(SLICE("fo\xff\xfe"), false, "\033]52;c;Zm///g==\a");
}

static void test_screen_gets_pieces(void **state)
{
    (void)state;
    Text text = TEXT_EMPTY;
    Text output = TEXT_EMPTY;
    expect(SLICE("f"), true, "\033P\033]52;c;Zg==\a\033\\");
    text_append_repeated(&text, 'x', 600);
    osc52_print(text_slice(&text), true, &output);
    size_t pieces = 0;
    for (size_t at = slice_find(text_slice(&output), SLICE("\033P"), 0); at != SIZE_MAX;
         at = slice_find(text_slice(&output), SLICE("\033P"), at + 1)) {
        pieces++;
    }
    assert_int_equal(pieces, 4);
    text_free(&text);
    text_free(&output);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_base64),
        cmocka_unit_test(test_screen_gets_pieces),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
