/*
 * Slice signs: what tells a slice apart from others, in words: a system, a code, a URL, a type, a profile.
 */
#ifndef IPSE_CHECK_SLICE_SIGN_H
#define IPSE_CHECK_SLICE_SIGN_H

#include "src/base/text.h"
#include "src/check/plan/plan.h"

/* Appends what an item must have to belong to a slice, by the discriminators of the element that is sliced: ", with
   system 'http://loinc.org'"; nothing where the definition says nothing that words can tell. */
void slice_sign_append(Plans *plans, const Element *slice, Text *text);

/* Appends the slices of an element with their signs: "'mrn', with system 'https://clinic.test/ids'; 'ssn', with …"; of
   more than a message can hold the first ones, and how many more there are. */
void slice_sign_append_all(Plans *plans, const Element *sliced, Text *text);

#endif
