/*
 * Extension contexts: where the definition of an extension lets it stand.
 *
 * Standard: http://hl7.org/fhir/R4/defining-extensions.html#context.
 */
#ifndef IPSE_CHECK_EXTENSION_CONTEXT_H
#define IPSE_CHECK_EXTENSION_CONTEXT_H

#include "src/check/state/group.h"

/* Judges whether the definition of an extension, which has this URL, allows it where it stands. */
void extension_judge_context(Walk *walk, const Place *place, const Structure *definition, Slice url);

#endif
