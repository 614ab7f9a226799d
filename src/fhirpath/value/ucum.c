/*
 * Expressions of units by recursive descent (UCUM section 2.3.1), worked out while they are read to a fraction of two
 * decimals and the powers of the base units: the division is made once, at the end, so that 60 sixtieths are one.
 */
#include "src/fhirpath/value/ucum.h"

#include "src/base/ascii.h"
#include "src/base/hash.h"
#include "src/fhirpath/value/ucum_atoms.h"

#include <stdio.h>

enum {
    NESTING_MAXIMUM = 32, /* parentheses, and atoms defined by atoms */
    EXPONENT_MAXIMUM = 99,
    POWER_MAXIMUM = 120,
    LENGTH_MAXIMUM = 1024
};

/* A unit worked out: numerator / denominator in base units. */
typedef struct Measure {
    Decimal numerator;
    Decimal denominator;
    int8_t powers[UCUM_BASES];
    int32_t arbitrary;
    const UcumAtom *scale; /* set where the whole expression is one shifted or curved atom */
} Measure;

typedef struct Reader {
    Slice text;
    size_t at;
    int nesting;
    bool is_too_large; /* a right expression, the measure of which cannot be calculated */
    Error *error;
} Reader;

static bool read_term(Reader *reader, Measure *measure);

/* Fills the error with the column that the reader stands at; returns false. */
static bool refuse(const Reader *reader, const char *sentence, Slice what)
{
    char where[40];
    snprintf(where, sizeof where, "unit:%zu", reader->at + 1);
    return error_set(reader->error, ERROR_FORMAT, where, "%s%.*s%s%s", what.length ? "'" : "", SLICE_ARGS(what),
                     what.length ? "' " : "", sentence);
}

static char peek(const Reader *reader)
{
    return reader->at < reader->text.length ? reader->text.bytes[reader->at] : '\0';
}

static Measure measure_of_one(void)
{
    return (Measure){.numerator = decimal_from_integer(1), .denominator = decimal_from_integer(1)};
}

/* Multiplies `into` by `factor`, or divides it (`sign` -1). */
static bool combine(Measure *into, const Measure *factor, int sign)
{
    for (int i = 0; i < UCUM_BASES; i++) {
        int power = into->powers[i] + sign * factor->powers[i];
        if (power > POWER_MAXIMUM || power < -POWER_MAXIMUM) {
            return false;
        }
        into->powers[i] = (int8_t)power;
    }
    into->arbitrary = (int32_t)((uint32_t)into->arbitrary + (uint32_t)sign * (uint32_t)factor->arbitrary);
    into->scale = NULL;
    return decimal_multiply(into->numerator, sign > 0 ? factor->numerator : factor->denominator, &into->numerator) &&
           decimal_multiply(into->denominator, sign > 0 ? factor->denominator : factor->numerator, &into->denominator);
}

/* Raises to a power. */
static bool raise_to(Measure *measure, int exponent)
{
    Measure factor = *measure, result = measure_of_one();
    for (int i = exponent < 0 ? -exponent : exponent; i > 0; i--) {
        if (!combine(&result, &factor, exponent < 0 ? -1 : 1)) {
            return false;
        }
    }
    *measure = result;
    return true;
}

/* Works out an atom, with the prefix if there is one. */
static bool work_out_atom(Reader *reader, const UcumAtom *atom, const UcumPrefix *prefix, Measure *measure)
{
    Decimal factor;
    *measure = measure_of_one();
    if (atom->flags & UCUM_BASE) {
        measure->powers[atom->unit[0] - '0'] = 1;
    } else {
        Reader inner = {slice_from(atom->unit), 0, reader->nesting + 1, false, reader->error};
        if (!read_term(&inner, measure)) {
            return false;
        }
        reader->is_too_large = reader->is_too_large || inner.is_too_large ||
                               !decimal_parse(slice_from(atom->value), &factor) ||
                               !decimal_multiply(measure->numerator, factor, &measure->numerator);
    }
    measure->arbitrary =
        atom->flags & UCUM_ARBITRARY ? (int32_t)hash_key(slice_from(atom->code), 0) : measure->arbitrary;
    measure->scale = atom->flags & UCUM_CURVED || (atom->flags & UCUM_SHIFTED && !prefix) ? atom : NULL;
    reader->is_too_large =
        reader->is_too_large || (prefix && !(decimal_parse(slice_from(prefix->value), &factor) &&
                                             decimal_multiply(measure->numerator, factor, &measure->numerator)));
    return true;
}

