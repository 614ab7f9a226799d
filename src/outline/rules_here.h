/*
 * Rules here: all elements that hold for a value, and all children that the rules of an object know, as lists.
 */
#ifndef IPSE_OUTLINE_RULES_HERE_H
#define IPSE_OUTLINE_RULES_HERE_H

#include "src/check/check.h"

/* The elements of all profiles, the most specific first. Free with elements_here_free. */
typedef struct ElementsHere {
    const Element **items;
    uint32_t count;
} ElementsHere;

/* The elements of a node; with a name, those of the member of that name, which may be absent. */
ElementsHere elements_here(Checker *checker, const Document *document, NodeId node, Slice name);
void elements_here_free(ElementsHere *list);

/* The children of an object (check_children). Free with children_here_free. */
typedef struct ChildrenHere {
    ChildRule *items;
    uint32_t count;
} ChildrenHere;

ChildrenHere children_here(Checker *checker, const Document *document, NodeId object);
void children_here_free(ChildrenHere *list);

#endif
