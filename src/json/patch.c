/*
 * Document: splices, and the index brought up to date.
 *
 * The reader goes from left to right, and all that it remembers is which containers are open. So a change is known to
 * have no effect after a run of siblings that is read again when, from the child before it to the child after it, the
 * new text holds children and commas and no fault. The smallest such run around the change is sought, from the
 * innermost container outwards; what lies after it is shifted. Where there is none, all is read again. In a file of
 * lines the lines that were changed can always be read by themselves.
 *
 * One thing makes the reader look ahead further than a token: a string that is not closed. It is a fault that cannot be
 * recovered from; after such a fault all is read again.
 */
#include "src/base/memory.h"
#include "src/json/document_private.h"
#include "src/json/run.h"

#include <assert.h>
#include <stdlib.h>

/* Builds for debugging verify documents of up to this many nodes after every splice. */
enum { VERIFIED_COUNT_MAXIMUM = 2000 };

/* A run of bytes and the nodes in it, before and after the change. */
typedef struct Region {
    uint32_t start;
    uint32_t end; /* before the change */
    NodeId first;
    NodeId after;
    ScanEdges edges;
} Region;

/* ---- replacing what was read again ---- */

/* Lengthens the container and its ancestors. */
static void stretch_ancestors(NodeList *list, NodeId container, uint32_t byte_delta, uint32_t node_delta)
{
    for (NodeId up = container; up != NODE_NONE; up = list->nodes[up].parent) {
        list->nodes[up].length += byte_delta;
        list->nodes[up].end += node_delta;
    }
}

/* Shifts nodes that lie after the change; those of them that have their parent there too are from `after` on. */
static void shift_nodes(Node *nodes, size_t count, NodeId after, uint32_t byte_delta, uint32_t node_delta)
{
    for (size_t i = 0; i < count; i++) {
        nodes[i].start += byte_delta;
        nodes[i].key += nodes[i].key ? byte_delta : 0;
        nodes[i].parent += nodes[i].parent >= after ? node_delta : 0;
        nodes[i].end += node_delta;
    }
}

/* Puts the fresh nodes in the place of [first, after). */
static void replace_nodes(Document *document, const Region *region, const NodeList *fresh, uint32_t byte_delta)
{
    NodeList *list = &document->nodes;
    size_t tail = list->count - region->after;
    uint32_t node_delta = (uint32_t)fresh->count - (region->after - region->first);
    ARRAY_RESERVE(list->nodes, list->capacity, region->first + fresh->count + tail);
    Node *moved = list->nodes + region->first + fresh->count;
    if (node_delta) {
        memmove(moved, list->nodes + region->after, tail * sizeof *moved);
    }
    if (fresh->count) {
        memcpy(list->nodes + region->first, fresh->nodes, fresh->count * sizeof *moved);
    }
    list->count = region->first + fresh->count + tail;
    if (byte_delta || node_delta) {
        shift_nodes(moved, tail, region->after, byte_delta, node_delta);
    }
}

/* Keeps the faults outside of the region, shifted, with the fresh ones between them. */
static void replace_faults(Document *document, const Region *region, const FaultList *fresh, uint32_t byte_delta,
                           uint32_t node_delta)
{
    FaultList kept = {0};
    size_t i = 0;
    FaultList *old = &document->faults;
    for (; i < old->count && old->faults[i].offset < region->start; i++) {
        fault_list_add(&kept, old->faults[i]);
    }
    for (size_t j = 0; j < fresh->count; j++) {
        fault_list_add(&kept, fresh->faults[j]);
    }
    for (; i < old->count; i++) {
        SyntaxFault fault = old->faults[i];
        bool is_inside = fault.offset < region->end || (fault.node >= region->first && fault.node < region->after);
        if (!is_inside) {
            fault.offset += byte_delta;
            fault.node += fault.node >= region->after ? node_delta : 0;
            fault_list_add(&kept, fault);
        }
    }
    fault_list_free(old);
    *old = kept;
}

/* Reports of a container whether faults name it. */
static void mark_container(Document *document, NodeId container)
{
    Node *node = &document->nodes.nodes[container];
    node->flags &= (uint8_t)~NODE_HAS_FAULT;
    for (size_t i = 0; i < document->faults.count; i++) {
        node->flags |= document->faults.faults[i].node == container ? NODE_HAS_FAULT : 0;
    }
}

/* Puts what was read again below `container` in the place of what the region held. */
static void replace(Document *document, NodeId container, const Region *region, const NodeList *nodes,
                    const FaultList *faults, Patch *patch)
{
    uint32_t byte_delta = patch->inserted_bytes - patch->removed_bytes;
    uint32_t node_delta = (uint32_t)nodes->count - (region->after - region->first);
    patch->parent = container;
    patch->first = region->first;
    patch->removed = region->after - region->first;
    patch->inserted = (uint32_t)nodes->count;
    stretch_ancestors(&document->nodes, container, byte_delta, node_delta);
    replace_nodes(document, region, nodes, byte_delta);
    if (document->faults.count || faults->count) {
        replace_faults(document, region, faults, byte_delta, node_delta);
        mark_container(document, container);
    }
}

