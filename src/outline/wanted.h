/*
 * Wanted: does a text hold what somebody typed? Case counts only where the typed text has a capital; how letters with
 * marks are composed never does (src/base/unicode/unicode_fold.h).
 */
#ifndef IPSE_OUTLINE_WANTED_H
#define IPSE_OUTLINE_WANTED_H

#include "src/base/slice.h"

/* True where case counts: the text has a capital. */
bool wanted_has_capital(Slice wanted);

/* The first place at or after `from` where a text holds the wanted one, and the bytes that it takes there; false where
   it does not. An empty one is held at `from`. */
bool wanted_match(Slice text, Slice wanted, size_t from, size_t *start, size_t *length);

/* The place alone; SIZE_MAX if there is none. */
size_t wanted_find(Slice text, Slice wanted, size_t from);

/* True when a text holds the wanted one. */
bool wanted_is_in(Slice text, Slice wanted);

#endif
