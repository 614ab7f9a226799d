/*
 * Decimals as a 128-bit coefficient and a scale. Coefficients stay below 10^37, so that ten times one still fits; a
 * product is formed in 256 bits and cut back.
 */
#include "src/fhirpath/value/decimal.h"

#include "src/base/ascii.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

typedef unsigned __int128 Wide;

enum { EXPONENT_DIGITS = 6, DOUBLE_DIGITS = 15, TEXT_DIGITS = 40, TEXT_LENGTH_MAXIMUM = 4096 };

/* 10^power; `power` is from 0 to DECIMAL_DIGITS + 1. */
static Wide ten_to(int power)
{
    Wide result = 1;
    while (power-- > 0) {
        result *= 10;
    }
    return result;
}

/* The coefficient as one number. */
static Wide coefficient(Decimal decimal)
{
    return (Wide)decimal.high << 64 | decimal.low;
}

/* Digits of a coefficient; 0 for zero. */
static int digits_of(Wide number)
{
    int digits = 0;
    for (Wide limit = 1; digits < DECIMAL_DIGITS + 1 && number >= limit; limit *= 10) {
        digits++;
    }
    return digits;
}

/* Puts the parts together; zero is never negative. False beyond the scale. */
static bool assemble(Wide number, int scale, bool is_negative, Decimal *decimal)
{
    if (number == 0 && (scale < -DECIMAL_SCALE_MAXIMUM || scale > DECIMAL_SCALE_MAXIMUM)) {
        scale = 0;
    }
    if (scale < -DECIMAL_SCALE_MAXIMUM || scale > DECIMAL_SCALE_MAXIMUM) {
        return false;
    }
    *decimal = (Decimal){(uint64_t)(number >> 64), (uint64_t)number, (int16_t)scale, is_negative && number != 0};
    return true;
}

/* number / divisor, rounded. */
static Wide divide_rounding(Wide number, Wide divisor, bool is_negative, Rounding rounding)
{
    Wide quotient = number / divisor;
    Wide rest = number % divisor;
    bool grows = false;
    switch (rounding) {
    case ROUND_HALF_AWAY:
        grows = rest >= divisor - rest;
        break;
    case ROUND_FLOOR:
        grows = rest && is_negative;
        break;
    case ROUND_CEILING:
        grows = rest && !is_negative;
        break;
    case ROUND_TO_ZERO:
        break;
    }
    return quotient + (grows && rest ? 1 : 0);
}

Decimal decimal_from_integer(int64_t integer)
{
    uint64_t magnitude = integer < 0 ? 0 - (uint64_t)integer : (uint64_t)integer;
    return (Decimal){.low = magnitude, .is_negative = integer < 0};
}

/* What has been read of a number's digits. */
typedef struct Reading {
    Wide number;
    int scale;   /* digits after the point that are in `number`, less those before it that are not */
    int digits;  /* significant ones in `number` */
    bool is_cut; /* DECIMAL_DIGITS are in */
} Reading;

/* Takes in one more digit; those past DECIMAL_DIGITS only round and count. */
static void take_digit(Reading *reading, char c, bool is_behind_point)
{
    unsigned digit = (unsigned)(c - '0');
    if (reading->digits < DECIMAL_DIGITS) {
        reading->number = reading->number * 10 + digit;
        reading->digits += reading->number != 0;
        reading->scale += is_behind_point;
        return;
    }
    if (!reading->is_cut && digit >= 5) {
        reading->number++;
    }
    reading->is_cut = true;
    reading->scale -= !is_behind_point;
}

/* Reads `[eE][+-]digits` at `*at`, if there is one, into `exponent`; false where it is malformed or out of range. */
static bool read_exponent(Slice text, size_t *at, int *exponent)
{
    *exponent = 0;
    if (*at >= text.length || (text.bytes[*at] != 'e' && text.bytes[*at] != 'E')) {
        return true;
    }
    ++*at;
    bool is_negative = *at < text.length && text.bytes[*at] == '-';
    if (*at < text.length && (text.bytes[*at] == '-' || text.bytes[*at] == '+')) {
        ++*at;
    }
    size_t start = *at;
    for (; *at < text.length && ascii_is_digit(text.bytes[*at]); ++*at) {
        if (*at - start >= EXPONENT_DIGITS) {
            return false;
        }
        *exponent = *exponent * 10 + (text.bytes[*at] - '0');
    }
    *exponent = is_negative ? -*exponent : *exponent;
    return *at > start;
}

