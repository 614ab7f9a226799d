/*
 * Bundle index: the entries of a Bundle, found by fullUrl and by type and id.
 *
 * What it holds of an entry are the nodes that other entries are judged by, not their texts: so it takes little room,
 * and follows an edit by moving numbers. An edit that changes none of these nodes leaves all that is found by it as it
 * was.
 */
#ifndef IPSE_CHECK_BUNDLE_INDEX_H
#define IPSE_CHECK_BUNDLE_INDEX_H

#include "src/base/hash_table.h"
#include "src/base/text.h"
#include "src/json/document.h"

/* What other entries, and the Bundle, are judged by. */
typedef enum EntryFact {
    FACT_FULL_URL,
    FACT_RESOURCE,
    FACT_TYPE,
    FACT_ID,
    FACT_VERSION, /* meta.versionId */
    FACT_URL,     /* of a resource with an address of its own */
    FACT_MODE,    /* search.mode */
    FACT_COUNT
} EntryFact;

typedef struct IndexedEntry {
    NodeId entry;
    NodeId facts[FACT_COUNT]; /* NODE_NONE where absent */
    uint32_t same;            /* as BundleEntry (src/check/state/reference_resolver.h) */
    uint32_t earlier;
} IndexedEntry;

typedef struct BundleIndex {
    NodeId bundle;
    NodeId type; /* the node of Bundle.type; NODE_NONE for none */
    IndexedEntry *entries;
    size_t count;
    size_t capacity;
    HashTable by_url; /* position of the first entry with a fullUrl */
    HashTable by_id;  /* with a type and an id likewise */
    HashSeed seed;
    struct BundleIndex *next; /* for whoever keeps several */
} BundleIndex;

/* Lists the entries of a Bundle; free with bundle_index_free. */
BundleIndex *bundle_index_new(const Document *document, NodeId bundle);
void bundle_index_free(BundleIndex *index);

/* The position of the first entry with a fullUrl, or at "Type/id"; UINT32_MAX if none exists. */
uint32_t bundle_index_by_url(const BundleIndex *index, const Document *document, Slice url);
uint32_t bundle_index_by_id(const BundleIndex *index, const Document *document, Slice address);

/* The position of an entry by its node; UINT32_MAX where it is none. */
uint32_t bundle_index_position(const BundleIndex *index, NodeId entry);

/* The entry around a node of the Bundle; NODE_NONE if none exists. */
NodeId bundle_index_entry_around(const BundleIndex *index, const Document *document, NodeId node);

/* Follows an edit; false where the index must not be used any more: the Bundle is gone, or what entries are found or
   judged by may be other than it was. */
bool bundle_index_follow(BundleIndex *index, const Document *document, const Patch *patch);

#endif
