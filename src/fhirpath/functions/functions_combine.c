/* Functions that join collections (FHIRPath N1 section 5.4). */
#include "src/fhirpath/functions/functions.h"
#include "src/fhirpath/machine/compare.h"

static bool call_union(Machine *machine, const Call *call)
{
    set_push_distinct(machine, (Range){call->input.first, call->input.count + call->arguments[0].count});
    return true;
}

static bool call_combine(Machine *machine, const Call *call)
{
    machine_push_range(machine, (Range){call->input.first, call->input.count + call->arguments[0].count});
    return true;
}

const Function functions_combine[] = {
    {"union", 1, 1, FUNCTION_VALUES, 0, call_union, "the distinct items of both collections"},
    {"combine", 1, 2, FUNCTION_VALUES, 0, call_combine, "the items of both collections"},
    {0},
};