/* Reads digits at `*at`; returns how many. */
static size_t read_digits(Slice text, size_t *at, bool is_behind_point, Reading *reading)
{
    size_t start = *at;
    for (; *at < text.length && ascii_is_digit(text.bytes[*at]); ++*at) {
        take_digit(reading, text.bytes[*at], is_behind_point);
    }
    return *at - start;
}

bool decimal_parse(Slice text, Decimal *decimal)
{
    size_t at = 0;
    if (text.length > TEXT_LENGTH_MAXIMUM) {
        return false;
    }
    bool is_negative = text.length && text.bytes[0] == '-';
    if (text.length && (text.bytes[0] == '-' || text.bytes[0] == '+')) {
        at++;
    }
    Reading reading = {0};
    if (!read_digits(text, &at, false, &reading)) {
        return false;
    }
    if (at < text.length && text.bytes[at] == '.') {
        at++;
        if (!read_digits(text, &at, true, &reading)) {
            return false;
        }
    }
    int exponent;
    if (!read_exponent(text, &at, &exponent) || at != text.length || reading.scale < -DECIMAL_SCALE_MAXIMUM ||
        reading.scale > DECIMAL_SCALE_MAXIMUM) {
        return false;
    }
    return assemble(reading.number, reading.scale - exponent, is_negative, decimal);
}

void decimal_append(Decimal decimal, Text *text)
{
    char digits[TEXT_DIGITS];
    size_t start = sizeof digits;
    for (Wide number = coefficient(decimal); number; number /= 10) {
        digits[--start] = (char)('0' + (int)(number % 10));
    }
    Slice written = slice_make(digits + start, sizeof digits - start);
    size_t after = decimal.scale > 0 ? (size_t)decimal.scale : 0;
    if (decimal.is_negative) {
        text_append_byte(text, '-');
    }
    if (written.length <= after) {
        text_append_byte(text, '0');
    } else {
        text_append(text, slice_part(written, 0, written.length - after));
        text_append_repeated(text, '0', decimal.scale < 0 ? (size_t)-decimal.scale : 0);
        written = slice_part(written, written.length - after, after);
    }
    if (after) {
        text_append_byte(text, '.');
        text_append_repeated(text, '0', after - written.length);
        text_append(text, written);
    }
}

/* True of 0 at any scale. */
static bool is_zero(Decimal decimal)
{
    return !decimal.high && !decimal.low;
}

/* As decimal_compare, of the magnitudes. */
static int compare_magnitudes(Decimal a, Decimal b)
{
    Wide x = coefficient(a), y = coefficient(b);
    if (!x || !y) {
        return (x > 0) - (y > 0);
    }
    int x_order = digits_of(x) - a.scale, y_order = digits_of(y) - b.scale;
    if (x_order != y_order) {
        return x_order < y_order ? -1 : 1;
    }
    if (a.scale < b.scale) {
        x *= ten_to(b.scale - a.scale);
    } else {
        y *= ten_to(a.scale - b.scale);
    }
    return (x > y) - (x < y);
}

int decimal_compare(Decimal a, Decimal b)
{
    if (a.is_negative != b.is_negative) {
        return a.is_negative ? -1 : 1;
    }
    int order = compare_magnitudes(a, b);
    return a.is_negative ? -order : order;
}

Decimal decimal_negate(Decimal decimal)
{
    decimal.is_negative = !decimal.is_negative && !is_zero(decimal);
    return decimal;
}

