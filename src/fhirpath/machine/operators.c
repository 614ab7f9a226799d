/* Operators: each takes one or two collections from the top of the stack and leaves one. */
#include "src/base/ascii.h"
#include "src/fhirpath/machine/compare.h"
#include "src/fhirpath/machine/machine.h"
#include "src/fhirpath/machine/value.h"

enum { DIVISION_SCALE = 8 }; /* FHIRPath N1 section 5.1, Decimal: steps of 0.00000001 */

/* Two collections taken from the top; the result is pushed after them and then put in their place. */
typedef struct Sides {
    Range left;
    Range right;
} Sides;

static Sides take_sides(Machine *machine)
{
    Range right = machine_close(machine), left = machine_top(machine);
    left.count = right.first - left.first;
    return (Sides){left, right};
}

/* Leaves one boolean, or nothing, in place of the sides. */
static bool give_truth(Machine *machine, const Sides *sides, Truth truth)
{
    machine_drop(machine, sides->left.first);
    machine_push_truth(machine, truth);
    return true;
}

/* Leaves what was pushed after the sides. */
static bool finish(Machine *machine, const Sides *sides)
{
    machine_replace(machine, sides->right.first + sides->right.count);
    return true;
}

/* The values of two single items; `is_empty` where one side has none. */
static bool read_values(Machine *machine, const Sides *sides, Item values[2], bool *is_empty)
{
    const Range ranges[2] = {sides->left, sides->right};
    for (int i = 0; i < 2; i++) {
        Item item;
        if (!machine_single(machine, ranges[i], &item, is_empty)) {
            return false;
        }
        if (*is_empty) {
            return true;
        }
        if (!value_of(machine, &item, &values[i])) {
            return machine_fail(machine, ERROR_NOT_POSSIBLE, "an element without a value is not allowed");
        }
    }
    return true;
}

/* ---- arithmetic ---- */

/* An arithmetic operator on two decimals; false where there is no result (division by zero, beyond measure). */
static bool calculate(Op op, Decimal a, Decimal b, Decimal *result)
{
    Decimal whole;
    switch (op) {
    case OP_ADD:
        return decimal_add(a, b, result);
    case OP_SUBTRACT:
        return decimal_subtract(a, b, result);
    case OP_MULTIPLY:
        return decimal_multiply(a, b, result);
    case OP_DIVIDE:
        return decimal_divide(a, b, DIVISION_SCALE, ROUND_HALF_AWAY, result);
    case OP_DIVIDE_WHOLE:
        return decimal_divide(a, b, 0, ROUND_TO_ZERO, result);
    default:
        return decimal_divide(a, b, 0, ROUND_TO_ZERO, &whole) && decimal_multiply(whole, b, &whole) &&
               decimal_subtract(a, whole, result);
    }
}

/* Numbers: integers give integers (but for `/`), as long as they fit 32 bits; else nothing. */
static bool add_numbers(Machine *machine, Op op, const Item *a, const Item *b)
{
    Decimal result;
    if (!calculate(op, item_number(a), item_number(b), &result)) {
        return true;
    }
    int64_t integer;
    bool is_integer =
        (a->kind == FHIRPATH_INTEGER && b->kind == FHIRPATH_INTEGER && op != OP_DIVIDE) || op == OP_DIVIDE_WHOLE;
    if (!is_integer) {
        machine_push_item(machine, item_decimal(result));
    } else if (decimal_to_integer(result, &integer) && integer >= INT32_MIN && integer <= INT32_MAX) {
        machine_push_integer(machine, integer);
    }
    return true;
}

/* A moment and a duration. */
static bool add_duration(Machine *machine, Op op, const Item *moment, const Quantity *quantity)
{
    DurationUnit unit = quantity_duration(quantity);
    Moment result;
    if (unit == DURATION_NONE) {
        return machine_fail(machine, ERROR_NOT_POSSIBLE, "'%.*s' is not a unit of a date or time",
                            SLICE_ARGS(quantity->unit));
    }
    Decimal amount = op == OP_SUBTRACT ? decimal_negate(quantity->value) : quantity->value;
    if (moment_add(moment->as.moment, amount, unit, &result)) {
        machine_push_item(machine, item_moment(result));
    }
    return true;
}

/* Quantities; a plain number counts as one of unit '1'. */
static bool add_quantities(Machine *machine, Op op, const Item *a, const Item *b)
{
    Quantity x = a->kind == FHIRPATH_QUANTITY ? *a->as.quantity : quantity_of_number(item_number(a));
    Quantity y = b->kind == FHIRPATH_QUANTITY ? *b->as.quantity : quantity_of_number(item_number(b));
    Quantity result;
    bool is_done = false;
    if (op == OP_SUBTRACT) {
        y.value = decimal_negate(y.value);
    }
    if (op == OP_ADD || op == OP_SUBTRACT) {
        is_done = quantity_add(machine->arena, &x, &y, &result);
    } else if (op == OP_MULTIPLY) {
        is_done = quantity_multiply(machine->arena, &x, &y, &result);
    } else if (op == OP_DIVIDE) {
        is_done = quantity_divide(machine->arena, &x, &y, &result);
    } else {
        return machine_fail(machine, ERROR_NOT_POSSIBLE, "integer division of quantities is not defined");
    }
    if (is_done) {
        machine_push_item(machine, item_quantity(machine->arena, result));
    }
    return true;
}

