/* UTF-8: decoding, encoding, widths, and what a terminal must not see. */
#include "src/base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void assert_character(Slice bytes, uint32_t character, size_t length)
{
    size_t offset = 0;
    bool is_valid;
    assert_int_equal(utf8_next(bytes, &offset, &is_valid), character);
    assert_true(is_valid);
    assert_int_equal(offset, length);
    Text text = TEXT_EMPTY;
    utf8_append(&text, character);
    assert_true(slice_equals(text_slice(&text), slice_part(bytes, 0, length)));
    text_free(&text);
}

static void test_characters_of_every_length(void **state)
{
    (void)state;
    assert_character(SLICE("\0"), 0, 1);
    assert_character(SLICE("a\x80"), 'a', 1);
    assert_character(SLICE("\xC2\x80"), 0x80, 2);
    assert_character(SLICE("\xDF\xBFz"), 0x7FF, 2);
    assert_character(SLICE("\xE0\xA0\x80"), 0x800, 3);
    assert_character(SLICE("\xED\x9F\xBF"), 0xD7FF, 3);
    assert_character(SLICE("\xEF\xBF\xBD"), 0xFFFD, 3);
    assert_character(SLICE("\xF0\x90\x80\x80"), 0x10000, 4);
    assert_character(SLICE("\xF4\x8F\xBF\xBF"), 0x10FFFF, 4);
}

static void test_invalid_bytes_stand_alone(void **state)
{
    (void)state;
    static const Slice invalid[] = {
        SLICE("\x80"),
        SLICE("\xC0\x80"),
        SLICE("\xC1\xBF"),
        SLICE("\xC3"),
        SLICE("\xC3("),
        SLICE("\xE0\x9F\xBF"),
        SLICE("\xED\xA0\x80"),
        SLICE("\xE2\x82"),
        SLICE("\xF0\x8F\xBF\xBF"),
        SLICE("\xF0\x9F\x98"),
        SLICE("\xF4\x90\x80\x80"),
        SLICE("\xF5\x80\x80\x80"),
        SLICE("\xFF"),
    };
    for (size_t i = 0; i < sizeof invalid / sizeof *invalid; i++) {
        size_t offset = 0;
        bool is_valid;
        assert_int_equal(utf8_next(invalid[i], &offset, &is_valid), UTF8_REPLACEMENT);
        assert_false(is_valid);
        assert_int_equal(offset, 1);
    }
}

static void test_counting_takes_invalid_bytes_as_one(void **state)
{
    (void)state;
    assert_int_equal(utf8_count(SLICE("")), 0);
    assert_int_equal(utf8_count(SLICE("0123456789abcdef")), 16);
    assert_int_equal(utf8_count(SLICE("0123456\xC3\xA9\xC3\xA9"
                                      "0123456789")),
                     19);
    assert_int_equal(utf8_count(SLICE("\xE6\x97\xA5\xF0\x9F\x98\x80")), 2);
    assert_int_equal(utf8_count(SLICE("a\xFF\xC3"
                                      "b")),
                     4);
}

static void test_stepping_back(void **state)
{
    (void)state;
    Slice text = SLICE("a\xC3\xA9\xF0\x9F\x98\x80\x80");
    assert_int_equal(utf8_previous(text, 8), 7);
    assert_int_equal(utf8_previous(text, 7), 3);
    assert_int_equal(utf8_previous(text, 3), 1);
    assert_int_equal(utf8_previous(text, 1), 0);
    assert_int_equal(utf8_previous(SLICE("\x80\x80"), 2), 1);
}

static void test_what_is_no_character_is_replaced(void **state)
{
    (void)state;
    Text text = TEXT_EMPTY;
    utf8_append(&text, 0xD800);
    utf8_append(&text, 0x110000);
    assert_string_equal(text.bytes, "\xEF\xBF\xBD\xEF\xBF\xBD");
    text_free(&text);
}

static void test_widths(void **state)
{
    (void)state;
    static const struct {
        uint32_t character;
        int width;
    } widths[] = {{'a', 1},    {0, 0},       {0x1B, 0},    {0x7F, 0},    {0x9F, 0},    {0xA0, 1},   {0xE9, 1},
                  {0x301, 0},  {0x5D0, 1},   {0x5B0, 0},   {0x627, 1},   {0x64B, 0},   {0x1100, 2}, {0x1160, 0},
                  {0x200B, 0}, {0x200D, 0},  {0x202E, 0},  {0x2014, 1},  {0x2588, 1},  {0x25A0, 1}, {0x3042, 2},
                  {0x65E5, 2}, {0xAC00, 2},  {0xD7A3, 2},  {0xFE0F, 0},  {0xFEFF, 0},  {0xFF21, 2}, {0xFF61, 1},
                  {0xFFFD, 1}, {0x1F600, 2}, {0x1F1E6, 1}, {0x20000, 2}, {0xE0001, 0}, {0x3000, 2}, {0x10FFFD, 1}};
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
        if (utf8_width(widths[i].character) != widths[i].width) {
            print_error("U+%04X\n", widths[i].character);
            fail();
        }
    }
    assert_int_equal(utf8_text_width(SLICE("a\xE6\x97\xA5"
                                           "e\xCC\x81")),
                     4);
    assert_int_equal(utf8_text_width(SLICE("\xFF\xFE")), 2);
}

static void test_beginnings_end_with_whole_characters(void **state)
{
    (void)state;
    Slice text = SLICE("a\xC3\xA9\xE6\x97\xA5");
    static const size_t lengths[] = {0, 1, 1, 3, 3, 3, 6, 6};
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        assert_int_equal(utf8_beginning(text, i).length, lengths[i]);
    }
}

static void test_hidden_characters(void **state)
{
    (void)state;
    static const uint32_t hidden[] = {0,      0x1B,   0x7F,   0x85,   0x61C,  0x200B,  0x200E,
                                      0x200F, 0x202A, 0x202E, 0x2028, 0x2029, 0x2060,  0x2064,
                                      0x2066, 0x2069, 0xFEFF, 0xFFFE, 0xFDD0, 0x1FFFF, 0xE0041};
    static const uint32_t shown[] = {' ', 'a', 0xA0, 0x301, 0x200C, 0x200D, 0x2010, 0x206A, 0xFFFD, 0x1F600, 0xE0100};
    for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++) {
        assert_true(utf8_is_hidden(hidden[i]));
    }
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
        assert_false(utf8_is_hidden(shown[i]));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_characters_of_every_length),           cmocka_unit_test(test_invalid_bytes_stand_alone),
        cmocka_unit_test(test_counting_takes_invalid_bytes_as_one),  cmocka_unit_test(test_stepping_back),
        cmocka_unit_test(test_what_is_no_character_is_replaced),     cmocka_unit_test(test_widths),
        cmocka_unit_test(test_beginnings_end_with_whole_characters), cmocka_unit_test(test_hidden_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
