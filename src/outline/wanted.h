/*
 * Wanted: does a text hold what somebody typed? Capitals count only where the typed text has some.
 */
#ifndef IPSE_OUTLINE_WANTED_H
#define IPSE_OUTLINE_WANTED_H

#include "src/base/slice.h"

/* True where capitals count: the text has an ASCII one. */
bool wanted_has_capital(Slice wanted);

/* The first place at or after `from` where a text holds the wanted one; SIZE_MAX where it does not. */
size_t wanted_find(Slice text, Slice wanted, size_t from);

/* True when a text holds the wanted one. */
bool wanted_is_in(Slice text, Slice wanted);

#endif