/* Gives the decimal the scale, by zeros or by rounding; the caller sees to it that zeros have room. */
static Decimal rescale(Decimal decimal, int scale, Rounding rounding)
{
    Wide number = coefficient(decimal);
    int shift = scale - decimal.scale;
    if (shift >= 0) {
        number *= number ? ten_to(shift) : 1;
    } else if (-shift > DECIMAL_DIGITS) {
        bool grows = number && ((rounding == ROUND_FLOOR && decimal.is_negative) ||
                                (rounding == ROUND_CEILING && !decimal.is_negative));
        number = grows;
    } else {
        number = divide_rounding(number, ten_to(-shift), decimal.is_negative, rounding);
    }
    return (Decimal){(uint64_t)(number >> 64), (uint64_t)number, (int16_t)scale, decimal.is_negative && number};
}

Decimal decimal_round(Decimal decimal, int scale, Rounding rounding)
{
    if (scale > decimal.scale) {
        int room = DECIMAL_DIGITS - digits_of(coefficient(decimal));
        scale = scale - decimal.scale <= room ? scale : decimal.scale + room;
    }
    return rescale(decimal, scale, rounding);
}

/* Digits before the point; negative by the zeros after it, and much below all others for zero. */
static int order_of(Decimal decimal)
{
    return is_zero(decimal) ? -2 * DECIMAL_SCALE_MAXIMUM : digits_of(coefficient(decimal)) - decimal.scale;
}

bool decimal_add(Decimal a, Decimal b, Decimal *result)
{
    int scale = a.scale > b.scale ? a.scale : b.scale;
    int order = order_of(a) > order_of(b) ? order_of(a) : order_of(b);
    if (order + 1 + scale > DECIMAL_DIGITS) {
        scale = DECIMAL_DIGITS - order - 1;
    }
    Wide x = coefficient(rescale(a, scale, ROUND_HALF_AWAY)), y = coefficient(rescale(b, scale, ROUND_HALF_AWAY));
    if (a.is_negative == b.is_negative) {
        return assemble(x + y, scale, a.is_negative, result);
    }
    return x >= y ? assemble(x - y, scale, a.is_negative, result) : assemble(y - x, scale, b.is_negative, result);
}

bool decimal_subtract(Decimal a, Decimal b, Decimal *result)
{
    return decimal_add(a, decimal_negate(b), result);
}

/* 256 bits, least significant word first. */
typedef struct Product {
    uint64_t words[4];
} Product;

/* x * y in full. */
static Product multiply_fully(Wide x, Wide y)
{
    uint64_t a[2] = {(uint64_t)x, (uint64_t)(x >> 64)}, b[2] = {(uint64_t)y, (uint64_t)(y >> 64)};
    Product product = {{0}};
    for (int i = 0; i < 2; i++) {
        uint64_t carry = 0;
        for (int j = 0; j < 2; j++) {
            Wide sum = (Wide)a[i] * b[j] + product.words[i + j] + carry;
            product.words[i + j] = (uint64_t)sum;
            carry = (uint64_t)(sum >> 64);
        }
        product.words[i + 2] = carry;
    }
    return product;
}

/* Divides by ten; returns the rest. */
static unsigned divide_by_ten(Product *product)
{
    Wide rest = 0;
    for (int i = 3; i >= 0; i--) {
        Wide part = rest << 64 | product->words[i];
        product->words[i] = (uint64_t)(part / 10);
        rest = part % 10;
    }
    return (unsigned)rest;
}

bool decimal_multiply(Decimal a, Decimal b, Decimal *result)
{
    Product product = multiply_fully(coefficient(a), coefficient(b));
    int scale = a.scale + b.scale;
    const Wide limit = ten_to(DECIMAL_DIGITS);
    unsigned rest = 0;
    while (product.words[3] || product.words[2] || ((Wide)product.words[1] << 64 | product.words[0]) >= limit) {
        rest = divide_by_ten(&product);
        scale--;
    }
    Wide number = ((Wide)product.words[1] << 64 | product.words[0]) + (rest >= 5);
    return assemble(number, scale, a.is_negative != b.is_negative, result);
}

