/* Gunzip: members, cuts at every byte, and limits. */
#include "src/base/streams/gunzip.h"

#include "src/base/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <zlib.h>

#include <cmocka.h>

/* Appends a text as one member. */
static void pack(Text *packed, Slice text)
{
    z_stream stream = {0};
    assert_int_equal(deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
    text_reserve(packed, packed->length + deflateBound(&stream, text.length));
    char *bytes = memory_copy_string(text);
    stream.next_in = (unsigned char *)bytes;
    stream.avail_in = (unsigned)text.length;
    stream.next_out = (unsigned char *)packed->bytes + packed->length;
    stream.avail_out = (unsigned)(packed->capacity - packed->length);
    assert_int_equal(deflate(&stream, Z_FINISH), Z_STREAM_END);
    packed->length += stream.total_out;
    deflateEnd(&stream);
    free(bytes);
}

static void assert_unpacks(Slice packed, const char *expected)
{
    Text text = TEXT_EMPTY;
    Error error = {0};
    assert_true(gunzip_all(packed, "x.gz", 1 << 20, &text, &error));
    assert_string_equal(text.bytes ? text.bytes : "", expected);
    text_free(&text);
}

static void assert_fails(Slice packed, size_t limit, ErrorCode code, const char *message)
{
    Text text = TEXT_EMPTY;
    Error error = {0};
    assert_false(gunzip_all(packed, "x.gz", limit, &text, &error));
    assert_int_equal(error.code, code);
    assert_string_equal(error.where, "x.gz");
    assert_string_equal(error.message, message);
    text_free(&text);
}

static void test_members_are_one_text(void **state)
{
    (void)state;
    Text packed = TEXT_EMPTY;
    pack(&packed, SLICE("{\"a\":1}\n"));
    assert_true(gunzip_is_packed(text_slice(&packed)));
    assert_unpacks(text_slice(&packed), "{\"a\":1}\n");
    pack(&packed, SLICE(""));
    pack(&packed, SLICE("{\"b\":2}\n"));
    assert_unpacks(text_slice(&packed), "{\"a\":1}\n{\"b\":2}\n");
    text_append_repeated(&packed, '\0', 512);
    assert_unpacks(text_slice(&packed), "{\"a\":1}\n{\"b\":2}\n");
    text_append(&packed, SLICE("rest"));
    assert_fails(text_slice(&packed), 1 << 20, ERROR_DAMAGED, "cannot unpack: the gzip data are damaged");
    text_free(&packed);
}

/* Bytes may come one by one, and may end anywhere. */
static void test_bytes_come_one_by_one(void **state)
{
    (void)state;
    Text packed = TEXT_EMPTY, text = TEXT_EMPTY;
    pack(&packed, SLICE("a stream of bytes"));
    Gunzip *gunzip = gunzip_new("x.gz");
    for (size_t i = 0; i < packed.length; i++) {
        Slice one = slice_part(text_slice(&packed), i, 1);
        assert_false(gunzip_end(gunzip, NULL));
        assert_true(gunzip_take(gunzip, &one, 1000, &text, NULL));
        assert_int_equal(one.length, 0);
        assert_fails(slice_part(text_slice(&packed), 0, i), 1000, ERROR_DAMAGED,
                     "cannot unpack: the gzip data end too early");
    }
    assert_true(gunzip_end(gunzip, NULL));
    assert_string_equal(text.bytes, "a stream of bytes");
    gunzip_free(gunzip);
    text_free(&packed);
    text_free(&text);
}

/* A few bytes that unpack to many: no more is unpacked than was asked for. */
static void test_a_bomb_is_bounded(void **state)
{
    (void)state;
    enum { SIZE = 8 << 20, LIMIT = 100000 };
    Text zeros = TEXT_EMPTY, packed = TEXT_EMPTY, text = TEXT_EMPTY;
    text_append_repeated(&zeros, ' ', SIZE);
    pack(&packed, text_slice(&zeros));
    assert_true(packed.length < SIZE / 500);
    assert_fails(text_slice(&packed), LIMIT, ERROR_LIMIT,
                 "the unpacked text is too large; allowed: at most 100000 bytes");
    Gunzip *gunzip = gunzip_new("x.gz");
    Slice rest = text_slice(&packed);
    size_t total = 0;
    do {
        text_clear(&text);
        assert_true(gunzip_take(gunzip, &rest, LIMIT, &text, NULL));
        assert_true(text.length <= LIMIT);
        total += text.length;
    } while (text.length > 0);
    assert_int_equal(total, SIZE);
    assert_true(gunzip_end(gunzip, NULL));
    gunzip_free(gunzip);
    text_free(&zeros);
    text_free(&packed);
    text_free(&text);
}

static void test_names(void **state)
{
    (void)state;
    assert_true(slice_equals(gunzip_name(SLICE("a.json.gz")), SLICE("a.json")));
    assert_true(slice_equals(gunzip_name(SLICE("a.NDJSON.GZ")), SLICE("a.NDJSON")));
    assert_true(slice_equals(gunzip_name(SLICE("a.json")), SLICE("a.json")));
    assert_true(slice_equals(gunzip_name(SLICE(".gz")), SLICE(".gz")));
    assert_true(slice_equals(gunzip_name(SLICE("")), SLICE("")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_members_are_one_text),
        cmocka_unit_test(test_bytes_come_one_by_one),
        cmocka_unit_test(test_a_bomb_is_bounded),
        cmocka_unit_test(test_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
