/* Sessions: what is remembered of narratives. */
#include "src/check/state/session.h"

bool walk_is_silent(const Walk *walk, NodeId narrative)
{
    return pair_map_find(&walk->session->silent, pair_number(narrative), NULL);
}

void walk_note_silent(Walk *walk, NodeId narrative)
{
    pair_map_add(&walk->session->silent, pair_number(narrative), NULL, walk->session);
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
