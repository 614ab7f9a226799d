/* Text tables: rows are found by their first column, and by what it begins with. */
#include "src/profile/facts/release_name.h"
#include "src/profile/facts/text_table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static void test_rows_are_found(void **state)
{
    static const Slice table = SLICE("Device.expiry\tone\nDeviceUse.x\ttwo\nGoal\tthree\n");
    Slice row;
    (void)state;
    assert_true(text_table_find(table, SLICE("DeviceUse.x"), &row));
    assert_true(slice_equals(text_table_column(row, 1), SLICE("two")));
    assert_false(text_table_find(table, SLICE("Device"), &row));
    assert_true(text_table_has_beginning(table, SLICE("Device.")));
    assert_true(text_table_has_beginning(table, SLICE("DeviceU")));
    assert_true(text_table_has_beginning(table, SLICE("Goal")));
    assert_false(text_table_has_beginning(table, SLICE("Goal.")));
    assert_false(text_table_has_beginning(table, SLICE("DeviceUse.x.")));
    assert_false(text_table_has_beginning(table, SLICE("A")));
    assert_false(text_table_has_beginning(table, SLICE("Z")));
    assert_false(text_table_has_beginning(table, SLICE("")));
}

static void test_rows_from(void **state)
{
    static const Slice table = SLICE("Device.expiry\tone\nDeviceUse.x\ttwo\nGoal\tthree\n");
    (void)state;
    assert_int_equal(text_table_from(table, SLICE("A")), 0);
    assert_int_equal(text_table_from(table, SLICE("Device")), 0);
    assert_int_equal(text_table_from(table, SLICE("DeviceU")), 18);
    assert_int_equal(text_table_from(table, SLICE("E")), 34);
    assert_int_equal(text_table_from(table, SLICE("Goal")), 34);
    assert_int_equal(text_table_from(table, SLICE("H")), table.length);
    assert_int_equal(text_table_from(SLICE(""), SLICE("H")), 0);
}

static void test_types_of_other_releases(void **state)
{
    (void)state;
    assert_true(release_name_has_type(SLICE("ImagingStudy")));
    assert_true(release_name_has_type(SLICE("AllergyIntolerance")));
    assert_false(release_name_has_type(SLICE("ImagingStud")));
    assert_false(release_name_has_type(SLICE("Zebra")));
    assert_false(release_name_has_type(
        SLICE("ImagingStudyImagingStudyImagingStudyImagingStudyImagingStudyImagingStudyImagingStudy")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_rows_are_found), cmocka_unit_test(test_rows_from),
                                       cmocka_unit_test(test_types_of_other_releases)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
