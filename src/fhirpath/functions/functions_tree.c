/* Functions that go down the tree (FHIRPath N1 section 5.8). */
#include "src/fhirpath/functions/functions.h"
#include "src/fhirpath/machine/machine.h"

static bool call_children(Machine *machine, const Call *call)
{
    for (size_t i = 0; i < call->input.count; i++) {
        navigate_push_children(machine, machine_item(machine, call->input.first + i));
    }
    return true;
}

/* The children, then the children of all that was found. */
static bool call_descendants(Machine *machine, const Call *call)
{
    size_t start = machine->stack->count;
    call_children(machine, call);
    for (size_t i = start; i < machine->stack->count && !machine->is_full; i++) {
        navigate_push_children(machine, machine_item(machine, i));
    }
    return true;
}

const Function functions_tree[] = {
    {"children", 0, 0, FUNCTION_VALUES, 0, call_children, "the direct children"},
    {"descendants", 0, 0, FUNCTION_VALUES, 0, call_descendants, "all descendants"},
    {0},
};
