/*
 * AttributeNames: the names of attributes that one tag has, each of which it may have once (XML 1.0, section 3.1). Most
 * tags have few: those are compared; more are looked up. Starts as all zero.
 */
#ifndef IPSE_CHECK_ATTRIBUTE_NAMES_H
#define IPSE_CHECK_ATTRIBUTE_NAMES_H

#include "src/base/slice_map.h"

enum { ATTRIBUTE_NAMES_FEW = 16 };

typedef struct AttributeNames {
    Slice few[ATTRIBUTE_NAMES_FEW]; /* the first ones */
    size_t count;                   /* of all */
    SliceMap more;                  /* the others */
} AttributeNames;

void attribute_names_free(AttributeNames *names);

/* Forgets the names, for the next tag. */
void attribute_names_clear(AttributeNames *names);

/* Adds a name, which is borrowed; false where it is there already. */
bool attribute_names_add(AttributeNames *names, Slice name);

#endif
