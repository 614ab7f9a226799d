/*
 * Moments: reading, printing, and comparing to the common precision. What is done with the calendar (arithmetic,
 * boundaries) is in moment_calendar.c.
 */
#include "src/fhirpath/value/moment.h"

#include "src/base/ascii.h"
#include "src/fhirpath/value/calendar.h"

enum { NANOSECOND_DIGITS = 9, ZONE_SPREAD_MINUTES = 14 * 60, MINUTES_PER_DAY = 24 * 60 };

/* Where a reading stands; every reader moves past what it took, and nowhere where it failed. */
typedef struct Cursor {
    Slice text;
    size_t at;
} Cursor;

/* The byte `ahead` of the cursor; 0 past the end. */
static char peek(const Cursor *cursor, size_t ahead)
{
    size_t at = cursor->at + ahead;
    return at < cursor->text.length ? cursor->text.bytes[at] : '\0';
}

/* Takes `lead` (0 for none) and exactly `digits` digits of a value within bounds. */
static bool take_field(Cursor *cursor, char lead, int digits, int minimum, int maximum, int *value)
{
    size_t skip = lead ? 1 : 0;
    if (lead && peek(cursor, 0) != lead) {
        return false;
    }
    int number = 0;
    for (int i = 0; i < digits; i++) {
        char c = peek(cursor, skip + (size_t)i);
        if (!ascii_is_digit(c)) {
            return false;
        }
        number = number * 10 + (c - '0');
    }
    if (number < minimum || number > maximum) {
        return false;
    }
    cursor->at += skip + (size_t)digits;
    *value = number;
    return true;
}

/* Takes YYYY, YYYY-MM or YYYY-MM-DD. */
static bool take_date(Cursor *cursor, Moment *moment)
{
    int year, month = 1, day = 1;
    if (!take_field(cursor, 0, 4, 1, 9999, &year)) {
        return false;
    }
    moment->precision = PRECISION_YEAR;
    if (take_field(cursor, '-', 2, 1, 12, &month)) {
        moment->precision = PRECISION_MONTH;
        if (take_field(cursor, '-', 2, 1, calendar_days_in_month(year, month), &day)) {
            moment->precision = PRECISION_DAY;
        }
    }
    moment->year = (int16_t)year;
    moment->month = (uint8_t)month;
    moment->day = (uint8_t)day;
    return true;
}

/* Takes `.` and digits as a fraction of a second, if they are there. */
static void take_fraction(Cursor *cursor, Moment *moment)
{
    if (peek(cursor, 0) != '.' || !ascii_is_digit(peek(cursor, 1))) {
        return;
    }
    cursor->at++;
    uint32_t nanosecond = 0;
    uint8_t digits = 0;
    for (; ascii_is_digit(peek(cursor, 0)); cursor->at++) {
        if (digits < NANOSECOND_DIGITS) {
            nanosecond = nanosecond * 10 + (uint32_t)(peek(cursor, 0) - '0');
            digits++;
        }
    }
    moment->fraction_digits = digits;
    for (int i = digits; i < NANOSECOND_DIGITS; i++) {
        nanosecond *= 10;
    }
    moment->nanosecond = nanosecond;
    moment->precision = PRECISION_MILLISECOND;
}

/* Takes hh, hh:mm, hh:mm:ss or hh:mm:ss.fff. */
static bool take_time(Cursor *cursor, Moment *moment)
{
    int hour, minute = 0, second = 0;
    if (!take_field(cursor, 0, 2, 0, 23, &hour)) {
        return false;
    }
    moment->precision = PRECISION_HOUR;
    if (take_field(cursor, ':', 2, 0, 59, &minute)) {
        moment->precision = PRECISION_MINUTE;
        if (take_field(cursor, ':', 2, 0, 60, &second)) {
            moment->precision = PRECISION_SECOND;
            take_fraction(cursor, moment);
        }
    }
    moment->hour = (uint8_t)hour;
    moment->minute = (uint8_t)minute;
    moment->second = (uint8_t)second;
    return true;
}

