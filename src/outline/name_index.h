/*
 * NameIndex: what references refer to, found by their text.
 *
 * The first few references of a revision of the document are looked for one by one. Where more are asked for (a tree of
 * all of a large Bundle), entries are put into a table by fullUrl and by type and id, and contained resources by id. A
 * change of the document makes the table obsolete.
 */
#ifndef IPSE_OUTLINE_NAME_INDEX_H
#define IPSE_OUTLINE_NAME_INDEX_H

#include "src/json/document.h"

typedef struct NameIndex NameIndex;

/* For a document, which is borrowed and must outlive it. Free with name_index_free. */
NameIndex *name_index_new(const Document *document);
void name_index_free(NameIndex *index);

/* True where an entry of a Bundle has a fullUrl, or a resource with the type and the id, that a reference names, and a
 * resource. */
bool name_index_is_target(const Document *document, NodeId entry, Slice reference);

/* The first of the entries of the Bundle, which are all of them in order, that a reference names; NODE_NONE if there is
 * none. */
NodeId name_index_entry(NameIndex *index, const NodeId *entries, uint32_t count, Slice reference);

/* The first item of an array of contained resources with an id; NODE_NONE if there is none. */
NodeId name_index_contained(NameIndex *index, NodeId list, Slice id);

#endif
