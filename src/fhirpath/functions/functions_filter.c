/* Functions that filter and project (FHIRPath N1 section 5.2). */
#include "src/fhirpath/functions/functions.h"
#include "src/fhirpath/machine/compare.h"

static bool call_where(Machine *machine, const Call *call)
{
    for (size_t i = 0; i < call->input.count; i++) {
        Frame frame = machine_frame(machine, call->input, i);
        Truth truth;
        if (!machine_run_truth(machine, machine_block(call, 0), &frame, &truth)) {
            return false;
        }
        if (truth == TRUTH_TRUE) {
            machine_push(machine, &frame.item);
        }
    }
    return true;
}

static bool call_select(Machine *machine, const Call *call)
{
    for (size_t i = 0; i < call->input.count; i++) {
        Frame frame = machine_frame(machine, call->input, i);
        Range result;
        if (!machine_run_block(machine, machine_block(call, 0), &frame, &result)) {
            return false;
        }
    }
    return true;
}

/* Projects one item; of what comes, the items stay on the stack that are not in the set yet. */
static bool project(Machine *machine, const Call *call, Item item, ItemSet *set)
{
    Frame frame = {.item = item, .has_item = true, .index = 0, .total = machine->frame->total};
    Range found;
    if (!machine_run_block(machine, machine_block(call, 0), &frame, &found)) {
        return false;
    }
    size_t end = found.first;
    for (size_t i = 0; i < found.count; i++) {
        *machine_item(machine, end) = *machine_item(machine, found.first + i);
        end += !set || set_add(machine, set, end);
    }
    machine_drop(machine, end);
    return true;
}

/* Projects the input, then all that came of it, until nothing new comes. */
static bool repeat(Machine *machine, const Call *call, ItemSet *set)
{
    size_t start = machine->stack->count;
    for (size_t i = 0; i < call->input.count; i++) {
        if (!project(machine, call, *machine_item(machine, call->input.first + i), set)) {
            return false;
        }
    }
    for (size_t i = start; i < machine->stack->count && !machine->is_full; i++) {
        if (!project(machine, call, *machine_item(machine, i), set)) {
            return false;
        }
    }
    return true;
}

static bool call_repeat(Machine *machine, const Call *call)
{
    ItemSet set = set_new(machine, machine->stack->count, call->input.count);
    return repeat(machine, call, &set);
}

static bool call_repeat_all(Machine *machine, const Call *call)
{
    return repeat(machine, call, NULL);
}

static bool call_coalesce(Machine *machine, const Call *call)
{
    for (uint32_t i = 0; i < call->instruction->count; i++) {
        Range result;
        if (!machine_run_here(machine, machine_block(call, i), &result)) {
            return false;
        }
        if (result.count) {
            break;
        }
    }
    return true;
}

const Function functions_filter[] = {
    {"where", 1, 1, FUNCTION_EACH, 0, call_where, "the items for which the criterion is true"},
    {"select", 1, 1, FUNCTION_EACH, 0, call_select, "the result of the projection for each item"},
    {"repeat", 1, 1, FUNCTION_EACH, 0, call_repeat, "the distinct results of the repeated projection"},
    {"repeatAll", 1, 1, FUNCTION_EACH, 0, call_repeat_all, "the results of the repeated projection"},
    {"coalesce", 1, 8, FUNCTION_BLOCKS, 0, call_coalesce, "the first of the arguments that is not empty"},
    {0},
};
