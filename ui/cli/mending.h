/*
 * Mending: a document that is repaired by itself, issue by issue.
 *
 * A repair is kept only where it leaves fewer errors, or as many and fewer warnings; of text that is no JSON, where it
 * leaves fewer faults. Many repairs are first made together and judged once: where the whole is not better by all of
 * them, each is tried by itself.
 */
#ifndef IPSE_CLI_MENDING_H
#define IPSE_CLI_MENDING_H

#include "src/edit/fix.h"
#include "src/edit/history.h"
#include "ui/cli/output.h"

typedef struct MendingOptions {
    const char *only; /* keys with commas between; NULL: all */
    bool is_any;      /* also repairs that a person would be asked about */
} MendingOptions;

typedef struct Mending {
    Checker *checker;
    const MendingOptions *options;
    const char *input; /* its name, in what is printed */
    Output *output;    /* a line for each repair */
    Document *document;
    History *history;
    Report *report;
    bool is_behind; /* the report could not follow the last change */
} Mending;

/* A document to be repaired; it is borrowed, like all that is given, and must be changed by the mending only. It must not
   be moved. */
void mending_open(Mending *mending, Document *document);
void mending_close(Mending *mending);

/* Makes all repairs that it can. */
void mending_run(Mending *mending);

/* Prints what is offered for each issue, and makes nothing. */
void mending_print_offers(const Mending *mending);

#endif