/* Takes Z, +hh:mm or -hh:mm, if they are there. */
static void take_offset(Cursor *cursor, Moment *moment)
{
    char sign = peek(cursor, 0);
    if (sign == 'Z') {
        cursor->at++;
        moment->has_offset = true;
        return;
    }
    if (sign != '+' && sign != '-') {
        return;
    }
    Cursor ahead = *cursor;
    int hours, minutes;
    if (take_field(&ahead, sign, 2, 0, 14, &hours) && take_field(&ahead, ':', 2, 0, 59, &minutes)) {
        *cursor = ahead;
        moment->has_offset = true;
        moment->offset = (int16_t)((sign == '-' ? -1 : 1) * (hours * 60 + minutes));
    }
}

size_t moment_scan(Slice text, Moment *moment)
{
    Cursor cursor = {text, 0};
    *moment = (Moment){.kind = MOMENT_TIME};
    if (peek(&cursor, 0) == 'T') {
        cursor.at++;
        return take_time(&cursor, moment) ? cursor.at : 0;
    }
    if (!take_date(&cursor, moment)) {
        return 0;
    }
    moment->kind = MOMENT_DATE;
    if (peek(&cursor, 0) == 'T') {
        moment->kind = MOMENT_DATETIME;
        cursor.at++;
        if (moment->precision == PRECISION_DAY && take_time(&cursor, moment)) {
            take_offset(&cursor, moment);
        }
    }
    return cursor.at;
}

bool moment_parse(Slice text, MomentKind kind, Moment *moment)
{
    if (kind == MOMENT_TIME && text.length && text.bytes[0] != 'T') {
        Cursor cursor = {text, 0};
        *moment = (Moment){.kind = MOMENT_TIME};
        return take_time(&cursor, moment) && cursor.at == text.length;
    }
    if (moment_scan(text, moment) != text.length || text.length == 0) {
        return false;
    }
    if (kind == MOMENT_DATETIME && moment->kind == MOMENT_DATE) {
        moment->kind = MOMENT_DATETIME;
    }
    return moment->kind == kind;
}

/* Appends hh, :mm, :ss and the fraction, those that are known. */
static void append_time(Moment moment, Text *text)
{
    text_format(text, "%02d", moment.hour);
    if (moment.precision >= PRECISION_MINUTE) {
        text_format(text, ":%02d", moment.minute);
    }
    if (moment.precision >= PRECISION_SECOND) {
        text_format(text, ":%02d", moment.second);
    }
    if (moment.precision >= PRECISION_MILLISECOND) {
        char digits[NANOSECOND_DIGITS + 1];
        uint32_t rest = moment.nanosecond;
        for (int i = NANOSECOND_DIGITS - 1; i >= 0; i--) {
            digits[i] = (char)('0' + rest % 10);
            rest /= 10;
        }
        text_append_byte(text, '.');
        text_append(text, slice_make(digits, moment.fraction_digits));
    }
}

void moment_append(Moment moment, Text *text)
{
    if (moment.kind == MOMENT_TIME) {
        append_time(moment, text);
        return;
    }
    text_format(text, "%04d", moment.year);
    if (moment.precision >= PRECISION_MONTH) {
        text_format(text, "-%02d", moment.month);
    }
    if (moment.precision >= PRECISION_DAY) {
        text_format(text, "-%02d", moment.day);
    }
    if (moment.precision >= PRECISION_HOUR) {
        text_append_byte(text, 'T');
        append_time(moment, text);
    }
    if (moment.has_offset && moment.offset == 0) {
        text_append_byte(text, 'Z');
    } else if (moment.has_offset) {
        int minutes = moment.offset < 0 ? -moment.offset : moment.offset;
        text_format(text, "%c%02d:%02d", moment.offset < 0 ? '-' : '+', minutes / 60, minutes % 60);
    }
}

/* Minutes since the epoch, in UTC where the zone is known. */
static int64_t minutes_of(Moment moment)
{
    return calendar_days(moment.year, moment.month, moment.day) * MINUTES_PER_DAY + moment.hour * 60 + moment.minute -
           moment.offset;
}

