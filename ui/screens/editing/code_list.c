/* Code list: taking values, telling them apart, and their order. */
#include "ui/screens/editing/code_list.h"

#include "src/base/ascii.h"
#include "src/base/memory.h"

#include <stdlib.h>

enum { CODES_MAXIMUM = 30000 };

bool code_list_take(void *context, const KnownValue *value)
{
    CodeList *codes = context;
    ARRAY_RESERVE(codes->values, codes->capacity, codes->count + 1);
    codes->values[codes->count++] = *value;
    codes->is_cut = codes->count == CODES_MAXIMUM;
    return !codes->is_cut;
}

static bool take_concept(void *context, const Concept *concept)
{
    KnownValue value = {.concept = *concept, .note = concept->is_inactive ? SLICE("no longer in use") : (Slice){0}};
    return code_list_take(context, &value);
}

/* Where the codes come from several systems, the system tells those alike apart. */
static void note_systems(CodeList *codes)
{
    bool is_mixed = false;
    for (size_t i = 1; i < codes->count; i++) {
        is_mixed = is_mixed || !slice_equals(codes->values[i].concept.system, codes->values[0].concept.system);
    }
    for (size_t i = 0; is_mixed && i < codes->count; i++) {
        KnownValue *value = &codes->values[i];
        value->note = value->note.length ? value->note : value->concept.system;
    }
}

static bool is_number(Slice code)
{
    size_t digits = 0;
    while (digits < code.length && ascii_is_digit(code.bytes[digits])) {
        digits++;
    }
    return code.length > 0 && digits == code.length;
}

/* By display without regard to case; equal ones by code. */
static int compare_values(const void *a, const void *b)
{
    const Concept *first = &((const KnownValue *)a)->concept, *second = &((const KnownValue *)b)->concept;
    int order = slice_compare_ignoring_case(first->display, second->display);
    return order ? order : slice_compare(first->code, second->code);
}

void code_list_sort(CodeList *codes)
{
    bool is_named = codes->count > 0;
    for (size_t i = 0; i < codes->count && is_named; i++) {
        const Concept *concept = &codes->values[i].concept;
        is_named = is_number(concept->code) && concept->display.length > 0 && codes->values[i].group.length == 0;
    }
    if (is_named) {
        qsort(codes->values, codes->count, sizeof *codes->values, compare_values);
    }
}

bool code_list_fill(CodeList *codes, const Rules *rules, const ValueSet *set)
{
    codes->is_cut = false;
    codes->count = 0;
    value_set_suggest(rules, set, take_concept, codes);
    note_systems(codes);
    code_list_sort(codes);
    return codes->count > 0;
}

void code_list_fill_system(CodeList *codes, const CodeSystem *system)
{
    code_system_visit(system, take_concept, codes);
    code_list_sort(codes);
}
