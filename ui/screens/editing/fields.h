/*
 * Fields: what there is to fill in in a value, in the order of the tree.
 *
 * A field is an element that is absent and that the profile requires or obligates, a value that is still empty, or one that was
 * filled in before. A Coding that is still empty is one field. Narratives are none.
 */
#ifndef IPSE_SCREENS_FIELDS_H
#define IPSE_SCREENS_FIELDS_H

#include "ui/screens/bench/bench.h"

typedef struct Field {
    NodeId node;            /* the value; of an absent element: its holder */
    const Element *element; /* of an absent element; NULL: the value itself */
} Field;

typedef struct Fields {
    Field *items;
    size_t count;
    size_t capacity;
} Fields;

/* The fields in `root`. The values of `kept` are fields as well, and a Coding that holds one of them is not one field but several. Free with
   fields_free. */
Fields fields_collect(Workbench *bench, NodeId root, const NodeId *kept, size_t kept_count);
void fields_free(Fields *fields);

/* The position of a field; SIZE_MAX if there is none. */
size_t fields_find(const Fields *fields, Field field);

#endif
