/*
 * UCUM: expressions of units, read, checked and converted.
 *
 * Standard: The Unified Code for Units of Measure 2.1, http://ucum.org, case sensitive symbols.
 */
#ifndef IPSE_FHIRPATH_UCUM_H
#define IPSE_FHIRPATH_UCUM_H

#include "src/base/error.h"
#include "src/base/slice.h"
#include "src/base/text.h"
#include "src/fhirpath/value/decimal.h"

#include <stdint.h>

enum { UCUM_BASES = 7 }; /* m, s, g, rad, K, C, cd */

/* A quantity in the base units. */
typedef struct UcumQuantity {
    Decimal value;
    int8_t powers[UCUM_BASES];
    int32_t arbitrary; /* tells units that compare only to themselves from each other; 0: none takes part */
} UcumQuantity;

/* True when the text is a UCUM expression of known units, whether or not it can be calculated with. The error's `where`
 * is "unit:COLUMN". */
bool ucum_check(Slice unit, Error *error);

/* Takes a value of a unit to the base units. False where ucum_check says so, where the scale is no multiple of base
   units (decibel, pH) or the number grows beyond measure. */
bool ucum_canonical(Decimal value, Slice unit, UcumQuantity *quantity, Error *error);

/* True when the two can be compared and added. */
bool ucum_are_commensurable(const UcumQuantity *a, const UcumQuantity *b);

/* The product or quotient. False for arbitrary units that do not go away, division by zero, and numbers or powers
   beyond measure. */
bool ucum_multiply(const UcumQuantity *a, const UcumQuantity *b, UcumQuantity *product);
bool ucum_divide(const UcumQuantity *a, const UcumQuantity *b, UcumQuantity *quotient);

/* The value of a quantity of unit `from` in unit `to`; false where either is not convertible or they do not measure the
   same. */
bool ucum_convert(Decimal value, Slice from, Slice to, Decimal *converted, Error *error);

/* Appends the unit of a quantity as an expression of base units: "m2", "g.m-1", "1". */
void ucum_append_unit(const UcumQuantity *quantity, Text *text);

#endif
