/* Functions that FHIR adds (FHIR R4 fhirpath.html, "Additional functions"). What they know of FHIR they ask the model.
 */
#include "src/fhirpath/functions/functions.h"
#include "src/fhirpath/machine/type.h"
#include "src/fhirpath/machine/value.h"

/* True where the member `url` of an extension says this. */
static bool has_url(Machine *machine, const Item *extension, Slice url)
{
    size_t start = machine->stack->count;
    bool is_it = false;
    navigate_push_members(machine, extension, SLICE("url"));
    if (machine->stack->count > start) {
        Item member = *machine_item(machine, start);
        Slice text;
        is_it = value_string(machine, &member, &text) && slice_equals(text, url);
    }
    machine_drop(machine, start);
    return is_it;
}

/* Keeps those of the items from `start` on that are extensions of a URL; returns where they end. */
static void keep_extensions(Machine *machine, size_t start, Slice url)
{
    size_t kept = start, end = machine->stack->count;
    for (size_t i = start; i < end; i++) {
        Item item = *machine_item(machine, i);
        if (has_url(machine, &item, url)) {
            *machine_item(machine, kept++) = item;
        }
    }
    machine_drop(machine, kept);
}

static bool call_extension(Machine *machine, const Call *call)
{
    Slice url;
    bool is_empty;
    if (!machine_string(machine, call->arguments[0], &url, &is_empty) || is_empty) {
        return is_empty;
    }
    size_t start = machine->stack->count;
    for (size_t i = 0; i < call->input.count; i++) {
        navigate_push_members(machine, machine_item(machine, call->input.first + i), SLICE("extension"));
    }
    keep_extensions(machine, start, url);
    return true;
}

static bool call_has_extension(Machine *machine, const Call *call)
{
    size_t start = machine->stack->count;
    if (!call_extension(machine, call)) {
        return false;
    }
    bool is_there = machine->stack->count > start;
    machine_drop(machine, start);
    machine_push_boolean(machine, is_there);
    return true;
}

/* False also of an empty collection (http://hl7.org/fhir/R4/fhirpath.html#functions), so that `x.hasValue().not()`
   holds where x is absent. */
static bool call_has_value(Machine *machine, const Call *call)
{
    bool has_value = false;
    if (call->input.count == 1) {
        Item item = *machine_item(machine, call->input.first);
        has_value = value_exists(machine, &item);
    }
    machine_push_boolean(machine, has_value);
    return true;
}

static bool call_get_value(Machine *machine, const Call *call)
{
    Item item, value;
    if (call->input.count != 1) {
        return true;
    }
    item = *machine_item(machine, call->input.first);
    if (value_exists(machine, &item) && value_of(machine, &item, &value)) {
        machine_push(machine, &value);
    }
    return true;
}

/* What a Reference, or a uri, canonical or string, refers to; false where it says nothing. */
static bool read_reference(Machine *machine, const Item *item, Slice *reference)
{
    if (value_string(machine, item, reference)) {
        return true;
    }
    size_t start = machine->stack->count;
    bool is_there = false;
    navigate_push_members(machine, item, SLICE("reference"));
    if (machine->stack->count > start) {
        Item member = *machine_item(machine, start);
        is_there = value_string(machine, &member, reference);
    }
    machine_drop(machine, start);
    return is_there;
}

/* The item as the model takes it. */
static FhirpathItem give(Machine *machine, const Item *item)
{
    FhirpathItem given = item_give(machine->arena, item);
    given.type = type_of(machine, item);
    return given;
}

/* resolve(): the resources that references lead to. */
static bool call_resolve(Machine *machine, const Call *call)
{
    const FhirpathModel *model = &machine->context->model;
    for (size_t i = 0; i < call->input.count && model->resolve; i++) {
        Item item = *machine_item(machine, call->input.first + i), resolved;
        Slice reference = SLICE("");
        if (!read_reference(machine, &item, &reference) && item.kind != FHIRPATH_NODE) {
            continue;
        }
        /* A text that was computed stands in the resource that the expression is evaluated for. */
        FhirpathItem from = item.kind == FHIRPATH_NODE ? give(machine, &item) : machine->input->resource;
        FhirpathItem resource = {.node = NODE_NONE, .sibling = NODE_NONE};
        if (from.document && model->resolve(model->self, reference, &from, &resource) &&
            item_take(machine->arena, &resource, &resolved)) {
            machine_push(machine, &resolved);
        }
    }
    return true;
}

