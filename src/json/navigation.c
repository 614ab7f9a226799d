/* Document: going about in the index. */
#include "src/json/document_private.h"

/* Objects with fewer members are searched. */
enum { MEMBERS_MANY = 256 };

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

/* Most keys are told apart by their lengths. Where there are very many, another way is tried after the first few. */
NodeId document_member(const Document *document, NodeId id, Slice key)
{
    const Node *nodes = document_nodes(document);
    const char *bytes = document_bytes(document).bytes;
    if (id == NODE_NONE || nodes[id].kind != NODE_OBJECT) {
        return NODE_NONE;
    }
    uint32_t passed = 0;
    for (NodeId child = id + 1, found; child < nodes[id].end; child = nodes[child].end) {
        const Node *node = &nodes[child];
        if (++passed == MEMBERS_MANY && member_memory_find(document, id, key, &found)) {
            return found;
        }
        bool is_plain = node->key && !(node->flags & NODE_KEY_HAS_ESCAPE);
        bool is_found = is_plain ? slice_equals(slice_make(bytes + node->key, node->key_length), key)
                                 : document_key_equals(document, child, key);
        if (is_found) {
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

NodeId document_item(const Document *document, NodeId list)
{
    if (list == NODE_NONE || document_node(document, list)->kind == NODE_OBJECT) {
        return list;
    }
    return document_node(document, list)->kind == NODE_ARRAY ? document_first_child(document, list) : NODE_NONE;
}

NodeId document_item_after(const Document *document, NodeId list, NodeId item)
{
    return item == list ? NODE_NONE : document_next_sibling(document, item);
}