bool decimal_divide(Decimal a, Decimal b, int scale, Rounding rounding, Decimal *result)
{
    Wide number = coefficient(a), divisor = coefficient(b);
    bool is_negative = a.is_negative != b.is_negative;
    if (!divisor) {
        return false;
    }
    Wide quotient = number / divisor, rest = number % divisor;
    int digits = digits_of(quotient);
    int reached = a.scale - b.scale;
    while (reached < scale && digits < DECIMAL_DIGITS && (rest || reached < 0)) {
        quotient = quotient * 10 + rest * 10 / divisor;
        rest = rest * 10 % divisor;
        digits += quotient != 0;
        reached++;
    }
    bool grows = rest && ((rounding == ROUND_HALF_AWAY && reached <= scale && rest >= divisor - rest) ||
                          (rounding == ROUND_FLOOR && is_negative) || (rounding == ROUND_CEILING && !is_negative));
    Decimal exact;
    if (!assemble(quotient + grows, reached, is_negative, &exact)) {
        return false;
    }
    *result = decimal_strip(reached > scale ? rescale(exact, scale, rounding) : exact);
    return true;
}

bool decimal_divide_exactly(Decimal a, Decimal b, Decimal *result)
{
    return decimal_divide(a, b, DECIMAL_SCALE_MAXIMUM, ROUND_HALF_AWAY, result);
}

Decimal decimal_strip(Decimal decimal)
{
    Wide number = coefficient(decimal);
    int scale = number ? decimal.scale : 0;
    while (scale > 0 && number % 10 == 0) {
        number /= 10;
        scale--;
    }
    if (scale < 0 && digits_of(number) - scale <= DECIMAL_DIGITS) {
        number *= ten_to(-scale);
        scale = 0;
    }
    return (Decimal){(uint64_t)(number >> 64), (uint64_t)number, (int16_t)scale, decimal.is_negative};
}

bool decimal_to_integer(Decimal decimal, int64_t *integer)
{
    Decimal whole = decimal_strip(decimal);
    if (whole.scale != 0 || whole.high || whole.low > (uint64_t)INT64_MAX) {
        return false;
    }
    *integer = whole.is_negative ? -(int64_t)whole.low : (int64_t)whole.low;
    return true;
}

double decimal_to_double(Decimal decimal)
{
    char digits[TEXT_DIGITS + 16];
    Wide number = coefficient(decimal);
    uint64_t low = (uint64_t)(number % ten_to(18)), high = (uint64_t)(number / ten_to(18) % ten_to(18));
    snprintf(digits, sizeof digits, "%s%u%018llu%018llue%d", decimal.is_negative ? "-" : "",
             (unsigned)(number / ten_to(36)), (unsigned long long)high, (unsigned long long)low, -decimal.scale);
    return strtod(digits, NULL);
}

bool decimal_from_double(double number, int scale, Decimal *decimal)
{
    char written[TEXT_DIGITS];
    if (!isfinite(number)) {
        return false;
    }
    /* The point is whatever the locale has: only the digits and the exponent are read. */
    snprintf(written, sizeof written, "%.*e", DOUBLE_DIGITS - 1, fabs(number));
    Reading reading = {0};
    const char *at = written;
    for (; *at != 'e'; at++) {
        if (ascii_is_digit(*at)) {
            take_digit(&reading, *at, true);
        }
    }
    Decimal exact;
    if (!assemble(reading.number, reading.scale - 1 - atoi(at + 1), number < 0, &exact)) {
        return false;
    }
    *decimal = decimal_strip(exact.scale > scale ? rescale(exact, scale, ROUND_HALF_AWAY) : exact);
    return true;
}

unsigned decimal_hash(Decimal decimal, HashSeed seed)
{
    Wide number = coefficient(decimal);
    int scale = number ? decimal.scale : 0;
    while (number && number % 10 == 0) {
        number /= 10;
        scale--;
    }
    uint64_t words[] = {(uint64_t)number, (uint64_t)(number >> 64), (uint64_t)scale, decimal.is_negative};
    return (unsigned)hash_bytes(slice_make((const char *)words, sizeof words), seed);
}
