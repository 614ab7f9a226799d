/*
 * Studies: the ImagingStudies of a document, and what else is in it.
 */
#ifndef IPSE_OUTLINE_STUDIES_H
#define IPSE_OUTLINE_STUDIES_H

#include "src/json/document.h"

/* The resource at a place of the document's list of resources: that of an entry of a Bundle, a line of NDJSON, or the
   root itself. NODE_NONE after the last one; `*after` is where the search goes on, NODE_NONE to begin with. */
NodeId resources_next(const Document *document, NodeId *after);

/* The first study after a resource (NODE_NONE: the first of all); NODE_NONE if there is none. */
NodeId studies_next(const Document *document, NodeId after);

/* How many resources there are, of how many types, and how many are studies. A Bundle is not counted, what is in it is.
 */
typedef struct ResourceCounts {
    uint32_t resources;
    uint32_t types;
    uint32_t studies;
} ResourceCounts;

ResourceCounts resources_count(const Document *document);

#endif
