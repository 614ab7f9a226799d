/* Document: what values and keys say, and whether values are equal. */
#include "src/json/document.h"

#include "src/base/memory.h"
#include "src/base/utf8.h"
#include "src/json/escape.h"

#include <stdlib.h>

Slice document_raw(const Document *document, NodeId id)
{
    const Node *node = document_node(document, id);
    return slice_make(document_bytes(document).bytes + node->start, node->length);
}

Slice document_raw_key(const Document *document, NodeId id)
{
    const Node *node = document_node(document, id);
    return slice_make(document_bytes(document).bytes + node->key, node->key ? node->key_length : 0);
}

Span document_key_span(const Document *document, NodeId id)
{
    const Node *node = document_node(document, id);
    if (!node->key) {
        return (Span){node->start, 0};
    }
    Slice bytes = document_bytes(document);
    uint32_t begin = node_begin(node), end = node->key + node->key_length;
    bool is_closed = begin < node->key && end < node->start && bytes.bytes[end] == bytes.bytes[begin];
    return (Span){begin, end - begin + is_closed};
}

/* The bytes that a string may take when its escapes are resolved: \u without digits, of two bytes, becomes U+FFFD of
 * three. */
static size_t room_for(Slice raw)
{
    return raw.length + raw.length / 2;
}

/* Resolves the escapes of a string's inside into bytes that have room for it, and returns the length. */
static size_t unescape(Slice raw, char *bytes)
{
    size_t length = 0;
    for (size_t at = 0; at < raw.length;) {
        const char *backslash = memchr(raw.bytes + at, '\\', raw.length - at);
        size_t run = backslash ? (size_t)(backslash - raw.bytes) - at : raw.length - at;
        memcpy(bytes + length, raw.bytes + at, run);
        length += run;
        at += run;
        if (at + 1 >= raw.length) {
            break;
        }
        if (raw.bytes[at + 1] == '"' || raw.bytes[at + 1] == 'n') { /* most escapes */
            bytes[length++] = raw.bytes[at + 1] == 'n' ? '\n' : '"';
            at += 2;
        } else if ((unsigned char)raw.bytes[at + 1] >= 0x80) {
            bytes[length++] = raw.bytes[at + 1];
            at += 2;
        } else {
            length += utf8_write(bytes + length, escape_read(raw, &at));
        }
    }
    return length;
}

static Slice unescape_to_text(Slice raw, Text *text)
{
    text_reserve(text, room_for(raw));
    text->length = unescape(raw, text->bytes);
    text->bytes[text->length] = '\0';
    return text_slice(text);
}

static Slice unescape_to_arena(Slice raw, Arena *arena)
{
    char *bytes = arena_allocate(arena, room_for(raw));
    return slice_make(bytes, unescape(raw, bytes));
}

/* A string without its quotes; other scalars as written. */
static Slice inside(const Document *document, NodeId id)
{
    Slice raw = document_raw(document, id);
    const Node *node = document_node(document, id);
    bool is_quoted = node->kind == NODE_STRING && !(node->flags & NODE_IS_BARE);
    return is_quoted ? slice_part(raw, 1, raw.length - 2) : raw;
}

Slice document_string(const Document *document, NodeId id, Text *scratch)
{
    Slice raw = inside(document, id);
    return document_node(document, id)->flags & NODE_HAS_ESCAPE ? unescape_to_text(raw, scratch) : raw;
}

Slice document_key(const Document *document, NodeId id, Text *scratch)
{
    Slice raw = document_raw_key(document, id);
    return document_node(document, id)->flags & NODE_KEY_HAS_ESCAPE ? unescape_to_text(raw, scratch) : raw;
}

Slice document_text(const Document *document, NodeId id, Arena *arena)
{
    Slice raw = inside(document, id);
    return document_node(document, id)->flags & NODE_HAS_ESCAPE ? unescape_to_arena(raw, arena) : raw;
}

Slice document_key_text(const Document *document, NodeId id, Arena *arena)
{
    Slice raw = document_raw_key(document, id);
    return document_node(document, id)->flags & NODE_KEY_HAS_ESCAPE ? unescape_to_arena(raw, arena) : raw;
}

bool document_string_equals(const Document *document, NodeId id, Slice text)
{
    const Node *node = document_node(document, id);
    if (node->kind != NODE_STRING) {
        return false;
    }
    if (!(node->flags & NODE_HAS_ESCAPE)) {
        return slice_equals(inside(document, id), text);
    }
    Text scratch = TEXT_EMPTY;
    bool is_equal = slice_equals(document_string(document, id, &scratch), text);
    text_free(&scratch);
    return is_equal;
}

bool document_key_equals(const Document *document, NodeId id, Slice text)
{
    const Node *node = document_node(document, id);
    if (!node->key) {
        return false;
    }
    if (!(node->flags & NODE_KEY_HAS_ESCAPE)) {
        return slice_equals(document_raw_key(document, id), text);
    }
    Text scratch = TEXT_EMPTY;
    bool is_equal = slice_equals(document_key(document, id, &scratch), text);
    text_free(&scratch);
    return is_equal;
}

