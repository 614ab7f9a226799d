/*
 * Walk: the way through a document along its plans. For the engine's own files; groups see src/check/state/group.h.
 *
 * A walk visits every value that the rules know, reads its members (src/check/walk/shape.h), has it judged by the near
 * groups of its plan, and goes on to what is in it. Values for document groups are noted down and judged afterwards.
 * Recursion is as deep as values may be nested (DOCUMENT_DEPTH_MAXIMUM).
 *
 * A conformance test is a walk that only asks whether there would be an error: it adds no issues and ends at the first
 * error.
 *
 * After an edit a walk goes only where its EditImpact leads: the values around the change are judged themselves, what
 * was read again is judged with all in it, and everything else is passed over.
 */
#ifndef IPSE_CHECK_WALK_H
#define IPSE_CHECK_WALK_H

#include "src/check/state/found.h"
#include "src/check/state/question.h"

/* Judges a resource and all in it. `place` says where it is, and by its plan (NULL at the root of a document) what is
   asked of it there; `entry` is NODE_NONE where it is in no Bundle. */
void walk_resource(Walk *walk, const Place *place, const Scope *container, NodeId entry, bool is_contained);

/* Judges the value of a file, or of a line: the root of the session. */
void walk_root(Walk *walk, NodeId root);

/* Judges a value and all in it. */
void walk_place(Walk *walk, Place *place);

/* Judges what document groups have to say of the places noted down; and, after an edit, of those that they are asked
 * about again. */
void walk_far(Walk *walk, const GroupPlaces *far);
void walk_asked(Walk *walk, const Question *question);

#endif
