/* Quick looks at elements: what paths gather, and the functions that go over them. */
#include "src/fhirpath/machine/quick_private.h"

#include "src/fhirpath/machine/function.h"

#include <stdint.h>

/* ---- gathering ---- */

static bool add_item(Quick *quick, NodeId node)
{
    NodeKind kind = (NodeKind)quick->nodes[node].kind;
    if (kind == NODE_NULL || kind == NODE_BROKEN || kind == NODE_ARRAY || quick->item_count == QUICK_NODES) {
        return false;
    }
    quick->items[quick->item_count++] = node;
    return true;
}

/* The same below one object. Programs are short, and so are their paths. */
static bool gather_below(Quick *quick, NodeId object, const Instruction *step, unsigned more)
{
    NodeId member;
    Slice name = quick_name(quick, step);
    bool is_supposed =
        quick->supposed && quick->supposed->object == object && slice_equals(quick->supposed->name, name);
    if (is_supposed || quick->nodes[object].kind != NODE_OBJECT || !quick_find_member(quick, object, name, &member)) {
        return false;
    }
    return member == NODE_NONE || quick_gather(quick, member, step + 1, more - 1);
}

bool quick_gather(Quick *quick, NodeId value, const Instruction *step, unsigned more)
{
    const Node *nodes = quick->nodes;
    if (nodes[value].kind != NODE_ARRAY) {
        return more == 0 ? add_item(quick, value) : gather_below(quick, value, step, more);
    }
    bool is_certain = true;
    for (NodeId item = value + 1; item < nodes[value].end && is_certain; item = nodes[item].end) {
        is_certain = more == 0 ? add_item(quick, item) : gather_below(quick, item, step, more);
    }
    return is_certain;
}

bool quick_push_items(Quick *quick, uint32_t first)
{
    uint32_t count = quick->item_count - first;
    const Node *only = count == 1 ? &quick->nodes[quick->items[first]] : NULL;
    if (count == 0) {
        return quick_push(quick, STATE_EMPTY);
    }
    if (only && quick_is_plain(only)) {
        return quick_push_text(quick, slice_make(quick->bytes + only->start + 1, only->length - 2));
    }
    bool is_pushed = quick_push(quick, STATE_NODES);
    if (is_pushed) {
        quick->ranges[quick->height - 1] = (QuickRange){first, count};
    }
    return is_pushed;
}

/* ---- going over elements ---- */

/* What a criterion or projection is of an element. A string lies above the stack then, where it stays until something
   is pushed. */
static State look_at_item(Quick *quick, const Block *block, NodeId item)
{
    NodeId focus = quick->focus;
    FhirpathType type = quick->type;
    uint32_t at = quick->at, item_count = quick->item_count;
    unsigned height = quick->height;
    quick->focus = item;
    quick->type = NULL;
    quick->at = block->start;
    bool is_certain = quick_run(quick, block->end) && quick->height == height + 1;
    State state = is_certain ? quick->stack[height] : STATE_UNCERTAIN;
    quick->focus = focus;
    quick->type = type;
    quick->at = at;
    quick->height = height;
    quick->item_count = item_count;
    return state;
}

/* What a criterion says of an element: it is true, or it is not; false where that is not certain. */
static bool ask(Quick *quick, const Block *block, NodeId item, bool *is_true)
{
    State state = look_at_item(quick, block, item);
    *is_true = state == STATE_TRUE;
    return state <= STATE_TRUE;
}

/* `exists(criterion)`, and `all(criterion)`. */
static bool call_search(Quick *quick, const Block *block, QuickRange input, bool is_all)
{
    for (uint32_t i = 0; i < input.count; i++) {
        bool is_true;
        if (!ask(quick, block, quick->items[input.first + i], &is_true)) {
            return false;
        }
        if (is_true != is_all) {
            return quick_push(quick, quick_state(!is_all));
        }
    }
    return quick_push(quick, quick_state(is_all));
}

static bool call_where(Quick *quick, const Block *block, QuickRange input)
{
    uint32_t first = quick->item_count;
    for (uint32_t i = 0; i < input.count; i++) {
        NodeId item = quick->items[input.first + i];
        bool is_true;
        if (!ask(quick, block, item, &is_true) || (is_true && !add_item(quick, item))) {
            return false;
        }
    }
    return quick_push_items(quick, first);
}

/* `first()`, and `tail()`. */
static bool call_part(Quick *quick, QuickRange input, bool is_first)
{
    uint32_t first = quick->item_count;
    for (uint32_t i = is_first ? 0 : 1; i < (is_first ? 1 : input.count); i++) {
        if (!add_item(quick, quick->items[input.first + i])) {
            return false;
        }
    }
    return quick_push_items(quick, first);
}

