/* Document: opening, reading as a whole, and the plain questions. */
#include "src/json/document.h"

#include "src/base/memory.h"
#include "src/json/document_private.h"

#include <assert.h>
#include <stdlib.h>

uint32_t document_mark_length(const Document *document)
{
    return slice_starts_with(text_slice(&document->bytes), SLICE("\xEF\xBB\xBF")) ? 3 : 0;
}

static void add_fault(Document *document, uint32_t offset, uint32_t length, NodeId node, const char *message)
{
    fault_list_add(&document->faults, (SyntaxFault){offset, length, node, false, message});
    document->nodes.nodes[node].flags |= NODE_HAS_FAULT;
}

/* Reads one value of bytes[at, end) below `parent`, and names what follows it as a fault. */
static void read_whole(Document *document, uint32_t at, uint32_t end, NodeId parent)
{
    NodeId id = (NodeId)document->nodes.count;
    ScanInput input = {.bytes = document->bytes.bytes,
                       .at = at,
                       .end = end,
                       .parent = parent,
                       .first = id,
                       .depth = parent == NODE_NONE ? 0 : 1};
    at = scan_value(&input, &document->nodes, &document->faults);
    at = scan_blanks(document->bytes.bytes, at, end, id, &document->faults);
    if (at < end) {
        add_fault(document, at, end - at, id, "there is more text after the end of the value");
    }
}

/* The end of the line that holds byte `at`, without its line end. */
static uint32_t line_end(Slice bytes, uint32_t at)
{
    const char *end = memchr(bytes.bytes + at, '\n', bytes.length - at);
    return end ? (uint32_t)(end - bytes.bytes) : (uint32_t)bytes.length;
}

/* True when a run of bytes is nothing but blanks. */
static bool is_blank(Slice run)
{
    return slice_trim(run).length == 0;
}

static void read_lines(Document *document)
{
    Slice bytes = text_slice(&document->bytes);
    uint32_t at = document_mark_length(document);
    NodeList *nodes = &document->nodes;
    ARRAY_RESERVE(nodes->nodes, nodes->capacity, 1);
    nodes->nodes[nodes->count++] =
        (Node){.start = at, .length = (uint32_t)bytes.length - at, .parent = NODE_NONE, .kind = NODE_LINES};
    while (at < bytes.length) {
        uint32_t end = line_end(bytes, at);
        if (!is_blank(slice_part(bytes, at, end - at))) {
            read_whole(document, at, end, 0);
        }
        at = end + 1;
    }
    nodes->nodes[0].end = (NodeId)nodes->count;
}

void document_read(Document *document)
{
    document->nodes.count = 0;
    document->faults.count = 0;
    if (document->form == DOCUMENT_NDJSON) {
        read_lines(document);
    } else {
        read_whole(document, document_mark_length(document), (uint32_t)document->bytes.length, NODE_NONE);
    }
}

/* True when the first line is a whole object and a further line starts another one. */
static bool looks_like_lines(const Document *document)
{
    Slice bytes = text_slice(&document->bytes);
    uint32_t start = document_mark_length(document);
    if (bytes.length <= start) {
        return false;
    }
    uint32_t end = line_end(bytes, start);
    Slice line = slice_trim(slice_part(bytes, start, end - start));
    Slice rest = slice_trim(slice_part(bytes, end, bytes.length));
    if (!slice_starts_with(line, SLICE("{")) || !slice_ends_with(line, SLICE("}")) ||
        !slice_starts_with(rest, SLICE("{"))) {
        return false;
    }
    NodeList nodes = {0};
    FaultList faults = {0};
    ScanInput input = {.bytes = bytes.bytes, .at = start, .end = end, .parent = NODE_NONE};
    uint32_t behind = scan_value(&input, &nodes, &faults);
    bool is_whole = faults.count == 0 && is_blank(slice_part(bytes, behind, end - behind));
    free(nodes.nodes);
    free(faults.faults);
    return is_whole;
}

static DocumentForm form_of(const Document *document)
{
    Slice name = slice_from(document->name);
    bool is_named = slice_ends_with(name, SLICE(".ndjson")) || slice_ends_with(name, SLICE(".jsonl"));
    return is_named || looks_like_lines(document) ? DOCUMENT_NDJSON : DOCUMENT_JSON;
}

Document *document_take(Text *bytes, const char *name, Error *error)
{
    if (bytes->length > DOCUMENT_SIZE_MAXIMUM) {
        text_free(bytes);
        error_set(error, ERROR_LIMIT, name, "the file is larger than 4 GiB, which is the limit");
        return NULL;
    }
    Document *document = memory_allocate_zeroed(1, sizeof *document);
    document->bytes = *bytes;
    *bytes = TEXT_EMPTY;
    text_reserve(&document->bytes, document->bytes.length);
    document->name = memory_copy_string(slice_from(name ? name : ""));
    document->form = form_of(document);
    document_read(document);
    NodeList *nodes = &document->nodes;
    nodes->nodes = memory_resize(nodes->nodes, nodes->count * sizeof *nodes->nodes);
    nodes->capacity = nodes->count;
    return document;
}

Document *document_new(Slice bytes, const char *name, Error *error)
{
    Text copy = TEXT_EMPTY;
    if (bytes.length <= DOCUMENT_SIZE_MAXIMUM) {
        text_append(&copy, bytes);
    }
    copy.length = bytes.length;
    return document_take(&copy, name, error);
}

void document_free(Document *document)
{
    if (!document) {
        return;
    }
    text_free(&document->bytes);
    free(document->nodes.nodes);
    free(document->faults.faults);
    free(document->lines.lines_before);
    free(document->name);
    free(document);
}

const char *document_name(const Document *document)
{
    return document->name;
}

DocumentForm document_form(const Document *document)
{
    return document->form;
}

Slice document_bytes(const Document *document)
{
    return text_slice(&document->bytes);
}

uint32_t document_count(const Document *document)
{
    return (uint32_t)document->nodes.count;
}

const Node *document_nodes(const Document *document)
{
    return document->nodes.nodes;
}

const Node *document_node(const Document *document, NodeId id)
{
    assert(id < document->nodes.count);
    return &document->nodes.nodes[id];
}

uint64_t document_revision(const Document *document)
{
    return document->revision;
}

uint32_t document_fault_count(const Document *document)
{
    return (uint32_t)document->faults.count;
}

const SyntaxFault *document_fault(const Document *document, uint32_t position)
{
    return &document->faults.faults[position];
}
