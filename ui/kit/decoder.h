/*
 * Decoder: bytes from a terminal, turned into events.
 *
 * Knows the sequences of xterm and its relatives (with modifiers), of rxvt, of the Linux console, of VT100 and VT220,
 * those that terminfo names, SGR mouse reports and bracketed pastes. Works without a terminal: bytes go in, events
 * come out.
 */
#ifndef IPSE_KIT_DECODER_H
#define IPSE_KIT_DECODER_H

#include "src/base/slice.h"
#include "ui/kit/event.h"

typedef struct Decoder Decoder;

Decoder *decoder_new(void);
void decoder_free(Decoder *decoder);

/* Adds a sequence of this terminal; `sequence` is copied. */
void decoder_learn(Decoder *decoder, Slice sequence, Key key);

void decoder_feed(Decoder *decoder, Slice bytes);

/* The next event; false where the bytes so far do not make one. `is_timeout`: no more bytes came within the time to
   wait for the rest of a sequence: a lone ESC is the Esc key. A paste ends with its end mark only; it may be of any
   size. */
bool decoder_next(Decoder *decoder, bool is_timeout, Event *event);

/* True where bytes wait for the rest of a sequence (but not for the end of a paste). */
bool decoder_is_waiting(const Decoder *decoder);

#endif
