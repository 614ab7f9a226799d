/* Hash tables: items are found by hash, in memory, in an arena and in a pack; seeds part what packages choose. */
#include "src/base/hash_table.h"
#include "src/base/pair_map.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum { COUNT = 3000 };

/* The number of items with a hash that have a number. */
static int count_of(const HashTable *table, uint32_t hash, uint32_t number)
{
    int count = 0;
    for (HashProbe probe = hash_table_probe(table, hash); hash_probe_next(&probe);) {
        count += probe.number == number;
    }
    return count;
}

static void expect_items(HashTable table)
{
    assert_int_equal(count_of(&table, 7, 0), 0);
    for (uint32_t i = 0; i < COUNT; i++) {
        hash_table_add(&table, i * 0x10001u / 3, i);
    }
    assert_int_equal(table.count, COUNT);
    for (uint32_t i = 0; i < COUNT; i++) {
        assert_int_equal(count_of(&table, i * 0x10001u / 3, i), 1);
        assert_int_equal(count_of(&table, i * 0x10001u / 3, i + 1), 0);
    }
    hash_table_clear(&table);
    assert_int_equal(count_of(&table, 0, 0), 0);
    hash_table_add(&table, 0, COUNT);
    assert_int_equal(count_of(&table, 0, COUNT), 1);
    hash_table_free(&table);
    assert_int_equal(count_of(&table, 0, COUNT), 0);
}

static void test_items_are_found_by_hash(void **state)
{
    (void)state;
    Arena *arena = arena_new();
    expect_items(HASH_TABLE_EMPTY);
    expect_items((HashTable){.arena = arena});
    arena_free(arena);
}

static void test_items_move_along(void **state)
{
    (void)state;
    HashTable table = HASH_TABLE_EMPTY;
    for (uint32_t i = 0; i < COUNT; i++) {
        hash_table_add(&table, i * 0x10001u / 3, i);
    }
    assert_int_equal(hash_table_move(&table, 10, 5, 2), 5);
    assert_int_equal(count_of(&table, 9 * 0x10001u / 3, 9), 1);
    assert_int_equal(count_of(&table, 12 * 0x10001u / 3, HASH_ITEM_GONE), 1);
    assert_int_equal(count_of(&table, 15 * 0x10001u / 3, 12), 1);
    assert_int_equal(hash_table_move(&table, 0, 1, 1), 6);
    assert_int_equal(count_of(&table, 12 * 0x10001u / 3, HASH_ITEM_GONE), 1);
    hash_table_free(&table);
}

static void test_equal_hashes_are_all_met(void **state)
{
    (void)state;
    HashTable table = HASH_TABLE_EMPTY;
    for (uint32_t i = 0; i < 20; i++) {
        hash_table_add(&table, 5, i);
    }
    for (uint32_t i = 0; i < 20; i++) {
        assert_int_equal(count_of(&table, 5, i), 1);
    }
    assert_int_equal(count_of(&table, 6, 3), 0);
    hash_table_free(&table);
}

static void expect_index(uint32_t seed)
{
    static char keys[COUNT][8];
    HashTable table = HASH_TABLE_EMPTY;
    Text bytes = TEXT_EMPTY;
    hash_index_append(&table, seed, &bytes);
    HashProbe probe = hash_index_probe((const void *)bytes.bytes, SLICE("0"));
    assert_false(hash_probe_next(&probe));
    for (uint32_t i = 0; i < COUNT; i++) {
        snprintf(keys[i], sizeof keys[i], "%u", i);
        hash_table_add(&table, hash_key(slice_from(keys[i]), seed), i);
    }
    text_clear(&bytes);
    hash_index_append(&table, seed, &bytes);
    hash_table_free(&table);
    for (uint32_t i = 0; i < COUNT; i++) {
        bool is_found = false;
        probe = hash_index_probe((const void *)bytes.bytes, slice_from(keys[i]));
        while (!is_found && hash_probe_next(&probe)) {
            is_found = probe.number == i;
        }
        assert_true(is_found);
    }
    text_free(&bytes);
}

static void test_an_index_of_a_pack_has_its_seed(void **state)
{
    (void)state;
    expect_index(0);
    expect_index(hash_key_seed());
    assert_true(hash_key_seed() != 0);
    assert_int_equal(hash_key(SLICE("Patient"), 0), hash_key(SLICE("Patient"), 0));
    assert_true(hash_key(SLICE("Patient"), 1) != hash_key(SLICE("Patient"), 2));
}

static void test_pairs_are_told_apart(void **state)
{
    (void)state;
    static char places[60];
    PairMap map = PAIR_MAP_EMPTY;
    assert_null(pair_map_find(&map, places, NULL));
    for (size_t left = 0; left < sizeof places; left++) {
        for (size_t right = left; right < sizeof places; right++) {
            pair_map_add(&map, &places[left], right == left ? NULL : &places[right], &places[right - left]);
        }
    }
    for (size_t left = 0; left < sizeof places; left++) {
        for (size_t right = left; right < sizeof places; right++) {
            const void *other = right == left ? NULL : &places[right];
            assert_ptr_equal(pair_map_find(&map, &places[left], other), &places[right - left]);
        }
    }
    assert_null(pair_map_find(&map, &places[1], &places[0]));
    pair_map_free(&map);
    assert_null(pair_map_find(&map, places, NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_items_are_found_by_hash), cmocka_unit_test(test_items_move_along),
        cmocka_unit_test(test_equal_hashes_are_all_met), cmocka_unit_test(test_an_index_of_a_pack_has_its_seed),
        cmocka_unit_test(test_pairs_are_told_apart)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