static bool is_moment(const Item *item)
{
    return item->kind == FHIRPATH_DATE || item->kind == FHIRPATH_DATETIME || item->kind == FHIRPATH_TIME;
}

static bool is_quantity_or_number(const Item *item)
{
    return item->kind == FHIRPATH_QUANTITY || item_is_number(item);
}

/* Two texts in a row. */
static bool join(Machine *machine, Slice a, Slice b)
{
    if (!machine_allows_text(machine, a.length + b.length)) {
        return false;
    }
    char *bytes = arena_allocate(machine->arena, a.length + b.length + 1);
    if (a.length) {
        memcpy(bytes, a.bytes, a.length);
    }
    if (b.length) {
        memcpy(bytes + a.length, b.bytes, b.length);
    }
    machine_push_string(machine, slice_make(bytes, a.length + b.length));
    return true;
}

/* Carries out an arithmetic operator on two values, by their types. */
static bool combine(Machine *machine, Op op, const Item *a, const Item *b)
{
    if (item_is_number(a) && item_is_number(b)) {
        return add_numbers(machine, op, a, b);
    }
    if (is_moment(a) && b->kind == FHIRPATH_QUANTITY && (op == OP_ADD || op == OP_SUBTRACT)) {
        return add_duration(machine, op, a, b->as.quantity);
    }
    if (is_quantity_or_number(a) && is_quantity_or_number(b)) {
        return add_quantities(machine, op, a, b);
    }
    if (a->kind == FHIRPATH_STRING && b->kind == FHIRPATH_STRING && op == OP_ADD) {
        return join(machine, a->as.string, b->as.string);
    }
    return machine_fail(machine, ERROR_NOT_POSSIBLE, "the operator is not defined for %.*s and %.*s",
                        SLICE_ARGS(item_system_type(a)), SLICE_ARGS(item_system_type(b)));
}

bool operator_arithmetic(Machine *machine, const Instruction *instruction)
{
    Sides sides = take_sides(machine);
    Item values[2];
    bool is_empty;
    if (!read_values(machine, &sides, values, &is_empty)) {
        return false;
    }
    return (is_empty || combine(machine, (Op)instruction->op, &values[0], &values[1])) && finish(machine, &sides);
}

bool operator_polarity(Machine *machine, const Instruction *instruction)
{
    Range top = machine_top(machine);
    Item item, value;
    bool is_empty;
    if (!machine_single(machine, top, &item, &is_empty) || is_empty) {
        return is_empty;
    }
    if (!value_of(machine, &item, &value) || !is_quantity_or_number(&value)) {
        return machine_fail(machine, ERROR_NOT_POSSIBLE, "a sign is allowed only before a number");
    }
    if (instruction->op == OP_NEGATE && value.kind == FHIRPATH_INTEGER) {
        value.as.integer = -value.as.integer;
    } else if (instruction->op == OP_NEGATE && value.kind == FHIRPATH_DECIMAL) {
        value.as.decimal = decimal_negate(value.as.decimal);
    } else if (instruction->op == OP_NEGATE) {
        Quantity quantity = *value.as.quantity;
        quantity.value = decimal_negate(quantity.value);
        value = item_quantity(machine->arena, quantity);
    }
    *machine_item(machine, top.first) = value;
    return true;
}

bool operator_concatenate(Machine *machine, const Instruction *instruction)
{
    (void)instruction;
    Sides sides = take_sides(machine);
    Slice left = SLICE(""), right = SLICE("");
    bool is_empty;
    return machine_string(machine, sides.left, &left, &is_empty) &&
           machine_string(machine, sides.right, &right, &is_empty) && join(machine, left, right) &&
           finish(machine, &sides);
}

/* ---- collections ---- */

bool operator_union(Machine *machine, const Instruction *instruction)
{
    (void)instruction;
    Sides sides = take_sides(machine);
    set_push_distinct(machine, (Range){sides.left.first, sides.left.count + sides.right.count});
    return finish(machine, &sides);
}

/* True where the collection has an item equal to `item`. Texts that cannot be moments are compared as bytes, for they
   are what is mostly looked for, in long lists at times. */
static bool has_item(Machine *machine, Range range, const Item *item)
{
    Slice text = SLICE(""), other_text;
    bool is_text = value_string(machine, item, &text) && text.length && (!ascii_is_digit(text.bytes[0]));
    for (size_t i = 0; i < range.count; i++) {
        const Item *other = machine_item(machine, range.first + i);
        if (is_text && value_string(machine, other, &other_text)) {
            if (slice_equals(text, other_text)) {
                return true;
            }
            continue;
        }
        Item copy = *other;
        if (compare_items(machine, item, &copy) == TRUTH_TRUE) {
            return true;
        }
    }
    return false;
}

