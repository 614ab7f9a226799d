/*
 * Paste: text that is fit to be pasted into a terminal.
 */
#ifndef IPSE_KIT_PASTE_H
#define IPSE_KIT_PASTE_H

#include "src/base/text.h"

/* Appends a text without what would end a bracketed paste (ESC [ 2 0 1 ~, also with the C1 form of ESC [), so that no
   part of it is taken for typing where it is pasted. */
void paste_disarm(Slice text, Text *safe);

#endif
