/*
 * Discriminator: by what an item is told to belong to a slice.
 *
 * Its path (http://hl7.org/fhir/R4/profiling.html#discriminator) is a small part of FHIRPath: names with dots, $this,
 * resolve(), extension(url), ofType(type). It is followed through the item, where it may lead to several values, and at
 * the same time through the definition of the slice, where it leads to what the slice demands.
 */
#ifndef IPSE_CHECK_DISCRIMINATOR_H
#define IPSE_CHECK_DISCRIMINATOR_H

#include "src/check/slicing.h"

/* Does the item meet what a slice demands at one discriminator of the sliced element? MATCH_UNKNOWN: it demands nothing
   there that could be decided here. */
Match discriminator_match(Walk *walk, const Place *item, const Element *sliced, uint32_t position,
                          const Element *slice);

/* True when the path leads out of the item, or the answer depends on what others say. */
bool discriminator_is_far(const Element *sliced, uint32_t position);

#endif