/* Pushes one of the model's three answers. */
static bool push_answer(Machine *machine, int answer, const char *what)
{
    if (answer < 0) {
        return machine_fail(machine, ERROR_NOT_POSSIBLE, "%s cannot be evaluated", what);
    }
    machine_push_boolean(machine, answer == 1);
    return true;
}

/* memberOf() and conformsTo(): a question to the model about a single item and a canonical URL. */
typedef enum Question { MEMBER_OF, CONFORMS_TO } Question;

/* memberOf(url) and conformsTo(url), which the model answers. */
static bool call_ask(Machine *machine, const Call *call)
{
    const FhirpathModel *model = &machine->context->model;
    int (*ask)(void *, const FhirpathItem *, Slice) =
        call->variant == MEMBER_OF ? model->member_of : model->conforms_to;
    Item item;
    Slice url;
    bool is_empty, has_no_url;
    if (!machine_single(machine, call->input, &item, &is_empty) ||
        !machine_string(machine, call->arguments[0], &url, &has_no_url)) {
        return false;
    }
    if (is_empty || has_no_url) {
        return true;
    }
    FhirpathItem given = give(machine, &item);
    return push_answer(machine, ask ? ask(model->self, &given, url) : -1,
                       call->variant == MEMBER_OF ? "whether the code is in the value set"
                                                  : "whether the resource conforms to the profile");
}

static bool call_html_checks(Machine *machine, const Call *call)
{
    const FhirpathModel *model = &machine->context->model;
    Item item;
    bool is_empty;
    if (!machine_single(machine, call->input, &item, &is_empty) || is_empty) {
        return is_empty;
    }
    FhirpathItem given = give(machine, &item);
    return push_answer(machine, model->html_checks ? model->html_checks(model->self, &given) : -1,
                       "whether the narrative is valid");
}

/* True where one of the arguments says this text. */
static bool is_among(Machine *machine, const Call *call, Slice url)
{
    for (size_t i = 0; i < call->instruction->count; i++) {
        Slice text;
        bool is_empty;
        if (machine_string(machine, call->arguments[i], &text, &is_empty) && !is_empty && slice_equals(text, url)) {
            return true;
        }
    }
    return false;
}

/* Fails where an item has a modifier extension that is not among the arguments. */
static bool call_check_modifiers(Machine *machine, const Call *call)
{
    size_t start = machine->stack->count;
    for (size_t i = 0; i < call->input.count; i++) {
        navigate_push_members(machine, machine_item(machine, call->input.first + i), SLICE("modifierExtension"));
    }
    for (size_t i = start, end = machine->stack->count; i < end; i++) {
        Slice url = SLICE("");
        navigate_push_members(machine, machine_item(machine, i), SLICE("url"));
        if (machine->stack->count > end) {
            Item member = *machine_item(machine, end);
            value_string(machine, &member, &url);
        }
        machine_drop(machine, end);
        if (!is_among(machine, call, url)) {
            return machine_fail(machine, ERROR_NOT_POSSIBLE, "unknown modifier extension %.*s",
                                SLICE_ARGS(slice_part(url, 0, 200)));
        }
    }
    machine_drop(machine, start);
    machine_push_range(machine, call->input);
    return true;
}

const Function functions_fhir[] = {
    {"extension", 1, 1, FUNCTION_VALUES, 0, call_extension, "the extensions of a URL"},
    {"hasExtension", 1, 1, FUNCTION_VALUES, 0, call_has_extension, "true if an extension of a URL exists"},
    {"hasValue", 0, 0, FUNCTION_VALUES, 0, call_has_value, "true for a primitive with a value"},
    {"getValue", 0, 0, FUNCTION_VALUES, 0, call_get_value, "the value of a primitive"},
    {"resolve", 0, 0, FUNCTION_VALUES, 0, call_resolve, "the targets of the references"},
    {"memberOf", 1, 1, FUNCTION_VALUES, MEMBER_OF, call_ask, "true if the code is in the value set"},
    {"conformsTo", 1, 1, FUNCTION_VALUES, CONFORMS_TO, call_ask, "true if the item conforms to the profile"},
    {"htmlChecks", 0, 0, FUNCTION_VALUES, 0, call_html_checks, "true if the narrative is valid"},
    {"htmlChecks2", 0, 0, FUNCTION_VALUES, 0, call_html_checks, "same as htmlChecks()"},
    {"checkModifiers", 1, FUNCTION_ARGUMENTS, FUNCTION_VALUES, 0, call_check_modifiers,
     "the items, or an error if they have another modifier extension"},
    {0},
};
