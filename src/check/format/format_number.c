/* Formats: whole numbers and decimals. */
#include "src/base/ascii.h"
#include "src/check/format/format.h"

enum { DIGITS_MAXIMUM = 10, SIGNIFICANT_DIGITS_MAXIMUM = 18 };

/* Digits from `at` on; moves after them. */
static size_t skip_digits(Slice text, size_t *at)
{
    size_t start = *at;
    while (*at < text.length && ascii_is_digit(text.bytes[*at])) {
        ++*at;
    }
    return *at - start;
}

/* An integer part without leading zeros, with or without a minus; moves past it. */
static bool skip_whole(Slice text, size_t *at)
{
    *at = text.length > 0 && text.bytes[0] == '-';
    bool is_zero = *at < text.length && text.bytes[*at] == '0';
    size_t count = skip_digits(text, at);
    return count > 0 && (!is_zero || count == 1);
}

bool format_is_integer(Slice text)
{
    size_t at;
    return skip_whole(text, &at) && at == text.length && text.bytes[0] != '-';
}

bool format_is_decimal(Slice text)
{
    size_t at;
    if (!skip_whole(text, &at)) {
        return false;
    }
    if (at < text.length && text.bytes[at] == '.') {
        at++;
        if (skip_digits(text, &at) == 0) {
            return false;
        }
    }
    return at == text.length;
}

/* Judges a whole number, written as one, by its limits. */
static void judge_range(Walk *walk, const Place *place, Slice text, long long minimum)
{
    const long long maximum = 2147483647;
    bool is_negative = text.bytes[0] == '-';
    Slice digits = slice_part(text, is_negative, text.length);
    long long value = 0;
    for (size_t i = 0; i < digits.length && digits.length <= DIGITS_MAXIMUM; i++) {
        value = value * 10 + (digits.bytes[i] - '0');
    }
    value = is_negative ? -value : value;
    if (digits.length > DIGITS_MAXIMUM || value < minimum || value > maximum) {
        Shown shown = shown_value(text);
        issue_add(walk, KEY_VALUE_RANGE, place->node, NULL, SHOWN " is out of range. Allowed: %lld to %lld.",
                  SHOWN_ARGS(shown), minimum, maximum);
    }
}

void format_judge_integer(Walk *walk, const Place *place, Slice text)
{
    judge_range(walk, place, text, -2147483648LL);
}

void format_judge_unsigned(Walk *walk, const Place *place, Slice text)
{
    judge_range(walk, place, text, 0);
}

void format_judge_positive(Walk *walk, const Place *place, Slice text)
{
    judge_range(walk, place, text, 1);
}

void format_judge_decimal(Walk *walk, const Place *place, Slice text)
{
    size_t count = 0;
    bool is_significant = false;
    for (size_t i = 0; i < text.length && (text.bytes[i] | 0x20) != 'e'; i++) {
        is_significant |= text.bytes[i] >= '1' && text.bytes[i] <= '9';
        count += is_significant && ascii_is_digit(text.bytes[i]);
    }
    if (count > SIGNIFICANT_DIGITS_MAXIMUM) {
        issue_add(walk, KEY_DECIMAL_LONG, place->node, NULL,
                  "Number has %zu significant digits. Programs might keep only 18.", count);
    }
}
