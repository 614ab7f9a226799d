/* Sessions: what is remembered of narratives. */
#include "src/check/state/session.h"

/* Nodes stand for themselves in the map; the first is 0, which could not be told from none. */
static const void *key_of(NodeId node)
{
    return (const void *)((uintptr_t)node + 1);
}

bool walk_is_silent(const Walk *walk, NodeId narrative)
{
    return pair_map_find(&walk->session->silent, key_of(narrative), NULL);
}

void walk_note_silent(Walk *walk, NodeId narrative)
{
    pair_map_add(&walk->session->silent, key_of(narrative), NULL, walk->session);
}

bool walk_has_anchor(Walk *walk, const Scope *scope, Slice id)
{
    CheckSession *session = walk->session;
    while (scope->container) {
        scope = scope->container;
    }
    if (!session->anchors || session->anchors_root != scope->resource) {
        anchors_free(session->anchors);
        session->anchors = anchors_new(session->document, scope->resource);
        session->anchors_root = scope->resource;
    }
    return anchors_have(session->anchors, id);
}
