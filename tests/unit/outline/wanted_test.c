/* Wanted texts: capitals count only where some are typed. */
#include "src/outline/wanted.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void test_capitals_count_where_some_are_typed(void **state)
{
    (void)state;
    assert_true(wanted_is_in(SLICE("ImagingStudy"), SLICE("study")));
    assert_true(wanted_is_in(SLICE("ImagingStudy"), SLICE("Study")));
    assert_false(wanted_is_in(SLICE("imagingstudy"), SLICE("Study")));
    assert_true(wanted_has_capital(SLICE("aB")));
    assert_false(wanted_has_capital(SLICE("ab1")));
}

static void test_places(void **state)
{
    (void)state;
    assert_int_equal(wanted_find(SLICE("A b a B"), SLICE("b"), 0), 2);
    assert_int_equal(wanted_find(SLICE("A b a B"), SLICE("b"), 3), 6);
    assert_int_equal(wanted_find(SLICE("A b a B"), SLICE("B"), 0), 6);
    assert_int_equal(wanted_find(SLICE("A b"), SLICE("bc"), 0), SIZE_MAX);
    assert_int_equal(wanted_find(SLICE("A b"), SLICE(""), 0), 0);
}

static void assert_found(const char *text, const char *wanted, size_t start, size_t length)
{
    size_t found, taken;
    assert_true(wanted_match(slice_from(text), slice_from(wanted), 0, &found, &taken));
    assert_int_equal(found, start);
    assert_int_equal(taken, length);
}

static void test_case_and_composition_are_those_of_unicode(void **state)
{
    (void)state;
    assert_found("Die ÄRZTE", "ärzte", 4, 6);
    assert_found("ДОМ", "дом", 0, 6);
    assert_found("Ὀδυσσεύς", "ὀδυσσεύσ", 0, strlen("Ὀδυσσεύς"));
    /* Composed and decomposed, either way. */
    assert_found("un caf\u00e9", "cafe\u0301", 3, 5);
    assert_found("un cafe\u0301 noir", "caf\u00e9", 3, 6);
    assert_found("\u01d5", "u\u0308\u0304", 0, 2);
    /* A letter with a mark is not the letter. */
    assert_false(wanted_is_in(SLICE("cafe\u0301"), SLICE("cafe")));
    assert_false(wanted_is_in(SLICE("caf\u00e9"), SLICE("cafe")));
    /* Capitals count where some are typed. */
    assert_false(wanted_is_in(SLICE("ärzte"), SLICE("Ärzte")));
    assert_true(wanted_is_in(SLICE("A\u0308rzte"), SLICE("Ärzte")));
    assert_true(wanted_is_in(SLICE("5 \u03bcg"), SLICE("\u00b5g")));
    assert_false(wanted_is_in(SLICE("\xff\xfe"), SLICE("ä")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_capitals_count_where_some_are_typed),
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_case_and_composition_are_those_of_unicode),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
