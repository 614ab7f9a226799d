/*
 * Scope: the resources around a node, for questions about nodes that a walk did not come to (src/check/state/group.h
 * has the Scope of those that it came to).
 */
#ifndef IPSE_CHECK_SCOPE_H
#define IPSE_CHECK_SCOPE_H

#include "src/check/walk/walk.h"

/* The innermost resource at or around a node whose type is known; NODE_NONE if there is none. */
NodeId scope_resource(Walk *walk, NodeId id);

/* The scope of the innermost resource at or around a node, with those of all that hold it; NULL where no resource of a
   known type is around. */
const Scope *scope_around(Walk *walk, NodeId id);

/* A copy of a scope. Whoever walks a resource gives it a scope that lives until the session forgets what it found out,
   as those of this file do: what conformance tests remember refers to it. */
Scope *scope_keep(CheckSession *session, const Scope *scope);

#endif
