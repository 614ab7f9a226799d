/*
 * From elements to their members. A primitive's value and its `_x` sibling are one element, and so are their items at
 * the same position where both are arrays (FHIR R4 json.html, "JSON representation of primitive elements").
 */
#include "src/base/ascii.h"
#include "src/fhirpath/machine/gathering.h"
#include "src/fhirpath/machine/type.h"

/* Takes in one element, unless neither part of it says anything. */
static inline void take_element(Machine *machine, Gathering *gathering, NodeId node, NodeId sibling)
{
    const Node *nodes = machine->nodes;
    if (node != NODE_NONE && (nodes[node].kind == NODE_NULL || nodes[node].kind == NODE_BROKEN)) {
        node = NODE_NONE;
    }
    if (sibling != NODE_NONE && nodes[sibling].kind != NODE_OBJECT) {
        sibling = NODE_NONE;
    }
    if (node == NODE_NONE && sibling == NODE_NONE) {
        return;
    }
    gathering->count++;
    if (gathering->want == WANT_ITEMS) {
        Item item = {.kind = FHIRPATH_NODE, .as.element = gathering->element};
        item.as.element.node = node;
        item.as.element.sibling = sibling;
        machine_push(machine, &item);
    }
}

/* Takes in the items of an array of values and of siblings, position by position. */
static void take_arrays(Machine *machine, Gathering *gathering, Pair pair)
{
    const Node *nodes = machine->nodes;
    uint32_t node_end = pair.node == NODE_NONE ? 0 : nodes[pair.node].end;
    uint32_t sibling_end = pair.sibling == NODE_NONE ? 0 : nodes[pair.sibling].end;
    NodeId node = pair.node == NODE_NONE ? 0 : pair.node + 1;
    NodeId sibling = pair.sibling == NODE_NONE ? 0 : pair.sibling + 1;
    while ((node < node_end || sibling < sibling_end) && !gathering_is_enough(gathering)) {
        take_element(machine, gathering, node < node_end ? node : NODE_NONE,
                     sibling < sibling_end ? sibling : NODE_NONE);
        node = node < node_end ? nodes[node].end : node;
        sibling = sibling < sibling_end ? nodes[sibling].end : sibling;
    }
}

void gathering_take(Machine *machine, Gathering *gathering, Pair pair)
{
    const Node *nodes = machine->nodes;
    bool is_array = pair.node != NODE_NONE && nodes[pair.node].kind == NODE_ARRAY;
    bool has_array = pair.sibling != NODE_NONE && nodes[pair.sibling].kind == NODE_ARRAY;
    if (!is_array && !has_array) {
        take_element(machine, gathering, pair.node, pair.sibling);
        return;
    }
    if (!is_array && pair.node != NODE_NONE) {
        take_element(machine, gathering, pair.node, NODE_NONE);
        return;
    }
    pair.sibling = has_array ? pair.sibling : NODE_NONE;
    take_arrays(machine, gathering, pair);
}

/* True when `length` bytes are the same; the first is compared before the call. */
static inline bool same_bytes(const char *a, const char *b, size_t length)
{
    return length == 0 || (a[0] == b[0] && memcmp(a, b, length) == 0);
}

/* What a key is to a name. */
typedef enum KeyKind { KEY_OTHER, KEY_SAME, KEY_SIBLING, KEY_CHOICE } KeyKind;

/* Tells the name itself, the name after an underscore, and the name with a type after it ("valueString" for "value").
 */
static inline KeyKind compare_key(const Machine *machine, NodeId id, Slice name)
{
    const Node *node = &machine->nodes[id];
    const char *key = machine->bytes + node->key;
    if (node->flags & NODE_KEY_HAS_ESCAPE) {
        return document_key_equals(machine->document, id, name) ? KEY_SAME : KEY_OTHER;
    }
    if (node->key_length == name.length) {
        return same_bytes(key, name.bytes, name.length) ? KEY_SAME : KEY_OTHER;
    }
    size_t skip = key[0] == '_';
    if (!same_bytes(key + skip, name.bytes, name.length)) {
        return KEY_OTHER;
    }
    if (node->key_length == name.length + skip) {
        return KEY_SIBLING;
    }
    char next = key[name.length + skip];
    return ascii_is_upper(next) ? KEY_CHOICE : KEY_OTHER;
}

