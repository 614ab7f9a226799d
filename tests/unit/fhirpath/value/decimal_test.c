/* Decimals: reading, printing and arithmetic to the base of ten. */
#include "src/fhirpath/value/decimal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

/* The number that a literal says. */
static Decimal number(const char *text)
{
    Decimal decimal;
    assert_true(decimal_parse(slice_from(text), &decimal));
    return decimal;
}

/* Asserts that the decimal prints as `expected`. */
static void assert_prints(Decimal decimal, const char *expected)
{
    Text text = TEXT_EMPTY;
    decimal_append(decimal, &text);
    assert_string_equal(text.bytes, expected);
    text_free(&text);
}

static void test_prints_what_was_read(void **state)
{
    (void)state;
    static const char *const same[] = {"0", "1.50", "-0.001", "12345678901234567890.123456789", "100", "0.0"};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        assert_prints(number(same[i]), same[i]);
    }
    assert_prints(number("1E2"), "100");
    assert_prints(number("1.25e-3"), "0.00125");
    assert_prints(number("-0"), "0");
    assert_prints(number("+007.10"), "7.10");
    assert_prints(number("1234567890123456789012345678901234567890"), "1234567890123456789012345678901234568000");
}

static void test_refuses_what_is_no_number(void **state)
{
    (void)state;
    static const char *const wrong[] = {"", "-", "1.", ".5", "1e", "1e+", "1x", "0x1", "1e9999999", "1e5000", " 1"};
    Decimal decimal;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_false(decimal_parse(slice_from(wrong[i]), &decimal));
    }
}

static void test_compares_exactly(void **state)
{
    (void)state;
    assert_int_equal(decimal_compare(number("1.10"), number("1.1")), 0);
    assert_true(decimal_compare(number("1.1"), number("1.11")) < 0);
    assert_true(decimal_compare(number("-1"), number("0.001")) < 0);
    assert_true(decimal_compare(number("1e100"), number("9e99")) > 0);
    assert_true(decimal_compare(number("-2"), number("-1")) < 0);
    assert_int_equal(decimal_compare(number("0.000"), number("-0")), 0);
    assert_int_equal(decimal_hash(number("100"), (HashSeed){{1, 2}}),
                     decimal_hash(number("1.00e2"), (HashSeed){{1, 2}}));
}

static void test_adds_and_multiplies_without_binary_rounding(void **state)
{
    (void)state;
    Decimal result;
    assert_true(decimal_add(number("0.1"), number("0.2"), &result));
    assert_prints(result, "0.3");
    assert_true(decimal_subtract(number("1.8"), number("1.80"), &result));
    assert_prints(result, "0.00");
    assert_true(decimal_add(number("0"), number("1e-100"), &result));
    assert_int_equal(decimal_compare(result, number("1e-100")), 0);
    assert_true(decimal_multiply(number("1.2"), number("-1.8"), &result));
    assert_prints(result, "-2.16");
    assert_true(
        decimal_multiply(number("9999999999999999999999999999"), number("9999999999999999999999999999"), &result));
    assert_prints(result, "99999999999999999999999999980000000000000000000000000000");
    assert_false(decimal_multiply(number("1e3000"), number("1e3000"), &result));
}

static void test_divides_to_a_scale(void **state)
{
    (void)state;
    Decimal result;
    assert_true(decimal_divide(number("1.2"), number("1.8"), 8, ROUND_HALF_AWAY, &result));
    assert_prints(result, "0.66666667");
    assert_true(decimal_divide(number("1"), number("2"), 8, ROUND_HALF_AWAY, &result));
    assert_prints(result, "0.5");
    assert_true(decimal_divide(number("-7"), number("2"), 0, ROUND_TO_ZERO, &result));
    assert_prints(result, "-3");
    assert_true(decimal_divide(number("-7"), number("2"), 0, ROUND_FLOOR, &result));
    assert_prints(result, "-4");
    assert_true(decimal_divide(number("1000000"), number("0.001"), 8, ROUND_HALF_AWAY, &result));
    assert_prints(result, "1000000000");
    assert_true(decimal_divide_exactly(number("1"), number("3"), &result));
    assert_prints(result, "0.3333333333333333333333333333333333333");
    assert_false(decimal_divide(number("1"), number("0.00"), 8, ROUND_HALF_AWAY, &result));
}

static void test_rounds(void **state)
{
    (void)state;
    assert_prints(decimal_round(number("2.5"), 0, ROUND_HALF_AWAY), "3");
    assert_prints(decimal_round(number("-2.5"), 0, ROUND_HALF_AWAY), "-3");
    assert_prints(decimal_round(number("-2.1"), 0, ROUND_FLOOR), "-3");
    assert_prints(decimal_round(number("2.1"), 0, ROUND_CEILING), "3");
    assert_prints(decimal_round(number("-1.56"), 0, ROUND_TO_ZERO), "-1");
    assert_prints(decimal_round(number("1.5"), 3, ROUND_HALF_AWAY), "1.500");
    assert_prints(decimal_round(number("1e-100"), 2, ROUND_CEILING), "0.01");
    assert_prints(decimal_strip(number("1.500")), "1.5");
}

static void test_goes_to_other_kinds_of_number(void **state)
{
    (void)state;
    int64_t integer;
    assert_true(decimal_to_integer(number("12.00"), &integer));
    assert_int_equal(integer, 12);
    assert_false(decimal_to_integer(number("12.5"), &integer));
    assert_true(decimal_to_double(number("-0.125")) == -0.125);
    Decimal decimal;
    assert_true(decimal_from_double(1.0 / 3.0, 8, &decimal));
    assert_prints(decimal, "0.33333333");
    assert_true(decimal_from_double(-1e20, 8, &decimal));
    assert_prints(decimal, "-100000000000000000000");
    assert_prints(decimal_from_integer(INT64_MIN), "-9223372036854775808");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_prints_what_was_read),
        cmocka_unit_test(test_refuses_what_is_no_number),
        cmocka_unit_test(test_compares_exactly),
        cmocka_unit_test(test_adds_and_multiplies_without_binary_rounding),
        cmocka_unit_test(test_divides_to_a_scale),
        cmocka_unit_test(test_rounds),
        cmocka_unit_test(test_goes_to_other_kinds_of_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
