/*
 * Decoder: bytes from a terminal, turned into events.
 *
 * Knows the sequences of xterm and its relatives (with modifiers), of rxvt, of the Linux console, of VT100 and VT220,
 * those that terminfo names, SGR and X10 mouse reports, and bracketed pastes. Answers of the terminal and sequences that
 * it does not know are passed over. Works without a terminal: bytes go in, events come out.
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
   wait: a lone ESC is the Esc key, a paste without an end has ended. Slices of the event are valid until the next call. */
bool decoder_next(Decoder *decoder, bool is_timeout, Event *event);

typedef enum DecoderState {
    DECODER_IDLE,        /* nothing waits */
    DECODER_IN_SEQUENCE, /* the rest of a sequence is due within milliseconds, or there is none */
    DECODER_IN_PASTE     /* more of a paste is due */
} DecoderState;
DecoderState decoder_state(const Decoder *decoder);

#endif
