/* PairMap: what was put in is found by both of its addresses, numbers stand for addresses, and NULL is a value. */
#include "src/base/pair_map.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

enum { COUNT = 1000 };

static void test_pairs_are_found(void **state)
{
    (void)state;
    static int values[COUNT], other;
    PairMap map = PAIR_MAP_EMPTY;
    for (uint32_t i = 0; i < COUNT; i++) {
        pair_map_add(&map, pair_number(i), i % 2 ? &other : NULL, &values[i]);
    }
    for (uint32_t i = 0; i < COUNT; i++) {
        assert_ptr_equal(pair_map_find(&map, pair_number(i), i % 2 ? &other : NULL), &values[i]);
        assert_null(pair_map_find(&map, pair_number(i), i % 2 ? NULL : &other));
    }
    assert_null(pair_map_find(&map, pair_number(COUNT), NULL));
    pair_map_free(&map);
    assert_null(pair_map_find(&map, pair_number(0), NULL));
}

static void test_that_there_is_none_is_remembered(void **state)
{
    (void)state;
    static const int value = 1;
    PairMap map = PAIR_MAP_EMPTY;
    pair_map_add_const(&map, &value, NULL, NULL);
    pair_map_add_const(&map, &map, NULL, &value);
    assert_null(pair_map_entry(&map, NULL, NULL));
    assert_non_null(pair_map_entry(&map, &value, NULL));
    assert_null(pair_map_entry(&map, &value, NULL)->value.borrowed);
    assert_ptr_equal(pair_map_entry(&map, &map, NULL)->value.borrowed, &value);
    pair_map_free(&map);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pairs_are_found),
        cmocka_unit_test(test_that_there_is_none_is_remembered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
