/* EditImpact: nodes by their numbers; what is in a node has the numbers up to its end. */
#include "src/check/follow/edit_impact.h"

#include "src/base/memory.h"

#include <stdlib.h>

EditImpact impact_of(const Document *document, const Patch *patch)
{
    return (EditImpact){.document = document,
                        .patch = patch,
                        .holder = patch->parent,
                        .changed = {patch->first, patch->first + patch->inserted}};
}

void impact_free(EditImpact *impact)
{
    free(impact->renewed);
}

static bool holds(NodeRange range, NodeId node)
{
    return range.first <= node && node < range.end;
}

bool impact_is_around(const EditImpact *impact, NodeId node)
{
    return node <= impact->holder && impact->holder < document_node(impact->document, node)->end;
}

bool impact_is_at(const EditImpact *impact, NodeId node)
{
    return node != NODE_NONE && (holds(impact->changed, node) || impact_is_around(impact, node));
}

void impact_renew(EditImpact *impact, NodeId node)
{
    if (node != NODE_NONE) {
        ARRAY_RESERVE(impact->renewed, impact->capacity, impact->count + 1);
        impact->renewed[impact->count++] = (NodeRange){node, document_node(impact->document, node)->end};
    }
}

bool impact_is_whole(const EditImpact *impact, NodeId node)
{
    for (size_t i = 0; i < impact->count; i++) {
        if (holds(impact->renewed[i], node)) {
            return true;
        }
    }
    return false;
}

bool impact_is_renewed(const EditImpact *impact, NodeId node)
{
    return impact_is_whole(impact, node) || impact_is_around(impact, node);
}

NodeId impact_member(const Document *document, const Patch *patch)
{
    if (patch->removed != 1 || patch->inserted != 1) {
        return NODE_NONE;
    }
    const Node *node = document_node(document, patch->first);
    bool is_inside = patch->offset >= node->start && patch->offset + patch->inserted_bytes <= node_finish(node);
    return is_inside && node->key ? patch->first : NODE_NONE;
}

bool impact_leaves(const Document *document, const Patch *patch, const char *const *names)
{
    NodeId member = impact_member(document, patch);
    while (member != NODE_NONE && *names && !document_key_equals(document, member, slice_from(*names))) {
        names++;
    }
    return member != NODE_NONE && !*names;
}