bool operator_membership(Machine *machine, const Instruction *instruction)
{
    Sides sides = take_sides(machine);
    bool is_in = instruction->op == OP_IN, is_empty;
    Item item;
    if (!machine_single(machine, is_in ? sides.left : sides.right, &item, &is_empty)) {
        return false;
    }
    if (!is_empty) {
        machine_push_boolean(machine, has_item(machine, is_in ? sides.right : sides.left, &item));
    }
    return finish(machine, &sides);
}

bool operator_at(Machine *machine, const Instruction *instruction)
{
    (void)instruction;
    Sides sides = take_sides(machine);
    int64_t position;
    bool is_empty;
    if (!machine_integer(machine, sides.right, &position, &is_empty)) {
        return false;
    }
    if (!is_empty && position >= 0 && (uint64_t)position < sides.left.count) {
        machine_push_item(machine, *machine_item(machine, sides.left.first + (size_t)position));
    }
    return finish(machine, &sides);
}

/* ---- comparison ---- */

bool operator_equality(Machine *machine, const Instruction *instruction)
{
    Sides sides = take_sides(machine);
    if (instruction->op == OP_EQUIVALENT || instruction->op == OP_NOT_EQUIVALENT) {
        bool is_equivalent = compare_ranges_equivalent(machine, sides.left, sides.right);
        return give_truth(machine, &sides, is_equivalent == (instruction->op == OP_EQUIVALENT));
    }
    Truth truth = compare_ranges(machine, sides.left, sides.right);
    bool is_asked = (truth == TRUTH_TRUE) == (instruction->op == OP_EQUAL);
    return give_truth(machine, &sides, truth == TRUTH_EMPTY ? TRUTH_EMPTY : is_asked);
}

/* The order of two single items; `is_known` is false where one side is empty, or precision leaves it open. */
static bool find_order(Machine *machine, const Sides *sides, int *order, bool *is_known)
{
    Item items[2];
    const Range ranges[2] = {sides->left, sides->right};
    for (int i = 0; i < 2; i++) {
        bool is_empty;
        if (!machine_single(machine, ranges[i], &items[i], &is_empty)) {
            return false;
        }
        if (is_empty) {
            *is_known = false;
            return true;
        }
    }
    if (items[0].kind == FHIRPATH_INTEGER && items[1].kind == FHIRPATH_INTEGER) {
        *is_known = true;
        *order = (items[0].as.integer > items[1].as.integer) - (items[0].as.integer < items[1].as.integer);
        return true;
    }
    return compare_order(machine, &items[0], &items[1], order, is_known);
}

bool operator_order(Machine *machine, const Instruction *instruction)
{
    Sides sides = take_sides(machine);
    int order;
    bool is_known;
    if (!find_order(machine, &sides, &order, &is_known)) {
        return false;
    }
    if (!is_known) {
        return give_truth(machine, &sides, TRUTH_EMPTY);
    }
    bool is_less = instruction->op == OP_LESS || instruction->op == OP_LESS_OR_EQUAL;
    bool takes_equal = instruction->op == OP_LESS_OR_EQUAL || instruction->op == OP_GREATER_OR_EQUAL;
    return give_truth(machine, &sides, order == 0 ? takes_equal : (order < 0) == is_less);
}

/* ---- logic ---- */

/* FHIRPath N1 section 6.5, by truth of the left (row) and right side (column): false, true, empty. */
static const Truth tables[][3][3] = {
    {{TRUTH_FALSE, TRUTH_FALSE, TRUTH_FALSE},
     {TRUTH_FALSE, TRUTH_TRUE, TRUTH_EMPTY},
     {TRUTH_FALSE, TRUTH_EMPTY, TRUTH_EMPTY}},
    {{TRUTH_FALSE, TRUTH_TRUE, TRUTH_EMPTY},
     {TRUTH_TRUE, TRUTH_TRUE, TRUTH_TRUE},
     {TRUTH_EMPTY, TRUTH_TRUE, TRUTH_EMPTY}},
    {{TRUTH_TRUE, TRUTH_TRUE, TRUTH_TRUE},
     {TRUTH_FALSE, TRUTH_TRUE, TRUTH_EMPTY},
     {TRUTH_EMPTY, TRUTH_TRUE, TRUTH_EMPTY}},
    {{TRUTH_FALSE, TRUTH_TRUE, TRUTH_EMPTY},
     {TRUTH_TRUE, TRUTH_FALSE, TRUTH_EMPTY},
     {TRUTH_EMPTY, TRUTH_EMPTY, TRUTH_EMPTY}},
};

bool operator_logic(Machine *machine, const Instruction *instruction)
{
    static const uint8_t rows[OP_COUNT] = {[OP_AND] = 0, [OP_OR] = 1, [OP_IMPLIES] = 2, [OP_XOR] = 3};
    Sides sides = take_sides(machine);
    Truth left, right;
    if (!machine_truth(machine, sides.left, &left) || !machine_truth(machine, sides.right, &right)) {
        return false;
    }
    return give_truth(machine, &sides, tables[rows[instruction->op]][left][right]);
}
