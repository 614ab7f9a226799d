/*
 * Repeat: values that are written as one before them, in which nothing was found.
 *
 * A hundred thousand instances have the same SOP class, and the codes of all documents come from few systems. What is
 * found in a coded value depends on its bytes, on its plan, on the member that it is the value of, on the language of
 * the resource that it is in and on whether that is contained, never on where it stands, as long as it has no id, no
 * extension and no sibling with an underscore. So one that was judged without a finding answers for those of its member
 * that have the same bytes, in every document of a checker; what could not be checked in it is noted for them as well.
 * Where codes are asked of a terminology service, whose answers come later, nothing is remembered. Only a check from
 * the beginning remembers and asks: an edit judges few values. What a conformance test, or a shallow one, found nothing
 * in is remembered for such tests alone, for they do not look for all that is to be found.
 *
 * It is no src/base/hash_table.h, which keeps what it is given: each hash has one place, and a new value takes it from
 * an old one.
 */
#ifndef IPSE_CHECK_REPEAT_H
#define IPSE_CHECK_REPEAT_H

#include "src/check/state/walk_state.h"

/* The values of a checker that are remembered. */
typedef struct Repeats Repeats;
Repeats *repeats_new(void);
void repeats_free(Repeats *repeats);

/* What tells that something was found, or has to be looked at later. */
typedef struct Traces {
    uint32_t said;
    uint32_t noted;
    uint32_t errors;
    size_t far;
    size_t unchecked;
    bool has_far_slices;
} Traces;

/* True where a value, whose plan is repeatable, need not be judged but by document groups, and nothing in it by these;
   what could not be checked in it has been noted then. */
bool repeat_is_known(Walk *walk, const Place *place);

/* Before such a value is judged, and after it. */
Traces repeat_begin(Walk *walk);
void repeat_end(Walk *walk, const Place *place, const Traces *before);

#endif