/* Finds the atom that a symbol means, with or without a prefix. */
static const UcumAtom *find_atom(Slice symbol, const UcumPrefix **prefix)
{
    *prefix = NULL;
    const UcumAtom *atom = ucum_atom_find(symbol);
    for (unsigned i = 0; !atom && (*prefix = ucum_prefix_find(symbol, i)); i++) {
        atom = ucum_atom_find(slice_part(symbol, strlen((*prefix)->code), symbol.length));
        if (atom && !(atom->flags & UCUM_METRIC)) {
            atom = NULL;
        }
    }
    return atom;
}

/* Bytes of the symbol at the reader: up to an operator, an exponent or an annotation; brackets hold anything. */
static size_t symbol_length(const Reader *reader)
{
    Slice rest = slice_part(reader->text, reader->at, reader->text.length);
    if (slice_starts_with(rest, SLICE("10*")) || slice_starts_with(rest, SLICE("10^"))) {
        return 3;
    }
    bool is_in_brackets = false;
    size_t length = 0;
    for (; length < rest.length; length++) {
        char c = rest.bytes[length];
        is_in_brackets = c == '[' || (is_in_brackets && c != ']');
        if (!is_in_brackets && (ascii_is_digit(c) || (c && strchr("./(){}+-", c)))) {
            break;
        }
    }
    return length;
}

/* Reads the digits at the reader as a number; one above `limit` is right, but too large to calculate with. */
static int64_t read_number(Reader *reader, int64_t limit)
{
    int64_t number = 0;
    for (; ascii_is_digit(peek(reader)); reader->at++) {
        number = number > limit ? number : number * 10 + (peek(reader) - '0');
    }
    reader->is_too_large = reader->is_too_large || number > limit;
    return number > limit ? limit : number;
}

/* Reads `+3`, `-3` or `3`, if it is there. */
static bool read_exponent(Reader *reader, Measure *measure)
{
    char sign = peek(reader);
    if (sign == '+' || sign == '-') {
        reader->at++;
        if (!ascii_is_digit(peek(reader))) {
            return refuse(reader, "a number is missing after the sign of an exponent", SLICE(""));
        }
    }
    if (!ascii_is_digit(peek(reader))) {
        return true;
    }
    int exponent = (int)read_number(reader, EXPONENT_MAXIMUM);
    reader->is_too_large = reader->is_too_large || !raise_to(measure, sign == '-' ? -exponent : exponent);
    return true;
}

/* Reads a symbol with its exponent. */
static bool read_unit(Reader *reader, Measure *measure)
{
    Slice symbol = slice_part(reader->text, reader->at, symbol_length(reader));
    if (symbol.length == 0) {
        return refuse(reader, peek(reader) ? "a unit is expected" : "a unit is expected at the end", SLICE(""));
    }
    const UcumPrefix *prefix;
    const UcumAtom *atom = find_atom(symbol, &prefix);
    if (!atom) {
        return refuse(reader, "is not a UCUM unit", symbol);
    }
    if (!work_out_atom(reader, atom, prefix, measure)) {
        return false;
    }
    reader->at += symbol.length;
    return read_exponent(reader, measure);
}

