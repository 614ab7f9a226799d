/*
 * Types of items: System.* for values, FHIR.* for elements (FHIRPath N1 section 10, FHIR R4 fhirpath.html "types").
 */
#ifndef IPSE_FHIRPATH_TYPE_H
#define IPSE_FHIRPATH_TYPE_H

#include "src/fhirpath/machine/machine.h"

/* The FHIR type of an element; NULL where it is not known, and for values. */
FhirpathType type_of(Machine *machine, const Item *item);

/* Name and namespace of an item's type. Where an element's type is not known: what its JSON says; the name may be
 * empty. */
TypeName type_name(Machine *machine, const Item *item);

/* The System type that an element is read as; FHIRPATH_NODE for complex ones. Of a value its own. */
FhirpathKind type_system_kind(Machine *machine, const Item *item);

/* True when the item's type is the named one or derives from it. */
bool type_is(Machine *machine, const Item *item, TypeName name);

/* As type_is, but a primitive must be of the very type: `as(string)` does not take a code. */
bool type_fits(Machine *machine, const Item *item, TypeName name);

/* False with the machine's error where there is no FHIR type of that name. Nothing is of a System type that there is
   not: that is no error. */
bool type_must_exist(Machine *machine, TypeName name);

/* True when the element's type, or one that it derives from, has this name. */
bool type_derives_from(Machine *machine, const Item *item, Slice name);

/* True when the element may have members `name` + type: a choice element. */
bool type_has_choice(Machine *machine, const Item *item, Slice name, Slice suffix);

#endif
