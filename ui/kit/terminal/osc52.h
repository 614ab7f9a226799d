/*
 * Osc52: the sequence that asks a terminal to put text on the clipboard.
 */
#ifndef IPSE_KIT_OSC52_H
#define IPSE_KIT_OSC52_H

#include "src/base/text.h"

/* Appends the sequence; `is_screen`: wrapped so that GNU screen passes it on, in pieces that it takes. */
void osc52_print(Slice text, bool is_screen, Text *output);

#endif