/* Reads `{text}`. */
static bool read_annotation(Reader *reader)
{
    for (reader->at++; peek(reader) != '}'; reader->at++) {
        if (reader->at >= reader->text.length) {
            return refuse(reader, "the annotation is not closed: '}' is missing", SLICE(""));
        }
        if (peek(reader) < ' ' || peek(reader) > '~' || peek(reader) == '{') {
            return refuse(reader, "an annotation allows only printable ASCII characters without braces", SLICE(""));
        }
    }
    reader->at++;
    return true;
}

/* Reads the annotations that follow, if any. */
static bool read_annotations(Reader *reader)
{
    while (peek(reader) == '{') {
        if (!read_annotation(reader)) {
            return false;
        }
    }
    return true;
}

/* Reads `(term)`. */
static bool read_parentheses(Reader *reader, Measure *measure)
{
    reader->at++;
    reader->nesting++;
    if (!read_term(reader, measure)) {
        return false;
    }
    reader->nesting--;
    if (peek(reader) != ')') {
        return refuse(reader, "')' is expected", SLICE(""));
    }
    reader->at++;
    measure->scale = NULL;
    return read_annotations(reader);
}

/* Reads a number, a unit, an annotation, a unit with an annotation, or a term in parentheses. */
static bool read_component(Reader *reader, Measure *measure)
{
    *measure = measure_of_one();
    if (peek(reader) == '(') {
        return read_parentheses(reader, measure);
    }
    if (peek(reader) == '{') {
        return read_annotations(reader);
    }
    Slice rest = slice_part(reader->text, reader->at, 3);
    if (ascii_is_digit(peek(reader)) && !slice_equals(rest, SLICE("10*")) && !slice_equals(rest, SLICE("10^"))) {
        measure->numerator = decimal_from_integer(read_number(reader, INT32_MAX));
    } else if (!read_unit(reader, measure)) {
        return false;
    }
    return read_annotations(reader);
}

/* Reads components joined by `.` and `/`; a leading `/` divides one. */
static bool read_term(Reader *reader, Measure *measure)
{
    if (reader->nesting > NESTING_MAXIMUM) {
        return refuse(reader, "the expression is nested too deeply", SLICE(""));
    }
    char joint = peek(reader);
    if (joint == '/') {
        reader->at++;
        *measure = measure_of_one();
    } else if (!read_component(reader, measure)) {
        return false;
    } else {
        joint = peek(reader);
        reader->at += joint == '.' || joint == '/';
    }
    while (joint == '.' || joint == '/') {
        Measure next;
        if (!read_component(reader, &next)) {
            return false;
        }
        reader->is_too_large = reader->is_too_large || !combine(measure, &next, joint == '.' ? 1 : -1);
        joint = peek(reader);
        reader->at += joint == '.' || joint == '/';
    }
    return true;
}

/* Reads the whole text; to be only checked, it need not be possible to calculate with it. */
static bool read_all(Slice unit, bool is_checked_only, Measure *measure, Error *error)
{
    Reader reader = {unit, 0, 0, false, error};
    if (unit.length == 0 || unit.length > LENGTH_MAXIMUM) {
        return refuse(&reader, unit.length ? "the unit is too long" : "the unit is empty", SLICE(""));
    }
    if (!read_term(&reader, measure)) {
        return false;
    }
    if (reader.at < unit.length) {
        return refuse(&reader, "is not expected", slice_part(unit, reader.at, 1));
    }
    return is_checked_only || !reader.is_too_large ||
           error_set(error, ERROR_LIMIT, NULL, "'%.*s' is too large to calculate", SLICE_ARGS(unit));
}

bool ucum_check(Slice unit, Error *error)
{
    Measure measure;
    return read_all(unit, true, &measure, error);
}

