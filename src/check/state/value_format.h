/*
 * Value format: whether what a value says is written as its primitive type requires.
 */
#ifndef IPSE_CHECK_VALUE_FORMAT_H
#define IPSE_CHECK_VALUE_FORMAT_H

#include "src/check/state/group.h"

/* True when this text is written as the type of the place requires. Where the regular expression of the type cannot be
   run to its end, this is noted as not checked. */
bool value_format_fits_text(Walk *walk, const Place *place, Slice text);

/* The same for what a scalar says, of whatever JSON kind it is; empty texts are not. */
bool value_format_fits(Walk *walk, const Place *place);

#endif
