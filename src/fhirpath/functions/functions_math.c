/* Functions on numbers (FHIRPath N1 section 5.7); those that leave the rationals by way of doubles. */
#include "src/fhirpath/functions/functions.h"
#include "src/fhirpath/machine/machine.h"
#include "src/fhirpath/machine/value.h"

#include <math.h>

enum { REAL_SCALE = 8, ROUND_SCALE_MAXIMUM = 28 };

/* Reads a single number or quantity as a value. */
static bool read_value(Machine *machine, Range range, Item *value, bool *is_empty)
{
    Item item;
    if (!machine_single(machine, range, &item, is_empty) || *is_empty) {
        return *is_empty;
    }
    if (!value_of(machine, &item, value) || (!item_is_number(value) && value->kind != FHIRPATH_QUANTITY)) {
        return machine_fail(machine, ERROR_NOT_POSSIBLE, "a number is required");
    }
    return true;
}

/* Reads a single number. */
static bool read_number(Machine *machine, Range range, Decimal *number, bool *is_empty)
{
    Item value;
    if (!read_value(machine, range, &value, is_empty) || *is_empty) {
        return *is_empty;
    }
    if (!item_is_number(&value)) {
        return machine_fail(machine, ERROR_NOT_POSSIBLE, "a number without unit is required");
    }
    *number = item_number(&value);
    return true;
}

/* abs(). */
static bool call_abs(Machine *machine, const Call *call)
{
    Item value;
    bool is_empty;
    if (!read_value(machine, call->input, &value, &is_empty) || is_empty) {
        return is_empty;
    }
    if (value.kind == FHIRPATH_INTEGER) {
        value.as.integer = value.as.integer < 0 ? -value.as.integer : value.as.integer;
    } else if (value.kind == FHIRPATH_DECIMAL) {
        value.as.decimal.is_negative = false;
    } else {
        Quantity quantity = *value.as.quantity;
        quantity.value.is_negative = false;
        value = item_quantity(machine->arena, quantity);
    }
    machine_push(machine, &value);
    return true;
}

/* ceiling(), floor() and truncate(), by the row's Rounding. */
static bool call_to_whole(Machine *machine, const Call *call)
{
    Decimal number;
    bool is_empty;
    if (!read_number(machine, call->input, &number, &is_empty) || is_empty) {
        return is_empty;
    }
    int64_t integer;
    Decimal whole = decimal_round(number, 0, (Rounding)call->variant);
    machine_push_item(machine, decimal_to_integer(whole, &integer) ? item_integer(integer) : item_decimal(whole));
    return true;
}

static bool call_round(Machine *machine, const Call *call)
{
    Decimal number;
    int64_t scale = 0;
    bool is_empty, has_no_scale;
    if (!read_number(machine, call->input, &number, &is_empty) || is_empty) {
        return is_empty;
    }
    if (call->instruction->count && !machine_integer(machine, call->arguments[0], &scale, &has_no_scale)) {
        return false;
    }
    if (scale < 0 || scale > ROUND_SCALE_MAXIMUM) {
        return machine_fail(machine, ERROR_NOT_POSSIBLE, "round() allows 0 to %d digits", ROUND_SCALE_MAXIMUM);
    }
    Decimal rounded = number.scale > scale ? decimal_round(number, (int)scale, ROUND_HALF_AWAY) : number;
    machine_push_item(machine, item_decimal(rounded));
    return true;
}

/* Pushes a real number as a decimal; nothing where it is none. */
static bool push_real(Machine *machine, double real)
{
    Decimal decimal;
    if (decimal_from_double(real, REAL_SCALE, &decimal)) {
        machine_push_item(machine, item_decimal(decimal));
    }
    return true;
}

/* Functions from a real number to a real number, by the row's variant. */
typedef enum Real { EXP, LN, SQRT } Real;

static bool call_real(Machine *machine, const Call *call)
{
    static double (*const functions[])(double) = {[EXP] = exp, [LN] = log, [SQRT] = sqrt};
    Decimal number;
    bool is_empty;
    return read_number(machine, call->input, &number, &is_empty) &&
           (is_empty || push_real(machine, functions[call->variant](decimal_to_double(number))));
}

/* Nothing where the number or the base is not above zero, or the base is one. */
static bool call_log(Machine *machine, const Call *call)
{
    Decimal number, base;
    bool is_empty, has_no_base;
    if (!read_number(machine, call->input, &number, &is_empty) ||
        !read_number(machine, call->arguments[0], &base, &has_no_base)) {
        return false;
    }
    if (is_empty || has_no_base || decimal_to_double(base) <= 0) {
        return true;
    }
    return push_real(machine, log(decimal_to_double(number)) / log(decimal_to_double(base)));
}

/* A whole power by squaring; false beyond measure. */
static bool raise_exactly(Decimal base, int64_t exponent, Decimal *result)
{
    *result = decimal_from_integer(1);
    for (uint64_t rest = (uint64_t)exponent; rest; rest >>= 1) {
        if (rest & 1 && !decimal_multiply(*result, base, result)) {
            return false;
        }
        if (rest > 1 && !decimal_multiply(base, base, &base)) {
            return false;
        }
    }
    return true;
}

/* power(exponent), section 5.7 of FHIRPath N1. */
static bool call_power(Machine *machine, const Call *call)
{
    Item base, exponent;
    bool is_empty, has_no_exponent;
    if (!read_value(machine, call->input, &base, &is_empty) ||
        !read_value(machine, call->arguments[0], &exponent, &has_no_exponent)) {
        return false;
    }
    if (is_empty || has_no_exponent) {
        return true;
    }
    if (!item_is_number(&base) || !item_is_number(&exponent)) {
        return machine_fail(machine, ERROR_NOT_POSSIBLE, "power() requires numbers without unit");
    }
    int64_t whole, integer;
    Decimal result;
    if (!decimal_to_integer(item_number(&exponent), &whole) || whole < 0) {
        return push_real(machine,
                         pow(decimal_to_double(item_number(&base)), decimal_to_double(item_number(&exponent))));
    }
    if (raise_exactly(item_number(&base), whole, &result)) {
        bool is_integer = base.kind == FHIRPATH_INTEGER && exponent.kind == FHIRPATH_INTEGER;
        machine_push_item(machine, is_integer && decimal_to_integer(result, &integer) ? item_integer(integer)
                                                                                      : item_decimal(result));
    }
    return true;
}

const Function functions_math[] = {
    {"abs", 0, 0, FUNCTION_VALUES, 0, call_abs, "the absolute value"},
    {"ceiling", 0, 0, FUNCTION_VALUES, ROUND_CEILING, call_to_whole,
     "the smallest integer that is not below the number"},
    {"exp", 0, 0, FUNCTION_VALUES, EXP, call_real, "e to the power of the number"},
    {"floor", 0, 0, FUNCTION_VALUES, ROUND_FLOOR, call_to_whole, "the largest integer that is not above the number"},
    {"ln", 0, 0, FUNCTION_VALUES, LN, call_real, "the natural logarithm"},
    {"log", 1, 1, FUNCTION_VALUES, 0, call_log, "the logarithm to a base"},
    {"power", 1, 1, FUNCTION_VALUES, 0, call_power, "the number to a power"},
    {"round", 0, 1, FUNCTION_VALUES, 0, call_round, "the rounded number (to a number of digits)"},
    {"sqrt", 0, 0, FUNCTION_VALUES, SQRT, call_real, "the square root"},
    {"truncate", 0, 0, FUNCTION_VALUES, ROUND_TO_ZERO, call_to_whole, "the number without decimal places"},
    {0},
};
