/*
 * LayoutMemory: what was found out about the layout of a document, so that it is found out once.
 *
 * Fixes and edits are planned one after the other for the same document. What holds at all places is remembered until
 * the next splice. For this folder only.
 */
#ifndef IPSE_JSON_LAYOUT_MEMORY_H
#define IPSE_JSON_LAYOUT_MEMORY_H

#include "src/json/layout.h"

/* The habits that the beginning of the document shows. */
typedef struct HabitsMemory {
    bool is_surveyed; /* else the rest is not known yet */
    unsigned known;   /* which of the habits were found there */
    Habits habits;
    Slice newline; /* the first line end; empty where none is near */
} HabitsMemory;

/* The memory of the document as it is now, to be read and filled. */
HabitsMemory *layout_memory_habits(const Document *document);

/* The first byte of bytes[from, to) that begins a line end, or `to`. What was searched is not searched again for the
   places around it, so that asking for many places in order costs as much as reading the bytes once. */
uint32_t layout_memory_line_end(const Document *document, uint32_t from, uint32_t to);

#endif
