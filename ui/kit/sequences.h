/*
 * Sequences: what the escape sequences of terminals mean; for the decoder only.
 */
#ifndef IPSE_KIT_SEQUENCES_H
#define IPSE_KIT_SEQUENCES_H

#include "src/base/slice.h"
#include "ui/kit/event.h"

/* What stands between ESC [ and the end, final byte included; EVENT_NONE for what is no key and no mouse report. */
Event sequence_control(Slice body);

/* The byte behind ESC O; no key (code 0) where it means nothing. */
Key sequence_application_key(char final);

/* ESC [ M and three bytes; returns the bytes that it takes, 0 where they are not all there. */
size_t sequence_x10_mouse(Slice bytes, Event *event);

/* The key that sends a character: control characters are keys with Ctrl or named ones. */
Key sequence_byte_key(uint32_t character);

#endif
