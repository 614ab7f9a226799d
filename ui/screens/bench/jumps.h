/*
 * Jumps: where the cursor was before it jumped, and where marks were set, in one file.
 *
 * Places are nodes; they move along with edits, and what is removed leaves its holder as the place.
 */
#ifndef IPSE_SCREENS_JUMPS_H
#define IPSE_SCREENS_JUMPS_H

#include "src/json/document.h"

#include <stddef.h>

enum { JUMPS_MAXIMUM = 100, MARKS_MAXIMUM = 100 };

/* Starts all zero. */
typedef struct Jumps {
    NodeId left[JUMPS_MAXIMUM]; /* the oldest first; when it is full the oldest goes */
    size_t count;
    size_t at;                   /* position in `left` after going back; count: at none of them */
    NodeId marks[MARKS_MAXIMUM]; /* in the order of the document */
    size_t mark_count;
} Jumps;

/* Notes the place that a jump leaves. Places that were gone back from are forgotten. */
void jumps_leave(Jumps *jumps, NodeId node);

/* The place before (or after) the one that the cursor is at; NODE_NONE if there is none. */
NodeId jumps_back(Jumps *jumps, NodeId node);
NodeId jumps_forward(Jumps *jumps);

/* Sets a mark, or removes it where there is one; MARK_FULL where there are MARKS_MAXIMUM. */
typedef enum MarkChange { MARK_SET, MARK_REMOVED, MARK_FULL } MarkChange;
MarkChange jumps_mark(Jumps *jumps, NodeId node);
bool jumps_is_marked(const Jumps *jumps, NodeId node);

/* The next mark after a node, from the last one on to the first; NODE_NONE if there is none. */
NodeId jumps_next_mark(const Jumps *jumps, NodeId node);

/* Follows a splice. */
void jumps_patch(Jumps *jumps, const Patch *patch);

#endif
