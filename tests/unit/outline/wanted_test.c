/* Wanted texts: capitals count only where some are typed. */
#include "src/outline/wanted.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_capitals_count_where_some_are_typed),
        cmocka_unit_test(test_places),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
