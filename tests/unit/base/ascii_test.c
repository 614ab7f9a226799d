/* ASCII: what each byte is, and the numbers of digits. */
#include "src/base/ascii.h"

#include "src/base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

/* The bytes of a kind, in order. */
static void expect_bytes(bool (*is_one)(char c), const char *bytes)
{
    char found[257] = "";
    size_t count = 0;
    assert_false(is_one('\0'));
    for (int byte = 1; byte < 256; byte++) {
        if (is_one((char)byte)) {
            found[count++] = (char)byte;
        }
    }
    assert_string_equal(found, bytes);
}

#define UPPER "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define LOWER "abcdefghijklmnopqrstuvwxyz"

static void test_kinds_of_bytes(void **state)
{
    (void)state;
    expect_bytes(ascii_is_digit, "0123456789");
    expect_bytes(ascii_is_upper, UPPER);
    expect_bytes(ascii_is_lower, LOWER);
    expect_bytes(ascii_is_letter, UPPER LOWER);
    expect_bytes(ascii_is_letter_or_digit, "0123456789" UPPER LOWER);
    expect_bytes(ascii_is_hexadecimal, "0123456789ABCDEFabcdef");
    expect_bytes(ascii_is_blank, "\t ");
    expect_bytes(ascii_is_line_end, "\n\r");
    expect_bytes(ascii_is_json_white, "\t\n\r ");
    expect_bytes(ascii_is_xml_white, "\t\n\r ");
    expect_bytes(ascii_is_fhir_white, "\t\n\v\f\r ");
}

static void test_case_and_values_of_letters(void **state)
{
    (void)state;
    for (int i = 0; i < 26; i++) {
        assert_int_equal(ascii_lower(UPPER[i]), LOWER[i]);
        assert_int_equal(ascii_upper(LOWER[i]), UPPER[i]);
    }
    assert_int_equal(ascii_lower('@'), '@');
    assert_int_equal(ascii_upper('{'), '{');
    assert_int_equal(ascii_upper('\xe4'), '\xe4');
    assert_int_equal(ascii_hexadecimal('9'), 9);
    assert_int_equal(ascii_hexadecimal('a'), 10);
    assert_int_equal(ascii_hexadecimal('F'), 15);
    assert_int_equal(ascii_hexadecimal('g'), ASCII_NO_HEXADECIMAL);
    assert_false(ascii_are_all(SLICE(""), ascii_is_digit));
    assert_false(ascii_are_all(SLICE("12x"), ascii_is_digit));
    assert_true(ascii_are_all(SLICE("120"), ascii_is_digit));
}

static void test_numbers_of_digits(void **state)
{
    (void)state;
    size_t number;
    uint32_t unit;
    assert_true(ascii_number(SLICE("00255"), 255, &number) && number == 255);
    assert_false(ascii_number(SLICE("256"), 255, &number));
    assert_false(ascii_number(SLICE("99999999999999999999999"), SIZE_MAX, &number));
    assert_false(ascii_number(SLICE(""), 255, &number));
    assert_false(ascii_number(SLICE("-1"), 255, &number));
    assert_false(ascii_number(SLICE("1 "), 255, &number));
    assert_int_equal(ascii_number_at(SLICE("2025-03"), 5, 2), 3);
    assert_int_equal(ascii_number_at(SLICE("2025-0"), 5, 2), -1);
    assert_int_equal(ascii_number_at(SLICE("2025"), 3, 2), -1);
    assert_true(ascii_hexadecimal_at(SLICE("\\u00fC"), 2, 4, &unit) && unit == 0xFC);
    assert_false(ascii_hexadecimal_at(SLICE("\\u00f"), 2, 4, &unit));
    assert_false(ascii_hexadecimal_at(SLICE("\\u00fg"), 2, 4, &unit));
}

/* Looked at eight bytes at a time, and yet exact for each byte at each place. */
static void test_runs_of_plain_bytes(void **state)
{
    (void)state;
    char bytes[40];
    memset(bytes, '~', sizeof bytes);
    assert_int_equal(ascii_plain_length(slice_make(bytes, sizeof bytes)), sizeof bytes);
    assert_int_equal(ascii_plain_length(SLICE("")), 0);
    for (unsigned byte = 0; byte < 256; byte++) {
        for (size_t at = 0; at < sizeof bytes; at++) {
            memset(bytes, at % 2 ? ' ' : '~', sizeof bytes);
            bytes[at] = (char)byte;
            bool is_plain = byte >= ' ' && byte <= '~';
            assert_int_equal(ascii_is_plain((char)byte), is_plain);
            assert_int_equal(ascii_plain_length(slice_make(bytes, sizeof bytes)), is_plain ? sizeof bytes : at);
        }
    }
}

static void test_numbers_are_written_in_digits(void **state)
{
    (void)state;
    Text text = TEXT_EMPTY;
    text_append_number(&text, 0);
    text_append_byte(&text, ' ');
    text_append_number(&text, 4294967295u);
    text_append_byte(&text, ' ');
    text_append_number(&text, UINT64_MAX);
    assert_string_equal(text.bytes, "0 4294967295 18446744073709551615");
    text_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kinds_of_bytes), cmocka_unit_test(test_case_and_values_of_letters),
        cmocka_unit_test(test_numbers_of_digits), cmocka_unit_test(test_runs_of_plain_bytes),
        cmocka_unit_test(test_numbers_are_written_in_digits)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
