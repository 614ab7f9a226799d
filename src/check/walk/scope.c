/* Scopes of nodes that a walk did not come to: the resources around them, from the inside out. */
#include "src/check/walk/scope.h"

#include "src/check/state/session.h"
#include "src/check/walk/dependents.h"
#include "src/check/walk/resource_profiles.h"

#include <stdint.h>

NodeId scope_resource(Walk *walk, NodeId id)
{
    while (id != NODE_NONE && (document_node(walk->document, id)->kind != NODE_OBJECT || !resource_type(walk, id))) {
        id = document_node(walk->document, id)->parent;
    }
    return id;
}

/* The scope of a resource, without what holds it. */
static Scope scope_of(Walk *walk, NodeId resource)
{
    NodeId parent = document_node(walk->document, resource)->parent;
    bool is_held = parent != NODE_NONE && document_node(walk->document, parent)->kind != NODE_LINES;
    bool is_contained = is_held && document_key_equals(walk->document, parent, SLICE("contained"));
    return (Scope){.resource = resource,
                   .entry = is_held && !is_contained ? parent : NODE_NONE,
                   .type = resource_type(walk, resource),
                   .is_contained = is_contained};
}

Scope *scope_keep(CheckSession *session, const Scope *scope)
{
    Scope *kept = arena_allocate(dependents_arena(session), sizeof *kept);
    *kept = *scope;
    return kept;
}

/* The scope of a resource as it is known to the session; made where it is not. */
static Scope *find_or_make(Walk *walk, NodeId resource, bool *is_new)
{
    CheckSession *session = walk->session;
    const void *key = pair_number(resource);
    Scope *known = pair_map_find(&session->around, key, NULL);
    *is_new = !known;
    if (!known) {
        Scope scope = scope_of(walk, resource);
        known = scope_keep(session, &scope);
        pair_map_add(&session->around, key, NULL, known);
    }
    return known;
}

const Scope *scope_around(Walk *walk, NodeId id)
{
    NodeId resource = scope_resource(walk, id);
    bool is_new = resource != NODE_NONE;
    Scope *innermost = is_new ? find_or_make(walk, resource, &is_new) : NULL;
    for (Scope *scope = innermost; is_new; scope = (Scope *)(uintptr_t)scope->container) {
        resource = scope_resource(walk, document_node(walk->document, scope->resource)->parent);
        is_new = resource != NODE_NONE;
        scope->container = is_new ? find_or_make(walk, resource, &is_new) : NULL;
    }
    return innermost;
}
