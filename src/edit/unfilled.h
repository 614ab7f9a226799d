/*
 * Unfilled: parts of a value that were begun and hold nothing yet.
 *
 * Skeletons (operation.h) are begun with empty strings. A value is unfilled where it has an empty string, object or
 * array in it and, apart from those, nothing but what the profile fixes.
 */
#ifndef IPSE_EDIT_UNFILLED_H
#define IPSE_EDIT_UNFILLED_H

#include "src/edit/operation.h"

/* True for a value with something empty in it and nothing else but what the profile fixes. */
bool unfilled_is(const Operation *operation, NodeId value);

/* The first unfilled value in document order in a value, or it itself, with all that would be empty without it;
 * NODE_NONE if there is none. */
NodeId unfilled_find(const Operation *operation, NodeId value);

#endif