/* ---- a run of siblings ---- */

/* The child of the container that begins last at or before the byte; NODE_NONE where none does. */
static NodeId child_before(const Document *document, NodeId container, uint32_t offset)
{
    const Node *nodes = document->nodes.nodes;
    NodeId low = container, high = nodes[container].end;
    while (high - low > 1) {
        NodeId middle = low + (high - low) / 2;
        if (node_begin(&nodes[middle]) <= offset) {
            low = middle;
        } else {
            high = middle;
        }
    }
    while (low != container && nodes[low].parent != container) {
        low = nodes[low].parent;
    }
    return low == container ? NODE_NONE : low;
}

/* True when a value starts with a quote or bracket, so that nothing before it can become a part of it. */
static bool has_opening(const Node *node)
{
    bool is_delimited = node->kind == NODE_ARRAY || node->kind == NODE_OBJECT || node->kind == NODE_STRING;
    return node->key ? !(node->flags & NODE_KEY_IS_BARE) : is_delimited && !(node->flags & NODE_IS_BARE);
}

/* True when a value ends with a quote or bracket. */
static bool has_closing(const Node *node)
{
    bool is_delimited = node->kind == NODE_ARRAY || node->kind == NODE_OBJECT || node->kind == NODE_STRING;
    return is_delimited && !(node->flags & NODE_HAS_FAULT);
}

/* True when the change changes a child that begins before it, or only borders on it and may flow into it. */
static bool overlaps_end(const Node *node, uint32_t offset)
{
    return node_finish(node) > offset || (node_finish(node) == offset && !has_closing(node));
}

/* The same a child that begins after the start of the change. */
static bool overlaps_begin(const Node *node, uint32_t end)
{
    return node_begin(node) < end || (node_begin(node) == end && !has_opening(node));
}

/* The children that the change changes, and the text around them up to their neighbours. */
static Region region_in(const Document *document, NodeId container, const Patch *patch)
{
    const Node *nodes = document->nodes.nodes, *node = &nodes[container];
    Region region = {.start = node->start + 1,
                     .end = node_finish(node) - 1,
                     .first = container + 1,
                     .edges = {.is_object = node->kind == NODE_OBJECT}};
    NodeId before = patch->offset ? child_before(document, container, patch->offset - 1) : NODE_NONE;
    if (before != NODE_NONE && overlaps_end(&nodes[before], patch->offset)) {
        before = document_previous_sibling(document, before);
    }
    if (before != NODE_NONE) {
        region.edges.has_before = true;
        region.start = node_finish(&nodes[before]);
        region.first = nodes[before].end;
    }
    /* Where no byte parts two neighbours, the fault that says so would be at the place of both. */
    uint32_t end = patch->offset + patch->removed_bytes, parted = region.edges.has_before ? region.start : 0;
    region.after = region.first;
    while (region.after < node->end &&
           (overlaps_begin(&nodes[region.after], end) || node_begin(&nodes[region.after]) == parted)) {
        parted = node_finish(&nodes[region.after]);
        region.after = nodes[region.after].end;
    }
    if (region.after < node->end) {
        region.edges.has_behind = true;
        region.end = node_begin(&nodes[region.after]);
    }
    return region;
}

/* True when the change lies between the brackets of a container, both of which are there. */
static bool encloses(const Document *document, NodeId container, const Patch *patch)
{
    const Node *node = &document->nodes.nodes[container];
    bool is_container = node->kind == NODE_ARRAY || node->kind == NODE_OBJECT;
    return is_container && patch->offset > node->start && node->length >= 2 &&
           patch->offset + patch->removed_bytes < node_finish(node);
}

/* Levels of nesting inside a container. */
static uint32_t depth_in(const Document *document, NodeId container)
{
    uint32_t depth = 0;
    for (NodeId up = container; up != NODE_NONE; up = document->nodes.nodes[up].parent) {
        depth++;
    }
    return depth;
}

/* Reads the changed children of a container again; false where that will not do. */
static bool patch_children(Document *document, NodeId container, NodeList *fresh, Patch *patch)
{
    if (!encloses(document, container, patch)) {
        return false;
    }
    Region region = region_in(document, container, patch);
    if (!region.edges.has_behind && (document->nodes.nodes[container].flags & NODE_HAS_FAULT)) {
        return false;
    }
    fresh->count = 0;
    ScanInput input = {.bytes = document->bytes.bytes,
                       .at = region.start,
                       .end = region.end + (patch->inserted_bytes - patch->removed_bytes),
                       .parent = container,
                       .first = region.first,
                       .depth = depth_in(document, container)};
    if (!scan_children(&input, &region.edges, fresh)) {
        return false;
    }
    replace(document, container, &region, fresh, &(FaultList){0}, patch);
    return true;
}

/* ---- lines ---- */

