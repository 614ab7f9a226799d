/* Date step: the parts stand at fixed places. */
#include "src/edit/date_step.h"

#include "src/base/ascii.h"

typedef struct DatePart {
    size_t start;
    size_t length;
    int least;
    int most;
    char before; /* what stands in front of it */
} DatePart;

enum { YEAR, MONTH, DAY, PART_COUNT = 6 };

static const DatePart parts[PART_COUNT] = {{0, 4, 1, 9999, '\0'}, {5, 2, 1, 12, '-'},  {8, 2, 1, 31, '-'},
                                           {11, 2, 0, 23, 'T'},   {14, 2, 0, 59, ':'}, {17, 2, 0, 59, ':'}};

/* The number that a part says; -1 where the text has it not, or something else there. */
static int number_at(Slice text, const DatePart *part)
{
    if (part->start > 0 && (part->start > text.length || text.bytes[part->start - 1] != part->before)) {
        return -1;
    }
    return ascii_number_at(text, part->start, part->length);
}

static int days_of(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && is_leap ? 29 : days[(month + 11) % 12];
}

static void write_number(Text *text, size_t from, const DatePart *part, int number)
{
    for (size_t i = part->length; i > 0; i--) {
        text->bytes[from + part->start + i - 1] = (char)('0' + number % 10);
        number /= 10;
    }
}

/* The part at the cursor; PART_COUNT for none. */
static size_t part_at(Slice text, size_t cursor)
{
    for (size_t i = 0; i < PART_COUNT; i++) {
        const DatePart *part = &parts[i];
        if (number_at(text, part) < 0) {
            return PART_COUNT;
        }
        if (cursor >= part->start && cursor <= part->start + part->length) {
            return i;
        }
    }
    return PART_COUNT;
}

/* Where the zone of a time begins: at Z, or a sign after the seconds; the text's length where it has none. */
static size_t zone_of(Slice text)
{
    enum { SECONDS_END = 19 };
    size_t at = SECONDS_END;
    while (at < text.length && text.bytes[at] != 'Z' && text.bytes[at] != '+' && text.bytes[at] != '-') {
        at++;
    }
    return at < text.length ? at : text.length;
}

/* The hours of the zone, from -12 to +14 and around; Z is +00:00. False where the text has no zone. */
static bool step_zone(Slice text, size_t zone, int by, Text *stepped)
{
    enum { LEAST = -12, RANGE = 27, LENGTH = 6 };
    bool is_utc = text.length == zone + 1 && text.bytes[zone] == 'Z';
    Slice rest = slice_part(text, zone, text.length);
    const DatePart hour = {1, 2, 0, 14, rest.bytes[0]};
    if (!is_utc && (rest.length != LENGTH || rest.bytes[3] != ':' || number_at(rest, &hour) < 0)) {
        return false;
    }
    int hours = is_utc ? 0 : number_at(rest, &hour);
    hours = !is_utc && rest.bytes[0] == '-' ? -hours : hours;
    hours = (((hours - LEAST + by) % RANGE) + RANGE) % RANGE + LEAST;
    text_append(stepped, slice_part(text, 0, zone));
    text_format(stepped, "%c%02d:%.*s", hours < 0 ? '-' : '+', hours < 0 ? -hours : hours,
                SLICE_ARGS(is_utc ? SLICE("00") : slice_part(rest, 4, 2)));
    return true;
}

bool date_step(Slice text, size_t cursor, int by, Text *stepped)
{
    size_t zone = zone_of(text);
    if (zone < text.length && cursor > zone) {
        return step_zone(text, zone, by, stepped);
    }
    size_t position = part_at(text, cursor), from = stepped->length;
    if (position == PART_COUNT) {
        return false;
    }
    int year = number_at(text, &parts[YEAR]), month = number_at(text, &parts[MONTH]);
    int most = position == DAY ? days_of(year, month) : parts[position].most;
    int least = parts[position].least, range = most - least + 1;
    int number = number_at(text, &parts[position]) - least + by;
    number = ((number % range) + range) % range + least;
    text_append(stepped, text);
    write_number(stepped, from, &parts[position], number);
    Slice now = slice_part(text_slice(stepped), from, text.length);
    int day = number_at(now, &parts[DAY]);
    if (day > 0) {
        int last = days_of(number_at(now, &parts[YEAR]), number_at(now, &parts[MONTH]));
        write_number(stepped, from, &parts[DAY], day > last ? last : day);
    }
    return true;
}
