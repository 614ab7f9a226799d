/* Hash: what SipHash gives, and that a seed changes where keys fall. */
#include "src/base/hash.h"
#include "src/base/slice_map.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static void hashes_are_those_of_siphash(void **state)
{
    (void)state;
    HashSeed seed = {{0x0706050403020100u, 0x0f0e0d0c0b0a0908u}};
    assert_true(hash_bytes(SLICE(""), seed) == 0xabac0158050fc4dcu);
    assert_true(hash_bytes(slice_make("\0", 1), seed) == 0xc9f49bf37d57ca93u);
}

static void seeds_differ(void **state)
{
    (void)state;
    HashSeed one = {{1, 2}}, other = {{1, 3}};
    assert_true(hash_bytes(SLICE("a"), one) == hash_bytes(SLICE("a"), one));
    assert_true(hash_bytes(SLICE("a"), one) != hash_bytes(SLICE("a"), other));
    HashSeed own = hash_seed_of_process(), again = hash_seed_of_process();
    assert_true(own.words[0] == again.words[0] && own.words[1] == again.words[1] && own.words[0]);
    assert_true(hash_seed_or_process(one).words[1] == 2);
}

static void maps_hash_with_their_seed(void **state)
{
    (void)state;
    SliceMap chosen = {.seed = {{1, 2}}}, open = SLICE_MAP_EMPTY;
    *slice_map_add(&chosen, SLICE("key"), NULL) = 7;
    *slice_map_add(&open, SLICE("key"), NULL) = 8;
    assert_int_equal(*slice_map_find(&chosen, SLICE("key")), 7);
    assert_int_equal(*slice_map_find(&open, SLICE("key")), 8);
    assert_true(chosen.seed.words[0] == 1 && chosen.seed.words[1] == 2);
    assert_true(open.seed.words[0] != 0);
    slice_map_free(&chosen);
    slice_map_free(&open);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hashes_are_those_of_siphash),
        cmocka_unit_test(seeds_differ),
        cmocka_unit_test(maps_hash_with_their_seed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