/* Start of the line that holds a byte of the new text; lines end with LF, as the reader has it. */
static uint32_t line_start(const Document *document, uint32_t offset)
{
    uint32_t start = document_mark_length(document);
    while (offset > start && document->bytes.bytes[offset - 1] != '\n') {
        offset--;
    }
    return offset;
}

/* End of the line that holds a byte of the new text: its LF, or the end. */
static uint32_t line_end(const Document *document, uint32_t offset)
{
    const char *bytes = document->bytes.bytes;
    const char *end = memchr(bytes + offset, '\n', document->bytes.length - offset);
    return end ? (uint32_t)(end - bytes) : (uint32_t)document->bytes.length;
}

/* Reads the changed lines of a file of lines again. */
static void patch_lines(Document *document, Patch *patch)
{
    const Node *nodes = document->nodes.nodes;
    uint32_t byte_delta = patch->inserted_bytes - patch->removed_bytes;
    uint32_t end = line_end(document, patch->offset + patch->inserted_bytes);
    Region region = {.start = line_start(document, patch->offset), .end = end - byte_delta + 1};
    NodeId before = region.start ? child_before(document, 0, region.start - 1) : NODE_NONE;
    region.first = before == NODE_NONE ? 1 : nodes[before].end;
    NodeId last = child_before(document, 0, region.end - 1);
    region.after = last == NODE_NONE ? 1 : nodes[last].end;
    NodeList fresh = {0};
    FaultList faults = {0};
    document_read_lines(document, region.start, end, region.first, &fresh, &faults);
    replace(document, 0, &region, &fresh, &faults, patch);
    free(fresh.nodes);
    fault_list_free(&faults);
}

/* ---- splices ---- */

/* True when a fault from which the reader could not recover lies between the start of the text that is read as a whole
   (the document, or in a file of lines the value before or around the change) and the change. */
static bool is_behind_guesswork(const Document *document, uint32_t offset)
{
    const FaultList *faults = &document->faults;
    NodeId line = document->form == DOCUMENT_NDJSON ? child_before(document, 0, offset) : NODE_NONE;
    uint32_t start = line == NODE_NONE ? 0 : document->nodes.nodes[line].start;
    for (size_t i = 0; i < faults->count && faults->faults[i].offset < offset; i++) {
        if (!faults->faults[i].is_recoverable && faults->faults[i].offset >= start) {
            return true;
        }
    }
    return false;
}

/* Tries containers from the smallest around the change outwards. */
static bool patch_siblings(Document *document, Patch *patch)
{
    NodeList fresh = {0};
    bool is_patched = false;
    NodeId container = document_node_at(document, patch->offset);
    while (!is_patched && container != NODE_NONE) {
        NodeId parent = document->nodes.nodes[container].parent;
        is_patched = patch_children(document, container, &fresh, patch);
        container = parent;
    }
    free(fresh.nodes);
    return is_patched;
}

/* Reads as little as will do; false where that is not enough. `has_line_end`: a line end came or went. */
static bool patch_part(Document *document, bool has_line_end, Patch *patch)
{
    bool is_lines = document->form == DOCUMENT_NDJSON;
    if (document->faults.count == FAULT_COUNT_MAXIMUM) {
        return false;
    }
    if (!(is_lines && has_line_end) && !is_behind_guesswork(document, patch->offset) &&
        patch_siblings(document, patch)) {
        return true;
    }
    if (is_lines) {
        patch_lines(document, patch);
    }
    return is_lines && document->faults.count < FAULT_COUNT_MAXIMUM;
}

static void read_again(Document *document, Patch *patch)
{
    patch->parent = NODE_NONE;
    patch->first = 0;
    document_read(document);
    patch->inserted = document_count(document);
}

static bool has_line_feed(Slice run)
{
    return run.length && memchr(run.bytes, '\n', run.length);
}

bool document_splice(Document *document, uint32_t offset, uint32_t removed, Slice inserted, Patch *patch, Error *error)
{
    Text *bytes = &document->bytes;
    if (offset > bytes->length || removed > bytes->length - offset) {
        return error_set(error, ERROR_NOT_POSSIBLE, document->name, "the replaced bytes are outside of the file");
    }
    if (inserted.length > DOCUMENT_SIZE_MAXIMUM - (bytes->length - removed)) {
        return error_set(error, ERROR_LIMIT, document->name, "the file would become too large; allowed: at most 4 GiB");
    }
    Patch done = {.offset = offset, .removed_bytes = removed, .inserted_bytes = (uint32_t)inserted.length};
    bool has_line_end = has_line_feed(inserted) || has_line_feed(slice_part(text_slice(bytes), offset, removed));
    uint32_t mark = document_mark_length(document);
    text_splice(bytes, offset, removed, inserted);
    bool is_marked = offset < mark || document_mark_length(document) != mark;
    line_index_splice(document, offset, removed, (uint32_t)inserted.length);
    document->revision++;
    uint32_t count = document_count(document);
    if (is_marked || !patch_part(document, has_line_end, &done)) {
        done.removed = count;
        read_again(document, &done);
    }
    assert(document_count(document) > VERIFIED_COUNT_MAXIMUM || document_verify(document, NULL));
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
