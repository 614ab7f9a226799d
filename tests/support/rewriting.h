/*
 * Rewriting: the ways in which a certain fix may write a value anew. From the new value the old one can be read back.
 */
#ifndef IPSE_TESTS_REWRITING_H
#define IPSE_TESTS_REWRITING_H

#include "src/base/text.h"
#include "src/profile/rules.h"

/* The name of the rewriting that makes `found` of `lost`; NULL where none does. */
const char *rewriting_of(const Rules *rules, Slice lost, Slice found);

/* True when every word of `lost` is in `found`, as often and in whatever capitals. A word is a run of letters and
 * digits. */
bool rewriting_keeps_words(Slice lost, Slice found);

/* Appends XHTML without the names of entities, which become numbers of characters, and without those of closing tags,
   which an empty element does not need. */
void rewriting_append_plain(Slice narrative, Text *text);

#endif
