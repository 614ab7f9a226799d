/*
 * FixResources: the resources of an array, `contained` or `Bundle.entry`, by what references name them by.
 *
 * Each array is read once, and remembered in the FixMemory until the document changes or another array is asked for, so
 * that many references can ask. `memory` may be NULL: then nothing is remembered. An array of NODE_NONE, and a value
 * that is no array, has no resources.
 */
#ifndef IPSE_EDIT_FIX_RESOURCES_H
#define IPSE_EDIT_FIX_RESOURCES_H

#include "src/edit/fix_memory.h"

/* The first contained resource of an array that has an id; NODE_NONE if none has it. */
NodeId fix_contained_find(FixMemory *memory, const Document *document, NodeId list, Slice id);

/* Writes the first contained resources of an array that have no id, at most `most`, and returns how many there are in
 * all. */
size_t fix_contained_nameless(FixMemory *memory, const Document *document, NodeId list, NodeId *items, size_t most);

/* The `reference` in the holder of an array of contained resources that is for one of them without an id: references to
   ids that no resource of the array has are given to those without one by their order, each id once. NODE_NONE if there
   is none for it. */
NodeId fix_contained_wanted(FixMemory *memory, const Document *document, NodeId list, NodeId item);

/* The first entry of an array with this fullUrl; or else with a resource of this type and id, written Type/id.
   NODE_NONE if there is none. */
NodeId fix_entry_find(FixMemory *memory, const Document *document, NodeId list, Slice said);

/* The only entry with a fullUrl that a reference can mean: the fullUrl is the reference but for capitals, or the
   reference ends with the type and the id of the resource. NODE_NONE if there are none or several. */
NodeId fix_entry_meant(FixMemory *memory, const Document *document, NodeId list, Slice said);

/* Forgets an array. */
void fix_resources_forget(FixResources *resources);

#endif
