/*
 * Choices: elements of several types, whose name in JSON ends with the type ("valueQuantity").
 *
 * Standard: http://hl7.org/fhir/R4/formats.html#choice.
 */
#ifndef IPSE_CHECK_CHOICE_H
#define IPSE_CHECK_CHOICE_H

#include "src/json/document.h"

/* True when a JSON member is the choice `name` with some type. */
bool choice_is_of(Slice key, Slice name);

/* True when an object has a member of a name, by any type of a choice; an empty array is none. */
bool choice_is_there(const Document *document, NodeId object, Slice name);

#endif
