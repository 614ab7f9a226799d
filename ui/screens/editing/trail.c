/* Trail: one step a line: '.' and a name as it is written, or '#' and a position. */
#include "ui/screens/editing/trail.h"

#include <stdlib.h>

void trail_append(const Document *document, NodeId node, Text *trail)
{
    NodeId parent = document_node(document, node)->parent;
    if (parent == NODE_NONE) {
        return;
    }
    trail_append(document, parent, trail);
    if (document_node(document, parent)->kind == NODE_OBJECT) {
        Text scratch = TEXT_EMPTY;
        text_format(trail, ".%.*s\n", SLICE_ARGS(document_key(document, node, &scratch)));
        text_free(&scratch);
        return;
    }
    uint32_t position = 0;
    NodeId item = document_first_child(document, parent);
    for (; item != NODE_NONE && item != node; item = document_next_sibling(document, item)) {
        position++;
    }
    text_format(trail, "#%u\n", position);
}

NodeId trail_find(const Document *document, Slice trail)
{
    NodeId node = 0;
    for (size_t at = 0; at < trail.length && node != NODE_NONE;) {
        size_t end = slice_find(trail, SLICE("\n"), at);
        Slice step = slice_part(trail, at + 1, end - at - 1);
        NodeKind kind = (NodeKind)document_node(document, node)->kind;
        bool is_name = trail.bytes[at] == '.';
        uint32_t position = is_name ? 0 : (uint32_t)strtoul(step.bytes, NULL, 10);
        if (is_name) {
            node = kind == NODE_OBJECT ? document_member(document, node, step) : NODE_NONE;
        } else {
            node = position < document_child_count(document, node) ? document_child_at(document, node, position)
                                                                   : NODE_NONE;
        }
        at = end + 1;
    }
    return node;
}
