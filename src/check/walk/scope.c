/* Scopes of nodes that a walk did not come to: the resources around them, from the inside out. */
#include "src/check/walk/scope.h"

#include "src/check/state/session.h"
#include "src/check/walk/resource.h"

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

const Scope *scope_around(Walk *walk, NodeId id, ScopeChain *chain)
{
    size_t count = 0;
    NodeId resource = scope_resource(walk, id);
    while (resource != NODE_NONE && count < SCOPE_CHAIN_MAXIMUM) {
        chain->scopes[count] = scope_of(walk, resource);
        if (count > 0) {
            chain->scopes[count - 1].container = &chain->scopes[count];
        }
        count++;
        resource = scope_resource(walk, document_node(walk->document, resource)->parent);
    }
    return count > 0 ? &chain->scopes[0] : NULL;
}
