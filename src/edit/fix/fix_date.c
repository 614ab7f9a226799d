/*
 * Fixes of dates and times: what people and other systems write, as FHIR writes it.
 *
 * A text is read as a day, in one or two ways, and perhaps a time and a zone. Each way gives a repair; where there are
 * two (01/02/2020), or the zone is not told, a person is asked which: either of the two is a guess, but not the day
 * before the month where dots part them. Standards: http://hl7.org/fhir/R4/datatypes.html#dateTime; the forms of DICOM
 * are those of DA, TM and DT (PS3.5, section 6.2).
 */
#include "src/base/ascii.h"
#include "src/edit/fix/fix_offer.h"
#include "src/edit/fix_search.h"
#include "src/edit/string_edit.h"

enum { MONTHS = 12 };

typedef struct Day {
    unsigned year, month, day; /* month and day are 0 where they are not told */
} Day;

typedef struct Reading {
    Day days[2];
    size_t count;
    bool is_guess; /* something in the text does not fit */
    bool has_dots; /* between day, month and year: the day comes first where dots are in use */
    Slice dropped; /* what follows the day; empty for nothing */
    bool has_time;
    unsigned hour, minute, second;
    Slice fraction; /* digits after the point; empty for none */
    char zone[8];   /* "Z", "+01:00"; empty where it is not told */
} Reading;

/* ---- taking apart ---- */

/* Takes a number of at least `least` and at most `most` digits off the start; false if there is none. */
static bool take_number(Slice *rest, size_t least, size_t most, unsigned *number)
{
    size_t length = 0;
    *number = 0;
    while (length < most && length < rest->length && ascii_is_digit(rest->bytes[length])) {
        *number = *number * 10 + (unsigned)(rest->bytes[length++] - '0');
    }
    if (length < least) {
        return false;
    }
    *rest = slice_part(*rest, length, rest->length);
    return true;
}

/* Takes one of the bytes off the start; gives it, or '\0'. */
static char take_any(Slice *rest, const char *bytes)
{
    char first = rest->length ? rest->bytes[0] : '\0';
    if (!first || !strchr(bytes, first)) {
        return '\0';
    }
    *rest = slice_part(*rest, 1, rest->length);
    return first;
}

static void take_blanks(Slice *rest)
{
    while (take_any(rest, " ,")) {
    }
}

/* Takes the name of a month, or the beginning of it, off the start; 0 if there is none. */
static unsigned take_month(Slice *rest)
{
    static const char *const names[MONTHS] = {"january", "february", "march",     "april",   "may",      "june",
                                              "july",    "august",   "september", "october", "november", "december"};
    enum { LEAST = 3 };
    size_t length = 0;
    while (length < rest->length && ascii_is_letter(rest->bytes[length])) {
        length++;
    }
    for (unsigned i = 0; i < MONTHS && length >= LEAST; i++) {
        Slice word = slice_part(*rest, 0, length);
        if (slice_equals_ignoring_case(word, slice_part(slice_from(names[i]), 0, length))) {
            *rest = slice_part(*rest, length, rest->length);
            take_any(rest, ".");
            return i + 1;
        }
    }
    return 0;
}

/* ---- days ---- */

static bool is_day(Day day)
{
    static const unsigned lengths[MONTHS] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool is_leap = day.year % 4 == 0 && (day.year % 100 != 0 || day.year % 400 == 0);
    return day.month <= MONTHS && (day.day == 0 || day.month > 0) &&
           (day.month == 0 || day.day <= lengths[day.month - 1] + (is_leap && day.month == 2));
}

static void add_day(Reading *reading, unsigned year, unsigned month, unsigned day)
{
    Day read = {year, month, day};
    bool is_known = reading->count > 0 && reading->days[0].month == month && reading->days[0].day == day;
    if (is_day(read) && reading->count < 2 && !is_known) {
        reading->days[reading->count++] = read;
    }
}

/* Two numbers that are the day and the month, in this order or the other; a month that has no such day is left. */
static void add_either(Reading *reading, unsigned year, unsigned day, unsigned month)
{
    add_day(reading, year, month, day);
    add_day(reading, year, day, month);
    if (reading->count == 0 && month > 0 && month <= MONTHS) {
        add_day(reading, year, month, 0);
    } else if (reading->count == 0 && day > 0) {
        add_day(reading, year, day, 0);
    }
}

/* 2020-01-31, 2020/1/31, 2020.01.31, 2020/01, 20200131, 202001. */
static bool read_year_first(Slice *rest, Reading *reading)
{
    Slice at = *rest;
    unsigned year, month, day = 0;
    if (!take_number(&at, 4, 4, &year)) {
        return false;
    }
    char mark = take_any(&at, "-/.");
    if (!take_number(&at, mark ? 1 : 2, 2, &month)) {
        return false;
    }
    bool has_day = mark ? take_any(&at, "-/.") == mark && take_number(&at, 1, 2, &day) : take_number(&at, 2, 2, &day);
    if (month > MONTHS && has_day) {
        add_either(reading, year, month, day);
        reading->is_guess = reading->count != 1 || reading->days[0].day == 0;
    } else if (has_day && month > 0 && day > 0) {
        add_day(reading, year, month, day);
        if (reading->count == 0) {
            add_day(reading, year, month, 0);
        }
    } else if (!has_day) {
        add_day(reading, year, month, 0);
    }
    *rest = at;
    return true;
}

