/*
 * Language tags (BCP 47, RFC 5646): a language, then perhaps a script, a region, variants and extensions, as in
 * "de-AT".
 *
 * The languages of two letters and the regions are those of the registry (IANA language subtag registry). A language
 * that has two letters there is not written with three. Of the other languages, scripts and variants only the form is
 * judged.
 */
#ifndef IPSE_PROFILE_LANGUAGE_TAG_H
#define IPSE_PROFILE_LANGUAGE_TAG_H

#include "src/base/slice.h"

/* NULL where the text is a language tag, in whatever case; else a constant phrase that says what is wrong with it, fit
   to follow "'X' is no language tag: ". */
const char *language_tag_fault(Slice tag);

#endif
