/* Document: what values and keys say, and whether values are equal. */
#include "src/json/document.h"

#include "src/base/utf8.h"

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

/* The value of up to four hexadecimal digits; false where there are fewer than four. */
static bool read_hexadecimal(Slice raw, size_t at, uint32_t *value)
{
    *value = 0;
    for (size_t i = at; i < at + 4; i++) {
        char c = i < raw.length ? raw.bytes[i] : '\0';
        unsigned digit = c >= '0' && c <= '9'   ? (unsigned)(c - '0')
                         : c >= 'a' && c <= 'f' ? (unsigned)(c - 'a' + 10)
                         : c >= 'A' && c <= 'F' ? (unsigned)(c - 'A' + 10)
                                                : 16u;
        if (digit > 15) {
            return false;
        }
        *value = *value * 16 + digit;
    }
    return true;
}

/* Appends the character of an escape \uXXXX at `at`, with the low surrogate that may follow; returns what is behind. */
static size_t append_unicode(Slice raw, size_t at, Text *text)
{
    uint32_t high, low;
    if (!read_hexadecimal(raw, at + 2, &high)) {
        utf8_append(text, UTF8_REPLACEMENT);
        return at + 2;
    }
    bool is_pair = high >= 0xD800 && high < 0xDC00 && at + 7 < raw.length && raw.bytes[at + 6] == '\\' &&
                   raw.bytes[at + 7] == 'u' && read_hexadecimal(raw, at + 8, &low) && low >= 0xDC00 && low < 0xE000;
    if (is_pair) {
        utf8_append(text, 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00));
        return at + 12;
    }
    utf8_append(text, high);
    return at + 6;
}

/* Resolves the escapes of a string's inside. */
static Slice unescape(Slice raw, Text *scratch)
{
    static const char names[] = "bfnrt", values[] = "\b\f\n\r\t";
    text_clear(scratch);
    size_t at = 0;
    while (at < raw.length) {
        const char *backslash = memchr(raw.bytes + at, '\\', raw.length - at);
        size_t run = backslash ? (size_t)(backslash - raw.bytes) : raw.length;
        text_append(scratch, slice_part(raw, at, run - at));
        at = run;
        if (at + 1 >= raw.length) {
            break;
        }
        char kind = raw.bytes[at + 1];
        if (kind == 'u') {
            at = append_unicode(raw, at, scratch);
            continue;
        }
        const char *name = kind ? strchr(names, kind) : NULL;
        text_append_byte(scratch, name ? values[name - names] : kind);
        at += 2;
    }
    text_reserve(scratch, scratch->length);
    return text_slice(scratch);
}

/* A string without its quotes; other scalars as written. */
static Slice inside(const Document *document, NodeId id)
{
    Slice raw = document_raw(document, id);
    bool is_string = document_node(document, id)->kind == NODE_STRING && raw.length >= 2;
    return is_string ? slice_part(raw, 1, raw.length - 2) : raw;
}

Slice document_string(const Document *document, NodeId id, Text *scratch)
{
    Slice raw = inside(document, id);
    return document_node(document, id)->flags & NODE_HAS_ESCAPE ? unescape(raw, scratch) : raw;
}

Slice document_key(const Document *document, NodeId id, Text *scratch)
{
    Slice raw = document_raw_key(document, id);
    return document_node(document, id)->flags & NODE_KEY_HAS_ESCAPE ? unescape(raw, scratch) : raw;
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

/* The depth of the recursion is that of the values, which the reader bounds by DOCUMENT_DEPTH_MAXIMUM. */
static bool objects_equal(const Document *a, NodeId a_id, const Document *b, NodeId b_id)
{
    if (document_child_count(a, a_id) != document_child_count(b, b_id)) {
        return false;
    }
    Text scratch = TEXT_EMPTY;
    bool is_equal = true;
    for (NodeId child = document_first_child(a, a_id); is_equal && child != NODE_NONE;
         child = document_next_sibling(a, child)) {
        NodeId other = document_member(b, b_id, document_key(a, child, &scratch));
        is_equal = other != NODE_NONE && document_values_equal(a, child, b, other);
    }
    text_free(&scratch);
    return is_equal;
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
