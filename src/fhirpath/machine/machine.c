/* The stack of collections, and the loop that carries out instructions. */
#include "src/fhirpath/machine/machine.h"

#include "src/fhirpath/machine/value.h"
#include "src/fhirpath/value/refusal.h"

#include <stdarg.h>
#include <stdio.h>

enum { MESSAGE_SIZE = 512 };

bool machine_fail(Machine *machine, ErrorCode code, const char *format, ...)
{
    char message[MESSAGE_SIZE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    return expression_refuse(machine->program->expression, machine->at ? machine->at->place : 0, machine->error, code,
                             "%s", message);
}

bool machine_allows_text(Machine *machine, size_t length)
{
    return length <= MACHINE_TEXT_MAXIMUM ||
           machine_fail(machine, ERROR_LIMIT, "the result would be longer than %zu bytes", MACHINE_TEXT_MAXIMUM);
}

/* The most items that the evaluation may hold. */
static size_t items_maximum(const Machine *machine)
{
    const Document *document = machine->input->focus.document;
    size_t nodes = machine->input->has_focus && document ? document_count(document) : 0;
    return MACHINE_ITEMS_FREE + MACHINE_ITEMS_PER_NODE * nodes;
}

bool machine_grow(Machine *machine)
{
    Stack *stack = machine->stack;
    if (machine->is_full || stack->count >= items_maximum(machine)) {
        machine->is_full = true;
        return false;
    }
    ARRAY_RESERVE(stack->items, stack->capacity, stack->count + 1);
    return true;
}

void machine_push_item(Machine *machine, Item item)
{
    machine_push(machine, &item);
}

void machine_push_string(Machine *machine, Slice string)
{
    machine_push_item(machine, item_string(string));
}

void machine_push_range(Machine *machine, Range range)
{
    for (size_t i = 0; i < range.count; i++) {
        machine_push_item(machine, *machine_item(machine, range.first + i));
    }
}

Range machine_close(Machine *machine)
{
    Range top = machine_top(machine);
    machine->stack->mark_count--;
    return top;
}

void machine_replace(Machine *machine, size_t start)
{
    Stack *stack = machine->stack;
    size_t first = machine_top(machine).first, count = stack->count - start;
    if (count == 1) {
        stack->items[first] = stack->items[start];
    } else if (first != start && count) {
        memmove(stack->items + first, stack->items + start, count * sizeof *stack->items);
    }
    stack->count = first + count;
}

const Item *machine_keep(Machine *machine, Range range)
{
    if (range.count == 0) {
        return NULL;
    }
    Item *kept = arena_allocate(machine->arena, range.count * sizeof *kept);
    memcpy(kept, machine_item(machine, range.first), range.count * sizeof *kept);
    return kept;
}

void machine_load(Machine *machine, const Document *document)
{
    machine->document = document;
    machine->nodes = document_nodes(document);
    machine->bytes = document_bytes(document).bytes;
}

Frame machine_frame(const Machine *machine, Range range, size_t position)
{
    return (Frame){.item = *machine_item(machine, range.first + position),
                   .has_item = true,
                   .index = (int64_t)position,
                   .total = machine->frame->total};
}

Frame machine_frame_of_all(const Machine *machine, Range range)
{
    Frame frame = *machine->frame;
    frame.has_item = range.count == 1;
    frame.items = range;
    if (frame.has_item) {
        frame.item = *machine_item(machine, range.first);
    }
    return frame;
}

static bool fail_several(Machine *machine, Range range)
{
    return machine_fail(machine, ERROR_NOT_POSSIBLE, "one item is required, but the collection has %zu", range.count);
}

bool machine_single(Machine *machine, Range range, Item *item, bool *is_empty)
{
    *is_empty = range.count == 0;
    if (range.count > 1) {
        return fail_several(machine, range);
    }
    if (range.count == 1) {
        *item = *machine_item(machine, range.first);
    }
    return true;
}

bool machine_truth(Machine *machine, Range range, Truth *truth)
{
    if (range.count > 1) {
        return fail_several(machine, range);
    }
    *truth = range.count ? value_truth(machine, machine_item(machine, range.first)) : TRUTH_EMPTY;
    return true;
}

bool machine_string(Machine *machine, Range range, Slice *string, bool *is_empty)
{
    Item item;
    return machine_single(machine, range, &item, is_empty) &&
           (*is_empty || value_string(machine, &item, string) ||
            machine_fail(machine, ERROR_NOT_POSSIBLE, "a string is required"));
}

bool machine_integer(Machine *machine, Range range, int64_t *integer, bool *is_empty)
{
    Item item, value;
    if (!machine_single(machine, range, &item, is_empty) || *is_empty) {
        return *is_empty;
    }
    if (!value_of(machine, &item, &value) || !item_is_number(&value) ||
        !decimal_to_integer(item_number(&value), integer)) {
        return machine_fail(machine, ERROR_NOT_POSSIBLE, "an integer is required");
    }
    return true;
}

/* ---- instructions ---- */

/* What is done after an instruction. */
typedef enum Step { STEP_FAIL, STEP_NEXT, STEP_FALL } Step;

static bool push_focus(Machine *machine, const Instruction *instruction)
{
    (void)instruction;
    machine_open(machine);
    if (machine->frame->has_item) {
        machine_push(machine, &machine->frame->item);
    } else {
        machine_push_range(machine, machine->frame->items);
    }
    return true;
}

static bool push_index(Machine *machine, const Instruction *instruction)
{
    (void)instruction;
    machine_open(machine);
    if (machine->frame->index >= 0) {
        machine_push_integer(machine, machine->frame->index);
    }
    return true;
}

static bool push_total(Machine *machine, const Instruction *instruction)
{
    (void)instruction;
    machine_open(machine);
    machine_push_range(machine, machine->frame->total);
    return true;
}

static bool push_empty(Machine *machine, const Instruction *instruction)
{
    (void)instruction;
    machine_open(machine);
    return true;
}

static bool push_literal(Machine *machine, const Instruction *instruction)
{
    machine_open(machine);
    machine_push(machine, &machine->program->constants[instruction->operand]);
    return true;
}

static bool push_variable(Machine *machine, const Instruction *instruction)
{
    machine_open(machine);
    return environment_push(machine, machine->program->constants[instruction->operand].as.string);
}

/* hasValue() of $this, which stands on every element of a document (ele-1). */
static bool push_has_value(Machine *machine, const Instruction *instruction)
{
    (void)instruction;
    const Frame *frame = machine->frame;
    machine_open(machine);
    machine_push_boolean(machine, frame->has_item && value_exists(machine, &frame->item));
    return true;
}

/* Carries out a function on the topmost collections. */
static bool call_function(Machine *machine, const Instruction *instruction)
{
    const Function *function = machine->program->functions[instruction->operand];
    Stack *stack = machine->stack;
    Call call; /* the arguments that there are none of stay as they are */
    call.instruction = instruction;
    call.variant = function->variant;
    size_t end = stack->count;
    if (function->form == FUNCTION_VALUES) {
        for (size_t i = instruction->count; i > 0; i--) {
            size_t first = stack->marks[--stack->mark_count];
            call.arguments[i - 1] = (Range){first, end - first};
            end = first;
        }
    }
    call.input = machine_top(machine);
    call.input.count = end - call.input.first;
    size_t start = stack->count;
    if (!function->call(machine, &call)) {
        return false;
    }
    machine_replace(machine, start);
    return true;
}

static bool keep_memo(Machine *machine, const Instruction *instruction)
{
    if (!machine->memos) {
        size_t size = machine->program->memo_count * sizeof *machine->memos;
        machine->memos = memset(arena_allocate(machine->arena, size), 0, size);
    }
    Range top = machine_top(machine);
    machine->memos[instruction->operand] = (Memo){true, machine_keep(machine, top), top.count};
    return true;
}

/* Pushes what a memo holds; STEP_FALL where it holds nothing yet. */
static Step recall_memo(Machine *machine, const Instruction *instruction)
{
    const Memo *memo = machine->memos ? &machine->memos[instruction->operand] : NULL;
    if (!memo || !memo->is_filled) {
        return STEP_FALL;
    }
    machine_open(machine);
    for (size_t i = 0; i < memo->count; i++) {
        machine_push(machine, &memo->items[i]);
    }
    return STEP_NEXT;
}

static bool pass(Machine *machine, const Instruction *instruction)
{
    (void)machine;
    (void)instruction;
    return true;
}

/* Makes the left side of a logical operator one boolean or none; STEP_NEXT where it decides. */
static Step decide(Machine *machine, const Instruction *instruction)
{
    Op op = (Op)instruction->op;
    Truth truth = TRUTH_EMPTY;
    Range left = machine_top(machine);
    if (!machine_truth(machine, left, &truth)) {
        return STEP_FAIL;
    }
    machine_drop(machine, left.first);
    bool decides = (op == OP_AND_LEFT && truth == TRUTH_FALSE) || (op == OP_OR_LEFT && truth == TRUTH_TRUE) ||
                   (op == OP_IMPLIES_LEFT && truth == TRUTH_FALSE);
    machine_push_truth(machine, op == OP_IMPLIES_LEFT && decides ? TRUTH_TRUE : truth);
    return decides ? STEP_NEXT : STEP_FALL;
}

typedef bool (*Operation)(Machine *machine, const Instruction *instruction);

static const Operation operations[OP_COUNT] = {
    [OP_FOCUS] = push_focus,
    [OP_INDEX] = push_index,
    [OP_TOTAL] = push_total,
    [OP_EMPTY] = push_empty,
    [OP_LITERAL] = push_literal,
    [OP_VARIABLE] = push_variable,
    [OP_MEMBER] = navigate_member,
    [OP_CHILDREN] = navigate_children,
    [OP_HAS_VALUE] = push_has_value,
    [OP_CALL] = call_function,
    [OP_AT] = operator_at,
    [OP_NEGATE] = operator_polarity,
    [OP_POSITIVE] = operator_polarity,
    [OP_ADD] = operator_arithmetic,
    [OP_SUBTRACT] = operator_arithmetic,
    [OP_MULTIPLY] = operator_arithmetic,
    [OP_DIVIDE] = operator_arithmetic,
    [OP_DIVIDE_WHOLE] = operator_arithmetic,
    [OP_REMAINDER] = operator_arithmetic,
    [OP_CONCATENATE] = operator_concatenate,
    [OP_UNION] = operator_union,
    [OP_EQUAL] = operator_equality,
    [OP_NOT_EQUAL] = operator_equality,
    [OP_EQUIVALENT] = operator_equality,
    [OP_NOT_EQUIVALENT] = operator_equality,
    [OP_LESS] = operator_order,
    [OP_LESS_OR_EQUAL] = operator_order,
    [OP_GREATER] = operator_order,
    [OP_GREATER_OR_EQUAL] = operator_order,
    [OP_IN] = operator_membership,
    [OP_CONTAINS] = operator_membership,
    [OP_AND] = operator_logic,
    [OP_OR] = operator_logic,
    [OP_IMPLIES] = operator_logic,
    [OP_XOR] = operator_logic,
    [OP_KEEP] = keep_memo,
    [OP_PASS] = pass,
};

/* Carries out one instruction. */
static inline Step carry_out(Machine *machine, const Instruction *instruction)
{
    Operation operation = operations[instruction->op];
    machine->at = instruction;
    if (!operation) {
        return instruction->op == OP_MEMO ? recall_memo(machine, instruction) : decide(machine, instruction);
    }
    return operation(machine, instruction) ? STEP_NEXT : STEP_FAIL;
}

/* Carries out the instructions from `at` up to `end`. */
static bool run(Machine *machine, uint32_t at, uint32_t end)
{
    const Instruction *code = machine->program->code;
    while (at < end) {
        Step step = carry_out(machine, &code[at]);
        if (step == STEP_FAIL) {
            return false;
        }
        if (machine->is_full) {
            return machine_fail(machine, ERROR_LIMIT, "the result has more than %zu items", items_maximum(machine));
        }
        at = step == STEP_NEXT ? code[at].next : at + 1;
    }
    return true;
}

bool machine_run_program(Machine *machine)
{
    return run(machine, 0, (uint32_t)machine->program->code_count);
}

/* Runs a stretch of instructions in a frame. */
static bool run_in_frame(Machine *machine, uint32_t start, uint32_t end, const Frame *frame, Range *result)
{
    const Frame *outer_frame = machine->frame;
    const Variable *outer_variables = machine->variables;
    const Instruction *outer_at = machine->at;
    machine->frame = frame;
    bool is_done = run(machine, start, end);
    machine->frame = outer_frame;
    machine->variables = outer_variables;
    if (is_done) {
        machine->at = outer_at;
        *result = machine_close(machine);
    }
    return is_done;
}

bool machine_run_block(Machine *machine, uint32_t block, const Frame *frame, Range *result)
{
    const Block *code = &machine->program->blocks[block];
    return run_in_frame(machine, code->start, code->end, frame, result);
}

bool machine_run_key(Machine *machine, uint32_t block, const Frame *frame, Range *result)
{
    const Block *code = &machine->program->blocks[block];
    return run_in_frame(machine, code->start, code->end - code->is_descending, frame, result);
}

bool machine_run_here(Machine *machine, uint32_t block, Range *result)
{
    return machine_run_block(machine, block, machine->frame, result);
}

bool machine_run_truth(Machine *machine, uint32_t block, const Frame *frame, Truth *truth)
{
    Range result;
    if (!machine_run_block(machine, block, frame, &result) || !machine_truth(machine, result, truth)) {
        return false;
    }
    machine_drop(machine, result.first);
    return true;
}
