/*
 * Repeat: values that are written as one before them, in which nothing was found.
 *
 * A hundred thousand instances have the same SOP class, and the codings of a document few systems. What is found in a coded
 * value depends on its bytes, on its plan, on the member that it is the value of and on the resource that it is in (its language),
 * never on where in the resource it stands, as long as it has no id, no extension and no sibling with an underscore; what is found
 * in an address not even on the resource. So one that was judged without a finding answers for those of its member that have the
 * same bytes. Only a check from the beginning asks: an edit judges few values.
 */
#ifndef IPSE_CHECK_REPEAT_H
#define IPSE_CHECK_REPEAT_H

#include "src/check/state/walk_state.h"

/* What tells that something was found, or has to be looked at later. */
typedef struct Traces {
    uint32_t said;
    uint32_t errors;
    size_t far;
    size_t unchecked;
    bool has_far_slices;
} Traces;

/* True where a value, whose plan is repeatable, need not be judged. */
bool repeat_is_known(const Walk *walk, const Place *place);

/* Before such a value is judged, and after it. */
Traces repeat_begin(Walk *walk);
void repeat_end(Walk *walk, const Place *place, const Traces *before);

#endif