/* Minutes from the start of the moment to the end of what it may be. */
static int64_t length_in_minutes(Moment moment)
{
    static const int64_t lengths[] = {[PRECISION_YEAR / 2] = 366 * MINUTES_PER_DAY,
                                      [PRECISION_MONTH / 2] = 31 * MINUTES_PER_DAY,
                                      [PRECISION_DAY / 2] = MINUTES_PER_DAY,
                                      [PRECISION_HOUR / 2] = 60,
                                      [PRECISION_MINUTE / 2] = 1,
                                      [PRECISION_SECOND / 2] = 1,
                                      [PRECISION_MILLISECOND / 2] = 1};
    return lengths[moment.precision / 2];
}

/* The order where one moment has a zone and the other has none: known only where no zone could make them meet. */
static MomentOrder compare_across_zones(Moment a, Moment b)
{
    int64_t a_start = minutes_of(a) - (a.has_offset ? 0 : ZONE_SPREAD_MINUTES);
    int64_t b_start = minutes_of(b) - (b.has_offset ? 0 : ZONE_SPREAD_MINUTES);
    int64_t a_end = minutes_of(a) + length_in_minutes(a) + (a.has_offset ? 0 : ZONE_SPREAD_MINUTES);
    int64_t b_end = minutes_of(b) + length_in_minutes(b) + (b.has_offset ? 0 : ZONE_SPREAD_MINUTES);
    if (a_end < b_start) {
        return MOMENT_BEFORE;
    }
    return b_end < a_start ? MOMENT_AFTER : MOMENT_UNKNOWN;
}

/* The fields in order, up to a precision; the value of each in a row of its own. */
static int list_fields(Moment moment, int64_t *fields)
{
    bool is_in_zone = moment.has_offset && moment.precision >= PRECISION_HOUR;
    int count = 0;
    if (is_in_zone) {
        int64_t minutes = minutes_of(moment);
        int64_t days = (minutes >= 0 ? minutes : minutes - (MINUTES_PER_DAY - 1)) / MINUTES_PER_DAY;
        fields[count++] = days;
        minutes -= days * MINUTES_PER_DAY;
        moment.hour = (uint8_t)(minutes / 60);
        moment.minute = (uint8_t)(minutes % 60);
    } else {
        fields[count++] = moment.year;
        if (moment.precision >= PRECISION_MONTH) {
            fields[count++] = moment.month;
        }
        if (moment.precision >= PRECISION_DAY) {
            fields[count++] = moment.day;
        }
    }
    if (moment.precision >= PRECISION_HOUR) {
        fields[count++] = moment.hour;
    }
    if (moment.precision >= PRECISION_MINUTE) {
        fields[count++] = moment.minute;
    }
    if (moment.precision >= PRECISION_SECOND) {
        fields[count++] = moment.second * (int64_t)1000000000 + moment.nanosecond;
    }
    return count;
}

MomentOrder moment_compare(Moment a, Moment b)
{
    if (a.has_offset != b.has_offset) {
        return compare_across_zones(a, b);
    }
    int64_t x[8], y[8];
    int x_count = list_fields(a, x), y_count = list_fields(b, y);
    for (int i = 0; i < x_count && i < y_count; i++) {
        if (x[i] != y[i]) {
            return x[i] < y[i] ? MOMENT_BEFORE : MOMENT_AFTER;
        }
    }
    return x_count == y_count ? MOMENT_EQUAL : MOMENT_UNKNOWN;
}

unsigned moment_hash(Moment moment, HashSeed seed)
{
    int64_t fields[8];
    int count = list_fields(moment, fields);
    return (unsigned)hash_bytes(slice_make((const char *)fields, (size_t)count * sizeof *fields), seed);
}

int moment_digits(Moment moment)
{
    return moment.kind == MOMENT_TIME ? moment.precision - PRECISION_DAY : moment.precision;
}

Moment moment_date(Moment moment)
{
    if (moment.kind == MOMENT_DATETIME) {
        uint8_t precision = moment.precision < PRECISION_DAY ? moment.precision : PRECISION_DAY;
        return (Moment){
            .kind = MOMENT_DATE, .year = moment.year, .month = moment.month, .day = moment.day, .precision = precision};
    }
    return moment;
}

Moment moment_time(Moment moment)
{
    moment.kind = MOMENT_TIME;
    moment.year = moment.month = moment.day = 0;
    moment.has_offset = false;
    moment.offset = 0;
    return moment;
}
