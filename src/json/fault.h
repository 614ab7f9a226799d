/*
 * Faults: the list of what is wrong in a text, in order of place.
 *
 * No more than FAULT_COUNT_MAXIMUM are kept, so that text that is no JSON at all does not take many times its size; the
 * last one says so.
 */
#ifndef IPSE_JSON_FAULT_H
#define IPSE_JSON_FAULT_H

#include "src/json/document.h"

enum { FAULT_COUNT_MAXIMUM = 10000 };

typedef struct FaultList {
    SyntaxFault *faults;
    size_t count;
    size_t capacity;
} FaultList;

void fault_list_free(FaultList *faults);

/* Adds a fault at its place. */
void fault_list_add(FaultList *faults, SyntaxFault fault);

/* Takes out all but the first `count`. */
void fault_list_cut(FaultList *faults, size_t count);

#endif
