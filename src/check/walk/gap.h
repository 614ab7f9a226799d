/*
 * Gaps: elements and slices that are absent although an obligation ("SHALL:populate-if-known") asks the actor to fill
 * them, or, where marks count, although they are marked mustSupport. A gap is a note.
 *
 * Standard: http://hl7.org/fhir/StructureDefinition/obligation (extensions pack 5.x).
 */
#ifndef IPSE_CHECK_GAP_H
#define IPSE_CHECK_GAP_H

#include "src/check/walk/slicing.h"

/* True when the actor has an obligation to fill an element, or the element is marked where marks count. */
bool gap_is_owed(const Walk *walk, const Element *element);

/* Reports the gap of an element or a slice that is absent in an object, with the strongest obligation to fill it; of a
   sliced element without obligations, the strongest to fill a slice. */
void gap_report(Walk *walk, const Place *holder, const Element *element);

/* Reports a slice that none of the values that are there matches, where it is owed. Nothing for the types of a choice,
   since one value fills them all; nothing where a profile tells the slices apart: what keeps a value from matching may
   be a fault of the resource that it leads to, which is reported there. */
void gap_report_slice(Walk *walk, const Place *holder, const SliceOf *slice);

#endif
