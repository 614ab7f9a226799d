/*
 * FixSearch: what fixes look for in the record that a node is in: the Patient, a time zone, the systems of codes,
 * whether a string is there. A record is a line of NDJSON, or else the document: what stands in other records tells
 * nothing of this one.
 *
 * Each is looked for once, however large the record is, and remembered in the FixMemory until the document changes or
 * another record is asked for. `memory` may be NULL: then nothing is remembered.
 */
#ifndef IPSE_EDIT_FIX_SEARCH_H
#define IPSE_EDIT_FIX_SEARCH_H

#include "src/edit/fix_memory.h"

/* The Patient that what stands at a node can mean: the first contained one of a resource that the node is in, or else
   the only one that is not contained. NODE_NONE if there are none or several. */
NodeId fix_search_patient(FixMemory *memory, const Document *document, NodeId node);

/* The zone that the first time of the record with one other than Z has, such as "+02:00"; empty if there is none. It
   lies in the document. */
Slice fix_search_zone(FixMemory *memory, const Document *document, NodeId node);

/* Writes an id to `id` that no string of the record is: a beginning, a hyphen, and a number, which is `first` or the
   next one that is free. Nodes that ask with the same beginning get different ones, and each the same again until the
   document changes. */
void fix_search_free_id(FixMemory *memory, const Document *document, NodeId node, Slice base, unsigned first, Text *id);

/* The `system` members of the codings of the record that have this code, each system once; writes at most `most` of
   them and returns how many. */
size_t fix_search_systems(FixMemory *memory, const Document *document, NodeId node, Slice code, NodeId *systems,
                          size_t most);

/* Frees what a memory remembers for these functions, and forgets it. */
void fix_search_forget(FixSearch *search);

#endif
