/*
 * Units: those of UCUM that clinical values are mostly given in, to choose from.
 *
 * The table is src/definitions/units.tsv: code (case sensitive), name, kind of quantity; units of one kind follow each
 * other, the usual ones first, and are not sorted by their codes. Any other unit of UCUM may be written as well. Codes
 * are those of the Unified Code for Units of Measure (http://ucum.org/ucum.html).
 */
#ifndef IPSE_PROFILE_UNITS_H
#define IPSE_PROFILE_UNITS_H

#include "src/base/slice.h"

typedef struct Unit {
    Slice code;
    Slice name;
    Slice kind; /* "length", "mass", … */
} Unit;

/* Calls `visit` for every unit in the order of the table until it returns false. */
void units_visit(bool (*visit)(void *context, const Unit *unit), void *context);

#endif
