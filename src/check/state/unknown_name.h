/*
 * Unknown names: reports members of objects that the type does not have, by what they should be called.
 */
#ifndef IPSE_CHECK_UNKNOWN_NAME_H
#define IPSE_CHECK_UNKNOWN_NAME_H

#include "src/check/state/walk_state.h"

/* Adds the issue for a member with a name that the type of a plan does not have. */
void unknown_name_report(Walk *walk, const Plan *plan, NodeId id, Slice name);

#endif