/* 31/01/2020, 1.2.2020, 01-02-2020, 31-Jan-2020, 31 January 2020, 01/2020. */
static bool read_day_first(Slice *rest, Reading *reading)
{
    Slice at = *rest;
    unsigned first, second, year;
    if (!take_number(&at, 1, 2, &first) || (at.length && ascii_is_digit(at.bytes[0]))) {
        return false;
    }
    char mark = take_any(&at, "-/. ");
    take_blanks(&at);
    unsigned month = take_month(&at);
    if (month) {
        take_any(&at, "-/");
        take_blanks(&at);
    }
    bool has_second = !month && take_number(&at, 1, 2, &second) && mark && take_any(&at, "-/.") == mark;
    if (month && take_number(&at, 4, 4, &year)) {
        add_day(reading, year, month, first);
    } else if (has_second && take_number(&at, 4, 4, &year)) {
        add_either(reading, year, first, second);
        reading->has_dots = mark == '.';
    } else {
        return false;
    }
    *rest = at;
    return true;
}

/* Jan 31, 2020; January 2020. */
static bool read_month_first(Slice *rest, Reading *reading)
{
    Slice at = *rest;
    unsigned month = take_month(&at), day = 0, year;
    take_blanks(&at);
    Slice after = at;
    if (month && take_number(&at, 1, 2, &day) && !(at.length && ascii_is_digit(at.bytes[0]))) {
        take_any(&at, ".");
        take_blanks(&at);
    } else {
        at = after;
        day = 0;
    }
    if (!month || !take_number(&at, 4, 4, &year)) {
        return false;
    }
    add_day(reading, year, month, day);
    *rest = at;
    return true;
}

/* 01/2020. */
static bool read_month_and_year(Slice *rest, Reading *reading)
{
    Slice at = *rest;
    unsigned month, year;
    if (!take_number(&at, 1, 2, &month) || !take_any(&at, "-/.") || !take_number(&at, 4, 4, &year)) {
        return false;
    }
    add_day(reading, year, month, 0);
    *rest = at;
    return true;
}

/* ---- times ---- */

/* Z, UTC, GMT, +01:00, +0100, +01; false where what stands there is none of these. */
static bool read_zone(Slice *rest, Reading *reading)
{
    static const char *const words[] = {"z", "utc", "gmt"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (slice_equals_ignoring_case(*rest, slice_from(words[i]))) {
            *rest = (Slice){0};
            reading->zone[0] = 'Z';
            return true;
        }
    }
    unsigned hours, minutes = 0;
    char sign = take_any(rest, "+-");
    if (!sign || !take_number(rest, 2, 2, &hours)) {
        return false;
    }
    take_any(rest, ":");
    bool is_zone = (rest->length == 0 || take_number(rest, 2, 2, &minutes)) && hours <= 14 && minutes < 60;
    char zone[] = {sign, (char)('0' + hours / 10 % 10),   (char)('0' + hours % 10),
                   ':',  (char)('0' + minutes / 10 % 10), (char)('0' + minutes % 10),
                   '\0'};
    memcpy(reading->zone, zone, sizeof zone);
    return is_zone;
}

/* am, pm; false where the hour is none of twelve. */
static bool read_half(Slice *rest, Reading *reading)
{
    Slice half = slice_part(*rest, 0, 2);
    bool is_late = slice_equals_ignoring_case(half, SLICE("pm"));
    if (!is_late && !slice_equals_ignoring_case(half, SLICE("am"))) {
        return true;
    }
    *rest = slice_part(*rest, 2, rest->length);
    bool is_hour = reading->hour >= 1 && reading->hour <= 12;
    reading->hour = reading->hour % 12 + (is_late ? 12 : 0);
    return is_hour;
}

/* The time after a day, up to the end. */
static bool read_time(Slice *rest, Reading *reading)
{
    if (!take_number(rest, 1, 2, &reading->hour)) {
        return false;
    }
    bool has_colon = take_any(rest, ":") != '\0';
    if (!take_number(rest, 2, 2, &reading->minute)) {
        return false;
    }
    bool has_second = has_colon ? take_any(rest, ":") != '\0' : rest->length && ascii_is_digit(rest->bytes[0]);
    if (has_second && !take_number(rest, 2, 2, &reading->second)) {
        return false;
    }
    if (has_second && take_any(rest, ".,")) {
        size_t length = 0;
        while (length < rest->length && ascii_is_digit(rest->bytes[length])) {
            length++;
        }
        reading->fraction = slice_part(*rest, 0, length);
        *rest = slice_part(*rest, length, rest->length);
    }
    take_blanks(rest);
    bool is_half = read_half(rest, reading);
    take_blanks(rest);
    bool is_zoned = rest->length == 0 || read_zone(rest, reading);
    reading->has_time = true;
    return is_half && is_zoned && rest->length == 0 && reading->hour < 24 && reading->minute < 60 &&
           reading->second < 60;
}

