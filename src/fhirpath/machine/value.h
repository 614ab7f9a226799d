/*
 * Values: what elements say, as items of the System types (FHIR R4, fhirpath.html, "Types", "implicit conversions").
 */
#ifndef IPSE_FHIRPATH_VALUE_H
#define IPSE_FHIRPATH_VALUE_H

#include "src/fhirpath/machine/machine.h"

/* The System value of an item: of an element that is a primitive or a Quantity, what it says by its FHIR type; other
   items as they are. False for elements without a value. */
bool value_of(Machine *machine, const Item *item, Item *value);

/* The text of a System.String, or of an element that is written as a JSON string; false for others. */
bool value_string(Machine *machine, const Item *item, Slice *string);

/* What an item says in a boolean's place: itself, and true where it is no boolean. */
Truth value_truth(Machine *machine, const Item *item);

/* True for an element that is a primitive with a value. */
bool value_exists(Machine *machine, const Item *item);

/* The value as toString() has it, in the arena or the document; false for elements without a value. */
bool value_text(Machine *machine, const Item *item, Slice *text);

#endif
