/* Functions that convert (FHIRPath N1 section 5.5): for each type toX() and convertsToX() from one converter. */
#include "src/fhirpath/functions/functions.h"
#include "src/fhirpath/machine/machine.h"
#include "src/fhirpath/machine/value.h"

/* Converts a value; false where it has no such form. */
typedef bool (*Converter)(Machine *machine, const Item *value, Item *converted);

/* The Boolean that a value says, in one of the words that FHIRPath knows. */
static bool to_boolean(Machine *machine, const Item *value, Item *converted)
{
    static const char *const words[] = {"false", "true", "f", "t", "no", "yes", "n", "y", "0", "1", "0.0", "1.0"};
    (void)machine;
    if (value->kind == FHIRPATH_BOOLEAN) {
        *converted = *value;
        return true;
    }
    int64_t integer;
    if (item_is_number(value) && decimal_to_integer(item_number(value), &integer) && (integer == 0 || integer == 1)) {
        *converted = item_boolean(integer == 1);
        return true;
    }
    for (size_t i = 0; value->kind == FHIRPATH_STRING && i < sizeof words / sizeof *words; i++) {
        if (slice_equals_ignoring_case(value->as.string, slice_from(words[i]))) {
            *converted = item_boolean(i % 2 == 1);
            return true;
        }
    }
    return false;
}

/* True for what the standard calls a number in a text: digits with a sign, and a point where `has_point`. */
static bool read_number(Slice text, bool has_point, Decimal *decimal)
{
    bool has_other = memchr(text.bytes, 'e', text.length) || memchr(text.bytes, 'E', text.length) ||
                     (!has_point && memchr(text.bytes, '.', text.length));
    return text.length > 0 && !has_other && decimal_parse(text, decimal);
}

/* The Integer that a value says. */
static bool to_integer(Machine *machine, const Item *value, Item *converted)
{
    (void)machine;
    Decimal decimal;
    int64_t integer;
    if (value->kind == FHIRPATH_INTEGER) {
        *converted = *value;
        return true;
    }
    if (value->kind == FHIRPATH_BOOLEAN) {
        *converted = item_integer(value->as.truth);
        return true;
    }
    if (value->kind != FHIRPATH_STRING || !read_number(value->as.string, false, &decimal) ||
        !decimal_to_integer(decimal, &integer) || integer > INT32_MAX || integer < INT32_MIN) {
        return false;
    }
    *converted = item_integer(integer);
    return true;
}

/* The Decimal that a value says. */
static bool to_decimal(Machine *machine, const Item *value, Item *converted)
{
    (void)machine;
    Decimal decimal;
    if (item_is_number(value)) {
        *converted = item_decimal(item_number(value));
        return true;
    }
    if (value->kind == FHIRPATH_BOOLEAN) {
        *converted = item_decimal(decimal_from_integer(value->as.truth));
        return true;
    }
    if (value->kind != FHIRPATH_STRING || !read_number(value->as.string, true, &decimal)) {
        return false;
    }
    *converted = item_decimal(decimal);
    return true;
}

static bool to_string(Machine *machine, const Item *value, Item *converted)
{
    Slice text;
    if (!value_text(machine, value, &text)) {
        return false;
    }
    *converted = item_string(text);
    return true;
}

/* A text as a moment of a kind. */
static bool read_moment(const Item *value, MomentKind kind, Item *converted)
{
    Moment moment;
    if (value->kind != FHIRPATH_STRING || !moment_parse(value->as.string, kind, &moment)) {
        return false;
    }
    *converted = item_moment(moment);
    return true;
}

static bool to_date(Machine *machine, const Item *value, Item *converted)
{
    (void)machine;
    if (value->kind == FHIRPATH_DATE || value->kind == FHIRPATH_DATETIME) {
        *converted = item_moment(moment_date(value->as.moment));
        return true;
    }
    Item read;
    if (!read_moment(value, MOMENT_DATETIME, &read)) {
        return false;
    }
    *converted = item_moment(moment_date(read.as.moment));
    return true;
}

static bool to_date_time(Machine *machine, const Item *value, Item *converted)
{
    (void)machine;
    if (value->kind == FHIRPATH_DATE || value->kind == FHIRPATH_DATETIME) {
        *converted = *value;
        converted->kind = FHIRPATH_DATETIME;
        converted->as.moment.kind = MOMENT_DATETIME;
        return true;
    }
    return read_moment(value, MOMENT_DATETIME, converted);
}

static bool to_time(Machine *machine, const Item *value, Item *converted)
{
    (void)machine;
    if (value->kind == FHIRPATH_TIME) {
        *converted = *value;
        return true;
    }
    return read_moment(value, MOMENT_TIME, converted);
}

/* The Quantity that a value says. */
static bool to_quantity(Machine *machine, const Item *value, Item *converted)
{
    Quantity quantity;
    if (value->kind == FHIRPATH_QUANTITY) {
        *converted = *value;
        return true;
    }
    if (item_is_number(value)) {
        quantity = quantity_of_number(item_number(value));
    } else if (value->kind == FHIRPATH_BOOLEAN) {
        quantity = quantity_of_number(decimal_from_integer(value->as.truth));
    } else if (value->kind != FHIRPATH_STRING || !quantity_parse(value->as.string, &quantity)) {
        return false;
    }
    *converted = item_quantity(machine->arena, quantity);
    return true;
}

