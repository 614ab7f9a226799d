/* Slices: searching and comparing. */
#include "src/base/slice.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static void test_find_sees_every_occurrence(void **state)
{
    (void)state;
    Slice text = SLICE("abcabc");
    assert_int_equal(slice_find(text, SLICE("bc"), 0), 1);
    assert_int_equal(slice_find(text, SLICE("bc"), 2), 4);
    assert_true(slice_find(text, SLICE("bc"), 5) == SIZE_MAX);
    assert_true(slice_find(text, SLICE("bc"), 7) == SIZE_MAX);
    assert_true(slice_find(text, SLICE("bc"), SIZE_MAX) == SIZE_MAX);
    assert_true(slice_find(text, SLICE("abcabcd"), 0) == SIZE_MAX);
    assert_int_equal(slice_find(text, SLICE(""), 6), 6);
}

static void test_distance_counts_edits(void **state)
{
    (void)state;
    assert_int_equal(slice_distance(SLICE("status"), SLICE("status"), 3), 0);
    assert_int_equal(slice_distance(SLICE("statsu"), SLICE("status"), 3), 1);
    assert_int_equal(slice_distance(SLICE("Status"), SLICE("status"), 3), 0);
    assert_int_equal(slice_distance(SLICE("sttus"), SLICE("status"), 3), 1);
    assert_int_equal(slice_distance(SLICE("modality"), SLICE("status"), 3), 4);
}

static void test_trim_and_order(void **state)
{
    (void)state;
    assert_true(slice_equals(slice_trim(SLICE(" \t x y\r\n")), SLICE("x y")));
    assert_true(slice_compare(SLICE("a"), SLICE("ab")) < 0);
    assert_true(slice_equals_ignoring_case(SLICE("DCM"), SLICE("dcm")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_find_sees_every_occurrence),
        cmocka_unit_test(test_distance_counts_edits),
        cmocka_unit_test(test_trim_and_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
