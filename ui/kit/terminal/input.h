/*
 * Input: events of the keyboard and the mouse, from curses.
 *
 * Bytes and keys come from wgetch; curses_keys.h defines the sequences of common terminals, whatever terminfo says. A
 * sequence may arrive in pieces, with pauses of up to ESCDELAY. Unknown sequences are skipped as a whole, so that no
 * part of a sequence is taken for a key. The bytes of a bracketed paste are read past curses, exactly.
 */
#ifndef IPSE_KIT_INPUT_H
#define IPSE_KIT_INPUT_H

#include "ui/kit/stage/event.h"

typedef struct Input Input;

/* Events from `descriptor`, the keyboard that curses reads. The screen must be open. */
Input *input_new(int descriptor);
void input_free(Input *input);

/* The next event that has arrived; false if there is none. Waits at most for the rest of a sequence. `has_read` tells
   whether any byte arrived. The text of a paste is valid until the next call. */
bool input_next(Input *input, Event *event, bool *has_read);

/* True if input_next can give more without new bytes. */
bool input_is_pending(const Input *input);

/* Milliseconds until a paste that has begun counts as ended, if no more bytes arrive; negative if no paste has begun.
   input_next gives such a paste once the time is over. */
int64_t input_patience(const Input *input);

#endif
