/* Text: what is formatted, by the quick way or by printf, is what printf says. */
#include "src/base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

/* Appends to a text that holds something, and compares with printf. */
#define ASSERT_FORMATTED(...)                                                                                          \
    do {                                                                                                               \
        char wanted[4000];                                                                                             \
        Text text = TEXT_EMPTY;                                                                                        \
        int length = snprintf(wanted, sizeof wanted, "before " __VA_ARGS__);                                           \
        text_append(&text, SLICE("before "));                                                                          \
        text_format(&text, __VA_ARGS__);                                                                               \
        assert_string_equal(text.bytes, wanted);                                                                       \
        assert_int_equal(text.length, length);                                                                         \
        text_free(&text);                                                                                              \
    } while (0)

static void test_formats_say_what_printf_says(void **state)
{
    (void)state;
    static const char cut[4] = {'a', 'b', 'c', 'd'}; /* no zero byte after it */
    char many[601];
    memset(many, 'x', sizeof many);
    many[600] = '\0';
    ASSERT_FORMATTED("plain");
    ASSERT_FORMATTED("%s|%.*s|%.*s|%u|%zu|%c|%%", "word", 4, cut, 3, "a\0b", 4294967295u, SIZE_MAX, 'c');
    ASSERT_FORMATTED("%.*s%s", 0, cut, "");
    ASSERT_FORMATTED("%u%%%u", 0u, 7u);
    ASSERT_FORMATTED("%s %s", many, many);
    /* other directives, also after common ones, which take their arguments anew */
    ASSERT_FORMATTED("%d", -5);
    ASSERT_FORMATTED("%s %u %04x %s", "a", 1u, 255u, "b");
    ASSERT_FORMATTED("%s %.2f %5u %-5s|%.3s", many, 1.5, 3u, "ab", "abcd");
    ASSERT_FORMATTED("%lu %lld %02u", 1ul, -2ll, 3u);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_formats_say_what_printf_says)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
