/*
 * Places: where the cursor was before it jumped, and where marks were set, in one file.
 *
 * Places are nodes; they move along with edits, and what is removed leaves its holder as the place.
 */
#ifndef IPSE_SCREENS_PLACES_H
#define IPSE_SCREENS_PLACES_H

#include "src/json/document.h"

#include <stddef.h>

enum { JUMPS_MAXIMUM = 100, MARKS_MAXIMUM = 100 };

/* Starts all zero. */
typedef struct Places {
    NodeId jumps[JUMPS_MAXIMUM]; /* the oldest first; when it is full the oldest goes */
    size_t jump_count;
    size_t at;                   /* position in `jumps` after going back; jump_count: at none of them */
    NodeId marks[MARKS_MAXIMUM]; /* in the order of the document */
    size_t mark_count;
} Places;

/* Notes the place that a jump leaves. Places that were gone back from are forgotten. */
void places_leave(Places *places, NodeId node);

/* The place before (or after) the one that the cursor is at; NODE_NONE where there is none. */
NodeId places_back(Places *places, NodeId node);
NodeId places_forward(Places *places);

/* Sets a mark, or takes it away where there is one; true when it is set now. */
bool places_mark(Places *places, NodeId node);
bool places_is_marked(const Places *places, NodeId node);

/* The next mark behind a node, from the last one on to the first; NODE_NONE where there is none. */
NodeId places_next_mark(const Places *places, NodeId node);

/* Follows a splice. */
void places_patch(Places *places, const Patch *patch);

#endif