/* The member of an object and its sibling; `choice` gets a member whose key the name begins. */
static Pair find_pair(const Machine *machine, NodeId object, Slice name, NodeId *choice)
{
    const Node *nodes = machine->nodes;
    Pair pair = {NODE_NONE, NODE_NONE};
    *choice = NODE_NONE;
    for (NodeId id = object + 1, end = nodes[object].end; id < end; id = nodes[id].end) {
        if (nodes[id].key_length < name.length) {
            continue;
        }
        KeyKind kind = compare_key(machine, id, name);
        if (kind == KEY_OTHER) {
            continue;
        }
        NodeId *found = kind == KEY_SAME ? &pair.node : kind == KEY_SIBLING ? &pair.sibling : choice;
        *found = *found == NODE_NONE ? id : *found;
    }
    return pair;
}

/* Takes in the members of one name below an object. */
static void take_members(Machine *machine, Gathering *gathering, const Item *item, NodeId object, Slice name)
{
    NodeId choice;
    if (object == NODE_NONE || machine->nodes[object].kind != NODE_OBJECT) {
        return;
    }
    Pair pair = find_pair(machine, object, name, &choice);
    if (pair.node == NODE_NONE && pair.sibling == NODE_NONE && choice != NODE_NONE) {
        Slice key = gathering_key(machine, choice);
        key = slice_part(key, key.bytes[0] == '_', key.length);
        if (!type_has_choice(machine, item, name, slice_part(key, name.length, key.length))) {
            return;
        }
        pair = find_pair(machine, object, key, &choice);
    }
    gathering_take(machine, gathering, pair);
}

/* What is found below an element: its document, and the type of the nearest node above. */
static inline void start_gathering(Machine *machine, Gathering *gathering, const ItemElement *parent)
{
    machine_use(machine, parent->document);
    gathering->element = *parent;
}

/* Members of the values that have some: a type's name and namespace, a quantity's value and unit. */
static void take_from_value(Machine *machine, Gathering *gathering, const Item *item, Slice name)
{
    Item found;
    if (item->kind == FHIRPATH_TYPE_INFO && slice_equals(name, SLICE("name"))) {
        found = item_string(item->as.type.name);
    } else if (item->kind == FHIRPATH_TYPE_INFO && slice_equals(name, SLICE("namespace"))) {
        found = item_string(item->as.type.space);
    } else if (item->kind == FHIRPATH_QUANTITY && slice_equals(name, SLICE("value"))) {
        found = item_decimal(item->as.quantity->value);
    } else if (item->kind == FHIRPATH_QUANTITY && slice_equals(name, SLICE("unit"))) {
        found = item_string(item->as.quantity->unit);
    } else {
        return;
    }
    gathering->count++;
    if (gathering->want == WANT_ITEMS) {
        machine_push(machine, &found);
    }
}

/* Takes in the members of one name of an item. */
static void take_named(Machine *machine, Gathering *gathering, const Item *item, Slice name)
{
    if (item->kind != FHIRPATH_NODE) {
        take_from_value(machine, gathering, item, name);
        return;
    }
    start_gathering(machine, gathering, &item->as.element);
    if (item->as.element.node != NODE_NONE) {
        take_members(machine, gathering, item, item->as.element.node, name);
    }
    if (item->as.element.sibling != NODE_NONE) {
        take_members(machine, gathering, item, item->as.element.sibling, name);
    }
}

void navigate_push_members(Machine *machine, const Item *item, Slice name)
{
    Gathering gathering = {.want = WANT_ITEMS};
    Item parent = *item;
    take_named(machine, &gathering, &parent, name);
}

/* Takes in the children of an item. */
static void take_all(Machine *machine, Gathering *gathering, const Item *item, Slice name)
{
    (void)name;
    if (item->kind != FHIRPATH_NODE) {
        return;
    }
    start_gathering(machine, gathering, &item->as.element);
    gathering_take_children(machine, gathering, item->as.element.node);
    gathering_take_children(machine, gathering, item->as.element.sibling);
}

