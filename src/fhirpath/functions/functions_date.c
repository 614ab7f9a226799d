/* Functions that take dates and times apart (FHIRPath 3.0 ballot, section 5.10). */
#include "src/fhirpath/functions/functions.h"
#include "src/fhirpath/machine/machine.h"
#include "src/fhirpath/machine/value.h"

/* Reads a single date, dateTime or time. */
static bool read_moment(Machine *machine, Range range, Moment *moment, bool *is_empty)
{
    Item item, value;
    if (!machine_single(machine, range, &item, is_empty) || *is_empty) {
        return *is_empty;
    }
    if (!value_of(machine, &item, &value) ||
        (value.kind != FHIRPATH_DATE && value.kind != FHIRPATH_DATETIME && value.kind != FHIRPATH_TIME)) {
        return machine_fail(machine, ERROR_NOT_POSSIBLE, "a date or time is required");
    }
    *moment = value.as.moment;
    return true;
}

/* The field that lies just above a precision. */
static int field_of(const Moment *moment, int precision)
{
    switch (precision) {
    case PRECISION_YEAR:
        return moment->year;
    case PRECISION_MONTH:
        return moment->month;
    case PRECISION_DAY:
        return moment->day;
    case PRECISION_HOUR:
        return moment->hour;
    case PRECISION_MINUTE:
        return moment->minute;
    case PRECISION_SECOND:
        return moment->second;
    default:
        return (int)(moment->nanosecond / 1000000);
    }
}

/* A field, by the row's Precision; nothing where it is not known. */
static bool call_field(Machine *machine, const Call *call)
{
    Moment moment = {0};
    bool is_empty;
    if (!read_moment(machine, call->input, &moment, &is_empty) || is_empty) {
        return is_empty;
    }
    bool is_known =
        moment.precision >= call->variant && (moment.kind != MOMENT_TIME || call->variant >= PRECISION_HOUR);
    if (is_known) {
        machine_push_integer(machine, field_of(&moment, call->variant));
    }
    return true;
}

static bool call_offset(Machine *machine, const Call *call)
{
    Moment moment = {0};
    Decimal hours;
    bool is_empty;
    if (!read_moment(machine, call->input, &moment, &is_empty) || is_empty) {
        return is_empty;
    }
    if (moment.has_offset &&
        decimal_divide(decimal_from_integer(moment.offset), decimal_from_integer(60), 8, ROUND_HALF_AWAY, &hours)) {
        machine_push_item(machine, item_decimal(hours));
    }
    return true;
}

typedef enum Part { DATE_PART, TIME_PART } Part;

static bool call_part(Machine *machine, const Call *call)
{
    Moment moment = {0};
    bool is_empty;
    if (!read_moment(machine, call->input, &moment, &is_empty) || is_empty) {
        return is_empty;
    }
    bool has_time = moment.precision >= PRECISION_HOUR;
    if (call->variant == DATE_PART && moment.kind != MOMENT_TIME) {
        machine_push_item(machine, item_moment(moment_date(moment)));
    } else if (call->variant == TIME_PART && has_time) {
        machine_push_item(machine, item_moment(moment_time(moment)));
    }
    return true;
}

const Function functions_date[] = {
    {"yearOf", 0, 0, FUNCTION_VALUES, PRECISION_YEAR, call_field, "the year"},
    {"monthOf", 0, 0, FUNCTION_VALUES, PRECISION_MONTH, call_field, "the month, from 1"},
    {"dayOf", 0, 0, FUNCTION_VALUES, PRECISION_DAY, call_field, "the day of the month"},
    {"hourOf", 0, 0, FUNCTION_VALUES, PRECISION_HOUR, call_field, "the hour"},
    {"minuteOf", 0, 0, FUNCTION_VALUES, PRECISION_MINUTE, call_field, "the minute"},
    {"secondOf", 0, 0, FUNCTION_VALUES, PRECISION_SECOND, call_field, "the second"},
    {"millisecondOf", 0, 0, FUNCTION_VALUES, PRECISION_MILLISECOND, call_field, "the millisecond"},
    {"timezoneOffsetOf", 0, 0, FUNCTION_VALUES, 0, call_offset, "hours east of UTC"},
    {"dateOf", 0, 0, FUNCTION_VALUES, DATE_PART, call_part, "the date of a dateTime"},
    {"timeOf", 0, 0, FUNCTION_VALUES, TIME_PART, call_part, "the time of a dateTime"},
    {0},
};
