/*
 * Scope: the resources around a node, for questions about nodes that a walk did not come to (src/check/state/group.h has the
 * Scope of those that it came to).
 */
#ifndef IPSE_CHECK_SCOPE_H
#define IPSE_CHECK_SCOPE_H

#include "src/check/walk/walk.h"

/* More resources within each other than any question looks at. */
enum { SCOPE_CHAIN_MAXIMUM = 8 };

/* The resources around a node, the innermost first, each held by the next. */
typedef struct ScopeChain {
    Scope scopes[SCOPE_CHAIN_MAXIMUM];
} ScopeChain;

/* The innermost resource at or around a node whose type is known; NODE_NONE where there is none. */
NodeId scope_resource(Walk *walk, NodeId id);

/* Fills the chain and gives its first scope; NULL where no resource of a known type is around. */
const Scope *scope_around(Walk *walk, NodeId id, ScopeChain *chain);

#endif
