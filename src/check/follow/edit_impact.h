/*
 * EditImpact: what an edit changed, for judging again only what depends on it.
 *
 * An edit changes children of one container, its holder: what is judged of them, of the holder and of everything around
 * it may be otherwise now, and so may all that document groups have to say. Everything else stays as it was found. Node
 * numbers are those after the edit.
 */
#ifndef IPSE_CHECK_EDIT_IMPACT_H
#define IPSE_CHECK_EDIT_IMPACT_H

#include "src/json/document.h"

/* Nodes [first, end): values that are judged again with all that is in them. */
typedef struct NodeRange {
    NodeId first;
    NodeId end;
} NodeRange;

typedef struct EditImpact {
    const Document *document;
    const Patch *patch;
    NodeId holder;      /* whose children changed */
    NodeRange changed;  /* these children, with all that is in them; empty where some were only removed */
    NodeRange *renewed; /* what the walk judged again as a whole */
    size_t count;
    size_t capacity;
} EditImpact;

/* The document is the one after the patch; both are borrowed. */
EditImpact impact_of(const Document *document, const Patch *patch);
void impact_free(EditImpact *impact);

/* True when a node holds all that changed: the holder, or a container around it. False for NODE_NONE. */
bool impact_is_around(const EditImpact *impact, NodeId node);

/* True when a node holds what changed, or is part of it. */
bool impact_is_at(const EditImpact *impact, NodeId node);

/* Notes that a value is judged again with all that is in it; nothing for NODE_NONE. */
void impact_renew(EditImpact *impact, NodeId node);

/* True when a node is in what is judged again as a whole. */
bool impact_is_whole(const EditImpact *impact, NodeId node);

/* True when what was found at a node is found again: the node is around the change or in what is judged again. */
bool impact_is_renewed(const EditImpact *impact, NodeId node);

/* The member whose scalar value, and nothing else, a patch changed; NODE_NONE where it did more. */
NodeId impact_member(const Document *document, const Patch *patch);

/* True when all that a patch did was to change the value of one member (not its name, no neighbour), and of none with
   the names that are given, up to a NULL. */
bool impact_leaves(const Document *document, const Patch *patch, const char *const *names);

#endif
