/*
 * FixMemory: what was found out about a document as a whole while fixes were planned for it, so that many fixes find it out once.
 * What is kept holds until the document changes.
 */
#ifndef IPSE_EDIT_FIX_MEMORY_H
#define IPSE_EDIT_FIX_MEMORY_H

#include "src/base/text.h"
#include "src/json/document.h"

typedef struct FixMemory {
    uint64_t revision; /* of the document */
    NodeId bundle;     /* whose base is known; NODE_NONE: none */
    Text base;         /* of the first right fullUrl in it; empty where none is right */
    NodeId list;       /* an array that was searched for an item with a member of a name; NODE_NONE: none */
    Slice name;        /* of the program */
    NodeId found;      /* the member of the first item that has one; NODE_NONE where none has */
} FixMemory;

FixMemory *fix_memory_new(void);
void fix_memory_free(FixMemory *memory);

/* Forgets what was found out before the last change of the document. */
void fix_memory_follow(FixMemory *memory, const Document *document);

/* The member of a name in the first item of an array that has one; NODE_NONE where none has. The last answer is remembered, so that
   many items can ask. `memory` may be NULL; the name must live as long as it. */
NodeId fix_memory_first_with(FixMemory *memory, const Document *document, NodeId list, Slice name);

#endif
