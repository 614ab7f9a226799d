/* Functions of utility (FHIRPath N1 section 5.9): trace, the clock, variables. */
#include "src/fhirpath/functions/functions.h"
#include "src/fhirpath/machine/machine.h"

/* Nothing is written anywhere: the input is the result. */
static bool call_trace(Machine *machine, const Call *call)
{
    machine_push_range(machine, call->input);
    return true;
}

/* The same moment for all of an evaluation. */
static Moment read_clock(Machine *machine)
{
    if (!machine->has_now) {
        const Clock *clock = &machine->context->clock;
        machine->now = moment_from_milliseconds(clock->milliseconds ? clock->milliseconds(clock->context) : 0);
        machine->has_now = true;
    }
    return machine->now;
}

typedef enum Now { NOW, TODAY, TIME_OF_DAY } Now;

static bool call_now(Machine *machine, const Call *call)
{
    Moment now = read_clock(machine);
    machine_push_item(machine, item_moment(call->variant == NOW     ? now
                                           : call->variant == TODAY ? moment_date(now)
                                                                    : moment_time(now)));
    return true;
}

/* True for names that the standard and FHIR have taken. */
static bool is_taken(const Machine *machine, Slice name)
{
    static const char *const names[] = {"context", "resource", "rootResource", "sct", "loinc", "ucum"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (slice_equals(name, slice_from(names[i]))) {
            return true;
        }
    }
    for (const Variable *variable = machine->variables; variable; variable = variable->outer) {
        if (slice_equals(name, variable->name)) {
            return true;
        }
    }
    return slice_starts_with(name, SLICE("vs-")) || slice_starts_with(name, SLICE("ext-"));
}

/* Evaluates what the variable stands for: the second argument for the input, or the input itself. */
static bool find_meaning(Machine *machine, const Call *call, Range *meaning)
{
    *meaning = call->input;
    if (call->instruction->count < 2) {
        return true;
    }
    Frame frame = machine_frame_of_all(machine, call->input);
    return machine_run_block(machine, machine_block(call, 1), &frame, meaning);
}

/* defineVariable(name [, expression]): the name holds in what follows. */
static bool call_define_variable(Machine *machine, const Call *call)
{
    size_t start = machine->stack->count;
    Range result;
    Slice name;
    bool is_empty;
    if (!machine_run_here(machine, machine_block(call, 0), &result) ||
        !machine_string(machine, result, &name, &is_empty)) {
        return false;
    }
    if (is_empty || is_taken(machine, name)) {
        return machine_fail(machine, ERROR_NOT_POSSIBLE, "variable %%%.*s cannot be defined",
                            SLICE_ARGS(is_empty ? SLICE("{}") : slice_part(name, 0, 80)));
    }
    Range meaning;
    if (!find_meaning(machine, call, &meaning)) {
        return false;
    }
    Variable *variable = arena_allocate(machine->arena, sizeof *variable);
    *variable = (Variable){machine->variables, name, machine_keep(machine, meaning), meaning.count};
    machine->variables = variable;
    machine_drop(machine, start);
    machine_push_range(machine, call->input);
    return true;
}

const Function functions_utility[] = {
    {"trace", 1, 2, FUNCTION_BLOCKS, 0, call_trace, "the unchanged items"},
    {"now", 0, 0, FUNCTION_VALUES, NOW, call_now, "the current dateTime"},
    {"today", 0, 0, FUNCTION_VALUES, TODAY, call_now, "the current date"},
    {"timeOfDay", 0, 0, FUNCTION_VALUES, TIME_OF_DAY, call_now, "the current time"},
    {"defineVariable", 1, 2, FUNCTION_BLOCKS, 0, call_define_variable, "the unchanged items, also stored under a name"},
    {0},
};
