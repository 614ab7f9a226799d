/*
 * Ask ahead: a terminology service is asked about the codes of many documents together, before each is checked by
 * itself.
 *
 * A check of one document asks in rounds: systems, then their codes, then value sets. Documents that are looked at
 * together share the rounds, so that a server gets a few requests for all of them in place of a few for each. What is
 * found is thrown away: only the answers stay, with the service. Where nothing new was to be asked, the next documents
 * are left out, twice as many each time, so that a run whose answers are known costs little more than without looking
 * ahead.
 */
#ifndef IPSE_CHECK_ASK_AHEAD_H
#define IPSE_CHECK_ASK_AHEAD_H

#include "src/check/check.h"

/* Where an owner of documents is. Starts with `open` and `context`, and zeros. */
typedef struct AskAhead {
    /* A document by its number, which is freed; NULL: it is not looked at. */
    Document *(*open)(void *context, size_t number);
    void *context;
    size_t next;     /* the document that is looked at next */
    size_t left_out; /* the last time that nothing was new */
    bool has_asked;  /* the last time something was new */
} AskAhead;

/* To be called before document `number` of `count` is checked, with growing numbers. Does nothing where the checker
 * asks nobody. */
void ask_ahead(AskAhead *ahead, Checker *checker, size_t number, size_t count);

#endif
