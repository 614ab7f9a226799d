/*
 * Terminfo: string capabilities of terminals, where curses has no call that does the same.
 */
#ifndef IPSE_KIT_TERMINFO_H
#define IPSE_KIT_TERMINFO_H

#include "src/base/slice.h"

/* True if terminfo has an entry of this name. Asked before newterm, which leaks memory for names without an entry. */
bool terminfo_has_entry(const char *type);

/* A string capability of the current terminal by its terminfo name ("cup"); empty if the terminal does not have it.
   Owned by curses; valid until the screen is closed. Parameters are not filled in. */
Slice terminfo_string(const char *name);

#endif
