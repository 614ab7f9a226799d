/*
 * Terminology service: who is asked about codes and value sets that are not known here.
 *
 * Answers may take long: a question that was not answered yet is noted, its answer is TERM_WAITING, and the check goes
 * on as if nobody knew. term_service_settle gets the answers to all noted questions; then the check is done again.
 * Whoever is asked remembers: a question is answered once. All functions may be called by several threads.
 *
 * Only the parts that are handed over here, and nothing else of a document, go to a server.
 */
#ifndef IPSE_PROFILE_TERM_SERVICE_H
#define IPSE_PROFILE_TERM_SERVICE_H

#include "src/base/slice.h"

#include <stdint.h>

typedef enum TermAnswer {
    TERM_UNANSWERED, /* nobody knows */
    TERM_WAITING,    /* not yet */
    TERM_RIGHT,
    TERM_WRONG,
    TERM_WRONG_DISPLAY /* the code is right, and its display another one */
} TermAnswer;

typedef struct TermService {
    void *context;
    /* Is the code one of the system, and the display, where it is not empty, one of the code's? `right` gets the
       display that it should be, which lives as long as the service. UNANSWERED where the system is not known there
       either. */
    TermAnswer (*judge_code)(void *context, Slice system, Slice code, Slice display, Slice *right);
    /* Is the code in the value set? UNANSWERED where the service cannot tell what is in it. */
    TermAnswer (*judge_member)(void *context, Slice value_set, Slice system, Slice code);
    /* Gets the answers to what was noted so far; gives a number that grows with each answer that came. */
    uint64_t (*settle)(void *context);
} TermService;

#endif