/* Converters by the variant of the function's row. */
enum { BOOLEAN, INTEGER, DECIMAL, STRING, DATE, DATETIME, TIME, QUANTITY };
static const Converter converters[] = {
    [BOOLEAN] = to_boolean, [INTEGER] = to_integer,    [DECIMAL] = to_decimal, [STRING] = to_string,
    [DATE] = to_date,       [DATETIME] = to_date_time, [TIME] = to_time,       [QUANTITY] = to_quantity,
};

/* Brings a converted quantity to the unit that the argument names. */
static bool change_unit(Machine *machine, const Call *call, Item *converted, bool *is_possible)
{
    Slice unit;
    bool is_empty;
    if (!machine_string(machine, call->arguments[0], &unit, &is_empty)) {
        return false;
    }
    Quantity quantity;
    *is_possible = !is_empty && quantity_convert(converted->as.quantity, unit, &quantity);
    if (*is_possible) {
        *converted = item_quantity(machine->arena, quantity);
    }
    return true;
}

/* Converts the single item of the input, a quantity to the unit that is named; nothing if there is none. */
static bool convert(Machine *machine, const Call *call, Item *converted, bool *is_empty, bool *is_possible)
{
    Item item, value;
    if (!machine_single(machine, call->input, &item, is_empty) || *is_empty) {
        return *is_empty;
    }
    *is_possible = (call->variant == STRING && to_string(machine, &item, converted)) ||
                   (value_of(machine, &item, &value) && converters[call->variant](machine, &value, converted));
    return *is_possible && call->instruction->count ? change_unit(machine, call, converted, is_possible) : true;
}

/* toBoolean() and the like: the value converted; empty where it cannot be. */
static bool call_to(Machine *machine, const Call *call)
{
    Item converted;
    bool is_empty, is_possible = false;
    if (!convert(machine, call, &converted, &is_empty, &is_possible)) {
        return false;
    }
    if (is_possible) {
        machine_push(machine, &converted);
    }
    return true;
}

/* convertsToBoolean() and the like: can the value be converted? */
static bool call_converts_to(Machine *machine, const Call *call)
{
    Item converted;
    bool is_empty, is_possible = false;
    if (!convert(machine, call, &converted, &is_empty, &is_possible)) {
        return false;
    }
    if (!is_empty) {
        machine_push_boolean(machine, is_possible);
    }
    return true;
}

/* iif(criterion, result [, otherwise]): only the branch that is taken is evaluated. */
static bool call_iif(Machine *machine, const Call *call)
{
    if (call->input.count > 1) {
        return machine_fail(machine, ERROR_NOT_POSSIBLE, "iif() requires one item, but the input has %zu",
                            call->input.count);
    }
    Frame frame = machine_frame_of_all(machine, call->input);
    Truth truth;
    if (!machine_run_truth(machine, machine_block(call, 0), &frame, &truth)) {
        return false;
    }
    Range result;
    if (truth == TRUTH_TRUE) {
        return machine_run_block(machine, machine_block(call, 1), &frame, &result);
    }
    return call->instruction->count < 3 || machine_run_block(machine, machine_block(call, 2), &frame, &result);
}

const Function functions_convert[] = {
    {"iif", 2, 3, FUNCTION_BLOCKS, 0, call_iif, "the second argument if the first is true, else the third"},
    {"toBoolean", 0, 0, FUNCTION_VALUES, BOOLEAN, call_to, "the item as a boolean"},
    {"convertsToBoolean", 0, 0, FUNCTION_VALUES, BOOLEAN, call_converts_to, "true if toBoolean() has a result"},
    {"toInteger", 0, 0, FUNCTION_VALUES, INTEGER, call_to, "the item as an integer"},
    {"convertsToInteger", 0, 0, FUNCTION_VALUES, INTEGER, call_converts_to, "true if toInteger() has a result"},
    {"toDecimal", 0, 0, FUNCTION_VALUES, DECIMAL, call_to, "the item as a decimal"},
    {"convertsToDecimal", 0, 0, FUNCTION_VALUES, DECIMAL, call_converts_to, "true if toDecimal() has a result"},
    {"toString", 0, 0, FUNCTION_VALUES, STRING, call_to, "the item as a string"},
    {"convertsToString", 0, 0, FUNCTION_VALUES, STRING, call_converts_to, "true if toString() has a result"},
    {"toDate", 0, 0, FUNCTION_VALUES, DATE, call_to, "the item as a date"},
    {"convertsToDate", 0, 0, FUNCTION_VALUES, DATE, call_converts_to, "true if toDate() has a result"},
    {"toDateTime", 0, 0, FUNCTION_VALUES, DATETIME, call_to, "the item as a dateTime"},
    {"convertsToDateTime", 0, 0, FUNCTION_VALUES, DATETIME, call_converts_to, "true if toDateTime() has a result"},
    {"toTime", 0, 0, FUNCTION_VALUES, TIME, call_to, "the item as a time of day"},
    {"convertsToTime", 0, 0, FUNCTION_VALUES, TIME, call_converts_to, "true if toTime() has a result"},
    {"toQuantity", 0, 1, FUNCTION_VALUES, QUANTITY, call_to, "the item as a quantity (of a unit)"},
    {"convertsToQuantity", 0, 1, FUNCTION_VALUES, QUANTITY, call_converts_to, "true if toQuantity() has a result"},
    {0},
};
