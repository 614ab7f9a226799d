/* Faults: the list of what is wrong in a text, in order of place. */
#include "src/json/fault.h"

#include "src/base/memory.h"

#include <stdlib.h>

void fault_list_free(FaultList *faults)
{
    free(faults->faults);
    *faults = (FaultList){0};
}

void fault_list_add(FaultList *faults, SyntaxFault fault)
{
    if (faults->count == FAULT_COUNT_MAXIMUM) {
        return;
    }
    if (faults->count == FAULT_COUNT_MAXIMUM - 1) {
        fault.message = "there are more faults from here on, which are not listed";
        fault.is_recoverable = false;
    }
    ARRAY_RESERVE(faults->faults, faults->capacity, faults->count + 1);
    size_t place = faults->count++;
    while (place > 0 && faults->faults[place - 1].offset > fault.offset) {
        faults->faults[place] = faults->faults[place - 1];
        place--;
    }
    faults->faults[place] = fault;
}

void fault_list_cut(FaultList *faults, size_t count)
{
    faults->count = faults->count < count ? faults->count : count;
}
