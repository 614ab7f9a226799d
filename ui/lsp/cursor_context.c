/* What is being written at a byte: the token around it, and what stands before. */
#include "ui/lsp/cursor_context.h"

#include "src/base/ascii.h"

static bool is_line_end(char byte)
{
    return byte == '\n' || byte == '\r';
}

static uint32_t line_begin(Slice bytes, uint32_t offset)
{
    while (offset > 0 && !is_line_end(bytes.bytes[offset - 1])) {
        offset--;
    }
    return offset;
}

/* The quote that opens the string in which a byte lies; UINT32_MAX where it lies in none. */
static uint32_t string_begin(Slice bytes, uint32_t offset)
{
    uint32_t opened = UINT32_MAX;
    for (uint32_t at = line_begin(bytes, offset); at < offset; at++) {
        if (bytes.bytes[at] == '\\' && opened != UINT32_MAX) {
            at++;
        } else if (bytes.bytes[at] == '"') {
            opened = opened == UINT32_MAX ? at : UINT32_MAX;
        }
    }
    return opened;
}

/* One past the string that a quote opens: past the quote that closes it, else where its line or a comma ends it. */
static uint32_t string_end(Slice bytes, uint32_t opened)
{
    uint32_t at = opened + 1;
    for (; at < bytes.length && !is_line_end(bytes.bytes[at]); at++) {
        if (bytes.bytes[at] == '\\') {
            at++;
        } else if (bytes.bytes[at] == '"') {
            return at + 1;
        }
    }
    return at < bytes.length ? at : (uint32_t)bytes.length;
}

static bool is_word(char byte)
{
    return ascii_is_letter_or_digit(byte) || byte == '_' || byte == '-' || byte == '.';
}

/* The word around a byte, which may be empty. */
static Span word_around(Slice bytes, uint32_t offset)
{
    uint32_t start = offset, end = offset;
    while (start > 0 && is_word(bytes.bytes[start - 1])) {
        start--;
    }
    while (end < bytes.length && is_word(bytes.bytes[end])) {
        end++;
    }
    return (Span){start, end - start};
}

/* The last byte before a place that is not white; UINT32_MAX if there is none. */
static uint32_t sign_before(Slice bytes, uint32_t offset)
{
    while (offset > 0) {
        if (!ascii_is_json_white(bytes.bytes[--offset])) {
            return offset;
        }
    }
    return UINT32_MAX;
}

/* The innermost array or object around a byte. */
static NodeId container_at(const Document *document, uint32_t offset)
{
    NodeId node = document_node_at(document, offset);
    while (node != NODE_NONE && document_node(document, node)->kind != NODE_ARRAY &&
           document_node(document, node)->kind != NODE_OBJECT) {
        node = document_node(document, node)->parent;
    }
    return node;
}

/* The value of a key whose colon is at a byte. */
static void set_value(const Document *document, uint32_t colon, CursorContext *context)
{
    Slice bytes = document_bytes(document);
    uint32_t closed = sign_before(bytes, colon);
    if (closed == UINT32_MAX || closed == 0 || bytes.bytes[closed] != '"') {
        return;
    }
    uint32_t opened = string_begin(bytes, closed);
    if (opened == UINT32_MAX) {
        return;
    }
    context->kind = CURSOR_VALUE;
    context->key = slice_part(bytes, opened + 1, closed - opened - 1);
    context->holder = container_at(document, opened);
    const Node *holder = context->holder == NODE_NONE ? NULL : document_node(document, context->holder);
    if (holder && node_begin(holder) == opened) { /* the key is that of the container */
        context->holder = holder->parent;
    }
}

static void set_holder(const Document *document, uint32_t sign, CursorContext *context)
{
    char byte = document_bytes(document).bytes[sign];
    context->holder = container_at(document, sign);
    if (context->holder == NODE_NONE || (byte != '{' && byte != '[' && byte != ',')) {
        return;
    }
    bool is_object = document_node(document, context->holder)->kind == NODE_OBJECT;
    context->kind = is_object ? CURSOR_KEY : CURSOR_VALUE;
}

CursorContext cursor_context(const Document *document, uint32_t offset)
{
    Slice bytes = document_bytes(document);
    CursorContext context = {.holder = NODE_NONE};
    uint32_t opened = string_begin(bytes, offset);
    context.is_string = opened != UINT32_MAX;
    context.token = context.is_string ? (Span){opened, string_end(bytes, opened) - opened} : word_around(bytes, offset);
    uint32_t sign = sign_before(bytes, context.token.start);
    if (sign == UINT32_MAX) {
        return context;
    }
    if (bytes.bytes[sign] == ':') {
        set_value(document, sign, &context);
    } else {
        set_holder(document, sign, &context);
    }
    uint32_t next = context.token.start + context.token.length;
    while (next < bytes.length && ascii_is_json_white(bytes.bytes[next])) {
        next++;
    }
    context.has_colon = next < bytes.length && bytes.bytes[next] == ':';
    return context;
}
