/* What elements say, read from the bytes of the document as late as possible. */
#include "src/fhirpath/machine/value.h"

#include "src/base/ascii.h"
#include "src/base/systems.h"
#include "src/fhirpath/machine/type.h"

/* The JSON kind of an element's node; NODE_NULL where it has none. */
static NodeKind kind_of(Machine *machine, const ItemElement *element)
{
    if (element->node == NODE_NONE) {
        return NODE_NULL;
    }
    machine_use(machine, element->document);
    return (NodeKind)machine->nodes[element->node].kind;
}

/* The bytes of a node as written. */
static Slice raw_of(Machine *machine, NodeId id)
{
    const Node *node = &machine->nodes[id];
    return slice_make(machine->bytes + node->start, node->length);
}

/* What a string node says; where it has escapes, in the arena. */
static Slice read_string(Machine *machine, const ItemElement *element)
{
    const Node *node = &machine->nodes[element->node];
    if (!(node->flags & (NODE_HAS_ESCAPE | NODE_HAS_FAULT)) && node->length >= 2) {
        return slice_make(machine->bytes + node->start + 1, node->length - 2);
    }
    return document_text(element->document, element->node, machine->arena);
}

/* Reads a string as the moment that its FHIR type says it is; false where it is none. */
static bool read_moment(Machine *machine, const Item *item, Slice string, Item *value)
{
    /* Only texts with a digit in front can be moments: others need not be asked for their type. */
    if (string.length == 0 || !ascii_is_digit(string.bytes[0])) {
        return false;
    }
    static const struct {
        FhirpathKind system;
        MomentKind kind;
    } kinds[] = {{FHIRPATH_DATE, MOMENT_DATE}, {FHIRPATH_DATETIME, MOMENT_DATETIME}, {FHIRPATH_TIME, MOMENT_TIME}};
    FhirpathKind system = type_system_kind(machine, item);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        Moment moment;
        if (kinds[i].system == system && moment_parse(string, kinds[i].kind, &moment)) {
            *value = item_moment(moment);
            return true;
        }
    }
    return false;
}

/* Reads a JSON number as an integer, or as a decimal where its type or its digits say so. */
static bool read_number(Machine *machine, const Item *item, Item *value)
{
    Slice raw = raw_of(machine, item->as.element.node);
    Decimal decimal;
    int64_t integer;
    if (!decimal_parse(raw, &decimal)) {
        return false;
    }
    bool is_whole = !memchr(raw.bytes, '.', raw.length) && decimal_to_integer(decimal, &integer);
    bool is_integer = is_whole && type_system_kind(machine, item) != FHIRPATH_DECIMAL;
    *value = is_integer ? item_integer(integer) : item_decimal(decimal);
    return true;
}

/* The single member of a complex element, as an item. */
static bool read_member(Machine *machine, const Item *item, Slice name, Item *member)
{
    size_t start = machine->stack->count;
    navigate_push_members(machine, item, name);
    bool is_single = machine->stack->count == start + 1;
    if (is_single) {
        *member = *machine_item(machine, start);
    }
    machine_drop(machine, start);
    return is_single;
}

/* Reads a FHIR Quantity: its code where the system is UCUM, else the name of its unit. */
static bool read_quantity(Machine *machine, const Item *item, Item *value)
{
    Item member, number;
    Slice text;
    Quantity quantity = {.unit = SLICE("1"), .form = QUANTITY_FHIR};
    if (!read_member(machine, item, SLICE("value"), &member) || !value_of(machine, &member, &number) ||
        !item_is_number(&number)) {
        return false;
    }
    quantity.value = item_number(&number);
    bool is_ucum = read_member(machine, item, SLICE("system"), &member) && value_string(machine, &member, &text) &&
                   slice_equals(text, SLICE(SYSTEM_UCUM));
    if (read_member(machine, item, is_ucum ? SLICE("code") : SLICE("unit"), &member) &&
        value_string(machine, &member, &text)) {
        quantity.unit = text;
    }
    *value = item_quantity(machine->arena, quantity);
    return true;
}

bool value_of(Machine *machine, const Item *item, Item *value)
{
    *value = *item;
    if (item->kind != FHIRPATH_NODE) {
        return true;
    }
    switch (kind_of(machine, &item->as.element)) {
    case NODE_BOOLEAN:
        *value = item_boolean(machine->bytes[machine->nodes[item->as.element.node].start] == 't');
        return true;
    case NODE_NUMBER:
        return read_number(machine, item, value);
    case NODE_STRING: {
        Slice string = read_string(machine, &item->as.element);
        if (!read_moment(machine, item, string, value)) {
            *value = item_string(string);
        }
        return true;
    }
    case NODE_OBJECT:
        return type_system_kind(machine, item) == FHIRPATH_QUANTITY && read_quantity(machine, item, value);
    default:
        return false;
    }
}

bool value_string(Machine *machine, const Item *item, Slice *string)
{
    if (item->kind == FHIRPATH_STRING) {
        *string = item->as.string;
        return true;
    }
    if (item->kind != FHIRPATH_NODE || kind_of(machine, &item->as.element) != NODE_STRING) {
        return false;
    }
    *string = read_string(machine, &item->as.element);
    return true;
}

Truth value_truth(Machine *machine, const Item *item)
{
    if (item->kind == FHIRPATH_BOOLEAN) {
        return item->as.truth ? TRUTH_TRUE : TRUTH_FALSE;
    }
    if (item->kind == FHIRPATH_NODE && kind_of(machine, &item->as.element) == NODE_BOOLEAN) {
        return machine->bytes[machine->nodes[item->as.element.node].start] == 't' ? TRUTH_TRUE : TRUTH_FALSE;
    }
    return TRUTH_TRUE;
}

bool value_exists(Machine *machine, const Item *item)
{
    if (item->kind != FHIRPATH_NODE) {
        return true;
    }
    switch (kind_of(machine, &item->as.element)) {
    case NODE_BOOLEAN:
    case NODE_NUMBER:
        return true;
    case NODE_STRING:
        return machine->nodes[item->as.element.node].length > 2;
    default:
        return false;
    }
}

bool value_text(Machine *machine, const Item *item, Slice *text)
{
    Item value;
    if (value_string(machine, item, text)) {
        return true;
    }
    if (item->kind == FHIRPATH_NODE && value_exists(machine, item)) {
        *text = raw_of(machine, item->as.element.node);
        return true;
    }
    if (!value_of(machine, item, &value) || value.kind == FHIRPATH_NODE) {
        return false;
    }
    Text written = TEXT_EMPTY;
    item_append_text(&value, &written);
    *text = arena_copy(machine->arena, text_slice(&written));
    text_free(&written);
    return true;
}
