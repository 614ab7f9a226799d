/* Equality, equivalence and order of items. */
#include "src/fhirpath/machine/compare.h"

#include "src/base/ascii.h"
#include "src/fhirpath/machine/value.h"
#include "src/fhirpath/value/letter.h"

/* A number as a quantity of unit '1'; a quantity as it is. */
static Quantity as_quantity(const Item *item)
{
    return item->kind == FHIRPATH_QUANTITY ? *item->as.quantity : quantity_of_number(item_number(item));
}

static bool is_quantity_or_number(const Item *item)
{
    return item->kind == FHIRPATH_QUANTITY || item_is_number(item);
}

static bool is_date(const Item *item)
{
    return item->kind == FHIRPATH_DATE || item->kind == FHIRPATH_DATETIME;
}

/* True where both are dates or dateTimes, or both times of day. */
static bool are_moments(const Item *a, const Item *b)
{
    return (is_date(a) && is_date(b)) || (a->kind == FHIRPATH_TIME && b->kind == FHIRPATH_TIME);
}

/* `=` of two values. */
static Truth compare_values(const Item *a, const Item *b)
{
    if (item_is_number(a) && item_is_number(b)) {
        return decimal_compare(item_number(a), item_number(b)) == 0;
    }
    if (is_quantity_or_number(a) && is_quantity_or_number(b)) {
        Quantity x = as_quantity(a), y = as_quantity(b);
        QuantityOrder order = quantity_compare(&x, &y);
        return order == QUANTITY_UNKNOWN ? TRUTH_EMPTY : order == QUANTITY_EQUAL;
    }
    if (are_moments(a, b)) {
        MomentOrder order = moment_compare(a->as.moment, b->as.moment);
        return order == MOMENT_UNKNOWN ? TRUTH_EMPTY : order == MOMENT_EQUAL;
    }
    if (a->kind != b->kind) {
        return TRUTH_FALSE;
    }
    switch (a->kind) {
    case FHIRPATH_BOOLEAN:
        return a->as.truth == b->as.truth;
    case FHIRPATH_STRING:
        return slice_equals(a->as.string, b->as.string);
    case FHIRPATH_TYPE_INFO:
        return slice_equals(a->as.type.name, b->as.type.name) && slice_equals(a->as.type.space, b->as.type.space);
    default:
        return TRUTH_FALSE;
    }
}

/* True where an element and a System.String say the same text, whatever the element's type: `birthDate = '1974'`. */
static bool have_same_text(Machine *machine, const Item *a, const Item *b)
{
    Slice x, y;
    return value_string(machine, a, &x) && value_string(machine, b, &y) && slice_equals(x, y);
}

/* Remembers that the outcome depends on all that is in a value. */
static void note_compared(Machine *machine, const ItemElement *element)
{
    bool has_more = element->node != NODE_NONE && document_node(element->document, element->node)->kind >= NODE_ARRAY;
    machine->context->has_compared_all = machine->context->has_compared_all || has_more;
}

/* `=` of elements by all that lies below them. */
static bool are_deeply_equal(Machine *machine, const Item *a, const Item *b)
{
    const ItemElement *x = &a->as.element, *y = &b->as.element;
    if (a->kind == FHIRPATH_NODE && b->kind == FHIRPATH_NODE) {
        note_compared(machine, x);
        note_compared(machine, y);
    }
    return a->kind == FHIRPATH_NODE && b->kind == FHIRPATH_NODE && x->node != NODE_NONE && y->node != NODE_NONE &&
           compare_nodes(machine, x->document, x->node, y->document, y->node);
}

/* True where both items are the very same element. */
static bool are_identical(const Item *a, const Item *b)
{
    return a->kind == FHIRPATH_NODE && b->kind == FHIRPATH_NODE && a->as.element.document == b->as.element.document &&
           a->as.element.node == b->as.element.node && a->as.element.sibling == b->as.element.sibling;
}

Truth compare_items(Machine *machine, const Item *a, const Item *b)
{
    Item x, y;
    if (are_identical(a, b) || have_same_text(machine, a, b)) {
        return TRUTH_TRUE;
    }
    bool has_x = value_of(machine, a, &x), has_y = value_of(machine, b, &y);
    if (has_x && has_y) {
        return compare_values(&x, &y);
    }
    return !has_x && !has_y && are_deeply_equal(machine, a, b);
}

/* `~` of two decimals: to the precision of the less precise, trailing zeros not counted. */
static bool are_equivalent_numbers(Decimal a, Decimal b)
{
    Decimal x = decimal_strip(a), y = decimal_strip(b);
    int scale = x.scale < y.scale ? x.scale : y.scale;
    return decimal_compare(decimal_round(x, scale, ROUND_HALF_AWAY), decimal_round(y, scale, ROUND_HALF_AWAY)) == 0;
}

/* `a ~ b` */
static bool are_equivalent(Machine *machine, const Item *a, const Item *b)
{
    Item x, y;
    if (are_identical(a, b)) {
        return true;
    }
    bool has_x = value_of(machine, a, &x), has_y = value_of(machine, b, &y);
    if (!has_x || !has_y) {
        return !has_x && !has_y && are_deeply_equal(machine, a, b);
    }
    if (item_is_number(&x) && item_is_number(&y)) {
        return are_equivalent_numbers(item_number(&x), item_number(&y));
    }
    if (is_quantity_or_number(&x) && is_quantity_or_number(&y)) {
        Quantity left = as_quantity(&x), right = as_quantity(&y);
        return quantity_are_equivalent(&left, &right);
    }
    if (x.kind == FHIRPATH_STRING && y.kind == FHIRPATH_STRING) {
        return letter_texts_match(x.as.string, y.as.string);
    }
    return compare_values(&x, &y) == TRUTH_TRUE;
}

