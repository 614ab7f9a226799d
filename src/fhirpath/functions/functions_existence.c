/* Functions of existence (FHIRPath N1 section 5.1). */
#include "src/fhirpath/functions/functions.h"
#include "src/fhirpath/machine/compare.h"
#include "src/fhirpath/machine/value.h"

static bool call_empty(Machine *machine, const Call *call)
{
    machine_push_boolean(machine, call->input.count == 0);
    return true;
}

static bool call_count(Machine *machine, const Call *call)
{
    machine_push_integer(machine, (int64_t)call->input.count);
    return true;
}

static bool call_not(Machine *machine, const Call *call)
{
    Truth truth;
    if (!machine_truth(machine, call->input, &truth)) {
        return false;
    }
    if (truth != TRUTH_EMPTY) {
        machine_push_boolean(machine, truth == TRUTH_FALSE);
    }
    return true;
}

/* Looks for an item whose criterion is true (`wanted`), or is not true. */
static bool find_item(Machine *machine, const Call *call, bool wanted, bool *is_found)
{
    *is_found = false;
    for (size_t i = 0; i < call->input.count && !*is_found; i++) {
        Frame frame = machine_frame(machine, call->input, i);
        Truth truth;
        if (!machine_run_truth(machine, machine_block(call, 0), &frame, &truth)) {
            return false;
        }
        *is_found = (truth == TRUTH_TRUE) == wanted;
    }
    return true;
}

static bool call_exists(Machine *machine, const Call *call)
{
    bool is_found = call->input.count > 0;
    if (call->instruction->count && !find_item(machine, call, true, &is_found)) {
        return false;
    }
    machine_push_boolean(machine, is_found);
    return true;
}

static bool call_all(Machine *machine, const Call *call)
{
    bool is_found;
    if (!find_item(machine, call, false, &is_found)) {
        return false;
    }
    machine_push_boolean(machine, !is_found);
    return true;
}

/* The quantifiers over booleans: what they look for, and what they say when it is there. */
typedef enum Quantifier { ALL_TRUE, ANY_TRUE, ALL_FALSE, ANY_FALSE } Quantifier;

/* allTrue(), anyTrue(), allFalse() and anyFalse(). */
static bool call_quantifier(Machine *machine, const Call *call)
{
    bool is_any = call->variant == ANY_TRUE || call->variant == ANY_FALSE;
    bool sought = call->variant == ANY_TRUE || call->variant == ALL_FALSE;
    bool is_found = false;
    for (size_t i = 0; i < call->input.count; i++) {
        Item value, item = *machine_item(machine, call->input.first + i);
        if (!value_of(machine, &item, &value) || value.kind != FHIRPATH_BOOLEAN) {
            return machine_fail(machine, ERROR_NOT_POSSIBLE, "a boolean is required");
        }
        is_found = is_found || value.as.truth == sought;
    }
    machine_push_boolean(machine, is_found == is_any);
    return true;
}

/* True where every item of `part` is in `whole`. */
static bool is_subset(Machine *machine, Range part, Range whole)
{
    ItemSet set = set_of(machine, whole);
    for (size_t i = 0; i < part.count; i++) {
        Item item = *machine_item(machine, part.first + i);
        if (!set_contains(machine, &set, &item)) {
            return false;
        }
    }
    return true;
}

static bool call_subset_of(Machine *machine, const Call *call)
{
    machine_push_boolean(machine, is_subset(machine, call->input, call->arguments[0]));
    return true;
}

static bool call_superset_of(Machine *machine, const Call *call)
{
    machine_push_boolean(machine, is_subset(machine, call->arguments[0], call->input));
    return true;
}

static bool call_distinct(Machine *machine, const Call *call)
{
    set_push_distinct(machine, call->input);
    return true;
}

static bool call_is_distinct(Machine *machine, const Call *call)
{
    ItemSet set = set_new(machine, call->input.first, call->input.count);
    bool is_distinct = true;
    for (size_t i = 0; i < call->input.count && is_distinct; i++) {
        is_distinct = set_add(machine, &set, call->input.first + i);
    }
    machine_push_boolean(machine, is_distinct);
    return true;
}

const Function functions_existence[] = {
    {"empty", 0, 0, FUNCTION_VALUES, 0, call_empty, "true if the collection is empty"},
    {"exists", 0, 1, FUNCTION_EACH, 0, call_exists, "true if an item exists (for which the criterion is true)"},
    {"not", 0, 0, FUNCTION_VALUES, 0, call_not, "true if false, false if true"},
    {"all", 1, 1, FUNCTION_EACH, 0, call_all, "true if the criterion is true for every item"},
    {"allTrue", 0, 0, FUNCTION_VALUES, ALL_TRUE, call_quantifier, "true if all items are true"},
    {"anyTrue", 0, 0, FUNCTION_VALUES, ANY_TRUE, call_quantifier, "true if one of the items is true"},
    {"allFalse", 0, 0, FUNCTION_VALUES, ALL_FALSE, call_quantifier, "true if all items are false"},
    {"anyFalse", 0, 0, FUNCTION_VALUES, ANY_FALSE, call_quantifier, "true if one of the items is false"},
    {"subsetOf", 1, 1, FUNCTION_VALUES, 0, call_subset_of, "true if every item is in the other collection"},
    {"supersetOf", 1, 1, FUNCTION_VALUES, 0, call_superset_of,
     "true if every item of the other collection is in the input"},
    {"count", 0, 0, FUNCTION_VALUES, 0, call_count, "number of items"},
    {"distinct", 0, 0, FUNCTION_VALUES, 0, call_distinct, "the distinct items"},
    {"isDistinct", 0, 0, FUNCTION_VALUES, 0, call_is_distinct, "true if all items are distinct"},
    {0},
};
