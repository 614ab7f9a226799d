/*
 * Term rig: a terminology server of the tests, as HAPI is one.
 *
 * It has one system, http://own.example.org/cs, with the codes "right" (Right, in German Richtig) and "other" (Other);
 * value sets have "right" alone.
 */
#ifndef IPSE_TESTS_TERM_RIG_H
#define IPSE_TESTS_TERM_RIG_H

#include "tests/support/net/http_server.h"

#include <pthread.h>

/* How the server of a test behaves, and what it was asked. */
typedef struct TermBehaviour {
    bool takes_no_batch;
    bool cannot_expand;
    bool gives_no_verdict; /* on codes and displays */
    bool is_too_large;     /* to expand: refused with status 500 */
    const char *page;      /* in place of all answers */
    int status;            /* of the page */
    Text asked;            /* "\nCodeSystem?url=…" for each question */
    unsigned posts;
    pthread_mutex_t *gate; /* where it is not NULL, each answer waits until it can be locked */
} TermBehaviour;

/* An HttpHandler whose context is a TermBehaviour; its base is /r4. */
void term_rig_answer(HttpExchange *exchange, void *context);

#endif
