/*
 * The way that a reference leads: to nothing, to several entries, or to one that strictly is not meant.
 *
 * A document holds what its Composition refers to (http://hl7.org/fhir/R4/documents.html#content), a message what its
 * MessageHeader is about, and only the fullUrl of an entry counts there: whoever takes them apart has nothing else to
 * go by.
 */
#ifndef IPSE_CHECK_REFERENCE_RESOLUTION_H
#define IPSE_CHECK_REFERENCE_RESOLUTION_H

#include "src/check/state/group.h"
#include "src/check/state/reference_resolver.h"

/* Names what is wrong with the way from a Reference to its target; `text` is how the reference is written. */
void reference_judge_way(Walk *walk, const Place *place, const Target *target, Slice text);

/* True where a target is found and nothing but the fullUrl of its entry was needed for it. */
bool reference_is_strict(const Target *target);

#endif
