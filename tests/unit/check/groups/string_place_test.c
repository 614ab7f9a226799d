/* StringPlace: escapes of every kind. */
#include "src/check/groups/string_place.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static void test_offsets_lead_back_through_escapes(void **state)
{
    (void)state;
    Slice raw = SLICE("\"a\\n\\u00e9\\\"b\\ud83d\\ude00c\"");
    assert_int_equal(string_place(raw, 0), 1);
    assert_int_equal(string_place(raw, 1), 2);
    assert_int_equal(string_place(raw, 2), 4);
    assert_int_equal(string_place(raw, 4), 10);
    assert_int_equal(string_place(raw, 5), 12);
    assert_int_equal(string_place(raw, 6), 13);
    assert_int_equal(string_place(raw, 10), 25);
    assert_true(string_place(raw, 99) <= raw.length);
    assert_int_equal(string_place(SLICE("\"\\u12"), 9), 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_offsets_lead_back_through_escapes)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
