/*
 * Term asker: a thread that asks a terminology server what was noted, so that whoever works with a document never waits
 * for it.
 *
 * The owner wakes it once something is noted, and checks again when term_server_generation has grown.
 */
#ifndef IPSE_TERMS_TERM_ASKER_H
#define IPSE_TERMS_TERM_ASKER_H

#include "src/terms/term_server.h"

typedef struct TermAsker TermAsker;

/* The server is borrowed, and asked by the thread alone. `notice` gets a byte each time answers have come; -1: nobody
   is told. Free with term_asker_free, which stops what is under way; NULL does nothing. */
TermAsker *term_asker_new(TermServer *server, int notice);
void term_asker_free(TermAsker *asker);

TermServer *term_asker_server(const TermAsker *asker);

/* Lets it ask what is noted; returns at once. */
void term_asker_wake(TermAsker *asker);

/* True while it asks. */
bool term_asker_is_busy(TermAsker *asker);

#endif
