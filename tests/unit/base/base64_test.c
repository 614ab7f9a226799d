/* Base64: the examples of RFC 4648, section 10, and text that is none. */
#include "src/base/base64.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static void test_both_ways(void **state)
{
    (void)state;
    static const struct {
        Slice plain;
        Slice coded;
    } examples[] = {{SLICE(""), SLICE("")},
                    {SLICE("f"), SLICE("Zg==")},
                    {SLICE("fo"), SLICE("Zm8=")},
                    {SLICE("foo"), SLICE("Zm9v")},
                    {SLICE("foobar"), SLICE("Zm9vYmFy")}};
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        Text coded = TEXT_EMPTY, plain = TEXT_EMPTY;
        base64_encode(examples[i].plain, base64_digits, &coded);
        assert_true(slice_equals(text_slice(&coded), examples[i].coded));
        assert_true(base64_decode(examples[i].coded, base64_digits, &plain));
        assert_true(slice_equals(text_slice(&plain), examples[i].plain));
        text_free(&coded);
        text_free(&plain);
    }
}

static void test_that_is_none(void **state)
{
    (void)state;
    Text text = TEXT_EMPTY;
    assert_false(base64_decode(SLICE("Zg-="), base64_digits, &text));
    assert_false(base64_decode(SLICE("Zm9vY"), base64_digits, &text));
    assert_true(base64_decode(SLICE("-_-_"), base64_url_digits, &text));
    text_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_both_ways), cmocka_unit_test(test_that_is_none)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