/* Reads all of a text; false where it is no day. A time that is none leaves the day. */
static bool read_moment(Slice said, Reading *reading)
{
    Slice rest = said;
    bool is_read = read_year_first(&rest, reading) || read_day_first(&rest, reading) ||
                   read_month_first(&rest, reading) || read_month_and_year(&rest, reading);
    if (!is_read || reading->count == 0) {
        return false;
    }
    bool is_parted = take_any(&rest, "Tt ,") != '\0';
    take_blanks(&rest);
    if (rest.length == 0) {
        return true;
    }
    reading->dropped = rest;
    bool may_follow = is_parted || ascii_is_digit(rest.bytes[0]);
    Reading day = *reading;
    if (!may_follow) {
        return false;
    }
    if (!read_time(&rest, reading)) {
        *reading = day;
        reading->is_guess = true;
    }
    return true;
}

/* ---- writing ---- */

static void append_day(Day day, Text *text)
{
    text_format(text, "%04u", day.year);
    if (day.month) {
        text_format(text, "-%02u", day.month);
    }
    if (day.day) {
        text_format(text, "-%02u", day.day);
    }
}

/* A day with the time of the reading in a zone. */
static void offer_instant(const FixOffer *offer, bool is_certain, const Reading *reading, Day day, Slice zone)
{
    Text text = TEXT_EMPTY;
    append_day(day, &text);
    text_format(&text, "T%02u:%02u:%02u", reading->hour, reading->minute, reading->second);
    if (reading->fraction.length) {
        text_format(&text, ".%.*s", SLICE_ARGS(reading->fraction));
    }
    text_append(&text, zone);
    offer_text(offer, is_certain, text_slice(&text));
    text_free(&text);
}

/* True for a time of midnight: it says no more than the day, where that is all that the type holds. */
static bool is_midnight(const Reading *reading)
{
    return reading->has_time && reading->hour == 0 && reading->minute == 0 && reading->second == 0;
}

/* The day alone; what follows it in the text goes. */
static void offer_day(const FixOffer *offer, bool is_certain, const Reading *reading, Day day)
{
    Text text = TEXT_EMPTY, title = TEXT_EMPTY, json = TEXT_EMPTY;
    append_day(day, &text);
    if (reading->dropped.length == 0 || (is_midnight(reading) && slice_equals(offer->type, SLICE("date")))) {
        offer_text(offer, is_certain, text_slice(&text));
    } else if (!offer->list->is_certain_only && !offer->list->skips_removals) {
        SpliceList splices = SPLICE_LIST_EMPTY;
        string_edit_value(offer->document, offer->issue->node, text_slice(&text), &json);
        splice_set_value(offer->document, offer->issue->node, text_slice(&json), &splices, NULL);
        text_format(&title, "Keep '%.*s', remove '%.*s'", SLICE_ARGS(text_slice(&text)), SLICE_ARGS(reading->dropped));
        offer_loss(offer, &splices, reading->dropped, text_slice(&title));
    }
    text_free(&text);
    text_free(&title);
    text_free(&json);
}

/* The repairs for one way to read the day; `is_only`: there is no other. */
static void offer_way(const FixOffer *offer, const Reading *reading, Day day, bool is_only)
{
    bool is_date = slice_equals(offer->type, SLICE("date")), is_instant = slice_equals(offer->type, SLICE("instant"));
    bool has_clock = reading->has_time || is_instant;
    if (!is_date && has_clock && day.day && reading->zone[0]) {
        offer_instant(offer, is_only, reading, day, slice_from(reading->zone));
    } else if (!is_date && has_clock && day.day) {
        Slice zone = fix_search_zone(offer->operation->memory, offer->document, offer->issue->node);
        if (zone.length) {
            offer_instant(offer, false, reading, day, zone);
        }
        FixOffer new = fix_offer_new(offer);
        offer_instant(&new, false, reading, day, SLICE("Z"));
    }
    if (!is_instant) {
        offer_day(offer, is_only && !reading->has_time && day.day > 0, reading, day);
    }
}

void offer_date(const FixOffer *offer, Slice said)
{
    Reading reading = {.count = 0};
    if (!read_moment(said, &reading)) {
        return;
    }
    FixOffer way = *offer;
    for (size_t i = 0; i < reading.count; i++) {
        way.is_guess = reading.count > 1 && (i > 0 || !reading.has_dots);
        offer_way(&way, &reading, reading.days[i], reading.count == 1 && !reading.is_guess);
    }
}

/* 9:05, 0905, 090530.5, 9:05 pm. */
void offer_time(const FixOffer *offer, Slice said)
{
    Reading reading = {.count = 0};
    Slice rest = said;
    if (read_time(&rest, &reading) && !reading.zone[0]) {
        Text text = TEXT_EMPTY;
        text_format(&text, "%02u:%02u:%02u", reading.hour, reading.minute, reading.second);
        text_format(&text, reading.fraction.length ? ".%.*s" : "%.*s", SLICE_ARGS(reading.fraction));
        offer_text(offer, true, text_slice(&text));
        text_free(&text);
    }
}
