/*
 * ValueName: a value as sentences name it.
 */
#ifndef IPSE_EDIT_VALUE_NAME_H
#define IPSE_EDIT_VALUE_NAME_H

#include "src/json/document.h"

/* Appends 'status' for a property, item 3 of 'series' (from 1) for an item of a property's array, line 2 for one of a
   file of lines, and "the document" for its root. Names longer than 40 bytes are cut. */
void value_name_append(const Document *document, NodeId id, Text *name);

#endif
