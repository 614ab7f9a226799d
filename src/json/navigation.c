/* Document: going about in the index. */
#include "src/json/document.h"

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

uint32_t document_child_count(const Document *document, NodeId id)
{
    const Node *nodes = document_nodes(document);
    uint32_t count = 0;
    for (NodeId child = id + 1; child < nodes[id].end; child = nodes[child].end) {
        count++;
    }
    return count;
}

NodeId document_child_at(const Document *document, NodeId id, uint32_t position)
{
    const Node *nodes = document_nodes(document);
    NodeId child = id + 1;
    while (child < nodes[id].end && position-- > 0) {
        child = nodes[child].end;
    }
    return child < nodes[id].end ? child : NODE_NONE;
}

uint32_t document_position_in_parent(const Document *document, NodeId id)
{
    const Node *nodes = document_nodes(document);
    NodeId parent = nodes[id].parent;
    if (parent == NODE_NONE) {
        return 0;
    }
    uint32_t position = 0;
    for (NodeId child = parent + 1; child < id; child = nodes[child].end) {
        position++;
    }
    return position;
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

/* First byte that belongs to a node: its key's opening quote, or its value. */
static uint32_t first_byte(const Node *node)
{
    return node->key ? node->key - 1 : node->start;
}

/* The last node in document order that starts at or before the byte, and of its ancestors the first that covers it. */
NodeId document_node_at(const Document *document, uint32_t offset)
{
    const Node *nodes = document_nodes(document);
    uint32_t low = 0, high = document_count(document);
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (first_byte(&nodes[middle]) <= offset) {
            low = middle;
        } else {
            high = middle;
        }
    }
    while (nodes[low].parent != NODE_NONE &&
           offset - first_byte(&nodes[low]) >= nodes[low].start + nodes[low].length - first_byte(&nodes[low])) {
        low = nodes[low].parent;
    }
    return low;
}