/* Numbers are equal when their lexemes are, but for the case of the exponent's letter and its plus sign. */
static bool numbers_equal(Slice a, Slice b)
{
    size_t i = 0, j = 0;
    while (i < a.length && j < b.length) {
        char left = a.bytes[i] == 'E' ? 'e' : a.bytes[i], right = b.bytes[j] == 'E' ? 'e' : b.bytes[j];
        if (left != right) {
            return false;
        }
        i++;
        j++;
        if (left == 'e') {
            i += i < a.length && a.bytes[i] == '+';
            j += j < b.length && b.bytes[j] == '+';
        }
    }
    return i == a.length && j == b.length;
}

static bool strings_equal(const Document *a, NodeId a_id, const Document *b, NodeId b_id)
{
    Text scratch = TEXT_EMPTY;
    bool is_equal = document_string_equals(b, b_id, document_string(a, a_id, &scratch));
    text_free(&scratch);
    return is_equal;
}

/* A member of an object, for sorting. */
typedef struct ValueMember {
    Slice key;
    NodeId id;
} ValueMember;

/* By key, and members of one key in the order of the document. */
static int compare_members(const void *a, const void *b)
{
    const ValueMember *left = a, *right = b;
    int order = slice_compare(left->key, right->key);
    return order ? order : (left->id > right->id) - (left->id < right->id);
}

/* The members from `child` on, sorted, in the arena; NULL when there are not just `count`. */
static ValueMember *sorted_members(const Document *document, NodeId child, size_t count, Arena *arena)
{
    ValueMember *members = arena_allocate(arena, count * sizeof *members);
    Text scratch = TEXT_EMPTY;
    size_t found = 0;
    for (; child != NODE_NONE && found < count; child = document_next_sibling(document, child)) {
        members[found++] = (ValueMember){arena_copy(arena, document_key(document, child, &scratch)), child};
    }
    text_free(&scratch);
    if (found < count || child != NODE_NONE) {
        return NULL;
    }
    qsort(members, count, sizeof *members, compare_members);
    return members;
}

/* Equality of the members from `left` and from `right` on, in whatever order. */
static bool members_equal(const Document *a, NodeId left, const Document *b, NodeId right)
{
    Arena *arena = arena_new();
    size_t count = 0;
    for (NodeId child = left; child != NODE_NONE; child = document_next_sibling(a, child)) {
        count++;
    }
    const ValueMember *a_members = sorted_members(a, left, count, arena);
    const ValueMember *b_members = sorted_members(b, right, count, arena);
    bool is_equal = b_members != NULL;
    for (size_t i = 0; is_equal && i < count; i++) {
        is_equal = slice_equals(a_members[i].key, b_members[i].key) &&
                   document_values_equal(a, a_members[i].id, b, b_members[i].id);
    }
    arena_free(arena);
    return is_equal;
}

/* Members mostly stand in the same order; from where they do not on, they are sorted. The depth of the recursion is
   that of the values, which the reader bounds by DOCUMENT_DEPTH_MAXIMUM. */
static bool objects_equal(const Document *a, NodeId a_id, const Document *b, NodeId b_id)
{
    NodeId left = document_first_child(a, a_id), right = document_first_child(b, b_id);
    Text scratch = TEXT_EMPTY;
    bool is_equal = true;
    while (is_equal && left != NODE_NONE && right != NODE_NONE &&
           document_key_equals(b, right, document_key(a, left, &scratch))) {
        is_equal = document_values_equal(a, left, b, right);
        left = document_next_sibling(a, left);
        right = document_next_sibling(b, right);
    }
    text_free(&scratch);
    if (!is_equal || left == NODE_NONE || right == NODE_NONE) {
        return is_equal && left == right;
    }
    return members_equal(a, left, b, right);
}

static bool arrays_equal(const Document *a, NodeId a_id, const Document *b, NodeId b_id)
{
    NodeId left = document_first_child(a, a_id), right = document_first_child(b, b_id);
    while (left != NODE_NONE && right != NODE_NONE) {
        if (!document_values_equal(a, left, b, right)) {
            return false;
        }
        left = document_next_sibling(a, left);
        right = document_next_sibling(b, right);
    }
    return left == right;
}

bool document_values_equal(const Document *a, NodeId a_id, const Document *b, NodeId b_id)
{
    NodeKind kind = (NodeKind)document_node(a, a_id)->kind;
    if (kind != document_node(b, b_id)->kind) {
        return false;
    }
    switch (kind) {
    case NODE_STRING:
        return strings_equal(a, a_id, b, b_id);
    case NODE_NUMBER:
        return numbers_equal(document_raw(a, a_id), document_raw(b, b_id));
    case NODE_OBJECT:
        return objects_equal(a, a_id, b, b_id);
    case NODE_ARRAY:
    case NODE_LINES:
        return arrays_equal(a, a_id, b, b_id);
    default:
        return slice_equals(document_raw(a, a_id), document_raw(b, b_id));
    }
}
