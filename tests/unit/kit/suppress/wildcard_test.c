/* Wildcards against texts and paths. */
#include "ui/kit/suppress/wildcard.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static bool fits(const char *pattern, const char *text)
{
    return wildcard_fits(slice_from(pattern), slice_from(text));
}

static bool fits_path(const char *pattern, const char *path)
{
    return wildcard_fits_path(slice_from(pattern), slice_from(path));
}

static void test_stars_and_question_marks(void **state)
{
    (void)state;
    assert_true(fits("", ""));
    assert_true(fits("*", ""));
    assert_true(fits("a*c*e", "abcde"));
    assert_true(fits("*ab*ab", "abab ab"));
    assert_true(fits("a?c", "abc"));
    assert_true(fits("**", "x"));
    assert_false(fits("a?c", "ac"));
    assert_false(fits("a*c", "acd"));
    assert_false(fits("", "a"));
    assert_false(fits("A", "a"));
    assert_false(fits("a*b*c*d*e*f*g*", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"));
}

static void test_paths_fit_with_and_without_positions(void **state)
{
    (void)state;
    assert_true(fits_path("ImagingStudy.series.uid", "ImagingStudy.series[12].uid"));
    assert_true(fits_path("ImagingStudy.series[12].uid", "ImagingStudy.series[12].uid"));
    assert_true(fits_path("*.coding", "A.code[0].coding[1]"));
    assert_true(fits_path("A.series[*].uid", "A.series[3].uid"));
    assert_false(fits_path("A.series[1].uid", "A.series[11].uid"));
    assert_false(fits_path("A.series.uid", "A.series[1.uid"));
    assert_false(fits_path("A.series", "A.series[1].uid"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_stars_and_question_marks),
        cmocka_unit_test(test_paths_fit_with_and_without_positions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
