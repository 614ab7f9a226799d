/* Moments moved about the calendar: durations added, boundaries of what a partial moment may be. */
#include "src/fhirpath/value/calendar.h"
#include "src/fhirpath/value/moment.h"

enum {
    NANOSECONDS_PER_MILLISECOND = 1000000,
    MILLISECOND_DIGITS = 3,
    ZONE_EARLIEST_MINUTES = 14 * 60,
    ZONE_LATEST_MINUTES = -12 * 60,
    DAYS_PER_MONTH = 30,
    DAYS_PER_YEAR = 365
};
#define MILLISECONDS_PER_SECOND INT64_C(1000)
#define MILLISECONDS_PER_MINUTE (60 * MILLISECONDS_PER_SECOND)
#define MILLISECONDS_PER_HOUR   (60 * MILLISECONDS_PER_MINUTE)
#define MILLISECONDS_PER_DAY    (24 * MILLISECONDS_PER_HOUR)
#define AMOUNT_MAXIMUM          INT64_C(1000000000000)

/* What is known of a unit: its words, and its length where it has a fixed one. */
static const struct {
    Slice singular;
    Slice plural;
    int64_t milliseconds;
} units[] = {
    [DURATION_YEAR] = {SLICE("year"), SLICE("years"), 0},
    [DURATION_MONTH] = {SLICE("month"), SLICE("months"), 0},
    [DURATION_WEEK] = {SLICE("week"), SLICE("weeks"), 7 * MILLISECONDS_PER_DAY},
    [DURATION_DAY] = {SLICE("day"), SLICE("days"), MILLISECONDS_PER_DAY},
    [DURATION_HOUR] = {SLICE("hour"), SLICE("hours"), MILLISECONDS_PER_HOUR},
    [DURATION_MINUTE] = {SLICE("minute"), SLICE("minutes"), MILLISECONDS_PER_MINUTE},
    [DURATION_SECOND] = {SLICE("second"), SLICE("seconds"), MILLISECONDS_PER_SECOND},
    [DURATION_MILLISECOND] = {SLICE("millisecond"), SLICE("milliseconds"), 1},
};

DurationUnit duration_unit_find(Slice word)
{
    for (unsigned unit = 0; unit < DURATION_NONE; unit++) {
        if (slice_equals(word, units[unit].singular) || slice_equals(word, units[unit].plural)) {
            return (DurationUnit)unit;
        }
    }
    return DURATION_NONE;
}

/* The amount as a whole number of units, or of milliseconds where the unit is a second or less. */
static bool count_units(Decimal amount, DurationUnit unit, int64_t *count)
{
    Decimal scaled = amount;
    if (unit == DURATION_SECOND && !decimal_multiply(amount, decimal_from_integer(MILLISECONDS_PER_SECOND), &scaled)) {
        return false;
    }
    return decimal_to_integer(decimal_round(scaled, 0, ROUND_TO_ZERO), count) && *count <= AMOUNT_MAXIMUM &&
           *count >= -AMOUNT_MAXIMUM;
}

/* Milliseconds since the moment's own midnight. */
static int64_t milliseconds_of_day(Moment moment)
{
    return moment.hour * MILLISECONDS_PER_HOUR + moment.minute * MILLISECONDS_PER_MINUTE +
           moment.second * MILLISECONDS_PER_SECOND + moment.nanosecond / NANOSECONDS_PER_MILLISECOND;
}

/* Sets the time of day; what is finer than a millisecond stays. */
static void set_milliseconds_of_day(Moment *moment, int64_t milliseconds)
{
    uint32_t finer = moment->nanosecond % NANOSECONDS_PER_MILLISECOND;
    uint32_t part = (uint32_t)(milliseconds % MILLISECONDS_PER_SECOND);
    moment->hour = (uint8_t)(milliseconds / MILLISECONDS_PER_HOUR);
    moment->minute = (uint8_t)(milliseconds / MILLISECONDS_PER_MINUTE % 60);
    moment->second = (uint8_t)(milliseconds / MILLISECONDS_PER_SECOND % 60);
    moment->nanosecond = part * NANOSECONDS_PER_MILLISECOND + finer;
    if (part && moment->fraction_digits < MILLISECOND_DIGITS) {
        moment->fraction_digits = MILLISECOND_DIGITS;
        moment->precision = PRECISION_MILLISECOND;
    }
}

/* Adds months, keeping the day where the month has it. */
static bool add_months(Moment moment, int64_t months, Moment *result)
{
    int64_t total = moment.year * INT64_C(12) + moment.month - 1 + months;
    if (total < 12 || total >= 10000 * INT64_C(12)) {
        return false;
    }
    moment.year = (int16_t)(total / 12);
    moment.month = (uint8_t)(total % 12 + 1);
    int last = calendar_days_in_month(moment.year, moment.month);
    moment.day = moment.day > last ? (uint8_t)last : moment.day;
    *result = moment;
    return true;
}

/* Adds milliseconds to a date with or without a time. */
static bool add_milliseconds(Moment moment, int64_t milliseconds, Moment *result)
{
    int64_t total = milliseconds_of_day(moment) + milliseconds % MILLISECONDS_PER_DAY;
    int64_t days = calendar_days(moment.year, moment.month, moment.day) + milliseconds / MILLISECONDS_PER_DAY;
    days += total < 0 ? -1 : total / MILLISECONDS_PER_DAY;
    total = total < 0 ? total + MILLISECONDS_PER_DAY : total % MILLISECONDS_PER_DAY;
    if (days < calendar_days(1, 1, 1) || days > calendar_days(9999, 12, 31)) {
        return false;
    }
    int year, month, day;
    calendar_date(days, &year, &month, &day);
    moment.year = (int16_t)year;
    moment.month = (uint8_t)month;
    moment.day = (uint8_t)day;
    if (milliseconds % MILLISECONDS_PER_DAY) {
        set_milliseconds_of_day(&moment, total);
    }
    *result = moment;
    return true;
}

