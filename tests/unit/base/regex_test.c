/* Regular expressions as FHIR uses them. */
#include "src/base/regex.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static RegexMatch match(const char *pattern, unsigned flags, const char *text)
{
    Regex *regex = regex_new(slice_from(pattern), flags, NULL);
    assert_non_null(regex);
    RegexMatch answer = regex_match(regex, slice_from(text), NULL, NULL);
    regex_free(regex);
    return answer;
}

static void test_whole_and_partial_matches(void **state)
{
    (void)state;
    assert_int_equal(match("[^\\s]+(\\s[^\\s]+)*", REGEX_WHOLE, "a b"), REGEX_YES);
    assert_int_equal(match("[^\\s]+(\\s[^\\s]+)*", REGEX_WHOLE, "a  b"), REGEX_NO);
    assert_int_equal(match("b", 0, "abc"), REGEX_YES);
    assert_int_equal(match("B", REGEX_IGNORE_CASE, "abc"), REGEX_YES);
    assert_int_equal(match("a|ab", REGEX_WHOLE, "ab"), REGEX_YES);
    assert_int_equal(match("", REGEX_WHOLE, ""), REGEX_YES);
}

static void test_hostile_patterns_end(void **state)
{
    (void)state;
    assert_int_equal(match("(a+)+$", 0, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab"), REGEX_FAILED);
    assert_int_equal(match(".", 0, "\xFF"), REGEX_NO);
    Error error;
    assert_null(regex_new(SLICE("(a"), 0, &error));
    assert_int_equal(error.code, ERROR_FORMAT);
}

static void test_long_texts_are_matched(void **state)
{
    (void)state;
    Text text = TEXT_EMPTY;
    for (int i = 0; i < 100000; i++) {
        text_append(&text, SLICE("code "));
    }
    text_append(&text, SLICE("end"));
    assert_int_equal(match("[^\\s]+(\\s[^\\s]+)*", REGEX_WHOLE, text.bytes), REGEX_YES);
    assert_int_equal(match("\\s*(\\S|\\s)*", REGEX_WHOLE, text.bytes), REGEX_YES);
    text_append_byte(&text, ' ');
    assert_int_equal(match("[^\\s]+(\\s[^\\s]+)*", REGEX_WHOLE, text.bytes), REGEX_NO);
    text_free(&text);
}

/* Nesting as deep as the text is long is no limit of its own, with machine code or without. */
static void test_deep_matches_are_answers(void **state)
{
    (void)state;
    Text text = TEXT_EMPTY;
    text_append_repeated(&text, 'a', 60000);
    assert_int_equal(match("(a|b)*", REGEX_WHOLE, text.bytes), REGEX_YES);
    assert_int_equal(match("(*NO_JIT)(a|b)*", 0, text.bytes), REGEX_YES);
    assert_int_equal(match("(*NO_JIT)(*LIMIT_HEAP=1)(a|b)*[cd]", 0, text.bytes), REGEX_FAILED);
    text_free(&text);
}

static void test_results_have_a_limit(void **state)
{
    (void)state;
    Regex *regex = regex_new(SLICE("a"), 0, NULL);
    Text text = TEXT_EMPTY, substitution = TEXT_EMPTY, result = TEXT_EMPTY;
    text_append_repeated(&text, 'a', 100000);
    text_append_repeated(&substitution, 'b', 100000);
    assert_int_equal(regex_replace(regex, text_slice(&text), text_slice(&substitution), &result), REGEX_FAILED);
    assert_int_equal(result.length, 0);
    text_free(&text);
    text_free(&substitution);
    text_free(&result);
    regex_free(regex);
}

static void test_replacing_uses_groups(void **state)
{
    (void)state;
    Regex *regex = regex_new(SLICE("(\\d\\d)/(?<month>\\d\\d)"), 0, NULL);
    Text result = TEXT_EMPTY;
    assert_int_equal(regex_replace(regex, SLICE("31/12 and 01/02"), SLICE("${month}-$1\\$"), &result), REGEX_YES);
    assert_string_equal(result.bytes, "12-31$ and 02-01$");
    text_clear(&result);
    text_clear(&result);
    assert_int_equal(regex_replace(regex, SLICE("01/02"),
                                   SLICE("$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1"
                                         "$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1"),
                                   &result),
                     REGEX_YES);
    assert_int_equal(result.length, 2 * 52);
    text_clear(&result);
    assert_int_equal(regex_replace(regex, SLICE("none"), SLICE("x"), &result), REGEX_NO);
    assert_string_equal(result.bytes, "none");
    text_free(&result);
    regex_free(regex);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole_and_partial_matches), cmocka_unit_test(test_hostile_patterns_end),
        cmocka_unit_test(test_long_texts_are_matched),    cmocka_unit_test(test_replacing_uses_groups),
        cmocka_unit_test(test_deep_matches_are_answers),  cmocka_unit_test(test_results_have_a_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
