/*
 * Fields: what there is to fill in in a value, in the order of the tree.
 *
 * A field is an element that is absent and that the profile requires or obligates, a value that is still empty, or one
 * that was filled in before. A Coding that is still empty is one field. Narratives are none.
 */
#ifndef IPSE_SCREENS_FIELDS_H
#define IPSE_SCREENS_FIELDS_H

#include "ui/screens/bench/bench.h"

typedef struct Field {
    NodeId node;            /* the value; of an absent element: its holder */
    const Element *element; /* of an absent element; NULL: the value itself */
} Field;

/* Where fields are looked for. */
typedef struct FieldSearch {
    NodeId root; /* in this value */
    /* values that are fields as well; a Coding that holds one of them is not one field but several */
    const NodeId *kept;
    size_t kept_count;
    Field present; /* look after it, or before; with `node` NODE_NONE: for the first field */
    bool is_backward;
} FieldSearch;

/* The field after the present one, or before it; false if there is none, or the present one is no field. */
bool fields_find(Workbench *bench, const FieldSearch *search, Field *found);

#endif
