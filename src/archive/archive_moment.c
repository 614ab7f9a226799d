/* ArchiveMoment: digits at places. */
#include "src/archive/archive_moment.h"

#include "src/base/ascii.h"

#include <stdlib.h>

/* Reads `count` digits at an offset; false where there are others. */
static bool read_digits(Slice text, size_t offset, size_t count, int *number)
{
    *number = 0;
    for (size_t i = offset; i < offset + count; i++) {
        if (i >= text.length || !ascii_is_digit(text.bytes[i])) {
            return false;
        }
        *number = *number * 10 + (text.bytes[i] - '0');
    }
    return true;
}

/* The first of several values. */
static Slice first_value(Slice values)
{
    return slice_trim(slice_part(values, 0, slice_find(values, SLICE("\\"), 0)));
}

static bool is_day(const ArchiveMoment *moment)
{
    return moment->month >= 1 && moment->month <= 12 && moment->day >= 1 && moment->day <= 31;
}

static bool read_date(Slice date, ArchiveMoment *moment)
{
    size_t gap = date.length == 10 ? 1 : 0; /* YYYY.MM.DD of ACR-NEMA */
    return date.length == 8 + 2 * gap && read_digits(date, 0, 4, &moment->year) &&
           read_digits(date, 4 + gap, 2, &moment->month) && read_digits(date, 6 + 2 * gap, 2, &moment->day) &&
           is_day(moment);
}

static void read_time(Slice time, ArchiveMoment *moment)
{
    int *parts[] = {&moment->hour, &moment->minute, &moment->second};
    static const int limits[] = {23, 59, 60};
    size_t offset = 0;
    for (unsigned i = 0; i < 3 && read_digits(time, offset, 2, parts[i]) && *parts[i] <= limits[i]; i++) {
        moment->time_parts = i + 1;
        offset += 2;
        offset += offset < time.length && time.bytes[offset] == ':' ? 1 : 0;
    }
}

/* ±HHMM, with a colon in FHIR. */
static bool read_zone(Slice zone, ArchiveMoment *moment)
{
    int hours, minutes;
    size_t colon = zone.length == 6 ? 1 : 0;
    if (zone.length != 5 + colon || (zone.bytes[0] != '+' && zone.bytes[0] != '-') ||
        !read_digits(zone, 1, 2, &hours) || !read_digits(zone, 3 + colon, 2, &minutes) || hours > 14 || minutes > 59) {
        return false;
    }
    moment->has_zone = true;
    moment->zone = (zone.bytes[0] == '-' ? -1 : 1) * (hours * 60 + minutes);
    return true;
}

bool archive_moment_read(Slice date, Slice time, Slice zone, ArchiveMoment *moment)
{
    *moment = (ArchiveMoment){0};
    if (!read_date(first_value(date), moment)) {
        return false;
    }
    read_time(first_value(time), moment);
    if (moment->time_parts > 0) {
        read_zone(first_value(zone), moment);
    }
    return true;
}

bool archive_moment_read_fhir(Slice text, ArchiveMoment *moment)
{
    *moment = (ArchiveMoment){0};
    bool has_day = text.length >= 10;
    if (!read_digits(text, 0, 4, &moment->year) ||
        (text.length >= 7 && (text.bytes[4] != '-' || !read_digits(text, 5, 2, &moment->month))) ||
        (has_day && (text.bytes[7] != '-' || !read_digits(text, 8, 2, &moment->day) || !is_day(moment)))) {
        return false;
    }
    if (text.length <= 10 || text.bytes[10] != 'T') {
        return text.length == 4 || text.length == 7 || text.length == 10;
    }
    size_t zone = 11;
    while (zone < text.length && text.bytes[zone] != 'Z' && text.bytes[zone] != '+' && text.bytes[zone] != '-') {
        zone++;
    }
    read_time(slice_part(text, 11, zone - 11), moment);
    moment->has_zone = zone < text.length && text.bytes[zone] == 'Z';
    return moment->time_parts > 0 && (moment->has_zone || read_zone(slice_part(text, zone, SIZE_MAX), moment));
}

void archive_moment_append(const ArchiveMoment *moment, Text *text)
{
    text_format(text, "%04d-%02d-%02d", moment->year, moment->month, moment->day);
    if (moment->time_parts >= 2 && moment->has_zone) {
        int zone = abs(moment->zone);
        text_format(text, "T%02d:%02d:%02d%c%02d:%02d", moment->hour, moment->minute,
                    moment->second < 60 ? moment->second : 59, moment->zone < 0 ? '-' : '+', zone / 60, zone % 60);
    }
}

/* Days since some day (proleptic Gregorian calendar). */
static int64_t day_number(const ArchiveMoment *moment)
{
    int64_t year = moment->year - (moment->month <= 2);
    int64_t month = (moment->month + 9) % 12;
    return year * 365 + year / 4 - year / 100 + year / 400 + (month * 306 + 5) / 10 + moment->day;
}

/* Seconds since some day, of the time as it is written. */
static int64_t local_seconds(const ArchiveMoment *moment)
{
    return ((day_number(moment) * 24 + moment->hour) * 60 + moment->minute) * 60 + moment->second;
}

/* Both have a time. */
static ArchiveMomentOrder compare_times(const ArchiveMoment *fhir, const ArchiveMoment *dicom)
{
    static const int64_t units[] = {1, 3600, 60, 1};
    enum { QUARTER = 15 * 60, ZONES = 14 * 3600 };
    int64_t unit = units[dicom->time_parts];
    int64_t here = local_seconds(fhir), there = local_seconds(dicom);
    ArchiveMomentOrder equal = dicom->time_parts < 3 ? MOMENTS_LESS_THERE : MOMENTS_EQUAL;
    if (dicom->has_zone) {
        here -= fhir->zone * 60;
        there -= dicom->zone * 60;
        return (here - there) / unit == 0 && here >= there ? equal : MOMENTS_DIFFER;
    }
    if (here / unit == there / unit) {
        return equal;
    }
    int64_t apart = llabs(here - there);
    return fhir->zone == 0 && apart <= ZONES && apart % QUARTER < unit ? MOMENTS_UNKNOWN : MOMENTS_DIFFER;
}

ArchiveMomentOrder archive_moment_compare(const ArchiveMoment *fhir, const ArchiveMoment *dicom)
{
    if (fhir->time_parts > 0 && dicom->time_parts > 0) {
        return compare_times(fhir, dicom);
    }
    bool is_equal = fhir->year == dicom->year && (!fhir->month || fhir->month == dicom->month) &&
                    (!fhir->day || fhir->day == dicom->day);
    if (!is_equal) {
        return MOMENTS_DIFFER;
    }
    return !fhir->day || dicom->time_parts > 0 ? MOMENTS_LESS_HERE
           : fhir->time_parts > 0              ? MOMENTS_LESS_THERE
                                               : MOMENTS_EQUAL;
}
