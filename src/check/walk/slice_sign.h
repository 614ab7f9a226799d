/*
 * Slice signs: what tells a slice apart from others, in words: a system, a code, a URL, a type, a profile.
 */
#ifndef IPSE_CHECK_SLICE_SIGN_H
#define IPSE_CHECK_SLICE_SIGN_H

#include "src/check/walk/walk.h"

/* Appends what an item must have to belong to a slice, by the discriminators of the sliced element, between commas: ", with
   system 'http://loinc.org',". Appends nothing if the definition has no such value, or if no message is needed. */
void slice_sign_append(Walk *walk, const Element *slice, Text *text);

#endif
