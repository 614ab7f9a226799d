/* SHA-1: the examples of the standard, and lengths around the ends of blocks. */
#include "src/base/base64.h"
#include "src/base/memory.h"
#include "src/base/sha1.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

/* Compares the hash of bytes with one that is written in base64. */
static void assert_hash(Slice bytes, const char *expected)
{
    unsigned char digest[SHA1_LENGTH];
    Text text = TEXT_EMPTY;
    sha1(bytes, digest);
    base64_encode(slice_make((const char *)digest, SHA1_LENGTH), base64_digits, &text);
    assert_true(slice_equals(text_slice(&text), slice_from(expected)));
    text_free(&text);
}

static void test_hashes_of_the_standard(void **state)
{
    (void)state;
    assert_hash(SLICE(""), "2jmj7l5rSw0yVb/vlWAYkK/YBwk=");
    assert_hash(SLICE("abc"), "qZk+NkcGgWq6PiVxeFDCbJzQ2J0=");
    assert_hash(SLICE("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"), "hJg+RBw70m66rkqh+VEp5eVGcPE=");
}

static void test_hash_of_a_million_bytes(void **state)
{
    (void)state;
    enum { COUNT = 1000000 };
    char *bytes = memory_allocate(COUNT);
    memset(bytes, 'a', COUNT);
    assert_hash(slice_make(bytes, COUNT), "NKqXPNTE2qT2Husr260nMWU0AW8=");
    free(bytes);
}

static void test_every_length_around_a_block(void **state)
{
    (void)state;
    unsigned char first[SHA1_LENGTH], second[SHA1_LENGTH];
    char bytes[130];
    memset(bytes, 'x', sizeof bytes);
    for (size_t length = 0; length + 1 < sizeof bytes; length++) {
        sha1(slice_make(bytes, length), first);
        sha1(slice_make(bytes, length + 1), second);
        assert_memory_not_equal(first, second, SHA1_LENGTH);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hashes_of_the_standard),
        cmocka_unit_test(test_hash_of_a_million_bytes),
        cmocka_unit_test(test_every_length_around_a_block),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
