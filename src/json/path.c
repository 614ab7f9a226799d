/* Paths of nodes, and nodes of paths. */
#include "src/json/path.h"

#include "src/base/ascii.h"

#include <stdlib.h>

enum { PATH_DEPTH_MAXIMUM = DOCUMENT_DEPTH_MAXIMUM + 2 };

/* True when a name can stand in a path as it is (FHIRPath N1 section 2.1, identifier). */
static bool is_identifier(Slice name)
{
    for (size_t i = 0; i < name.length; i++) {
        char c = name.bytes[i];
        bool is_letter = ascii_is_letter(c) || c == '_';
        if (!is_letter && (i == 0 || !ascii_is_digit(c))) {
            return false;
        }
    }
    return name.length > 0;
}

/* Appends a name, in backquotes where it is no identifier. */
static void append_name(Slice name, Text *path)
{
    if (is_identifier(name)) {
        text_append(path, name);
        return;
    }
    text_append_byte(path, '`');
    for (size_t i = 0; i < name.length; i++) {
        if (name.bytes[i] == '`' || name.bytes[i] == '\\') {
            text_append_byte(path, '\\');
        }
        text_append_byte(path, name.bytes[i]);
    }
    text_append_byte(path, '`');
}

/* The nodes from the path's beginning (the root, or the line's value) down to `id`; returns how many. */
static size_t chain_of(const Document *document, NodeId id, NodeId chain[PATH_DEPTH_MAXIMUM])
{
    size_t count = 0;
    for (NodeId up = id; up != NODE_NONE && count < PATH_DEPTH_MAXIMUM; up = document_node(document, up)->parent) {
        if (document_node(document, up)->kind != NODE_LINES) {
            chain[count++] = up;
        }
    }
    for (size_t i = 0; i < count / 2; i++) {
        NodeId other = chain[i];
        chain[i] = chain[count - 1 - i];
        chain[count - 1 - i] = other;
    }
    return count;
}

/* Appends the first word of a path: the resourceType of the value that it starts at, or `$`. */
static void append_root(const Document *document, NodeId id, Text *path, Text *scratch)
{
    NodeId type = document_member(document, id, SLICE("resourceType"));
    Slice name = type != NODE_NONE && document_node(document, type)->kind == NODE_STRING
                     ? document_string(document, type, scratch)
                     : (Slice){0};
    if (name.length) {
        append_name(name, path);
    } else {
        text_append_byte(path, '$');
    }
}

void path_append(const Document *document, NodeId id, Text *path)
{
    NodeId chain[PATH_DEPTH_MAXIMUM];
    size_t count = chain_of(document, id, chain);
    if (count == 0) {
        text_append_byte(path, '$');
        return;
    }
    Text scratch = TEXT_EMPTY;
    append_root(document, chain[0], path, &scratch);
    for (size_t i = 1; i < count; i++) {
        const Node *node = document_node(document, chain[i]);
        if (node->key) {
            Slice key = document_key(document, chain[i], &scratch);
            bool is_sibling = key.length > 1 && key.bytes[0] == '_';
            text_append_byte(path, '.');
            append_name(is_sibling ? slice_part(key, 1, key.length) : key, path);
        } else {
            text_append_byte(path, '[');
            text_append_number(path, document_position_in_parent(document, chain[i]));
            text_append_byte(path, ']');
        }
    }
    text_free(&scratch);
}

void path_append_pointer(const Document *document, NodeId id, Text *pointer)
{
    NodeId chain[PATH_DEPTH_MAXIMUM];
    size_t count = chain_of(document, id, chain);
    Text scratch = TEXT_EMPTY;
    for (size_t i = 1; i < count; i++) {
        text_append_byte(pointer, '/');
        if (!document_node(document, chain[i])->key) {
            text_append_number(pointer, document_position_in_parent(document, chain[i]));
            continue;
        }
        Slice key = document_key(document, chain[i], &scratch);
        for (size_t j = 0; j < key.length; j++) {
            char c = key.bytes[j];
            text_append(pointer, c == '~' ? SLICE("~0") : c == '/' ? SLICE("~1") : slice_make(&c, 1));
        }
    }
    text_free(&scratch);
}

/* Where a search stands: the node found so far, and what is left of the path. */
typedef struct Search {
    const Document *document;
    NodeId node;
    Slice path;
    size_t at;
    Error *error;
} Search;

static bool not_there(Search *search, size_t from, const char *what)
{
    Slice part = slice_part(search->path, 0, search->at > from ? search->at : from);
    return error_set(search->error, ERROR_NOT_FOUND, NULL, "%s: %.*s", what, SLICE_ARGS(part));
}

/* Where an array is met and a name follows, its first item is meant. */
static void enter_array(Search *search)
{
    NodeId first;
    while (document_node(search->document, search->node)->kind == NODE_ARRAY &&
           (first = document_first_child(search->document, search->node)) != NODE_NONE) {
        search->node = first;
    }
}

