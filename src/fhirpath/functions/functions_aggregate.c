/* Functions that make one of many (FHIRPath N1 section 7), and sort(). */
#include "src/fhirpath/functions/functions.h"
#include "src/fhirpath/machine/compare.h"

/* Puts the collection `result` down to `start`, over what was there; returns where it is now. */
static Range move_down(Machine *machine, size_t start, Range result)
{
    for (size_t i = 0; i < result.count; i++) {
        *machine_item(machine, start + i) = *machine_item(machine, result.first + i);
    }
    machine_drop(machine, start + result.count);
    return (Range){start, result.count};
}

/* aggregate(aggregator [, start]), section 7.1 of FHIRPath N1. */
static bool call_aggregate(Machine *machine, const Call *call)
{
    size_t start = machine->stack->count;
    Range total = {start, 0};
    if (call->instruction->count > 1 && !machine_run_here(machine, machine_block(call, 1), &total)) {
        return false;
    }
    for (size_t i = 0; i < call->input.count; i++) {
        Frame frame = machine_frame(machine, call->input, i);
        Range result;
        frame.total = total;
        if (!machine_run_block(machine, machine_block(call, 0), &frame, &result)) {
            return false;
        }
        total = move_down(machine, start, result);
    }
    return true;
}

/* A binary operator carried out on two items at the top of the stack; the result takes their place. */
static bool combine(Machine *machine, Op op, const Item *a, const Item *b)
{
    Instruction instruction = *machine->at;
    instruction.op = (uint8_t)op;
    machine_open(machine);
    machine_push(machine, a);
    machine_open(machine);
    machine_push(machine, b);
    bool is_done = op == OP_LESS ? operator_order(machine, &instruction) : operator_arithmetic(machine, &instruction);
    if (is_done) {
        machine_close(machine);
    }
    return is_done;
}

/* sum() and avg(). */
typedef enum Sum { SUM, AVERAGE } Sum;

/* sum(): the items added up, from the first on; empty for an empty collection. */
static bool call_sum(Machine *machine, const Call *call)
{
    size_t start = machine->stack->count;
    for (size_t i = 0; i < call->input.count; i++) {
        Item item = *machine_item(machine, call->input.first + i);
        if (i == 0) {
            machine_push(machine, &item);
            continue;
        }
        if (machine->stack->count == start) {
            return true;
        }
        Item total = *machine_item(machine, start);
        machine_drop(machine, start);
        if (!combine(machine, OP_ADD, &total, &item)) {
            return false;
        }
    }
    if (call->variant == SUM || machine->stack->count == start) {
        return true;
    }
    Item total = *machine_item(machine, start), count = item_integer((int64_t)call->input.count);
    machine_drop(machine, start);
    return combine(machine, OP_DIVIDE, &total, &count);
}

/* min() and max(). */
typedef enum Extreme { LEAST, GREATEST } Extreme;

/* min() and max(); empty where two items cannot be ordered. */
static bool call_extreme(Machine *machine, const Call *call)
{
    for (size_t i = 0; i < call->input.count; i++) {
        Item item = *machine_item(machine, call->input.first + i);
        if (i == 0) {
            machine_push(machine, &item);
            continue;
        }
        Item best = *machine_item(machine, machine->stack->count - 1);
        int order;
        bool is_known;
        if (!compare_order(machine, &item, &best, &order, &is_known)) {
            return false;
        }
        if (!is_known) {
            machine_drop(machine, machine->stack->count - 1);
            return true;
        }
        if ((order < 0) == (call->variant == LEAST) && order != 0) {
            *machine_item(machine, machine->stack->count - 1) = item;
        }
    }
    return true;
}

/* ---- sort ---- */

/* One item with its keys. */
typedef struct Sortable {
    Item item;
    const Item *keys[FUNCTION_ARGUMENTS]; /* NULL where a key is empty */
} Sortable;

typedef struct Sorting {
    Machine *machine;
    const Call *call;
    size_t key_count;
    bool has_failed;
} Sorting;

