/* Language tags: right ones and wrong ones. */
#include "src/profile/facts/language_tag.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static void test_language_tags(void **state)
{
    (void)state;
    const char *right[] = {"en",        "de-AT",        "zh-Hant-TW", "en-US-x-twain", "sl-rozaj-biske-1994",
                           "tlh",       "es-419",       "zh-yue-HK",  "de-1996",       "x-whatever",
                           "i-klingon", "en-a-bbb-x-a", "EN-us",      "gsw-CH",        "en-ZZ"};
    for (size_t i = 0; i < sizeof right / sizeof *right; i++) {
        assert_null(language_tag_fault(slice_from(right[i])));
    }
    const char *wrong[] = {"",     "english",    "xx-yy", "English- [en-US]", "e",    "en-",          "en_US", "en--US",
                           "en-a", "en-US-Latn", "1a",    "en-US-GB",         "en-x", "en-abcdefghi", "en-UK", "eng",
                           "deu",  "ger-DE",     "en-YY"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_non_null(language_tag_fault(slice_from(wrong[i])));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_language_tags)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
