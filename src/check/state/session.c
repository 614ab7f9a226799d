/* Sessions: what is remembered of narratives. */
#include "src/check/state/session.h"

/* Nodes stand for themselves in the map; the first is 0, which could not be told from none. */
static const void *key_of(NodeId node)
{
    return (const void *)((uintptr_t)node + 1);
}

bool session_is_silent(const Session *session, NodeId narrative)
{
    return pair_map_find(&session->silent, key_of(narrative), NULL);
}

void session_note_silent(Session *session, NodeId narrative)
{
    pair_map_add(&session->silent, key_of(narrative), NULL, session);
}

bool session_has_anchor(Session *session, const Scope *scope, Slice id)
{
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
