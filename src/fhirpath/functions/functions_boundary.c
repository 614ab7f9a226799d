/* Functions on precision: the least and greatest value that a number, date or quantity may stand for (FHIRPath 2.0.0
   plus what FHIR adds to it). */
#include "src/fhirpath/functions/functions.h"
#include "src/fhirpath/machine/value.h"

enum {
    DECIMAL_DIGITS_DEFAULT = 8,
    DECIMAL_DIGITS_MAXIMUM = 28,
    DATE_DIGITS = PRECISION_DAY,
    DATETIME_DIGITS = PRECISION_MILLISECOND,
    TIME_DIGITS = PRECISION_MILLISECOND - PRECISION_DAY
};

typedef enum Boundary { LOW, HIGH } Boundary;

/* Half a step of a number's last digit away from it. A bound below in magnitude is cut to the digits asked for, one
   above is rounded. */
static bool bound_number(Decimal number, int64_t digits, bool is_high, Decimal *bound)
{
    Decimal half = {.low = 5, .scale = (int16_t)(number.scale + 1), .is_negative = !is_high};
    if (digits < 0 || digits > DECIMAL_DIGITS_MAXIMUM || !decimal_add(number, half, bound)) {
        return false;
    }
    bool is_away = number.is_negative != is_high;
    *bound = decimal_round(*bound, (int)digits, is_away ? ROUND_HALF_AWAY : ROUND_TO_ZERO);
    return true;
}

/* The digits asked for, or those of the type. */
static bool read_digits(Machine *machine, const Call *call, int64_t fallback, int64_t *digits, bool *is_empty)
{
    *digits = fallback;
    *is_empty = false;
    return !call->instruction->count || machine_integer(machine, call->arguments[0], digits, is_empty);
}

/* The digits that a bound of this value has where none are asked for. */
static int64_t digits_of_type(const Item *value)
{
    switch (value->kind) {
    case FHIRPATH_DATE:
        return DATE_DIGITS;
    case FHIRPATH_DATETIME:
        return DATETIME_DIGITS;
    case FHIRPATH_TIME:
        return TIME_DIGITS;
    default:
        return DECIMAL_DIGITS_DEFAULT;
    }
}

/* Pushes the bound of a value, where it has one. */
static bool push_bound(Machine *machine, const Item *value, int64_t digits, bool is_high)
{
    Moment moment;
    Decimal number;
    Quantity quantity;
    switch (value->kind) {
    case FHIRPATH_INTEGER:
    case FHIRPATH_DECIMAL:
        if (bound_number(item_number(value), digits, is_high, &number)) {
            machine_push_item(machine, item_decimal(number));
        }
        return true;
    case FHIRPATH_QUANTITY:
        quantity = *value->as.quantity;
        if (bound_number(quantity.value, digits, is_high, &quantity.value)) {
            machine_push_item(machine, item_quantity(machine->arena, quantity));
        }
        return true;
    case FHIRPATH_DATE:
    case FHIRPATH_DATETIME:
    case FHIRPATH_TIME:
        if (digits <= DATETIME_DIGITS && moment_boundary(value->as.moment, (int)digits, is_high, &moment)) {
            machine_push_item(machine, item_moment(moment));
        }
        return true;
    default:
        return machine_fail(machine, ERROR_NOT_POSSIBLE, "a number, quantity, date or time is required");
    }
}

static bool call_boundary(Machine *machine, const Call *call)
{
    Item item, value;
    int64_t digits;
    bool is_empty, has_no_digits;
    if (!machine_single(machine, call->input, &item, &is_empty) || is_empty) {
        return is_empty;
    }
    if (!value_of(machine, &item, &value)) {
        return machine_fail(machine, ERROR_NOT_POSSIBLE, "an element without a value has no bounds");
    }
    return read_digits(machine, call, digits_of_type(&value), &digits, &has_no_digits) &&
           (has_no_digits || push_bound(machine, &value, digits, call->variant == HIGH));
}

/* precision(): the digits after the point of a number, or those that are known of a moment. */
static bool call_precision(Machine *machine, const Call *call)
{
    Item item, value;
    bool is_empty;
    if (!machine_single(machine, call->input, &item, &is_empty) || is_empty) {
        return is_empty;
    }
    if (!value_of(machine, &item, &value)) {
        return machine_fail(machine, ERROR_NOT_POSSIBLE, "an element without a value has no precision");
    }
    if (item_is_number(&value)) {
        Decimal number = item_number(&value);
        machine_push_integer(machine, number.scale > 0 ? number.scale : 0);
    } else if (value.kind == FHIRPATH_DATE || value.kind == FHIRPATH_DATETIME || value.kind == FHIRPATH_TIME) {
        machine_push_integer(machine, moment_digits(value.as.moment));
    }
    return true;
}

/* comparable(quantity): can the units be converted? */
static bool call_comparable(Machine *machine, const Call *call)
{
    Item items[2], values[2];
    bool is_empty;
    const Range ranges[2] = {call->input, call->arguments[0]};
    for (int i = 0; i < 2; i++) {
        if (!machine_single(machine, ranges[i], &items[i], &is_empty) || is_empty) {
            return is_empty;
        }
        if (!value_of(machine, &items[i], &values[i]) || values[i].kind != FHIRPATH_QUANTITY) {
            return machine_fail(machine, ERROR_NOT_POSSIBLE, "comparable() requires quantities");
        }
    }
    machine_push_boolean(machine, quantity_are_comparable(values[0].as.quantity, values[1].as.quantity));
    return true;
}

const Function functions_boundary[] = {
    {"lowBoundary", 0, 1, FUNCTION_VALUES, LOW, call_boundary, "the lowest possible value of the input"},
    {"highBoundary", 0, 1, FUNCTION_VALUES, HIGH, call_boundary, "the highest possible value of the input"},
    {"precision", 0, 0, FUNCTION_VALUES, 0, call_precision, "the number of known digits"},
    {"comparable", 1, 1, FUNCTION_VALUES, 0, call_comparable, "true if the units are comparable"},
    {0},
};
