/* Functions on types (FHIRPath N1 sections 5.2.4, 6.3 and 10); `is` and `as` as operators are the same functions. */
#include "src/fhirpath/functions/functions.h"
#include "src/fhirpath/machine/type.h"

/* The type that a call names; false if there is none of that name. */
static bool read_type(Machine *machine, const Call *call, TypeName *name)
{
    *name = machine->program->types[call->instruction->block];
    return type_must_exist(machine, *name);
}

static bool call_is(Machine *machine, const Call *call)
{
    TypeName name;
    Item item;
    bool is_empty;
    if (!read_type(machine, call, &name) || !machine_single(machine, call->input, &item, &is_empty)) {
        return false;
    }
    if (!is_empty) {
        machine_push_boolean(machine, type_is(machine, &item, name));
    }
    return true;
}

/* as() is defined for one item; FHIR's own invariants apply it to many, as they may ofType(). */
static bool call_of_type(Machine *machine, const Call *call)
{
    TypeName name;
    if (!read_type(machine, call, &name)) {
        return false;
    }
    for (size_t i = 0; i < call->input.count; i++) {
        Item item = *machine_item(machine, call->input.first + i);
        if (type_fits(machine, &item, name)) {
            machine_push(machine, &item);
        }
    }
    return true;
}

static bool call_type(Machine *machine, const Call *call)
{
    for (size_t i = 0; i < call->input.count; i++) {
        Item item = *machine_item(machine, call->input.first + i);
        machine_push_item(machine, (Item){.kind = FHIRPATH_TYPE_INFO, .as.type = type_name(machine, &item)});
    }
    return true;
}

const Function functions_type[] = {
    {"is", 1, 1, FUNCTION_TYPE, 0, call_is, "true if the item is of the type"},
    {"as", 1, 1, FUNCTION_TYPE, 0, call_of_type, "the item if it is of the type"},
    {"ofType", 1, 1, FUNCTION_TYPE, 0, call_of_type, "the items that are of the type"},
    {"type", 0, 0, FUNCTION_VALUES, 0, call_type, "the type, with its name and namespace"},
    {0},
};
