/*
 * Register: the value that was copied or deleted last, for pasting.
 *
 * What a deletion removed is kept byte by byte as well (Cut), so that a paste on the gap that it left gives the same
 * bytes.
 */
#ifndef IPSE_SCREENS_REGISTER_H
#define IPSE_SCREENS_REGISTER_H

#include "src/json/splice.h"

typedef struct Cut {
    const Document *document; /* NULL: nothing was deleted */
    uint64_t revision;        /* of the document after the deletion */
    NodeId holder;
    Text name;
    SpliceList splices; /* that put it back */
} Cut;

/* Starts all zero. */
typedef struct Register {
    Text json; /* empty: nothing was copied */
    Text name; /* of the property; empty for an item of an array */
    Cut cut;
} Register;

void register_free(Register *copied);

/* Copies a value and its name; what was deleted is forgotten. */
void register_copy(Register *copied, const Document *document, NodeId node);

/* Notes what a deletion is about to remove. `revision` of the cut is the caller's to set once it was done. */
void register_note_cut(Register *copied, const Document *document, NodeId removed, const SpliceList *list);

/* Forgets what was deleted; what was copied stays. */
void register_forget_cut(Register *copied);

#endif
