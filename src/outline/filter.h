/*
 * Filter: which rows of a tree are shown, besides those around them.
 *
 * A filter keeps some nodes and everything that holds them. Which containers are open stays the tree's affair.
 */
#ifndef IPSE_OUTLINE_FILTER_H
#define IPSE_OUTLINE_FILTER_H

#include "src/check/check.h"
#include "src/outline/names.h"

typedef enum FilterKind {
    FILTER_NONE,
    FILTER_ISSUES,    /* errors, warnings and notes */
    FILTER_GAPS,      /* what is absent and obligated */
    FILTER_OBLIGATED, /* what has an obligation; decided member by member, by its rule */
    FILTER_TEXT       /* keys, values and names of resources, series and instances that hold a text; with all in them */
} FilterKind;

/* Starts all zero: everything is kept. */
typedef struct Filter {
    FilterKind kind;
    Text text;
    uint8_t *kept; /* by node; NULL: all are */
    uint32_t count;
    uint32_t matches; /* nodes kept for their own sake */
    NodeId next;      /* the first node that was not looked at yet; `count` at the end */
} Filter;

void filter_free(Filter *filter);

/* Finds out what is kept of the document as it is now. */
void filter_make(Filter *filter, const Document *document, const Report *report, Names *names);

/* The same in pieces, for a document that does not change in between: begins with another kind and text, and looks at
   so many more nodes; true when all is known. The filter may be asked nothing before. */
void filter_begin(Filter *filter, FilterKind kind, Slice text, const Document *document);
bool filter_gather(Filter *filter, const Document *document, const Report *report, Names *names, uint32_t nodes);

/* True where a node passes the filter, or holds one that does. */
bool filter_keeps(const Filter *filter, NodeId node);

/* True when a row is shown for a member that is absent from an object. */
bool filter_keeps_absent(const Filter *filter, const Report *report, NodeId holder, Slice name);

#endif
