/* Document: going about in the index. */
#include "src/json/document_private.h"

NodeId document_first_child(const Document *document, NodeId id)
{
    return document_node(document, id)->end > id + 1 ? id + 1 : NODE_NONE;
}

NodeId document_next_sibling(const Document *document, NodeId id)
{
    const Node *node = document_node(document, id);
    return node->parent != NODE_NONE && node->end < document_node(document, node->parent)->end ? node->end : NODE_NONE;
}

/* Climbs from the entry before the node to the sibling that holds it, without a walk over all siblings. */
NodeId document_previous_sibling(const Document *document, NodeId id)
{
    NodeId parent = document_node(document, id)->parent;
    if (parent == NODE_NONE || id == parent + 1) {
        return NODE_NONE;
    }
    NodeId sibling = id - 1;
    while (document_node(document, sibling)->parent != parent) {
        sibling = document_node(document, sibling)->parent;
    }
    return sibling;
}

/* The number of a node's children where it was counted since the last splice; 0 where it was not. */
static uint32_t remembered_count(const Document *document, NodeId id)
{
    LastChild *last = document->last_child;
    if (last->revision != document->revision) {
        memset(last->counts, 0, sizeof last->counts);
        last->revision = document->revision;
    }
    for (size_t i = 0; i < COUNTS_REMEMBERED; i++) {
        if (last->counts[i] && last->counted[i] == id) {
            return last->counts[i];
        }
    }
    return 0;
}

static void remember_count(const Document *document, NodeId id, uint32_t count)
{
    LastChild *last = document->last_child;
    last->counted[last->next] = id;
    last->counts[last->next] = count;
    last->next = (last->next + 1) % COUNTS_REMEMBERED;
}

uint32_t document_child_count(const Document *document, NodeId id)
{
    const Node *nodes = document_nodes(document);
    uint32_t count = nodes[id].end - id > COUNT_WORTH_REMEMBERING ? remembered_count(document, id) : 0;
    if (count) {
        return count;
    }
    for (NodeId child = id + 1; child < nodes[id].end; child = nodes[child].end) {
        count++;
    }
    if (count > COUNT_WORTH_REMEMBERING) {
        remember_count(document, id, count);
    }
    return count;
}

static void set_place(LastChild *last, NodeId parent)
{
    last->parent = parent;
    last->child = parent + 1;
    last->position = 0;
}

/* The child that was last asked for where it is one of this parent; else its first child. */
static LastChild *last_child_of(const Document *document, NodeId parent)
{
    LastChild *last = document->last_child;
    if (last->parent != parent) {
        set_place(last, parent);
    }
    return last;
}

NodeId document_child_at(const Document *document, NodeId id, uint32_t position)
{
    const Node *nodes = document_nodes(document);
    LastChild *last = last_child_of(document, id);
    if (last->position > position) {
        set_place(last, id);
    }
    while (last->child < nodes[id].end && last->position < position) {
        last->child = nodes[last->child].end;
        last->position++;
    }
    return last->child < nodes[id].end ? last->child : NODE_NONE;
}

uint32_t document_position_in_parent(const Document *document, NodeId id)
{
    const Node *nodes = document_nodes(document);
    NodeId parent = nodes[id].parent;
    if (parent == NODE_NONE) {
        return 0;
    }
    LastChild *last = last_child_of(document, parent);
    if (last->child > id) {
        set_place(last, parent);
    }
    while (last->child < id) {
        last->child = nodes[last->child].end;
        last->position++;
    }
    return last->position;
}

NodeId document_member(const Document *document, NodeId id, Slice key)
{
    const Node *nodes = document_nodes(document);
    if (nodes[id].kind != NODE_OBJECT) {
        return NODE_NONE;
    }
    for (NodeId child = id + 1; child < nodes[id].end; child = nodes[child].end) {
        if (document_key_equals(document, child, key)) {
            return child;
        }
    }
    return NODE_NONE;
}

bool document_contains(const Document *document, NodeId ancestor, NodeId id)
{
    return id >= ancestor && id < document_node(document, ancestor)->end;
}

/* The last node in document order that begins at or before the byte, and of its ancestors the first that covers it. */
NodeId document_node_at(const Document *document, uint32_t offset)
{
    const Node *nodes = document_nodes(document);
    uint32_t low = 0, high = document_count(document);
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (node_begin(&nodes[middle]) <= offset) {
            low = middle;
        } else {
            high = middle;
        }
    }
    while (nodes[low].parent != NODE_NONE && node_finish(&nodes[low]) <= offset) {
        low = nodes[low].parent;
    }
    return low;
}
