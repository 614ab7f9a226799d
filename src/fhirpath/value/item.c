/* Items made, printed, and exchanged with the callers of the engine. */
#include "src/fhirpath/value/item.h"

/* Names of the System types, by kind. */
static const Slice system_types[] = {
    [FHIRPATH_NODE] = SLICE(""),
    [FHIRPATH_BOOLEAN] = SLICE("Boolean"),
    [FHIRPATH_STRING] = SLICE("String"),
    [FHIRPATH_INTEGER] = SLICE("Integer"),
    [FHIRPATH_DECIMAL] = SLICE("Decimal"),
    [FHIRPATH_DATE] = SLICE("Date"),
    [FHIRPATH_DATETIME] = SLICE("DateTime"),
    [FHIRPATH_TIME] = SLICE("Time"),
    [FHIRPATH_QUANTITY] = SLICE("Quantity"),
    [FHIRPATH_TYPE_INFO] = SLICE("TypeInfo"),
};

Item item_moment(Moment moment)
{
    static const FhirpathKind kinds[] = {
        [MOMENT_DATE] = FHIRPATH_DATE, [MOMENT_DATETIME] = FHIRPATH_DATETIME, [MOMENT_TIME] = FHIRPATH_TIME};
    return (Item){.kind = kinds[moment.kind], .as.moment = moment};
}

Item item_quantity(Arena *arena, Quantity quantity)
{
    Quantity *kept = arena_allocate(arena, sizeof *kept);
    *kept = quantity;
    return (Item){.kind = FHIRPATH_QUANTITY, .as.quantity = kept};
}

Decimal item_number(const Item *item)
{
    return item->kind == FHIRPATH_INTEGER ? decimal_from_integer(item->as.integer) : item->as.decimal;
}

Slice item_system_type(const Item *item)
{
    return system_types[item->kind];
}

void item_append_text(const Item *item, Text *text)
{
    switch (item->kind) {
    case FHIRPATH_NODE:
        break;
    case FHIRPATH_BOOLEAN:
        text_append(text, item->as.truth ? SLICE("true") : SLICE("false"));
        break;
    case FHIRPATH_STRING:
        text_append(text, item->as.string);
        break;
    case FHIRPATH_INTEGER:
    case FHIRPATH_DECIMAL:
        decimal_append(item_number(item), text);
        break;
    case FHIRPATH_DATE:
    case FHIRPATH_DATETIME:
    case FHIRPATH_TIME:
        moment_append(item->as.moment, text);
        break;
    case FHIRPATH_QUANTITY:
        quantity_append(item->as.quantity, text);
        break;
    case FHIRPATH_TYPE_INFO:
        text_format(text, "%.*s%s%.*s", SLICE_ARGS(item->as.type.space), item->as.type.space.length ? "." : "",
                    SLICE_ARGS(item->as.type.name));
        break;
    }
}

/* Reads the text of a date, dateTime or time. */
static bool take_moment(Slice text, MomentKind kind, Item *item)
{
    Moment moment;
    bool is_moment = moment_parse(text, kind, &moment);
    *item = item_moment(moment);
    return is_moment;
}

/* Reads the text of an integer or decimal. */
static bool take_number(const FhirpathItem *from, Item *item)
{
    if (!decimal_parse(from->text, &item->as.decimal)) {
        return false;
    }
    item->kind = from->kind;
    return from->kind == FHIRPATH_DECIMAL || decimal_to_integer(item->as.decimal, &item->as.integer);
}

/* Reads a quantity's number; the unit is as the caller gave it. */
static bool take_quantity(Arena *arena, const FhirpathItem *from, Item *item)
{
    Quantity quantity = {.unit = from->unit};
    quantity.form = duration_unit_find(from->unit) == DURATION_NONE ? QUANTITY_UCUM : QUANTITY_CALENDAR;
    if (!decimal_parse(from->text, &quantity.value)) {
        return false;
    }
    *item = item_quantity(arena, quantity);
    return true;
}

/* Takes "System.Integer" apart. */
static TypeName take_type(Slice text)
{
    size_t point = slice_find(text, SLICE("."), 0);
    if (point == SIZE_MAX) {
        return (TypeName){SLICE(""), text};
    }
    return (TypeName){slice_part(text, 0, point), slice_part(text, point + 1, text.length)};
}

bool item_take(Arena *arena, const FhirpathItem *from, Item *item)
{
    item->kind = from->kind;
    if (from->kind == FHIRPATH_NODE) {
        NodeId place = from->node != NODE_NONE ? from->node : from->sibling;
        item->as.element = (ItemElement){from->node, from->sibling, place, from->document, from->type};
        return true;
    }
    switch (from->kind) {
    case FHIRPATH_BOOLEAN:
        item->as.truth = from->truth;
        return true;
    case FHIRPATH_INTEGER:
    case FHIRPATH_DECIMAL:
        return take_number(from, item);
    case FHIRPATH_DATE:
        return take_moment(from->text, MOMENT_DATE, item);
    case FHIRPATH_DATETIME:
        return take_moment(from->text, MOMENT_DATETIME, item);
    case FHIRPATH_TIME:
        return take_moment(from->text, MOMENT_TIME, item);
    case FHIRPATH_QUANTITY:
        return take_quantity(arena, from, item);
    case FHIRPATH_TYPE_INFO:
        item->as.type = take_type(from->text);
        return true;
    default:
        *item = item_string(from->text);
        return true;
    }
}

FhirpathItem item_give(Arena *arena, const Item *item)
{
    FhirpathItem given = {.kind = item->kind, .node = NODE_NONE, .sibling = NODE_NONE};
    if (item->kind == FHIRPATH_NODE) {
        given.node = item->as.element.node;
        given.sibling = item->as.element.sibling;
        given.document = item->as.element.document;
        given.type = item->as.element.type;
        return given;
    }
    Text text = TEXT_EMPTY;
    if (item->kind == FHIRPATH_QUANTITY) {
        decimal_append(item->as.quantity->value, &text);
        given.unit = arena_copy(arena, item->as.quantity->unit);
    } else {
        item_append_text(item, &text);
    }
    given.truth = item->kind == FHIRPATH_BOOLEAN && item->as.truth;
    given.text = arena_copy(arena, text_slice(&text));
    text_free(&text);
    return given;
}
