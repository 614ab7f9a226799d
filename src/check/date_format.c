/* Date formats: a cursor over the text, one small reader for each part. */
#include "src/check/date_format.h"

#include "src/fhirpath/calendar.h"

typedef struct Cursor {
    Slice text;
    size_t at;
} Cursor;

/* Reads exactly `count` digits; -1 where they are not there. */
static int read_digits(Cursor *cursor, int count)
{
    int number = 0;
    for (int i = 0; i < count; i++, cursor->at++) {
        char c = cursor->at < cursor->text.length ? cursor->text.bytes[cursor->at] : '\0';
        if (c < '0' || c > '9') {
            return -1;
        }
        number = number * 10 + (c - '0');
    }
    return number;
}

static bool read_mark(Cursor *cursor, char mark)
{
    bool is_there = cursor->at < cursor->text.length && cursor->text.bytes[cursor->at] == mark;
    cursor->at += is_there;
    return is_there;
}

static bool is_at_end(const Cursor *cursor)
{
    return cursor->at == cursor->text.length;
}

static const char date_form[] = "a date is written YYYY, YYYY-MM or YYYY-MM-DD";

/* Reads YYYY, YYYY-MM or YYYY-MM-DD; the number of parts goes to `parts_read`. */
static const char *read_date(Cursor *cursor, int *year, int *parts_read)
{
    *year = read_digits(cursor, 4);
    if (*year < 1) {
        return date_form;
    }
    *parts_read = 1;
    if (!read_mark(cursor, '-')) {
        return NULL;
    }
    int month = read_digits(cursor, 2);
    if (month < 0) {
        return date_form;
    }
    if (month < 1 || month > 12) {
        return "there is no such month";
    }
    *parts_read = 2;
    if (!read_mark(cursor, '-')) {
        return NULL;
    }
    int day = read_digits(cursor, 2);
    if (day < 0) {
        return date_form;
    }
    *parts_read = 3;
    return day < 1 || day > calendar_days_in_month(*year, month) ? "there is no such day in that month" : NULL;
}

static const char time_form[] = "a time of day is written hh:mm:ss";

/* Reads hh:mm:ss and, where allowed, a fraction. */
static const char *read_time(Cursor *cursor, bool allows_fraction)
{
    int hour = read_digits(cursor, 2);
    bool has_minute = hour >= 0 && read_mark(cursor, ':');
    int minute = has_minute ? read_digits(cursor, 2) : -1;
    bool has_second = minute >= 0 && read_mark(cursor, ':');
    int second = has_second ? read_digits(cursor, 2) : -1;
    if (second < 0) {
        return time_form;
    }
    if (hour > 23 || minute > 59 || second > 60) {
        return "there is no such time of day";
    }
    if (allows_fraction && read_mark(cursor, '.')) {
        size_t start = cursor->at;
        while (read_digits(cursor, 1) >= 0) {
        }
        return cursor->at == start ? "digits are expected after the point of the seconds" : NULL;
    }
    return NULL;
}

/* Reads Z or ±hh:mm where it is there. */
static const char *read_zone(Cursor *cursor, bool *is_there)
{
    *is_there = true;
    if (read_mark(cursor, 'Z')) {
        return NULL;
    }
    if (!read_mark(cursor, '+') && !read_mark(cursor, '-')) {
        *is_there = false;
        return NULL;
    }
    int hour = read_digits(cursor, 2);
    int minute = hour >= 0 && read_mark(cursor, ':') ? read_digits(cursor, 2) : -1;
    if (minute < 0) {
        return "a time zone is written Z, +hh:mm or -hh:mm";
    }
    return hour > 14 || minute > 59 || (hour == 14 && minute > 0) ? "there is no such time zone" : NULL;
}

const char *date_fault(Slice text, DateParts *parts)
{
    Cursor cursor = {text, 0};
    int year = 0, count = 0;
    const char *fault = read_date(&cursor, &year, &count);
    if (parts) {
        *parts = (DateParts){.year = year > 0 ? year : 0};
    }
    return fault ? fault : is_at_end(&cursor) ? NULL : date_form;
}

const char *date_time_fault(Slice text, DateParts *parts)
{
    Cursor cursor = {text, 0};
    int year = 0, count = 0;
    DateParts found = {0};
    const char *fault = read_date(&cursor, &year, &count);
    found.year = year > 0 ? year : 0;
    if (!fault && count == 3 && read_mark(&cursor, 'T')) {
        found.has_time = true;
        fault = read_time(&cursor, true);
        fault = fault ? fault : read_zone(&cursor, &found.has_zone);
    }
    if (parts) {
        *parts = found;
    }
    return fault ? fault
           : is_at_end(&cursor)
               ? NULL
               : "a date with a time is written YYYY-MM-DDThh:mm:ss and a time zone (Z, +hh:mm or -hh:mm)";
}

const char *instant_fault(Slice text, DateParts *parts)
{
    DateParts found;
    const char *fault = date_time_fault(text, &found);
    if (parts) {
        *parts = found;
    }
    bool is_whole = found.has_time && found.has_zone;
    return fault ? fault : is_whole ? NULL : "an instant needs a date, a time and a time zone: YYYY-MM-DDThh:mm:ssZ";
}

const char *time_fault(Slice text)
{
    Cursor cursor = {text, 0};
    const char *fault = read_time(&cursor, false);
    return fault ? fault : is_at_end(&cursor) ? NULL : time_form;
}