bool ucum_canonical(Decimal value, Slice unit, UcumQuantity *quantity, Error *error)
{
    Measure measure;
    if (!read_all(unit, false, &measure, error)) {
        return false;
    }
    if (measure.scale && measure.scale->flags & UCUM_CURVED) {
        return error_set(error, ERROR_NOT_POSSIBLE, NULL, "'%.*s' cannot be converted", SLICE_ARGS(unit));
    }
    Decimal zero, scaled;
    if (measure.scale && !(decimal_parse(slice_from(measure.scale->zero), &zero) && decimal_add(value, zero, &value))) {
        return false;
    }
    memcpy(quantity->powers, measure.powers, sizeof quantity->powers);
    quantity->arbitrary = measure.arbitrary;
    return (decimal_multiply(value, measure.numerator, &scaled) &&
            decimal_divide_exactly(scaled, measure.denominator, &quantity->value)) ||
           error_set(error, ERROR_LIMIT, NULL, "the quantity is too large to be converted");
}

bool ucum_are_commensurable(const UcumQuantity *a, const UcumQuantity *b)
{
    return a->arbitrary == b->arbitrary && memcmp(a->powers, b->powers, sizeof a->powers) == 0;
}

/* Adds `sign` times the powers of b to those of a. */
static bool add_powers(const UcumQuantity *a, const UcumQuantity *b, int sign, UcumQuantity *result)
{
    for (int i = 0; i < UCUM_BASES; i++) {
        int power = a->powers[i] + sign * b->powers[i];
        if (power > POWER_MAXIMUM || power < -POWER_MAXIMUM) {
            return false;
        }
        result->powers[i] = (int8_t)power;
    }
    result->arbitrary = (int32_t)((uint32_t)a->arbitrary + (uint32_t)sign * (uint32_t)b->arbitrary);
    return result->arbitrary == 0;
}

bool ucum_multiply(const UcumQuantity *a, const UcumQuantity *b, UcumQuantity *product)
{
    return add_powers(a, b, 1, product) && decimal_multiply(a->value, b->value, &product->value);
}

bool ucum_divide(const UcumQuantity *a, const UcumQuantity *b, UcumQuantity *quotient)
{
    return add_powers(a, b, -1, quotient) && decimal_divide_exactly(a->value, b->value, &quotient->value);
}

bool ucum_convert(Decimal value, Slice from, Slice to, Decimal *converted, Error *error)
{
    UcumQuantity source;
    Measure target;
    if (!ucum_canonical(value, from, &source, error) || !read_all(to, false, &target, error)) {
        return false;
    }
    UcumQuantity unit = {.arbitrary = target.arbitrary};
    memcpy(unit.powers, target.powers, sizeof unit.powers);
    if (!ucum_are_commensurable(&source, &unit) || (target.scale && target.scale->flags & UCUM_CURVED)) {
        return error_set(error, ERROR_NOT_POSSIBLE, NULL, "'%.*s' and '%.*s' are not comparable", SLICE_ARGS(from),
                         SLICE_ARGS(to));
    }
    Decimal scaled, zero = decimal_from_integer(0);
    if (target.scale) {
        decimal_parse(slice_from(target.scale->zero), &zero);
    }
    return (decimal_multiply(source.value, target.denominator, &scaled) &&
            decimal_divide_exactly(scaled, target.numerator, &scaled) && decimal_subtract(scaled, zero, converted)) ||
           error_set(error, ERROR_LIMIT, NULL, "the quantity is too large to be converted");
}

void ucum_append_unit(const UcumQuantity *quantity, Text *text)
{
    static const char *const names[UCUM_BASES] = {"m", "s", "g", "rad", "K", "C", "cd"};
    static const int order[UCUM_BASES] = {2, 0, 1, 3, 4, 5, 6}; /* the mass first, as people write it */
    bool is_first = true;
    for (int i = 0; i < UCUM_BASES; i++) {
        int power = quantity->powers[order[i]];
        if (power) {
            text_format(text, "%s%s", is_first ? "" : ".", names[order[i]]);
            is_first = false;
        }
        if (power && power != 1) {
            text_format(text, "%d", power);
        }
    }
    if (is_first) {
        text_append(text, SLICE("1"));
    }
}
