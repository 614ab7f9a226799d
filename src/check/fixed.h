/*
 * Fixed: fixed and pattern values of elements.
 */
#ifndef IPSE_CHECK_FIXED_H
#define IPSE_CHECK_FIXED_H

#include "src/json/document.h"
#include "src/profile/rules.h"

/* True when the value is as the element's fixed or pattern value demands; `has_rule` tells whether it demands anything.
   `id` may be NODE_NONE: then a demand is not met. */
bool fixed_matches(const Element *element, const Document *document, NodeId id, bool *has_rule);

#endif
