/*
 * Document: splices, and the index brought up to date.
 *
 * A splice reads again the smallest value around it whose new text is one faultless value of exactly the run that it
 * takes; the entries behind it are shifted. Where there is none, or the document has faults, all is read again.
 */
#include "src/base/memory.h"
#include "src/json/document_private.h"

#include <stdio.h>
#include <stdlib.h>

/* True when the bytes lie in the value, for containers strictly between their brackets. */
static bool encloses(const Node *node, uint32_t offset, uint32_t removed)
{
    bool is_container = node->kind == NODE_ARRAY || node->kind == NODE_OBJECT;
    uint32_t start = node->start + is_container, end = node->start + node->length - is_container;
    return offset >= start && (uint64_t)offset + removed <= end;
}

/* Levels of nesting around a node. */
static uint32_t depth_of(const Document *document, NodeId id)
{
    uint32_t depth = 0;
    for (NodeId up = document->nodes.nodes[id].parent; up != NODE_NONE; up = document->nodes.nodes[up].parent) {
        depth++;
    }
    return depth;
}

/* Reads the new text of a node into `fresh`; false when it is not one faultless value of `length` bytes. */
static bool read_again(const Document *document, NodeId id, uint32_t length, NodeList *fresh, FaultList *faults)
{
    const Node *node = &document->nodes.nodes[id];
    fresh->count = 0;
    faults->count = 0;
    ScanInput input = {.bytes = document->bytes.bytes,
                       .at = node->start,
                       .end = node->start + length,
                       .parent = node->parent,
                       .first = id,
                       .depth = depth_of(document, id),
                       .key = node->key,
                       .key_length = node->key_length,
                       .flags = node->flags & NODE_KEY_HAS_ESCAPE};
    uint32_t behind = scan_value(&input, fresh, faults);
    return faults->count == 0 && behind == input.end && fresh->nodes[0].start == node->start;
}

/* Puts the fresh entries in the place of those of `id` and its descendants, and shifts the rest. */
static void replace_nodes(Document *document, NodeId id, const NodeList *fresh, uint32_t byte_delta)
{
    NodeList *list = &document->nodes;
    uint32_t old_end = list->nodes[id].end;
    uint32_t node_delta = (uint32_t)fresh->count - (old_end - id);
    for (NodeId up = list->nodes[id].parent; up != NODE_NONE; up = list->nodes[up].parent) {
        list->nodes[up].length += byte_delta;
        list->nodes[up].end += node_delta;
    }
    size_t tail = list->count - old_end;
    ARRAY_RESERVE(list->nodes, list->capacity, id + fresh->count + tail);
    Node *moved = list->nodes + id + fresh->count;
    memmove(moved, list->nodes + old_end, tail * sizeof *moved);
    memcpy(list->nodes + id, fresh->nodes, fresh->count * sizeof *moved);
    list->count = id + fresh->count + tail;
    for (size_t i = 0; i < tail; i++) {
        moved[i].start += byte_delta;
        moved[i].key += moved[i].key ? byte_delta : 0;
        moved[i].parent += moved[i].parent >= old_end && moved[i].parent != NODE_NONE ? node_delta : 0;
        moved[i].end += node_delta;
    }
}

/* Tries values from the smallest around the change outwards; false when all must be read. */
static bool patch_index(Document *document, NodeId id, Patch *patch)
{
    uint32_t byte_delta = patch->inserted_bytes - patch->removed_bytes;
    NodeList fresh = {0};
    FaultList faults = {0};
    bool is_patched = false;
    for (; id != NODE_NONE && !is_patched; id = document->nodes.nodes[id].parent) {
        const Node *node = &document->nodes.nodes[id];
        if (node->kind == NODE_LINES || !encloses(node, patch->offset, patch->removed_bytes) ||
            !read_again(document, id, node->length + byte_delta, &fresh, &faults)) {
            continue;
        }
        patch->first = id;
        patch->removed = node->end - id;
        patch->inserted = (uint32_t)fresh.count;
        replace_nodes(document, id, &fresh, byte_delta);
        is_patched = true;
        break;
    }
    free(fresh.nodes);
    free(faults.faults);
    return is_patched;
}

bool document_splice(Document *document, uint32_t offset, uint32_t removed, Slice inserted, Patch *patch, Error *error)
{
    Text *bytes = &document->bytes;
    if (offset > bytes->length || removed > bytes->length - offset) {
        return error_set(error, ERROR_NOT_POSSIBLE, document->name,
                         "the bytes to be replaced do not lie within the file");
    }
    if (inserted.length > DOCUMENT_SIZE_MAXIMUM - (bytes->length - removed)) {
        return error_set(error, ERROR_LIMIT, document->name,
                         "the file would grow larger than 4 GiB, which is the limit");
    }
    Patch done = {.offset = offset, .removed_bytes = removed, .inserted_bytes = (uint32_t)inserted.length};
    bool is_local = document->faults.count == 0 && offset >= document_mark_length(document);
    NodeId around = is_local ? document_node_at(document, offset) : NODE_NONE;
    done.removed = document_count(document);
    text_splice(bytes, offset, removed, inserted);
    document->lines.is_current = false;
    document->revision++;
    if (!patch_index(document, around, &done)) {
        document_read(document);
        done.first = 0;
        done.inserted = document_count(document);
    }
    if (patch) {
        *patch = done;
    }
    return true;
}

NodeId patch_node(const Patch *patch, NodeId id)
{
    if (id == NODE_NONE || id < patch->first) {
        return id;
    }
    return id < patch->first + patch->removed ? NODE_NONE : id - patch->removed + patch->inserted;
}

static bool nodes_equal(const Node *a, const Node *b)
{
    return memcmp(a, b, sizeof *a) == 0;
}

bool document_verify(const Document *document, Error *error)
{
    Document fresh = {.bytes = document->bytes, .form = document->form, .name = document->name};
    document_read(&fresh);
    bool is_sound = fresh.nodes.count == document->nodes.count && fresh.faults.count == document->faults.count;
    if (!is_sound) {
        error_set(error, ERROR_FORMAT, document->name,
                  "the index has %zu nodes and %zu faults, a fresh reading %zu and %zu", document->nodes.count,
                  document->faults.count, fresh.nodes.count, fresh.faults.count);
    }
    for (size_t i = 0; is_sound && i < fresh.nodes.count; i++) {
        if (!nodes_equal(&fresh.nodes.nodes[i], &document->nodes.nodes[i])) {
            is_sound = error_set(error, ERROR_FORMAT, document->name, "node %zu differs from a fresh reading", i);
        }
    }
    free(fresh.nodes.nodes);
    free(fresh.faults.faults);
    return is_sound;
}
