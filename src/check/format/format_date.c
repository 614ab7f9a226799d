/* Formats: dates and times. The quick tests accept what is written in the one usual way and has a real day. */
#include "src/base/ascii.h"
#include "src/check/format/format.h"
#include "src/check/state/group.h"
#include "src/fhirpath/value/calendar.h"

/* taken over: date-years */
enum { YEAR_LIKELY_FIRST = 1800, YEARS_AHEAD = 80 };

static bool has_at(Slice text, size_t at, char c)
{
    return at < text.length && text.bytes[at] == c;
}

/* True when a year, month or day that begins a text is a real one. */
static bool is_real_day(Slice text)
{
    int year = ascii_number_at(text, 0, 4), month = ascii_number_at(text, 5, 2), day = ascii_number_at(text, 8, 2);
    return text.length < 10 ||
           (year > 0 && month >= 1 && month <= 12 && day >= 1 && day <= calendar_days_in_month(year, month));
}

bool format_is_date(Slice text)
{
    int month = ascii_number_at(text, 5, 2);
    if (ascii_number_at(text, 0, 4) <= 0 || text.length == 4) {
        return text.length == 4 && ascii_number_at(text, 0, 4) > 0;
    }
    if (!has_at(text, 4, '-') || month < 1 || month > 12) {
        return false;
    }
    return text.length == 7 || (text.length == 10 && text.bytes[7] == '-' && is_real_day(text));
}

/* Hours, minutes and seconds from a place on, without fractions. */
static bool is_clock(Slice text, size_t at)
{
    int hour = ascii_number_at(text, at, 2), minute = ascii_number_at(text, at + 3, 2),
        second = ascii_number_at(text, at + 6, 2);
    bool is_time = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
    return is_time && has_at(text, at + 2, ':') && has_at(text, at + 5, ':');
}

/* Z or an offset such as +01:00, up to the end. */
static bool is_zone(Slice text, size_t at)
{
    if (text.length == at + 1) {
        return text.bytes[at] == 'Z';
    }
    int hour = ascii_number_at(text, at + 1, 2), minute = ascii_number_at(text, at + 4, 2);
    bool is_offset = hour >= 0 && hour < 14 && minute >= 0 && minute < 60;
    bool is_signed = has_at(text, at, '+') || has_at(text, at, '-');
    return text.length == at + 6 && is_signed && is_offset && has_at(text, at + 3, ':');
}

bool format_has_wrong_offset(Slice text)
{
    enum { ZONE = 19 };
    int hour = ascii_number_at(text, ZONE + 1, 2), minute = ascii_number_at(text, ZONE + 4, 2);
    bool has_form = text.length == ZONE + 6 && (has_at(text, ZONE, '+') || has_at(text, ZONE, '-')) &&
                    has_at(text, ZONE + 3, ':') && hour >= 0 && minute >= 0;
    bool is_moment = has_at(text, 10, 'T') && format_is_date(slice_part(text, 0, 10)) && is_clock(text, 11);
    return has_form && is_moment && (hour > 14 || minute > 59 || (hour == 14 && minute > 0));
}

bool format_is_instant(Slice text)
{
    return text.length > 19 && text.bytes[10] == 'T' && format_is_date(slice_part(text, 0, 10)) && is_clock(text, 11) &&
           is_zone(text, 19);
}

bool format_is_date_time(Slice text)
{
    return text.length <= 10 ? format_is_date(text) : format_is_instant(text);
}

bool format_is_time(Slice text)
{
    return text.length == 8 && is_clock(text, 0);
}

void format_judge_date(Walk *walk, const Place *place, Slice text)
{
    if (!is_real_day(text)) {
        issue_add(walk, KEY_FORMAT, place->node, NULL,
                  "Date '" SHOWN "' does not exist in the calendar. Check the day and month.",
                  SHOWN_ARGS(shown_value(text)));
        return;
    }
    int year = ascii_number_at(text, 0, 4), last = walk_year(walk) + YEARS_AHEAD;
    if (year < YEAR_LIKELY_FIRST || year > last) {
        issue_add(walk, KEY_DATE_UNLIKELY, place->node, NULL, "Year of '" SHOWN "' is unlikely. Expected: %d to %d.",
                  SHOWN_ARGS(shown_value(text)), YEAR_LIKELY_FIRST, last);
    }
}
