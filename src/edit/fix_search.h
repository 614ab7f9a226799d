/*
 * FixSearch: what fixes look for in the whole document: the Patient, a time zone, the systems of codes, whether a string is there.
 *
 * Each is looked for once, in the whole document however large it is, and remembered in the FixMemory until the document changes.
 * `memory` may be NULL: then nothing is remembered.
 */
#ifndef IPSE_EDIT_FIX_SEARCH_H
#define IPSE_EDIT_FIX_SEARCH_H

#include "src/edit/fix_memory.h"

/* The first Patient of the document; NODE_NONE if there is none. */
NodeId fix_search_patient(FixMemory *memory, const Document *document);

/* The zone that the first time of the document with one other than Z has, such as "+02:00"; empty if there is none. It lies in the
   document. */
Slice fix_search_zone(FixMemory *memory, const Document *document);

/* True where a string is in the document, written as this JSON. */
bool fix_search_has(FixMemory *memory, const Document *document, Slice json);

/* Writes an id to `id` that no string of the document is: a beginning, a hyphen, and a number, which is `first` or the next one that is
   free. Nodes that ask with the same beginning get different ones, and each the same again until the document changes. */
void fix_search_free_id(FixMemory *memory, const Document *document, NodeId node, Slice base, unsigned first, Text *id);

/* The `system` members of the codings of the document that have this code, each system once; writes at most `most` of them and
   returns how many. */
size_t fix_search_systems(FixMemory *memory, const Document *document, Slice code, NodeId *systems, size_t most);

/* Frees what a memory remembers for these functions, and forgets it. */
void fix_search_forget(FixSearch *search);

#endif
