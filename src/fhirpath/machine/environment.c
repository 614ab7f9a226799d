/* Variables: those of the standard, those of FHIR, and what defineVariable() defined. */
#include "src/base/systems.h"
#include "src/fhirpath/machine/machine.h"

/* Variables that are one text (FHIR R4 fhirpath.html, "Variables"). */
static const struct {
    Slice name;
    Slice text;
} texts[] = {
    {SLICE("sct"), SLICE(SYSTEM_SNOMED)},
    {SLICE("loinc"), SLICE(SYSTEM_LOINC)},
    {SLICE("ucum"), SLICE(SYSTEM_UCUM)},
};

/* Variables whose name goes on with that of a definition. */
static const struct {
    Slice prefix;
    Slice url;
} prefixes[] = {
    {SLICE("vs-"), SLICE(FHIR_URL "ValueSet/")},
    {SLICE("ext-"), SLICE(FHIR_STRUCTURES)},
};

/* Pushes an item that the caller of the engine holds. */
static bool push_given(Machine *machine, const FhirpathItem *given)
{
    Item item;
    if (!item_take(machine->arena, given, &item)) {
        return machine_fail(machine, ERROR_FORMAT, "the value of the variable is not valid JSON");
    }
    machine_push(machine, &item);
    return true;
}

/* Pushes one of the items of the input; `is_found` tells whether there is such a variable. */
static bool push_input(Machine *machine, Slice name, bool *is_found)
{
    const FhirpathInput *input = machine->input;
    *is_found = true;
    if (slice_equals(name, SLICE("resource"))) {
        return !input->resource.document || push_given(machine, &input->resource);
    }
    if (slice_equals(name, SLICE("rootResource"))) {
        return !input->root_resource.document || push_given(machine, &input->root_resource);
    }
    if (slice_equals(name, SLICE("context"))) {
        return !input->has_focus || push_given(machine, &input->focus);
    }
    if (slice_equals(name, SLICE("extension")) && input->extension.document) {
        return push_given(machine, &input->extension);
    }
    *is_found = false;
    return true;
}

/* Pushes the text that a name stands for; false where it stands for none. */
static bool push_text(Machine *machine, Slice name)
{
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (slice_equals(name, texts[i].name)) {
            machine_push_string(machine, texts[i].text);
            return true;
        }
    }
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        if (slice_starts_with(name, prefixes[i].prefix)) {
            Slice rest = slice_part(name, prefixes[i].prefix.length, name.length);
            machine_push_string(
                machine, arena_format(machine->arena, "%.*s%.*s", SLICE_ARGS(prefixes[i].url), SLICE_ARGS(rest)));
            return true;
        }
    }
    return false;
}

bool environment_push(Machine *machine, Slice name)
{
    bool is_found;
    bool is_pushed = push_input(machine, name, &is_found);
    if (is_found) {
        return is_pushed;
    }
    for (const Variable *variable = machine->variables; variable; variable = variable->outer) {
        if (slice_equals(name, variable->name)) {
            for (size_t i = 0; i < variable->count; i++) {
                machine_push(machine, &variable->items[i]);
            }
            return true;
        }
    }
    return push_text(machine, name) ||
           machine_fail(machine, ERROR_NOT_FOUND, "unknown variable %%%.*s", SLICE_ARGS(slice_part(name, 0, 80)));
}
