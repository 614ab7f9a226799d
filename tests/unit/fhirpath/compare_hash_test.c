/* Hashes of values: equal ones hash alike with one seed; permutations of an array and other seeds do not. */
#include "src/fhirpath/machine/compare.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static unsigned hash_of(const char *text, HashSeed seed)
{
    Document *document = document_new(slice_from(text), "test", NULL);
    assert_non_null(document);
    unsigned hash = compare_node_hash(document, 0, seed);
    document_free(document);
    return hash;
}

static void test_equal_values_hash_alike(void **state)
{
    (void)state;
    HashSeed seed = {{1, 2}};
    assert_int_equal(hash_of("{\"a\":1,\"b\":[1.0,\"\\u0041\"]}", seed), hash_of("{\"b\":[1,\"A\"],\"a\":1.00}", seed));
}

static void test_others_do_not(void **state)
{
    (void)state;
    HashSeed seed = {{1, 2}}, other = {{3, 4}};
    assert_int_not_equal(hash_of("[1,2,3]", seed), hash_of("[3,2,1]", seed));
    assert_int_not_equal(hash_of("[[1],[2]]", seed), hash_of("[[2],[1]]", seed));
    assert_int_not_equal(hash_of("{\"a\":1}", seed), hash_of("{\"a\":1}", other));
    assert_int_not_equal(hash_of("\"a\"", seed), hash_of("\"a\"", other));
    assert_int_not_equal(hash_of("1", seed), hash_of("1", other));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_equal_values_hash_alike),
        cmocka_unit_test(test_others_do_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
