/*
 * Bound set: the value set that the value of a row is bound to.
 */
#ifndef IPSE_SCREENS_BOUND_SET_H
#define IPSE_SCREENS_BOUND_SET_H

#include "src/outline/values/known_values.h"
#include "src/profile/terminology.h"
#include "ui/screens/bench/bench.h"

typedef struct BoundSet {
    const Element *element; /* NULL: to nothing that is known, here or to a terminology server */
    const ValueSet *set;    /* NULL: it is not known here */
    Slice url;              /* for the server; empty: there is none */
} BoundSet;

/* The value set for a row, and what a choice of it becomes. A coding of a CodeableConcept has that of the concept. */
BoundSet bound_set_for(Workbench *bench, const RowView *row, ValueShape *shape);

/* The name of a value set, for a title. */
Slice bound_set_name(const BoundSet *bound);

/* True for an element of one type, this one. */
bool bound_set_is_type(const Element *element, Slice type);

#endif
