/*
 * Wire: messages of the Language Server Protocol 3.17 (base protocol): a head with Content-Length, an empty line, then
 * one JSON value in UTF-8. Read from standard input, written to standard output.
 *
 * Nothing that comes in ends the reading but its end: a head that cannot be understood is skipped up to the next one,
 * and a message longer than WIRE_MESSAGE_MAXIMUM bytes is passed over. Messages are read and written with cJSON. cJSON
 * cuts strings at \u0000 and refuses lone surrogates; both are read as U+FFFD, which counts as many units in every
 * encoding of positions.
 */
#ifndef IPSE_LSP_WIRE_H
#define IPSE_LSP_WIRE_H

#include <cjson/cJSON.h>
#include <stdbool.h>
#include <stddef.h>

#define WIRE_MESSAGE_MAXIMUM ((size_t)1 << 30)

typedef struct Wire Wire;

/* Free with wire_free. */
Wire *wire_new(void);
void wire_free(Wire *wire);

/* Ends waiting also where bytes come to another descriptor, which are read and dropped. */
void wire_watch(Wire *wire, int descriptor);

typedef enum WireEvent {
    WIRE_MESSAGE, /* one was read */
    WIRE_BROKEN,  /* what came was no message; it was passed over */
    WIRE_NOTHING, /* nothing has come, and nobody waits, or something else came that is watched */
    WIRE_END      /* the other side went away */
} WireEvent;

/* Reads the next message; waits for one only with `waits`. The caller frees `message` with cJSON_Delete. */
WireEvent wire_next(Wire *wire, bool waits, cJSON **message);

/* Sends a message and frees it; false where the other side does not take it. */
bool wire_send(Wire *wire, cJSON *message);

#endif
