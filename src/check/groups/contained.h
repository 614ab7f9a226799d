/*
 * Contained: what a resource holds of other resources. Each needs an id of its own, and something that refers to it.
 */
#ifndef IPSE_CHECK_CONTAINED_H
#define IPSE_CHECK_CONTAINED_H

#include "src/check/state/group.h"

/* Judges the resources that the one at a place contains. */
void contained_judge(Walk *walk, const Place *place);

#endif