/* Goes to the item of a position that was read from decimal digits. */
static bool enter_item(Search *search, Slice digits, size_t from)
{
    char number[12] = {0};
    NodeKind kind = (NodeKind)document_node(search->document, search->node)->kind;
    if (digits.length == 0 || digits.length > 10 || (kind != NODE_ARRAY && kind != NODE_LINES)) {
        return not_there(search, from, "no such item");
    }
    memcpy(number, digits.bytes, digits.length);
    unsigned long position = strtoul(number, NULL, 10);
    NodeId item =
        position < UINT32_MAX ? document_child_at(search->document, search->node, (uint32_t)position) : NODE_NONE;
    if (item == NODE_NONE) {
        return not_there(search, from, "no such item");
    }
    search->node = item;
    return true;
}

/* Goes to a member; a name whose value is absent finds its `_` sibling. */
static bool enter_member(Search *search, Slice name, size_t from)
{
    NodeId member = document_member(search->document, search->node, name);
    if (member == NODE_NONE) {
        Text sibling = TEXT_EMPTY;
        text_append_byte(&sibling, '_');
        text_append(&sibling, name);
        member = document_member(search->document, search->node, text_slice(&sibling));
        text_free(&sibling);
    }
    if (member == NODE_NONE) {
        return not_there(search, from, "no such element");
    }
    search->node = member;
    return true;
}

/* Reads `[digits]` at the search's place. */
static bool step_item(Search *search)
{
    size_t from = search->at, start = ++search->at;
    while (search->at < search->path.length && ascii_is_digit(search->path.bytes[search->at])) {
        search->at++;
    }
    Slice digits = slice_part(search->path, start, search->at - start);
    if (search->at >= search->path.length || search->path.bytes[search->at] != ']') {
        return not_there(search, from, "a number and ] are expected after [");
    }
    search->at++;
    bool is_lone = document_node(search->document, search->node)->kind == NODE_OBJECT;
    return (is_lone && slice_equals(digits, SLICE("0"))) || enter_item(search, digits, from);
}

/* Reads a name, delimited by backquotes or plain, at the search's place. */
static Slice read_name(Search *search, Text *scratch)
{
    Slice path = search->path;
    size_t start = search->at;
    if (start < path.length && path.bytes[start] == '`') {
        text_clear(scratch);
        for (search->at++; search->at < path.length && path.bytes[search->at] != '`'; search->at++) {
            search->at += path.bytes[search->at] == '\\' && search->at + 1 < path.length;
            text_append_byte(scratch, path.bytes[search->at]);
        }
        search->at += search->at < path.length;
        return text_slice(scratch);
    }
    while (search->at < path.length && path.bytes[search->at] != '.' && path.bytes[search->at] != '[') {
        search->at++;
    }
    return slice_part(path, start, search->at - start);
}

/* Reads `.name` or, at the beginning, `name`. */
static bool step_name(Search *search, bool is_first, Text *scratch)
{
    size_t from = search->at;
    search->at += !is_first;
    Slice name = read_name(search, scratch);
    enter_array(search);
    if (is_first) {
        NodeId type = document_member(search->document, search->node, SLICE("resourceType"));
        bool is_root = slice_equals(name, SLICE("$")) ||
                       (type != NODE_NONE && document_string_equals(search->document, type, name));
        if (is_root) {
            return true;
        }
    }
    return enter_member(search, name, from);
}

static bool follow_path(Search *search)
{
    Text scratch = TEXT_EMPTY;
    bool is_found = true;
    while (is_found && search->at < search->path.length) {
        char c = search->path.bytes[search->at];
        bool is_first = search->at == 0;
        if (c == '[') {
            is_found = step_item(search);
        } else if (c == '.' || is_first) {
            is_found = step_name(search, is_first, &scratch);
        } else {
            is_found = not_there(search, search->at + 1, "a dot or [ is expected");
        }
    }
    text_free(&scratch);
    return is_found;
}

/* One reference token of a JSON pointer, unescaped. */
static Slice read_token(Search *search, Text *scratch)
{
    text_clear(scratch);
    text_reserve(scratch, 0);
    for (search->at++; search->at < search->path.length && search->path.bytes[search->at] != '/'; search->at++) {
        char c = search->path.bytes[search->at];
        if (c == '~' && search->at + 1 < search->path.length) {
            c = search->path.bytes[++search->at] == '1' ? '/' : '~';
        }
        text_append_byte(scratch, c);
    }
    return text_slice(scratch);
}

static bool follow_pointer(Search *search)
{
    Text scratch = TEXT_EMPTY;
    bool is_found = true;
    while (is_found && search->at < search->path.length) {
        size_t from = search->at;
        Slice token = read_token(search, &scratch);
        is_found = document_node(search->document, search->node)->kind == NODE_OBJECT
                       ? enter_member(search, token, from)
                       : enter_item(search, token, from);
    }
    text_free(&scratch);
    return is_found;
}

NodeId path_find(const Document *document, Slice path, Error *error)
{
    Search search = {.document = document, .path = path, .error = error};
    bool is_pointer = path.length == 0 || path.bytes[0] == '/';
    if (document_node(document, 0)->kind == NODE_LINES && (is_pointer || path.bytes[0] != '[') &&
        document_count(document) > 1) {
        search.node = document_first_child(document, 0);
    }
    return (is_pointer ? follow_pointer(&search) : follow_path(&search)) ? search.node : NODE_NONE;
}
