/*
 * Decimal: numbers to the base of ten, so that 0.1 + 0.2 is 0.3.
 *
 * A decimal is a whole coefficient of at most DECIMAL_DIGITS digits and the number of its digits after the point, which
 * may be negative (12E3 has the coefficient 12 and the scale -3). Trailing zeros are kept: 1.50 and 1.5 are equal and
 * print differently. FHIRPath N1 asks for 28 digits, of which 8 after the point; results that need more than
 * DECIMAL_DIGITS are rounded, half away from zero.
 */
#ifndef IPSE_FHIRPATH_DECIMAL_H
#define IPSE_FHIRPATH_DECIMAL_H

#include "src/base/hash.h"
#include "src/base/slice.h"
#include "src/base/text.h"

#include <stdint.h>

#define DECIMAL_DIGITS        37
#define DECIMAL_SCALE_MAXIMUM 4000

typedef struct Decimal {
    uint64_t high; /* the coefficient is high * 2^64 + low */
    uint64_t low;
    int16_t scale; /* digits after the point, within ±DECIMAL_SCALE_MAXIMUM */
    bool is_negative;
} Decimal;

typedef enum Rounding { ROUND_HALF_AWAY, ROUND_TO_ZERO, ROUND_FLOOR, ROUND_CEILING } Rounding;

Decimal decimal_from_integer(int64_t integer);

/* Reads a number as JSON writes it, with an optional plus sign and leading zeros allowed as well. False where the text
   is no number or lies beyond the scale. */
bool decimal_parse(Slice text, Decimal *decimal);

/* Appends the number without an exponent, every digit of the scale written out. */
void decimal_append(Decimal decimal, Text *text);

/* Negative, zero or positive as a is less than, equal to or greater than b; exact. */
int decimal_compare(Decimal a, Decimal b);

Decimal decimal_negate(Decimal decimal);

/* False where the result lies beyond the scale. */
bool decimal_add(Decimal a, Decimal b, Decimal *result);
bool decimal_subtract(Decimal a, Decimal b, Decimal *result);
bool decimal_multiply(Decimal a, Decimal b, Decimal *result);

/* The quotient to `scale` digits after the point, rounded by `rounding` (fewer digits where DECIMAL_DIGITS do not
   reach), without trailing zeros. False where b is zero. */
bool decimal_divide(Decimal a, Decimal b, int scale, Rounding rounding, Decimal *result);

/* The quotient to as many digits as there are. */
bool decimal_divide_exactly(Decimal a, Decimal b, Decimal *result);

/* `scale` digits after the point; zeros are added where there are fewer and room allows. */
Decimal decimal_round(Decimal decimal, int scale, Rounding rounding);

/* Without trailing zeros after the point; scale 0 or more where the digits allow. */
Decimal decimal_strip(Decimal decimal);

/* True where the value is whole and fits. */
bool decimal_to_integer(Decimal decimal, int64_t *integer);

double decimal_to_double(Decimal decimal);

/* The nearest decimal of at most `scale` digits after the point and 15 significant ones; false for infinities and what
   is no number. */
bool decimal_from_double(double number, int scale, Decimal *decimal);

/* Equal decimals hash alike. */
unsigned decimal_hash(Decimal decimal, HashSeed seed);

#endif
