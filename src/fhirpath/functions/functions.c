/* The families of functions, listed and searched. */
#include "src/fhirpath/functions/functions.h"

enum { SLIP_DISTANCE = 2, SHORT_LENGTH = 4 };

static const Function *const families[] = {
    functions_existence, functions_filter, functions_subset,   functions_combine,   functions_convert,
    functions_string,    functions_encode, functions_math,     functions_aggregate, functions_tree,
    functions_utility,   functions_date,   functions_boundary, functions_type,      functions_fhir,
};
enum { FAMILY_COUNT = sizeof families / sizeof *families };

const Function *function_find(Slice name)
{
    for (uint32_t family = 0; family < FAMILY_COUNT; family++) {
        for (uint32_t row = 0; families[family][row].name; row++) {
            const char *known = families[family][row].name;
            if (name.length > 0 && name.bytes[0] == known[0] && slice_equals(name, slice_from(known))) {
                return &families[family][row];
            }
        }
    }
    return NULL;
}

const Function *function_at(uint32_t position)
{
    for (uint32_t family = 0; family < FAMILY_COUNT; family++) {
        for (uint32_t row = 0; families[family][row].name; row++) {
            if (position-- == 0) {
                return &families[family][row];
            }
        }
    }
    return NULL;
}

Slice function_nearest(Slice name)
{
    Slice nearest = SLICE("");
    unsigned most = name.length > SHORT_LENGTH ? SLIP_DISTANCE : 1, best = most + 1;
    const Function *function;
    for (uint32_t i = 0; (function = function_at(i)) != NULL; i++) {
        unsigned distance = slice_distance(name, slice_from(function->name), most);
        if (distance < best) {
            best = distance;
            nearest = slice_from(function->name);
        }
    }
    return nearest;
}