/* `is(Type)` of a resource: its type is the one, or stands on it. */
static bool call_is(Quick *quick, const Instruction *instruction, QuickRange input)
{
    const FhirpathModel *model = quick->model;
    TypeName wanted = quick->program->types[instruction->block];
    NodeId item = quick->items[input.first], name;
    bool may_ask = input.count == 1 && wanted.space.length == 0 && model->is_type_name && model->root_type &&
                   model->is_subtype && quick->nodes[item].kind == NODE_OBJECT;
    if (!may_ask || !quick_find_member(quick, item, SLICE("resourceType"), &name) || name == NODE_NONE ||
        !model->is_type_name(model->self, wanted.name)) {
        return false;
    }
    FhirpathType type = model->root_type(model->self, quick->document, item);
    return type && quick_push(quick, quick_state(model->is_subtype(model->self, type, wanted.name)));
}

/* True where the text is among the first of a list. */
static bool is_among(const Slice *texts, uint32_t count, Slice text)
{
    for (uint32_t i = 0; i < count; i++) {
        if (slice_equals(texts[i], text)) {
            return true;
        }
    }
    return false;
}

/* `select(a & b).isDistinct()`: no two elements give the same text. */
static bool call_distinct(Quick *quick, const Instruction *instruction, const Block *block, QuickRange input)
{
    const Instruction *after = &quick->program->code[instruction->next];
    bool is_asked = instruction->next < quick->program->code_count && after->op == OP_CALL &&
                    quick->program->code[block->end - 1].op == OP_CONCATENATE &&
                    strcmp(quick->program->functions[after->operand]->name, "isDistinct") == 0;
    Slice texts[QUICK_NODES];
    uint32_t count = 0;
    bool is_distinct = true;
    for (uint32_t i = 0; is_asked && is_distinct && i < input.count; i++) {
        if (look_at_item(quick, block, quick->items[input.first + i]) != STATE_TEXT) {
            return false;
        }
        Slice text = quick->texts[quick->height];
        is_distinct = !is_among(texts, count, text);
        texts[count++] = text;
    }
    quick->at = after->next;
    return is_asked && quick_push(quick, quick_state(is_distinct));
}

/* ---- calls ---- */

/* `contains()` and the like of a string, and another one; of nothing they are nothing. */
static bool call_occurrence(Quick *quick, const char *name)
{
    if (quick->height < 2 || quick->stack[quick->height - 1] != STATE_TEXT) {
        return false;
    }
    Slice part = quick->texts[--quick->height], text = quick->texts[quick->height - 1];
    State input = quick->stack[--quick->height];
    if (input == STATE_EMPTY) {
        return quick_push(quick, STATE_EMPTY);
    }
    return input == STATE_TEXT &&
           quick_push(quick, quick_state(name[0] == 's'   ? slice_starts_with(text, part)
                                         : name[0] == 'e' ? slice_ends_with(text, part)
                                                          : slice_find(text, part, 0) != SIZE_MAX));
}

static bool is_named(const char *name, const char *other)
{
    return name[0] == other[0] && strcmp(name, other) == 0;
}

bool quick_call(Quick *quick, const Instruction *instruction)
{
    const char *name = quick->program->functions[instruction->operand]->name;
    if (is_named(name, "contains") || is_named(name, "startsWith") || is_named(name, "endsWith")) {
        return call_occurrence(quick, name);
    }
    if (quick->height == 0 || quick->stack[quick->height - 1] != STATE_NODES) {
        return false;
    }
    QuickRange input = quick->ranges[--quick->height];
    const Block *block =
        instruction->count == 1 && quick->program->functions[instruction->operand]->form == FUNCTION_EACH
            ? &quick->program->blocks[instruction->block]
            : NULL;
    if (is_named(name, "where")) {
        return block && call_where(quick, block, input);
    }
    if (is_named(name, "select")) {
        return block && call_distinct(quick, instruction, block, input);
    }
    if (is_named(name, "all")) {
        return block && call_search(quick, block, input, true);
    }
    if (is_named(name, "exists")) {
        return block ? call_search(quick, block, input, false)
                     : instruction->count == 0 && quick_push(quick, STATE_TRUE);
    }
    if (is_named(name, "empty")) {
        return quick_push(quick, STATE_FALSE);
    }
    if (is_named(name, "first") || is_named(name, "tail")) {
        return call_part(quick, input, name[0] == 'f');
    }
    return is_named(name, "is") && call_is(quick, instruction, input);
}
