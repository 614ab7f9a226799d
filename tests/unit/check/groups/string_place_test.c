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

static void test_walks_go_on_and_back(void **state)
{
    (void)state;
    static const size_t offsets[] = {0, 1, 1, 4, 3, 5, 2, 6, 10, 99, 7, 0};
    Slice raw = SLICE("\"a\\n\\u00e9\\\"b\\ud83d\\ude00c\"");
    StringWalk walk = {.raw = raw};
    for (size_t i = 0; i < sizeof offsets / sizeof *offsets; i++) {
        assert_int_equal(string_walk_to(&walk, offsets[i]), string_place(raw, offsets[i]));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_offsets_lead_back_through_escapes),
                                       cmocka_unit_test(test_walks_go_on_and_back)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