/* Items without a key come first, whichever way is sorted. */
static int compare_sortables(Sorting *sorting, const Sortable *a, const Sortable *b)
{
    for (size_t i = 0; i < sorting->key_count && !sorting->has_failed; i++) {
        bool is_descending = sorting->call->instruction->count &&
                             sorting->machine->program->blocks[machine_block(sorting->call, (uint32_t)i)].is_descending;
        int order = 0;
        bool is_known;
        if (!a->keys[i] || !b->keys[i]) {
            order = (a->keys[i] != NULL) - (b->keys[i] != NULL);
            is_descending = false;
        } else if (!compare_order(sorting->machine, a->keys[i], b->keys[i], &order, &is_known)) {
            sorting->has_failed = true;
        } else if (!is_known) {
            order = 0;
        }
        if (order) {
            return is_descending ? -order : order;
        }
    }
    return 0;
}

/* Merges two sorted runs that lie side by side. */
static void merge(Sorting *sorting, const Sortable *from, size_t middle, size_t count, Sortable *to)
{
    size_t left = 0, right = middle;
    for (size_t i = 0; i < count; i++) {
        bool takes_left =
            left < middle && (right >= count || compare_sortables(sorting, &from[left], &from[right]) <= 0);
        to[i] = from[takes_left ? left++ : right++];
    }
}

/* Sorts, keeping the order of equals: merges runs of doubling length back and forth. Returns the sorted ones. */
static Sortable *sort(Sorting *sorting, Sortable *items, Sortable *spare, size_t count)
{
    for (size_t width = 1; width < count; width *= 2) {
        for (size_t start = 0; start < count; start += 2 * width) {
            size_t length = count - start < 2 * width ? count - start : 2 * width;
            merge(sorting, items + start, length < width ? length : width, length, spare + start);
        }
        Sortable *sorted = spare;
        spare = items;
        items = sorted;
    }
    return items;
}

/* Evaluates one key of an item; a key that is sorted downwards leaves out its sign. */
static bool find_key(Machine *machine, const Call *call, size_t position, uint32_t key, Sortable *sortable)
{
    Frame frame = machine_frame(machine, call->input, position);
    Range result;
    Item item;
    bool is_empty;
    if (!machine_run_key(machine, machine_block(call, key), &frame, &result) ||
        !machine_single(machine, result, &item, &is_empty)) {
        return false;
    }
    sortable->keys[key] = is_empty ? NULL : machine_keep(machine, result);
    machine_drop(machine, result.first);
    return true;
}

/* sort([key …]): stable, by each key in turn. */
static bool call_sort(Machine *machine, const Call *call)
{
    size_t count = call->input.count, key_count = call->instruction->count ? call->instruction->count : 1;
    Sortable *items = arena_allocate(machine->arena, (count + 1) * sizeof *items);
    Sortable *spare = arena_allocate(machine->arena, (count + 1) * sizeof *items);
    for (size_t i = 0; i < count; i++) {
        items[i].item = *machine_item(machine, call->input.first + i);
        items[i].keys[0] = machine_keep(machine, (Range){call->input.first + i, 1});
        for (uint32_t key = 0; key < call->instruction->count; key++) {
            if (!find_key(machine, call, i, key, &items[i])) {
                return false;
            }
        }
    }
    Sorting sorting = {machine, call, key_count, false};
    items = sort(&sorting, items, spare, count);
    for (size_t i = 0; i < count && !sorting.has_failed; i++) {
        machine_push(machine, &items[i].item);
    }
    return !sorting.has_failed;
}

const Function functions_aggregate[] = {
    {"aggregate", 1, 2, FUNCTION_BLOCKS, 0, call_aggregate, "$total after the evaluation for each item"},
    {"sum", 0, 0, FUNCTION_VALUES, SUM, call_sum, "the sum"},
    {"avg", 0, 0, FUNCTION_VALUES, AVERAGE, call_sum, "the mean"},
    {"min", 0, 0, FUNCTION_VALUES, LEAST, call_extreme, "the smallest item"},
    {"max", 0, 0, FUNCTION_VALUES, GREATEST, call_extreme, "the greatest item"},
    {"sort", 0, FUNCTION_ARGUMENTS, FUNCTION_EACH, 0, call_sort, "the items in order (of keys; -key: descending)"},
    {0},
};
