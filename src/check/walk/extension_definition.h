/*
 * Extension: the definitions of extensions, found by url.
 */
#ifndef IPSE_CHECK_EXTENSION_DEFINITION_H
#define IPSE_CHECK_EXTENSION_DEFINITION_H

#include "src/check/state/group.h"

/* The plan of an extension with its definition, where that is known; else the plan itself. */
const Plan *extension_choose(Walk *walk, const Plan *plan, NodeId node);

/* The definition that the url of an extension names; NULL where it is not known, or defines something else. */
const Structure *extension_definition(const Rules *rules, Slice url);

#endif
