/* SliceMap: every key keeps its value while the map grows. */
#include "src/base/slice_map.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

static void test_keys_keep_their_values(void **state)
{
    (void)state;
    enum { COUNT = 5000 };
    static char keys[COUNT][8];
    SliceMap map = SLICE_MAP_EMPTY;
    assert_null(slice_map_find(&map, SLICE("0")));
    for (uint32_t i = 0; i < COUNT; i++) {
        snprintf(keys[i], sizeof keys[i], "%u", i);
        bool is_new = false;
        *slice_map_add(&map, slice_from(keys[i]), &is_new) = i;
        assert_true(is_new);
    }
    assert_int_equal(map.count, COUNT);
    for (uint32_t i = 0; i < COUNT; i++) {
        bool is_new = true;
        assert_int_equal(*slice_map_add(&map, slice_from(keys[i]), &is_new), i);
        assert_false(is_new);
    }
    assert_null(slice_map_find(&map, SLICE("5000")));
    slice_map_clear(&map);
    assert_null(slice_map_find(&map, SLICE("0")));
    slice_map_free(&map);
}

static void test_the_empty_key_is_a_key(void **state)
{
    (void)state;
    SliceMap map = SLICE_MAP_EMPTY;
    *slice_map_add(&map, (Slice){NULL, 0}, NULL) = 7;
    assert_int_equal(*slice_map_find(&map, SLICE("")), 7);
    slice_map_free(&map);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_keys_keep_their_values),
        cmocka_unit_test(test_the_empty_key_is_a_key),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
