/*
 * Extension: the definitions of extensions, found by url.
 */
#ifndef IPSE_CHECK_EXTENSION_H
#define IPSE_CHECK_EXTENSION_H

#include "src/check/walk.h"

/* The plan of an extension with its definition, where that is known; else the plan itself. */
const Plan *extension_choose(Walk *walk, const Plan *plan, NodeId node);

/* Judges whether the definition of an extension, which has this URL, allows it where it stands
   (src/check/extension_context.c). */
void extension_judge_context(Walk *walk, const Place *place, const Structure *definition, Slice url);

#endif
