/* Document: the index compared with a fresh reading of the bytes. */
#include "src/json/document_private.h"

#include <stdlib.h>

static bool faults_equal(const SyntaxFault *a, const SyntaxFault *b)
{
    return a->offset == b->offset && a->length == b->length && a->node == b->node &&
           a->is_recoverable == b->is_recoverable && a->kind == b->kind;
}

/* True when both hold the same nodes and faults. */
static bool is_same(const Document *document, const Document *fresh, Error *error)
{
    const NodeList *nodes = &document->nodes;
    const FaultList *faults = &document->faults;
    if (nodes->count != fresh->nodes.count || faults->count != fresh->faults.count) {
        return error_set(error, ERROR_FORMAT, document->name,
                         "the index has %zu nodes and %zu faults, a new reading has %zu and %zu", nodes->count,
                         faults->count, fresh->nodes.count, fresh->faults.count);
    }
    for (size_t i = 0; i < nodes->count; i++) {
        if (memcmp(&nodes->nodes[i], &fresh->nodes.nodes[i], sizeof *nodes->nodes) != 0) {
            return error_set(error, ERROR_FORMAT, document->name, "node %zu differs from a new reading", i);
        }
    }
    for (size_t i = 0; i < faults->count; i++) {
        if (!faults_equal(&faults->faults[i], &fresh->faults.faults[i])) {
            return error_set(error, ERROR_FORMAT, document->name, "fault %zu differs from a new reading", i);
        }
    }
    return true;
}

/* True when a node lies in its parent and after its siblings, and its span and key lie in it. */
static bool is_node_sound(const Document *document, NodeId id)
{
    const Node *nodes = document->nodes.nodes, *node = &nodes[id];
    uint32_t size = (uint32_t)document->bytes.length;
    if (node->kind >= NODE_KIND_COUNT || node->end <= id || node->end > document->nodes.count || node->start > size ||
        node->length > size - node->start || (node->key && node->key + node->key_length > node->start)) {
        return false;
    }
    if (id == 0) {
        return node->parent == NODE_NONE && node->end == document->nodes.count;
    }
    const Node *before = &nodes[id - 1];
    const Node *parent = node->parent < id ? &nodes[node->parent] : NULL;
    return parent && node->end <= parent->end && node_begin(node) >= node_begin(before) &&
           node_finish(node) <= node_finish(parent) && (node->key != 0) == (parent->kind == NODE_OBJECT);
}

bool document_verify(const Document *document, Error *error)
{
    for (NodeId id = 0; id < document->nodes.count; id++) {
        if (!is_node_sound(document, id)) {
            return error_set(error, ERROR_FORMAT, document->name, "node %u does not match its parent and siblings", id);
        }
    }
    Document fresh = {.bytes = document->bytes, .form = document->form, .name = document->name};
    document_read(&fresh);
    bool is_sound = is_same(document, &fresh, error);
    free(fresh.nodes.nodes);
    fault_list_free(&fresh.faults);
    return is_sound;
}
