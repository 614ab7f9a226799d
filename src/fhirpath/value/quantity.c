/*
 * Quantities are compared in base units. Calendar years and months have a base unit of their own, the month, unless
 * equivalence is asked for.
 */
#include "src/fhirpath/value/quantity.h"

#include "src/base/ascii.h"
#include "src/fhirpath/value/ucum.h"

enum { ARBITRARY_CALENDAR_MONTH = 1, MONTHS_PER_YEAR = 12 };

/* The UCUM code of each calendar unit. */
static const Slice codes[] = {
    [DURATION_YEAR] = SLICE("a"),   [DURATION_MONTH] = SLICE("mo"),       [DURATION_WEEK] = SLICE("wk"),
    [DURATION_DAY] = SLICE("d"),    [DURATION_HOUR] = SLICE("h"),         [DURATION_MINUTE] = SLICE("min"),
    [DURATION_SECOND] = SLICE("s"), [DURATION_MILLISECOND] = SLICE("ms"),
};

/* The calendar unit that has this UCUM code. */
static DurationUnit duration_of_code(Slice code)
{
    for (unsigned unit = 0; unit < DURATION_NONE; unit++) {
        if (slice_equals(code, codes[unit])) {
            return (DurationUnit)unit;
        }
    }
    return DURATION_NONE;
}

Quantity quantity_of_number(Decimal value)
{
    return (Quantity){value, SLICE("1"), QUANTITY_UCUM};
}

bool quantity_parse(Slice text, Quantity *quantity)
{
    size_t length = 0;
    while (length < text.length && !ascii_is_fhir_white(text.bytes[length]) && text.bytes[length] != '\'') {
        length++;
    }
    *quantity = quantity_of_number(decimal_from_integer(0));
    if (!decimal_parse(slice_part(text, 0, length), &quantity->value)) {
        return false;
    }
    Slice unit = slice_trim(slice_part(text, length, text.length));
    if (unit.length == 0) {
        return length == text.length;
    }
    if (unit.bytes[0] != '\'') {
        quantity->unit = unit;
        quantity->form = QUANTITY_CALENDAR;
        return duration_unit_find(unit) != DURATION_NONE;
    }
    quantity->unit = slice_part(unit, 1, unit.length < 2 ? 0 : unit.length - 2);
    return unit.length > 2 && unit.bytes[unit.length - 1] == '\'' && ucum_check(quantity->unit, NULL);
}

void quantity_append(const Quantity *quantity, Text *text)
{
    const char *quote = quantity->form == QUANTITY_CALENDAR ? "" : "'";
    decimal_append(quantity->value, text);
    text_format(text, " %s%.*s%s", quote, SLICE_ARGS(quantity->unit), quote);
}

DurationUnit quantity_duration(const Quantity *quantity)
{
    DurationUnit named = duration_unit_find(quantity->unit);
    if (named != DURATION_NONE) {
        return named;
    }
    DurationUnit unit = duration_of_code(quantity->unit);
    bool is_average = quantity->form == QUANTITY_UCUM && (unit == DURATION_YEAR || unit == DURATION_MONTH);
    return is_average ? DURATION_NONE : unit;
}

/* The quantity in base units. `is_calendar`: years and months count as those of the calendar. */
static bool find_base(const Quantity *quantity, bool is_calendar, UcumQuantity *base)
{
    DurationUnit unit =
        quantity->form == QUANTITY_CALENDAR ? duration_unit_find(quantity->unit) : duration_of_code(quantity->unit);
    bool is_average = quantity->form == QUANTITY_UCUM;
    if (is_calendar && !is_average && (unit == DURATION_YEAR || unit == DURATION_MONTH)) {
        *base = (UcumQuantity){.arbitrary = ARBITRARY_CALENDAR_MONTH};
        Decimal months = decimal_from_integer(unit == DURATION_YEAR ? MONTHS_PER_YEAR : 1);
        return decimal_multiply(quantity->value, months, &base->value);
    }
    return ucum_canonical(quantity->value, unit == DURATION_NONE ? quantity->unit : codes[unit], base, NULL);
}

/* Both quantities in base units that can be compared; false if there are none. */
static bool find_common_bases(const Quantity *a, const Quantity *b, bool is_calendar, UcumQuantity bases[2])
{
    bool has_calendar = is_calendar && (a->form == QUANTITY_CALENDAR || b->form == QUANTITY_CALENDAR);
    if (find_base(a, has_calendar, &bases[0]) && find_base(b, has_calendar, &bases[1])) {
        return ucum_are_commensurable(&bases[0], &bases[1]);
    }
    bases[0] = (UcumQuantity){.value = a->value};
    bases[1] = (UcumQuantity){.value = b->value};
    return slice_equals(a->unit, b->unit);
}

