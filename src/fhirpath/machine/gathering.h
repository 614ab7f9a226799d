/*
 * Gathering: the elements that are found below an element. What navigate.c and navigate_children.c share.
 */
#ifndef IPSE_FHIRPATH_GATHERING_H
#define IPSE_FHIRPATH_GATHERING_H

#include "src/fhirpath/machine/machine.h"

/* What is made of the elements that are found: pushed, or only counted. */
typedef struct Gathering {
    Want want;
    size_t count;
    ItemElement element; /* document, anchor and type of what is found */
} Gathering;

/* A member's value and its sibling; NODE_NONE where one is not there. */
typedef struct Pair {
    NodeId node;
    NodeId sibling;
} Pair;

/* True when enough is known. */
static inline bool gathering_is_enough(const Gathering *gathering)
{
    return gathering->want > WANT_COUNT && gathering->count > 0;
}

/* The node's key; escapes are left as they are. */
static inline Slice gathering_key(const Machine *machine, NodeId id)
{
    return slice_make(machine->bytes + machine->nodes[id].key, machine->nodes[id].key_length);
}

/* Takes in the elements of a member. */
void gathering_take(Machine *machine, Gathering *gathering, Pair pair);

/* Takes in the elements of all members of an object; of anything else nothing. */
void gathering_take_children(Machine *machine, Gathering *gathering, NodeId object);

#endif
