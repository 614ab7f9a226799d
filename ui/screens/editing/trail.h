/*
 * Trail: the way from the root to a value, by names of members and positions of items. It leads to the value also after
 * edits around it gave it another number; in NDJSON it begins at the first line.
 */
#ifndef IPSE_SCREENS_TRAIL_H
#define IPSE_SCREENS_TRAIL_H

#include "src/json/document.h"

/* Appends the trail of a value. */
void trail_append(const Document *document, NodeId node, Text *trail);

/* The value that a trail leads to; NODE_NONE if there is none. */
NodeId trail_find(const Document *document, Slice trail);

#endif
