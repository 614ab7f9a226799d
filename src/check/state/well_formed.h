/*
 * Well-formed values: whether what a value says is written as its primitive type requires.
 */
#ifndef IPSE_CHECK_WELL_FORMED_H
#define IPSE_CHECK_WELL_FORMED_H

#include "src/check/state/group.h"

/* True when this text is written as the type of the place requires. Where the regular expression of the type cannot be run to
   its end, this is noted as not checked. */
bool well_formed_is(Walk *walk, const Place *place, Slice text);

/* The same for what a scalar says, of whatever JSON kind it is; empty texts are not. */
bool well_formed_value(Walk *walk, const Place *place);

#endif
