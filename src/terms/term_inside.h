/*
 * Inside of a term server: shared by term_server.c (what is known), term_ask.c (requests) and term_find.c (displays and
 * searches).
 *
 * `lock` guards what is known and what waits; it is never held while a request is under way, so that nobody who looks
 * an answer up waits for the network. `asking` is held by whoever sends requests.
 */
#ifndef IPSE_TERMS_TERM_INSIDE_H
#define IPSE_TERMS_TERM_INSIDE_H

#include "src/terms/term_answers.h"
#include "src/terms/term_server.h"

#include <pthread.h>
#include <stdatomic.h>

enum { TERM_ANSWER_MAXIMUM = 16 << 20 }; /* bytes: read as cJSON, they take thirty times as much memory */

struct TermServer {
    TermService service;
    HttpClient *client;
    Url base;
    Clock clock;
    pthread_mutex_t lock;
    pthread_mutex_t asking;
    TermAnswers answers;
    uint32_t *waiting; /* positions of answers */
    size_t waiting_count;
    size_t waiting_capacity;
    uint64_t generation; /* grows with verdicts */
    uint64_t news;       /* grows with all answers */
    size_t batch;        /* the most questions of a request */
    bool takes_no_batch;
    size_t silent_count; /* codes on which it gives no verdict, though it has their system */
    bool is_changed;     /* what is remembered is to be written */
    atomic_bool stops;   /* the request that is under way is to end */
    Error trouble;       /* why the server is asked nothing more; its code is ERROR_NONE while it is well */
};

/* True until the server failed. Under the lock. */
bool term_is_well(const TermServer *server);

/* The answer to a question, which is noted where it is new or its answer is old. Under the lock. */
KeptAnswer *term_ask(TermServer *server, char kind, const Slice *parts, size_t count);

/* What is known of the answer: where the server failed, what waits is not answered. Under the lock. */
TermAnswer term_state(const TermServer *server, const KeptAnswer *kept);

/* The display of an answer, decoded. Under the lock. */
Slice term_display(TermServer *server, KeptAnswer *kept);

/* Whether the server has a code system. Under the lock. */
TermAnswer term_has_system(TermServer *server, Slice system);

/* Appends what percent-encoded text stands for. */
void term_decode(Slice encoded, Text *text);

/* TermService.settle. term_ask.c */
uint64_t term_settle(void *context);

#endif