Truth compare_ranges(Machine *machine, Range a, Range b)
{
    if (a.count == 0 || b.count == 0) {
        return TRUTH_EMPTY;
    }
    if (a.count != b.count) {
        return TRUTH_FALSE;
    }
    Truth result = TRUTH_TRUE;
    for (size_t i = 0; i < a.count; i++) {
        Item x = *machine_item(machine, a.first + i), y = *machine_item(machine, b.first + i);
        Truth truth = compare_items(machine, &x, &y);
        if (truth == TRUTH_FALSE) {
            return TRUTH_FALSE;
        }
        result = truth == TRUTH_EMPTY ? TRUTH_EMPTY : result;
    }
    return result;
}

/* Marks a fellow of `item` among those of `b` that are not `taken`; false if there is none. */
static bool take_equivalent(Machine *machine, const Item *item, Range b, bool *taken)
{
    for (size_t i = 0; i < b.count; i++) {
        Item other = *machine_item(machine, b.first + i);
        if (!taken[i] && are_equivalent(machine, item, &other)) {
            taken[i] = true;
            return true;
        }
    }
    return false;
}

bool compare_ranges_equivalent(Machine *machine, Range a, Range b)
{
    if (a.count != b.count) {
        return false;
    }
    bool *taken = arena_allocate(machine->arena, b.count + 1);
    memset(taken, 0, b.count + 1);
    for (size_t i = 0; i < a.count; i++) {
        Item item = *machine_item(machine, a.first + i);
        if (!take_equivalent(machine, &item, b, taken)) {
            return false;
        }
    }
    return true;
}

/* Order of two quantities, or of a quantity and a number. */
static bool order_quantities(const Item *a, const Item *b, int *order, bool *is_known)
{
    Quantity x = as_quantity(a), y = as_quantity(b);
    QuantityOrder found = quantity_compare(&x, &y);
    *is_known = found != QUANTITY_UNKNOWN;
    *order = (int)found;
    return true;
}

/* The value of a text where a moment is asked for: FHIR's dates may come without a known type. */
static void read_as(const Item *other, Item *value)
{
    Moment moment;
    if (value->kind == FHIRPATH_STRING && is_date(other) && moment_parse(value->as.string, MOMENT_DATETIME, &moment)) {
        *value = item_moment(moment);
    }
}

bool compare_order(Machine *machine, const Item *a, const Item *b, int *order, bool *is_known)
{
    Item x, y;
    *is_known = true;
    if (!value_of(machine, a, &x) || !value_of(machine, b, &y)) {
        return machine_fail(machine, ERROR_NOT_POSSIBLE, "elements without a value have no order");
    }
    if (a->kind == FHIRPATH_NODE) {
        read_as(&y, &x);
    }
    if (b->kind == FHIRPATH_NODE) {
        read_as(&x, &y);
    }
    if (item_is_number(&x) && item_is_number(&y)) {
        *order = decimal_compare(item_number(&x), item_number(&y));
        return true;
    }
    if (is_quantity_or_number(&x) && is_quantity_or_number(&y)) {
        return order_quantities(&x, &y, order, is_known);
    }
    if (are_moments(&x, &y)) {
        MomentOrder found = moment_compare(x.as.moment, y.as.moment);
        *is_known = found != MOMENT_UNKNOWN;
        *order = (int)found;
        return true;
    }
    if (x.kind == FHIRPATH_STRING && y.kind == FHIRPATH_STRING) {
        *order = slice_compare(x.as.string, y.as.string);
        return true;
    }
    return machine_fail(machine, ERROR_NOT_POSSIBLE, "%.*s and %.*s have no order", SLICE_ARGS(item_system_type(&x)),
                        SLICE_ARGS(item_system_type(&y)));
}

/* A text that may be a moment hashes as one, for moments that are written differently may be equal. */
static unsigned hash_text(Slice text, HashSeed seed)
{
    Moment moment;
    bool may_be_moment = text.length && ascii_is_digit(text.bytes[0]);
    if (may_be_moment && (moment_parse(text, MOMENT_DATETIME, &moment) || moment_parse(text, MOMENT_TIME, &moment))) {
        return moment_hash(moment, seed);
    }
    return (unsigned)hash_bytes(text, seed);
}

unsigned compare_hash(Machine *machine, const Item *item, HashSeed seed)
{
    Item value;
    Slice text;
    if (value_string(machine, item, &text)) {
        return hash_text(text, seed);
    }
    if (!value_of(machine, item, &value)) {
        const ItemElement *element = &item->as.element;
        note_compared(machine, element);
        return element->node == NODE_NONE ? 0 : compare_node_hash(element->document, element->node, seed);
    }
    switch (value.kind) {
    case FHIRPATH_INTEGER:
    case FHIRPATH_DECIMAL:
        return decimal_hash(item_number(&value), seed);
    case FHIRPATH_DATE:
    case FHIRPATH_DATETIME:
    case FHIRPATH_TIME:
        return moment_hash(value.as.moment, seed);
    case FHIRPATH_TYPE_INFO:
        return (unsigned)hash_bytes(value.as.type.name, seed);
    case FHIRPATH_BOOLEAN:
        return value.as.truth;
    default:
        return 0;
    }
}
