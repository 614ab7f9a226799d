/*
 * Quantity: a decimal with a unit of UCUM or of the calendar (FHIRPath N1 section 5.1, Quantity).
 *
 * A calendar year is no fixed span: `1 year = 1 'a'` is not known, `1 year ~ 1 'a'` is true. Weeks and what is shorter
 * are the same in both. FHIR writes both kinds as UCUM codes; such a quantity takes the meaning of what it meets.
 */
#ifndef IPSE_FHIRPATH_QUANTITY_H
#define IPSE_FHIRPATH_QUANTITY_H

#include "src/base/memory.h"
#include "src/fhirpath/value/decimal.h"
#include "src/fhirpath/value/moment.h"

typedef enum QuantityForm {
    QUANTITY_UCUM,     /* 1 'a' */
    QUANTITY_CALENDAR, /* 1 year */
    QUANTITY_FHIR      /* an element: code a of http://unitsofmeasure.org */
} QuantityForm;

typedef struct Quantity {
    Decimal value;
    Slice unit; /* a UCUM expression, or a word of the calendar */
    QuantityForm form;
} Quantity;

typedef enum QuantityOrder {
    QUANTITY_LESS = -1,
    QUANTITY_EQUAL = 0,
    QUANTITY_GREATER = 1,
    QUANTITY_UNKNOWN = 2 /* the units do not measure the same, or are not known */
} QuantityOrder;

/* A number of unit '1'. */
Quantity quantity_of_number(Decimal value);

/* Reads `1`, `1 day` or `1 'mg'`; the unit lies in the text. */
bool quantity_parse(Slice text, Quantity *quantity);

/* Appends `1 day` or `1 'mg'`. */
void quantity_append(const Quantity *quantity, Text *text);

QuantityOrder quantity_compare(const Quantity *a, const Quantity *b);

/* True when the two say the same, to the precision of the less precise (FHIRPath N1 section 6.1.2). */
bool quantity_are_equivalent(const Quantity *a, const Quantity *b);

/* True when the units measure the same. */
bool quantity_are_comparable(const Quantity *a, const Quantity *b);

/* False where the units do not measure the same, or the number grows beyond measure. A new unit's name lies in the
   arena. */
bool quantity_add(Arena *arena, const Quantity *a, const Quantity *b, Quantity *sum);
bool quantity_multiply(Arena *arena, const Quantity *a, const Quantity *b, Quantity *product);
bool quantity_divide(Arena *arena, const Quantity *a, const Quantity *b, Quantity *quotient);

/* The value in another unit of UCUM. */
bool quantity_convert(const Quantity *quantity, Slice unit, Quantity *converted);

/* The unit of time that a quantity counts, for adding it to a moment; DURATION_NONE where it counts none. Years and
   months of UCUM, which are averages, are none. */
DurationUnit quantity_duration(const Quantity *quantity);

#endif
