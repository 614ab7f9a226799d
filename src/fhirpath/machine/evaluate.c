/* What callers of the engine use: contexts, evaluations, and what their results say. */
#include "src/fhirpath/machine/machine.h"
#include "src/fhirpath/machine/type.h"
#include "src/fhirpath/machine/value.h"

#include <stdlib.h>

FhirpathContext *fhirpath_context_new(const FhirpathModel *model, Clock clock)
{
    FhirpathContext *context = memory_allocate_zeroed(1, sizeof *context);
    if (model) {
        context->model = *model;
    }
    context->clock = clock;
    context->results = arena_new();
    context->scratch = arena_new();
    return context;
}

void fhirpath_context_free(FhirpathContext *context)
{
    if (!context) {
        return;
    }
    arena_free(context->results);
    arena_free(context->scratch);
    regex_cache_free(&context->regexes);
    free(context->stack.items);
    free(context->stack.marks);
    free(context);
}

void fhirpath_reset(FhirpathContext *context)
{
    arena_reset(context->results);
}

bool fhirpath_has_compared_all(const FhirpathContext *context)
{
    return context->has_compared_all;
}

void fhirpath_forget_compared(FhirpathContext *context)
{
    context->has_compared_all = false;
}

/* Gives back what an evaluation over a large document took, once none is under way. */
static void release_room(FhirpathContext *context)
{
    enum { ITEMS_KEPT = 4096, BYTES_KEPT = 1 << 18 };
    if (context->entries == 0 && context->stack.capacity > ITEMS_KEPT && context->stack.count == 0) {
        free(context->stack.items);
        context->stack.items = NULL;
        context->stack.capacity = 0;
    }
    if (context->entries == 0) {
        arena_trim(context->scratch, BYTES_KEPT);
    }
}

/* A machine in which nothing has happened yet. */
static Machine start(FhirpathContext *context, Arena *arena)
{
    return (Machine){.context = context, .arena = arena, .stack = &context->stack};
}

/* Runs the program; the stack holds the result after what it held before. */
static bool run(Machine *machine, const FhirpathProgram *program, const FhirpathInput *input, Error *error)
{
    Frame frame = {.has_item = input->has_focus, .index = -1};
    machine->program = program;
    machine->input = input;
    machine->frame = &frame;
    machine->error = error;
    if (machine->context->entries > MACHINE_ENTRIES_MAXIMUM) {
        return machine_fail(machine, ERROR_LIMIT, "evaluations are nested deeper than %d levels",
                            MACHINE_ENTRIES_MAXIMUM);
    }
    if (input->has_focus && !item_take(machine->arena, &input->focus, &frame.item)) {
        return machine_fail(machine, ERROR_FORMAT, "the input is not valid JSON");
    }
    bool is_done = machine_run_program(machine);
    machine->frame = NULL;
    return is_done;
}

/* The items of the topmost collection, as callers hold them. */
static FhirpathItems give_items(Machine *machine, Range range)
{
    FhirpathItem *items = arena_allocate(machine->arena, (range.count + 1) * sizeof *items);
    for (size_t i = 0; i < range.count; i++) {
        Item item = *machine_item(machine, range.first + i);
        items[i] = item_give(machine->arena, &item);
        items[i].type = type_of(machine, &item);
    }
    return (FhirpathItems){items, range.count};
}

bool fhirpath_evaluate(FhirpathContext *context, const FhirpathProgram *program, const FhirpathInput *input,
                       FhirpathItems *result, Error *error)
{
    Machine machine = start(context, context->results);
    size_t count = context->stack.count, mark_count = context->stack.mark_count;
    context->entries++;
    bool is_done = run(&machine, program, input, error);
    if (is_done) {
        *result = give_items(&machine, machine_top(&machine));
    }
    context->entries--;
    context->stack.count = count;
    context->stack.mark_count = mark_count;
    return is_done;
}

bool fhirpath_evaluate_truth(FhirpathContext *context, const FhirpathProgram *program, const FhirpathInput *input,
                             bool *is_true, Error *error)
{
    Machine machine = start(context, context->scratch);
    size_t count = context->stack.count, mark_count = context->stack.mark_count;
    Truth truth = TRUTH_FALSE;
    if (context->entries == 0) {
        arena_reset(context->scratch);
    }
    context->entries++;
    bool is_done = run(&machine, program, input, error) && machine_truth(&machine, machine_top(&machine), &truth);
    *is_true = truth == TRUTH_TRUE;
    context->entries--;
    context->stack.count = count;
    context->stack.mark_count = mark_count;
    release_room(context);
    return is_done;
}

/* The `_x` that stands beside a member `x`; NODE_NONE if there is none. */
static NodeId find_sibling(const Document *document, NodeId member)
{
    const Node *node = document_node(document, member);
    if (node->parent == NODE_NONE || !node->key_length) {
        return NODE_NONE;
    }
    Text key = TEXT_EMPTY, scratch = TEXT_EMPTY;
    text_append_byte(&key, '_');
    text_append(&key, document_key(document, member, &scratch));
    NodeId sibling = document_member(document, node->parent, text_slice(&key));
    text_free(&key);
    text_free(&scratch);
    return sibling;
}

/* The sibling of a value, which may be an item of an array: then the one at the same position of the sibling's array.
 */
static NodeId find_value_sibling(const Document *document, NodeId id)
{
    const Node *node = document_node(document, id);
    if (node->kind == NODE_OBJECT || node->kind == NODE_ARRAY || node->parent == NODE_NONE) {
        return NODE_NONE;
    }
    bool is_in_array = document_node(document, node->parent)->kind == NODE_ARRAY;
    NodeId sibling = find_sibling(document, is_in_array ? node->parent : id);
    if (sibling != NODE_NONE && is_in_array) {
        sibling = document_child_at(document, sibling, document_position_in_parent(document, id));
    }
    bool is_object = sibling != NODE_NONE && document_node(document, sibling)->kind == NODE_OBJECT;
    return is_object ? sibling : NODE_NONE;
}

FhirpathItem fhirpath_item(const FhirpathContext *context, const Document *document, NodeId node, FhirpathType type)
{
    FhirpathItem item = {.kind = FHIRPATH_NODE, .node = node, .document = document, .type = type};
    if (!type && context->model.root_type) {
        item.type = context->model.root_type(context->model.self, document, node);
    }
    item.sibling = find_value_sibling(document, node);
    return item;
}

/* Makes an item of the caller's ready in the context's arena, and a machine to read it with. */
static void prepare(Machine *machine, FhirpathContext *context, const FhirpathItem *from, Item *item)
{
    *machine = start(context, context->results);
    if (!item_take(context->results, from, item)) {
        *item = item_string(from->text);
    }
}

Slice fhirpath_item_type(FhirpathContext *context, const FhirpathItem *item)
{
    Item own;
    Machine machine;
    prepare(&machine, context, item, &own);
    TypeName name = type_name(&machine, &own);
    return arena_format(context->results, "%.*s.%.*s", SLICE_ARGS(name.space), SLICE_ARGS(name.name));
}

Slice fhirpath_item_text(FhirpathContext *context, const FhirpathItem *item)
{
    Item own;
    Machine machine;
    prepare(&machine, context, item, &own);
    Slice text;
    if (item->kind != FHIRPATH_NODE) {
        return value_text(&machine, &own, &text) ? text : SLICE("");
    }
    return value_exists(&machine, &own) && value_text(&machine, &own, &text) ? text : SLICE("");
}
