/*
 * Losses: what two states of a document do not have in common, and whether a rewriting (rewriting.h) explains it.
 */
#ifndef IPSE_TESTS_SUPPORT_LOSSES_H
#define IPSE_TESTS_SUPPORT_LOSSES_H

#include "src/json/document.h"
#include "src/profile/rules.h"

/* Is told how often a rewriting was seen, and of each value that is gone without one. */
typedef struct LossListener {
    void *context;
    void (*rewritten)(void *context, const char *name);
    void (*lost)(void *context, const char *what, Slice value);
} LossListener;

/* Compares the simple values of a document before and after. Text that was no JSON is compared as a whole, word by
   word: its values could only be guessed. */
void losses_find(const Rules *rules, const Document *before, const Document *after, const LossListener *listener);

#endif
