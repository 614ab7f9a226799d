/*
 * Diff: what differs between two texts, line by line, in the unified format of diff(1).
 */
#ifndef IPSE_EDIT_DIFF_H
#define IPSE_EDIT_DIFF_H

#include "src/base/text.h"

/* Appends the differences as unified hunks with three lines around them, under a head that names the file; nothing where
   the texts are equal. Lines end with LF; a last line without one is followed by the usual remark. The hunks are the
   fewest lines for stretches of up to some thousand differing lines; longer ones are shown as one replacement. */
void diff_unified(Slice before, Slice after, const char *name, Text *output);

#endif
