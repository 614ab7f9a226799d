/*
 * ScriptText: taking statements of a script apart.
 */
#ifndef IPSE_KIT_SCRIPT_TEXT_H
#define IPSE_KIT_SCRIPT_TEXT_H

#include "src/base/error.h"
#include "src/base/slice.h"
#include "src/base/text.h"

/* The next word up to a blank, taken off the front; empty at the end. */
Slice script_word(Slice *rest);

/* A whole number, taken off the front; false (and nothing taken) where the next word is none. */
bool script_number(Slice *rest, int *number);

/* A text in double quotes with its escapes resolved, or a word as it is, taken off the front and written to `text`. */
bool script_string(Slice *rest, Text *text, Error *error);

#endif