/* Adds milliseconds to a date, whole units of its precision only. */
static bool add_whole(Moment moment, int64_t milliseconds, Moment *result)
{
    switch (moment.precision) {
    case PRECISION_YEAR:
        return add_months(moment, milliseconds / MILLISECONDS_PER_DAY / DAYS_PER_YEAR * 12, result);
    case PRECISION_MONTH:
        return add_months(moment, milliseconds / MILLISECONDS_PER_DAY / DAYS_PER_MONTH, result);
    case PRECISION_DAY:
        return add_milliseconds(moment, milliseconds - milliseconds % MILLISECONDS_PER_DAY, result);
    case PRECISION_HOUR:
        return add_milliseconds(moment, milliseconds - milliseconds % MILLISECONDS_PER_HOUR, result);
    case PRECISION_MINUTE:
        return add_milliseconds(moment, milliseconds - milliseconds % MILLISECONDS_PER_MINUTE, result);
    default:
        return add_milliseconds(moment, milliseconds, result);
    }
}

/* Adds to a time of day, round the clock. */
static bool add_to_time(Moment moment, int64_t milliseconds, DurationUnit unit, Moment *result)
{
    if (unit < DURATION_HOUR) {
        return false;
    }
    int64_t total = (milliseconds_of_day(moment) + milliseconds % MILLISECONDS_PER_DAY + MILLISECONDS_PER_DAY);
    set_milliseconds_of_day(&moment, total % MILLISECONDS_PER_DAY);
    *result = moment;
    return true;
}

bool moment_add(Moment moment, Decimal amount, DurationUnit unit, Moment *result)
{
    int64_t count;
    if (unit == DURATION_NONE || !count_units(amount, unit, &count)) {
        return false;
    }
    if (unit == DURATION_YEAR || unit == DURATION_MONTH) {
        int64_t months = unit == DURATION_YEAR ? count * 12 : count;
        months = moment.precision == PRECISION_YEAR ? months / 12 * 12 : months;
        return moment.kind != MOMENT_TIME && add_months(moment, months, result);
    }
    int64_t milliseconds = count * (unit == DURATION_SECOND ? 1 : units[unit].milliseconds);
    return moment.kind == MOMENT_TIME ? add_to_time(moment, milliseconds, unit, result)
                                      : add_whole(moment, milliseconds, result);
}

/* True when a moment of the kind can be known to so many digits. */
static bool has_precision(uint8_t kind, int precision)
{
    static const int all[] = {PRECISION_YEAR,   PRECISION_MONTH,  PRECISION_DAY,        PRECISION_HOUR,
                              PRECISION_MINUTE, PRECISION_SECOND, PRECISION_MILLISECOND};
    int lowest = kind == MOMENT_TIME ? PRECISION_HOUR : PRECISION_YEAR;
    int highest = kind == MOMENT_DATE ? PRECISION_DAY : PRECISION_MILLISECOND;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (all[i] == precision) {
            return precision >= lowest && precision <= highest;
        }
    }
    return false;
}

/* Fills what lies below the moment's precision with its last values. */
static void fill_high(Moment *moment, int precision)
{
    if (precision < PRECISION_MONTH) {
        moment->month = 12;
    }
    if (precision < PRECISION_DAY && moment->kind != MOMENT_TIME) {
        moment->day = (uint8_t)calendar_days_in_month(moment->year, moment->month);
    }
    if (precision < PRECISION_HOUR) {
        moment->hour = 23;
    }
    if (precision < PRECISION_MINUTE) {
        moment->minute = 59;
    }
    if (precision < PRECISION_SECOND) {
        moment->second = 59;
    }
    if (precision < PRECISION_MILLISECOND) {
        moment->nanosecond = 999 * NANOSECONDS_PER_MILLISECOND;
    }
}

bool moment_boundary(Moment moment, int digits, bool is_high, Moment *result)
{
    int wanted = moment.kind == MOMENT_TIME ? digits + PRECISION_DAY : digits;
    if (!has_precision(moment.kind, wanted)) {
        return false;
    }
    int known = moment.precision;
    if (moment.kind == MOMENT_DATETIME && known == PRECISION_HOUR) {
        /* FHIR's dateTime has no hour without its minute (R4 datatypes, dateTime): it is read as hh:00. */
        known = PRECISION_MINUTE;
    }
    if (is_high) {
        fill_high(&moment, known);
    }
    moment.precision = (uint8_t)wanted;
    if (wanted == PRECISION_MILLISECOND && moment.fraction_digits < MILLISECOND_DIGITS) {
        moment.fraction_digits = MILLISECOND_DIGITS;
    }
    if (moment.kind == MOMENT_DATETIME && wanted >= PRECISION_HOUR && !moment.has_offset) {
        moment.has_offset = true;
        moment.offset = is_high ? ZONE_LATEST_MINUTES : ZONE_EARLIEST_MINUTES;
    }
    moment.has_offset = moment.has_offset && wanted >= PRECISION_HOUR;
    *result = moment;
    return true;
}

Moment moment_from_milliseconds(int64_t milliseconds)
{
    Moment epoch = {.kind = MOMENT_DATETIME,
                    .year = 1970,
                    .month = 1,
                    .day = 1,
                    .precision = PRECISION_MILLISECOND,
                    .fraction_digits = MILLISECOND_DIGITS,
                    .has_offset = true};
    Moment result;
    return add_milliseconds(epoch, milliseconds, &result) ? result : epoch;
}
