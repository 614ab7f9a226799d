/*
 * UidSet: the UIDs of a document, each by the node that has it first.
 *
 * An entry is a hash and the number of a node: eight bytes, so that the UIDs of a large study stay in the cache. What the
 * node says is read again from the document where hashes are equal. The set is valid as long as the document is not
 * changed. It starts as UID_SET_EMPTY (all zero) and is freed with uid_set_free.
 */
#ifndef IPSE_CHECK_UID_SET_H
#define IPSE_CHECK_UID_SET_H

#include "src/base/hash.h"
#include "src/json/document.h"

typedef struct UidEntry {
    uint32_t hash;
    NodeId node; /* plus 1; 0: free */
} UidEntry;

typedef struct UidSet {
    UidEntry *entries;
    size_t capacity; /* a power of two, or 0 */
    size_t count;
    HashSeed seed; /* as of a SliceMap */
} UidSet;

#define UID_SET_EMPTY ((UidSet){0})

void uid_set_free(UidSet *set);
void uid_set_clear(UidSet *set);

/* Adds the UID that a string node says (a leading urn:oid: is no part of it), unless it is empty. NODE_NONE where it is
   new, else the node that has it already. `uid` gets its text; it lies in the document or in `scratch`. */
NodeId uid_set_add(UidSet *set, const Document *document, NodeId node, Slice *uid, Arena *scratch);

#endif
