/*
 * Prescribed: values that definitions fix or give a pattern for.
 *
 * They are JSON texts in the definitions; each is read once and compared with values of the document. A fixed value
 * must be equal, but for an id; a pattern must be contained: its members in the value's, each of its items in one of
 * the value's items, lists of plain texts as a whole
 * (http://hl7.org/fhir/R4/elementdefinition.html#ElementDefinition.pattern_x_).
 */
#ifndef IPSE_CHECK_PRESCRIBED_VALUE_H
#define IPSE_CHECK_PRESCRIBED_VALUE_H

#include "src/check/plan/plan.h"
#include "src/json/document.h"

/* The JSON text of a definition as a document; NULL where it is empty. Lives as long as the plans. */
const Document *prescribed_read(Plans *plans, Slice json);

/* True when the value has all that an element fixes and gives a pattern for; also when it does neither. This tells
   slices apart: what a fixed value must not have besides is judged afterwards. */
bool prescribed_is_met(Plans *plans, const Element *element, const Document *document, NodeId value);

/* True when a value is as a document that was read prescribes; `missing` (may be NULL) gets the node of that document
   which the value has not got, or NODE_NONE. */
bool prescribed_equals(const Document *document, NodeId value, const Document *wanted, bool is_fixed, NodeId *missing);

/* True when the element fixes a value or gives a pattern. */
bool prescribed_by(const Element *element);

#endif
