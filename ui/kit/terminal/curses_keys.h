/*
 * Input keys: the sequences that terminals send for keys, as numbers of curses and as keys.
 */
#ifndef IPSE_KIT_CURSES_KEYS_H
#define IPSE_KIT_CURSES_KEYS_H

#include "ui/kit/stage/key_names.h"

/* Numbers for the start of sequences that are not keys. */
enum {
    INPUT_FIRST = 0x3000,
    INPUT_PASTE = INPUT_FIRST, /* a bracketed paste */
    INPUT_MOUSE,               /* a report of the mouse in the form SGR 1006 */
    INPUT_MOUSE_X10,           /* a report in the form X10 */
    INPUT_LAST = INPUT_MOUSE_X10
};

/* Defines for curses what xterm, rxvt, the Linux console, VT100 and VT220 send, whatever terminfo says. */
void curses_keys_define(void);

/* The key of a number beyond the bytes; code 0 if unknown. */
Key input_key(int number);

/* The key that sends a character: control characters are keys with Ctrl or named ones. */
Key input_character_key(uint32_t character);

/* The key of a character with xterm's parameter for modifiers (0: none). */
Key input_unicode_key(uint32_t character, int parameter);

#endif