void navigate_push_children(Machine *machine, const Item *item)
{
    Gathering gathering = {.want = WANT_ITEMS};
    Item parent = *item;
    take_all(machine, &gathering, &parent, SLICE(""));
}

/* ---- the two instructions ---- */

typedef void (*Take)(Machine *machine, Gathering *gathering, const Item *item, Slice name);

/* Puts what was found in place of the input, or pushes it. */
static void finish(Machine *machine, const Instruction *instruction, const Gathering *gathering, size_t start)
{
    switch ((Want)instruction->want) {
    case WANT_ITEMS:
        break;
    case WANT_COUNT:
        machine_push_integer(machine, (int64_t)gathering->count);
        break;
    case WANT_EXISTS:
        machine_push_boolean(machine, gathering->count > 0);
        break;
    case WANT_EMPTY:
        machine_push_boolean(machine, gathering->count == 0);
        break;
    }
    if (!(instruction->flags & FROM_FOCUS)) {
        machine_replace(machine, start);
    }
}

/* Takes in what is found from every item of a collection, until it is enough. */
static void take_from_all(Machine *machine, Gathering *gathering, Range input, Take take, Slice name)
{
    for (size_t i = 0; i < input.count && !gathering_is_enough(gathering); i++) {
        Item item = *machine_item(machine, input.first + i);
        take(machine, gathering, &item, name);
    }
}

/* Goes from $this, or from every item on top, to what `take` finds. */
static bool go(Machine *machine, const Instruction *instruction, Take take, Slice name)
{
    Gathering gathering = {.want = (Want)instruction->want};
    if (instruction->flags & FROM_FOCUS) {
        machine_open(machine);
        if (machine->frame->has_item) {
            take(machine, &gathering, &machine->frame->item, name);
        } else {
            take_from_all(machine, &gathering, machine->frame->items, take, name);
        }
        finish(machine, instruction, &gathering, 0);
        return true;
    }
    size_t start = machine->stack->count;
    take_from_all(machine, &gathering, machine_top(machine), take, name);
    finish(machine, instruction, &gathering, start);
    return true;
}

/* In strict mode: says so where an element of known type has no member of the name. */
static bool check_name(Machine *machine, const Instruction *instruction, Slice name)
{
    const FhirpathModel *model = &machine->context->model;
    bool is_from_focus = instruction->flags & FROM_FOCUS;
    Range input = is_from_focus ? (Range){0, machine->frame->has_item} : machine_top(machine);
    for (size_t i = 0; model->has_member && i < input.count; i++) {
        Item item = is_from_focus ? machine->frame->item : *machine_item(machine, input.first + i);
        FhirpathType type = type_of(machine, &item);
        if (type && !model->has_member(model->self, type, name)) {
            return machine_fail(machine, ERROR_NOT_FOUND, "%.*s has no element %.*s",
                                SLICE_ARGS(type_name(machine, &item).name), SLICE_ARGS(slice_part(name, 0, 80)));
        }
    }
    return true;
}

/* Takes in the focus itself, for the name of its type at the start of a path. */
static void take_itself(Machine *machine, Gathering *gathering, const Item *item, Slice name)
{
    (void)name;
    gathering->count++;
    if (gathering->want == WANT_ITEMS) {
        machine_push(machine, item);
    }
}

bool navigate_member(Machine *machine, const Instruction *instruction)
{
    Slice name = machine->program->constants[instruction->operand].as.string;
    if (instruction->flags & AT_ENTRY && machine->frame->has_item && machine->frame->item.kind == FHIRPATH_NODE &&
        type_derives_from(machine, &machine->frame->item, name)) {
        return go(machine, instruction, take_itself, name);
    }
    if (machine->input->is_strict && !check_name(machine, instruction, name)) {
        return false;
    }
    return go(machine, instruction, take_named, name);
}

bool navigate_children(Machine *machine, const Instruction *instruction)
{
    return go(machine, instruction, take_all, SLICE(""));
}
