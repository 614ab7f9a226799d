/*
 * Moment: a date, a date with a time, or a time of day, known to some precision.
 *
 * 2014-05 is a month, not its first day: it is neither before nor after 2014-05-03, and comparing the two gives
 * MOMENT_UNKNOWN (FHIRPath N1 section 6.2). Seconds and their fractions count as one precision. A moment without a time
 * zone may lie up to 14 hours to either side of one that has it.
 */
#ifndef IPSE_FHIRPATH_MOMENT_H
#define IPSE_FHIRPATH_MOMENT_H

#include "src/base/slice.h"
#include "src/base/text.h"
#include "src/fhirpath/value/decimal.h"

#include <stdint.h>

typedef enum MomentKind { MOMENT_DATE, MOMENT_DATETIME, MOMENT_TIME } MomentKind;

/* The digits of YYYYMMDDhhmmssfff that are known; of a time of day, eight more than its own. */
typedef enum Precision {
    PRECISION_YEAR = 4,
    PRECISION_MONTH = 6,
    PRECISION_DAY = 8,
    PRECISION_HOUR = 10,
    PRECISION_MINUTE = 12,
    PRECISION_SECOND = 14,
    PRECISION_MILLISECOND = 17
} Precision;

typedef struct Moment {
    int16_t year; /* 1 to 9999; of a time of day 0, as are month and day */
    uint8_t month;
    uint8_t day;
    uint8_t hour;
    uint8_t minute;
    uint8_t second;
    uint8_t kind;            /* MomentKind */
    uint8_t precision;       /* Precision; what lies below it is 1 (month, day) or 0 */
    uint8_t fraction_digits; /* as written, at most 9 */
    bool has_offset;
    int16_t offset; /* minutes east of UTC */
    uint32_t nanosecond;
} Moment;

typedef enum MomentOrder { MOMENT_BEFORE = -1, MOMENT_EQUAL = 0, MOMENT_AFTER = 1, MOMENT_UNKNOWN = 2 } MomentOrder;

typedef enum DurationUnit {
    DURATION_YEAR,
    DURATION_MONTH,
    DURATION_WEEK,
    DURATION_DAY,
    DURATION_HOUR,
    DURATION_MINUTE,
    DURATION_SECOND,
    DURATION_MILLISECOND,
    DURATION_NONE
} DurationUnit;

/* Reads the moment that the text starts with, as a FHIRPath literal without `@`: a leading `T` means a time of day, a
   `T` after the date a MOMENT_DATETIME, else it is a MOMENT_DATE. Returns the bytes read; 0 where there is no moment.
 */
size_t moment_scan(Slice text, Moment *moment);

/* Reads a text that is a moment of the kind from end to end, as FHIR and FHIRPath write it (`2014` may be a date or a
   dateTime; a time may start with `T`). */
bool moment_parse(Slice text, MomentKind kind, Moment *moment);

/* Appends the moment as FHIR writes it. */
void moment_append(Moment moment, Text *text);

MomentOrder moment_compare(Moment a, Moment b);

/* Moments that compare as equal hash alike. */
unsigned moment_hash(Moment moment, HashSeed seed);

/* The unit that a word ("day", "days") names; DURATION_NONE where none. */
DurationUnit duration_unit_find(Slice word);

/* Adds a duration (FHIRPath N1 section 6.6.7): months keep the day where it exists, parts of units above seconds are
   left out, units finer than the precision count as whole coarser ones, a time of day goes round the clock. False where
   the result leaves the years 1 to 9999 or the unit does not fit a time of day. */
bool moment_add(Moment moment, Decimal amount, DurationUnit unit, Moment *result);

/* The first or last moment of the given number of digits (as Precision; of a time 2, 4, 6 or 9) that the moment may be;
   without a zone the earliest and latest zone is taken. False where the kind has no such precision. */
bool moment_boundary(Moment moment, int digits, bool is_high, Moment *result);

/* Digits that are known: Precision, of a time of day 2, 4, 6 or 9. */
int moment_digits(Moment moment);

/* The moment of milliseconds since 1970-01-01T00:00:00Z, in UTC, to the millisecond. */
Moment moment_from_milliseconds(int64_t milliseconds);

/* The part of a dateTime that is a date, or a time of day; a date or time itself is returned as it is. */
Moment moment_date(Moment moment);
Moment moment_time(Moment moment);

#endif