QuantityOrder quantity_compare(const Quantity *a, const Quantity *b)
{
    UcumQuantity bases[2];
    if (!find_common_bases(a, b, true, bases)) {
        return QUANTITY_UNKNOWN;
    }
    int order = decimal_compare(bases[0].value, bases[1].value);
    return order < 0 ? QUANTITY_LESS : order > 0 ? QUANTITY_GREATER : QUANTITY_EQUAL;
}

bool quantity_are_equivalent(const Quantity *a, const Quantity *b)
{
    UcumQuantity bases[2];
    if (!find_common_bases(a, b, false, bases)) {
        return false;
    }
    Decimal x = decimal_strip(bases[0].value), y = decimal_strip(bases[1].value);
    int scale = x.scale < y.scale ? x.scale : y.scale;
    return decimal_compare(decimal_round(x, scale, ROUND_HALF_AWAY), decimal_round(y, scale, ROUND_HALF_AWAY)) == 0;
}

bool quantity_are_comparable(const Quantity *a, const Quantity *b)
{
    UcumQuantity bases[2];
    return find_common_bases(a, b, true, bases);
}

/* The expression of UCUM that a quantity's unit stands for. */
static Slice expression_of(const Quantity *quantity)
{
    return quantity->form == QUANTITY_CALENDAR ? codes[duration_unit_find(quantity->unit)] : quantity->unit;
}

bool quantity_convert(const Quantity *quantity, Slice unit, Quantity *converted)
{
    DurationUnit word = duration_unit_find(unit);
    *converted = (Quantity){.unit = unit, .form = word == DURATION_NONE ? QUANTITY_UCUM : QUANTITY_CALENDAR};
    return ucum_convert(quantity->value, expression_of(quantity), expression_of(converted), &converted->value, NULL);
}

/* True when one of a's unit is more than one of b's. */
static bool is_coarser(const Quantity *a, const Quantity *b)
{
    Quantity one = {decimal_from_integer(1), a->unit, a->form}, other = {decimal_from_integer(1), b->unit, b->form};
    return quantity_compare(&one, &other) == QUANTITY_GREATER;
}

/* FHIRPath N1 section 6.6.3: the sum is in the finer of the two units. */
bool quantity_add(Arena *arena, const Quantity *a, const Quantity *b, Quantity *sum)
{
    (void)arena;
    UcumQuantity bases[2];
    if (!find_common_bases(a, b, true, bases)) {
        return false;
    }
    const Quantity *fine = is_coarser(a, b) ? b : a, *coarse = fine == a ? b : a;
    Quantity converted = *coarse;
    if (!slice_equals(a->unit, b->unit) && !quantity_convert(coarse, fine->unit, &converted)) {
        return false;
    }
    *sum = *fine;
    return decimal_add(fine->value, converted.value, &sum->value);
}

/* True when the quantity is a plain number. */
static bool is_number(const Quantity *quantity)
{
    return slice_equals(quantity->unit, SLICE("1"));
}

/* A quantity of base units, its unit named in the arena. */
static Quantity name_unit(Arena *arena, const UcumQuantity *base)
{
    Text name = TEXT_EMPTY;
    ucum_append_unit(base, &name);
    Quantity quantity = {decimal_strip(base->value), arena_copy(arena, text_slice(&name)), QUANTITY_UCUM};
    text_free(&name);
    return quantity;
}

bool quantity_multiply(Arena *arena, const Quantity *a, const Quantity *b, Quantity *product)
{
    if (is_number(a) || is_number(b)) {
        *product = is_number(a) ? *b : *a;
        return decimal_multiply(a->value, b->value, &product->value);
    }
    UcumQuantity x, y, base;
    if (!find_base(a, false, &x) || !find_base(b, false, &y) || !ucum_multiply(&x, &y, &base)) {
        return false;
    }
    *product = name_unit(arena, &base);
    return true;
}

bool quantity_divide(Arena *arena, const Quantity *a, const Quantity *b, Quantity *quotient)
{
    if (is_number(b) || slice_equals(a->unit, b->unit)) {
        *quotient = is_number(b) ? *a : quantity_of_number(a->value);
        return decimal_divide_exactly(a->value, b->value, &quotient->value);
    }
    UcumQuantity x, y, base;
    if (!find_base(a, false, &x) || !find_base(b, false, &y) || !ucum_divide(&x, &y, &base)) {
        return false;
    }
    *quotient = name_unit(arena, &base);
    return true;
}
