/* Document: opening, reading as a whole, and the plain questions. */
#include "src/json/document.h"

#include "src/base/memory.h"
#include "src/json/document_private.h"
#include "src/json/line_form.h"
#include "src/json/run.h"

#include <assert.h>
#include <stdlib.h>

/* Bytes of a byte order mark at a byte: 3 or 0. */
static uint32_t mark_at(Slice bytes, uint32_t at)
{
    return slice_starts_with(slice_part(bytes, at, SIZE_MAX), SLICE("\xEF\xBB\xBF")) ? 3 : 0;
}

uint32_t document_mark_length(const Document *document)
{
    return mark_at(text_slice(&document->bytes), 0);
}

bool document_mark(const Document *document, NodeId root, uint32_t *offset)
{
    Slice bytes = text_slice(&document->bytes);
    uint32_t at = document->nodes.nodes[root].start;
    while (at > 0 && (uint8_t)bytes.bytes[at - 1] <= ' ') {
        at--;
    }
    *offset = at >= 3 ? at - 3 : at;
    bool is_start = *offset == 0 || (document->form == DOCUMENT_NDJSON && bytes.bytes[*offset - 1] == '\n');
    return is_start && mark_at(bytes, *offset) > 0;
}

/* The end of the line that holds byte `at`, without its line end. */
static uint32_t line_end(Slice bytes, uint32_t at)
{
    const char *end = memchr(bytes.bytes + at, '\n', bytes.length - at);
    return end ? (uint32_t)(end - bytes.bytes) : (uint32_t)bytes.length;
}

void document_read_lines(const Document *document, uint32_t at, uint32_t end, NodeId first, NodeList *nodes,
                         FaultList *faults)
{
    Slice bytes = text_slice(&document->bytes);
    size_t before = nodes->count;
    while (at < end && !pace_is_stopped(document->pace)) {
        uint32_t after = line_end(bytes, at), begun = at;
        at += at > 0 && bytes.bytes[at - 1] == '\n' ? mark_at(bytes, at) : 0;
        at = run_of_blanks(bytes.bytes, at, after);
        if (at < after) {
            ScanInput input = {.bytes = bytes.bytes,
                               .at = at,
                               .end = after,
                               .parent = 0,
                               .first = first + (NodeId)(nodes->count - before),
                               .depth = 1};
            scan_text(&input, nodes, faults);
        }
        pace_step(document->pace, after + 1 - begun);
        at = after + 1;
    }
}

/* Reads a file of lines: the root, and a value of each line that is not blank. */
static void read_lines(Document *document)
{
    NodeList *nodes = &document->nodes;
    uint32_t at = document_mark_length(document), size = (uint32_t)document->bytes.length;
    nodes->nodes[nodes->count++] = (Node){.start = at, .length = size - at, .parent = NODE_NONE, .kind = NODE_LINES};
    document_read_lines(document, at, size, 1, nodes, &document->faults);
    nodes->nodes[0].end = (NodeId)nodes->count;
}

void document_read(Document *document)
{
    enum { BYTES_PER_NODE = 48 };
    NodeList *nodes = &document->nodes;
    uint32_t size = (uint32_t)document->bytes.length;
    nodes->count = 0;
    document->faults.count = 0;
    ARRAY_RESERVE(nodes->nodes, nodes->capacity, size / BYTES_PER_NODE + 1);
    if (document->form == DOCUMENT_NDJSON) {
        read_lines(document);
        return;
    }
    ScanInput input = {.bytes = document->bytes.bytes,
                       .at = document_mark_length(document),
                       .end = size,
                       .parent = NODE_NONE,
                       .pace = document->pace};
    scan_text(&input, nodes, &document->faults);
}

static DocumentForm form_of(Slice bytes, const char *name)
{
    bool is_lines = line_form_is_named(slice_from(name)) || line_form_of(bytes, true) == LINE_FORM_LINES;
    return is_lines ? DOCUMENT_NDJSON : DOCUMENT_JSON;
}

/* Gives back the room that reading asked for and did not use. */
static void trim(Document *document)
{
    NodeList *nodes = &document->nodes;
    nodes->nodes = memory_resize(nodes->nodes, nodes->count * sizeof *nodes->nodes);
    nodes->capacity = nodes->count;
    Text *bytes = &document->bytes;
    bytes->bytes = memory_resize(bytes->bytes, bytes->length + 1);
    bytes->capacity = bytes->length + 1;
}

static Document *take(Text *bytes, const char *name, DocumentForm form, Pace *pace, Error *error)
{
    if (bytes->length > DOCUMENT_SIZE_MAXIMUM) {
        text_free(bytes);
        error_set(error, ERROR_LIMIT, name, "the file is too large; allowed: at most 4 GiB");
        return NULL;
    }
    Document *document = memory_allocate_zeroed(1, sizeof *document);
    document->bytes = *bytes;
    *bytes = TEXT_EMPTY;
    text_append(&document->bytes, (Slice){0});
    document->name = memory_copy_string(slice_from(name ? name : ""));
    document->lines = line_index_new();
    document->children = child_memory_new();
    document->members = member_memory_new();
    document->layout = layout_memory_new();
    document->form = form;
    document->pace = pace;
    pace_begin(pace, document->bytes.length);
    document_read(document);
    document->pace = NULL;
    trim(document);
    return document;
}

Document *document_take_paced(Text *bytes, const char *name, Pace *pace, Error *error)
{
    bool is_large = bytes->length > DOCUMENT_SIZE_MAXIMUM;
    return take(bytes, name, is_large ? DOCUMENT_JSON : form_of(text_slice(bytes), name ? name : ""), pace, error);
}

Document *document_take(Text *bytes, const char *name, Error *error)
{
    return document_take_paced(bytes, name, NULL, error);
}

Document *document_take_as(Text *bytes, const char *name, DocumentForm form, Error *error)
{
    return take(bytes, name, form, NULL, error);
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
    fault_list_free(&document->faults);
    line_index_free(document->lines);
    free(document->children);
    member_memory_free(document->members);
    free(document->layout);
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

uint32_t document_fault_from(const Document *document, uint32_t offset)
{
    uint32_t low = 0, high = document_fault_count(document);
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (document_fault(document, middle)->offset < offset) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

bool document_is_json(const Document *document, const char *name, Error *error)
{
    if (document_fault_count(document) == 0) {
        return true;
    }
    const SyntaxFault *fault = document_fault(document, 0);
    Position position = document_position(document, fault->offset);
    return error_set(error, ERROR_FORMAT, name, "line %u, column %u: %s", position.line, position.column,
                     document_fault_message(fault));
}
