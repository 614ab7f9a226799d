/* Clusters: nothing that a terminal would obey comes out of any bytes. */
#include "ui/kit/canvas/cluster.h"

#include "src/base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

/* Reads the whole text and spells its clusters, those of escapes in angle brackets. */
static void expect(Slice text, ClusterMode mode, const char *expected)
{
    Text spelled = TEXT_EMPTY;
    for (size_t offset = 0; offset < text.length;) {
        Cluster cluster = cluster_next(text, &offset, mode);
        text_append(&spelled, slice_from(cluster.is_escape ? "<" : ""));
        for (size_t i = 0; i < cluster.count; i++) {
            utf8_append(&spelled, cluster.characters[i]);
        }
        text_append(&spelled, slice_from(cluster.is_escape ? ">" : ""));
    }
    text_append(&spelled, SLICE(""));
    assert_string_equal(spelled.bytes, expected);
    text_free(&spelled);
}

static void test_control_characters_are_pictures(void **state)
{
    (void)state;
    expect(SLICE("a\033[2Jb\177\n"), CLUSTER_UNICODE, "a<␛>[2Jb<␡><␊>");
    expect(SLICE("a\033b\177"), CLUSTER_ASCII, "a<^[>b<^?>");
    expect(SLICE("\xc2\x9b"), CLUSTER_UNICODE, "<\\u009b>");
}

static void test_hidden_characters_are_spelled(void **state)
{
    (void)state;
    expect(SLICE("x\xe2\x80\xaey"), CLUSTER_UNICODE, "x<\\u202e>y");
    expect(SLICE("\xef\xbb\xbf"), CLUSTER_UNICODE, "<\\ufeff>");
    expect(SLICE("\xf3\xa0\x81\x81"), CLUSTER_UNICODE, "<\\U000e0041>");
    expect(SLICE("a\xe2\x80\x8d"
                 "b\xc2\xad\xef\xb8\x8f"),
           CLUSTER_UNICODE, "a<\\u200d>b<\\u00ad><\\ufe0f>");
    expect(SLICE("\xd9\x85\xe2\x80\x8c\xda\xa9"), CLUSTER_UNICODE, "\xd9\x85\xe2\x80\x8c\xda\xa9");
}

static void test_invalid_bytes_are_spelled(void **state)
{
    (void)state;
    expect(SLICE("a\xff\xc3"), CLUSTER_UNICODE, "a<\\xff><\\xc3>");
}

static void test_marks_stay_with_their_base(void **state)
{
    (void)state;
    Slice text = SLICE("e\xcc\x81x");
    size_t offset = 0;
    Cluster cluster = cluster_next(text, &offset, CLUSTER_UNICODE);
    assert_int_equal(cluster.count, 2);
    assert_int_equal(cluster.cells, 1);
    assert_int_equal(offset, 3);
    assert_int_equal(cluster_previous(text, 3, CLUSTER_UNICODE), 0);
    expect(SLICE("\xcc\x81"), CLUSTER_UNICODE, "\xe2\x97\x8c\xcc\x81");
}

static void test_marks_without_end_are_cut(void **state)
{
    (void)state;
    Slice text = SLICE("e\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81z");
    size_t offset = 0;
    assert_int_equal(cluster_next(text, &offset, CLUSTER_UNICODE).count, 1 + CLUSTER_MARKS_MAXIMUM);
    assert_int_equal(offset, text.length - 1);
}

static void test_ascii_modes(void **state)
{
    (void)state;
    expect(SLICE("é…"), CLUSTER_ASCII, "<\\u00e9><\\u2026>");
    expect(SLICE("é…"), CLUSTER_LABEL, "<\\u00e9>~");
}

static void test_widths_and_cells(void **state)
{
    (void)state;
    Slice text = SLICE("a日b");
    assert_int_equal(cluster_width(text, CLUSTER_UNICODE), 4);
    assert_int_equal(cluster_at_cell(text, 0, CLUSTER_UNICODE), 0);
    assert_int_equal(cluster_at_cell(text, 2, CLUSTER_UNICODE), 1);
    assert_int_equal(cluster_at_cell(text, 3, CLUSTER_UNICODE), 4);
    assert_int_equal(cluster_at_cell(text, 9, CLUSTER_UNICODE), text.length);
}

/* Whatever the bytes: clusters move on, fit their arrays, and hold no character that a terminal obeys. */
static void test_any_bytes(void **state)
{
    (void)state;
    uint32_t random = 1;
    for (int round = 0; round < 2000; round++) {
        char bytes[24];
        for (size_t i = 0; i < sizeof bytes; i++) {
            random = random * 1664525u + 1013904223u;
            bytes[i] = (char)(random >> 24);
        }
        Slice text = {bytes, sizeof bytes};
        for (size_t offset = 0; offset < text.length;) {
            size_t before = offset;
            Cluster cluster = cluster_next(text, &offset, round % 2 ? CLUSTER_UNICODE : CLUSTER_ASCII);
            assert_true(offset > before);
            assert_in_range(cluster.count, 1, CLUSTER_CHARACTERS_MAXIMUM);
            for (size_t i = 0; i < cluster.count; i++) {
                assert_false(cluster.characters[i] < 0x20 || utf8_is_hidden(cluster.characters[i]));
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_control_characters_are_pictures),
        cmocka_unit_test(test_hidden_characters_are_spelled),
        cmocka_unit_test(test_invalid_bytes_are_spelled),
        cmocka_unit_test(test_marks_stay_with_their_base),
        cmocka_unit_test(test_marks_without_end_are_cut),
        cmocka_unit_test(test_ascii_modes),
        cmocka_unit_test(test_widths_and_cells),
        cmocka_unit_test(test_any_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
