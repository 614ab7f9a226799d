/* JSON Patch: two values walked side by side. The depth of documents is bounded (DOCUMENT_DEPTH_MAXIMUM), and so is the
 * recursion. */
#include "src/edit/json_patch.h"

#include "src/base/slice_map.h"
#include "src/json/splice.h"

#include <stdlib.h>

/* The two documents, and where the walk is. */
typedef struct Patching {
    const Document *before;
    const Document *after;
    Text pointer; /* of the present value */
    Text *patch;
    size_t count; /* of operations */
} Patching;

static NodeKind kind_of(const Document *document, NodeId node)
{
    return (NodeKind)document_node(document, node)->kind;
}

/* ---- operations ---- */

/* Appends the JSON text of a value without whitespace between its parts. */
static void append_compact(const Document *document, NodeId node, Text *json)
{
    NodeKind kind = kind_of(document, node);
    if (kind != NODE_OBJECT && kind != NODE_ARRAY) {
        text_append(json, document_raw(document, node));
        return;
    }
    text_append_byte(json, kind == NODE_OBJECT ? '{' : '[');
    for (NodeId child = document_first_child(document, node); child != NODE_NONE;
         child = document_next_sibling(document, child)) {
        text_append(json, child != document_first_child(document, node) ? SLICE(",") : SLICE(""));
        if (kind == NODE_OBJECT) {
            text_append_byte(json, '"');
            text_append(json, document_raw_key(document, child));
            text_append(json, SLICE("\":"));
        }
        append_compact(document, child, json);
    }
    text_append_byte(json, kind == NODE_OBJECT ? '}' : ']');
}

/* Appends an operation on the present value; `value` NODE_NONE: it has none. */
static void append_operation(Patching *patching, const char *name, NodeId value)
{
    text_append(patching->patch, patching->count++ > 0 ? SLICE(",\n") : SLICE("\n"));
    text_format(patching->patch, "{\"op\":\"%s\",\"path\":", name);
    splice_quote(text_slice(&patching->pointer), patching->patch);
    if (value != NODE_NONE) {
        text_append(patching->patch, SLICE(",\"value\":"));
        append_compact(patching->after, value, patching->patch);
    }
    text_append_byte(patching->patch, '}');
}

/* Goes to a member or an item; the length to come back to is returned. */
static size_t enter_name(Patching *patching, Slice name)
{
    size_t length = patching->pointer.length;
    text_append_byte(&patching->pointer, '/');
    for (size_t i = 0; i < name.length; i++) {
        char c = name.bytes[i];
        text_append(&patching->pointer, c == '~'   ? SLICE("~0")
                                        : c == '/' ? SLICE("~1")
                                                   : slice_make(&name.bytes[i], 1));
    }
    return length;
}

static size_t enter_item(Patching *patching, uint32_t position)
{
    size_t length = patching->pointer.length;
    text_format(&patching->pointer, "/%u", position);
    return length;
}

static void leave(Patching *patching, size_t length)
{
    patching->pointer.length = length;
}

/* ---- the walk ---- */

/* Equal in all that a patch can change: values of equal text always are, others where their parts are in the same
 * order. */
static bool is_equal(const Patching *patching, NodeId before, NodeId after)
{
    return slice_equals(document_raw(patching->before, before), document_raw(patching->after, after)) ||
           document_values_equal(patching->before, before, patching->after, after);
}

static void walk(Patching *patching, NodeId before, NodeId after);

/* Puts the members of an object into a map, by their keys; false where a key is there twice. */
static bool map_members(const Document *document, NodeId object, SliceMap *map, Arena *arena)
{
    bool is_unique = true;
    for (NodeId child = document_first_child(document, object); child != NODE_NONE && is_unique;
         child = document_next_sibling(document, child)) {
        *slice_map_add(map, document_key_text(document, child, arena), &is_unique) = child;
    }
    return is_unique;
}

/* Removes what only the one has, compares what both have, adds what only the other has. */
static void walk_members(Patching *patching, const SliceMap *before, const SliceMap *after)
{
    for (size_t i = 0; i < before->count; i++) {
        const SliceMapEntry *entry = &before->entries[i];
        const uint32_t *other = slice_map_find(after, entry->key);
        size_t length = enter_name(patching, entry->key);
        if (other) {
            walk(patching, entry->value, *other);
        } else {
            append_operation(patching, "remove", NODE_NONE);
        }
        leave(patching, length);
    }
    for (size_t i = 0; i < after->count; i++) {
        const SliceMapEntry *entry = &after->entries[i];
        if (!slice_map_find(before, entry->key)) {
            size_t length = enter_name(patching, entry->key);
            append_operation(patching, "add", entry->value);
            leave(patching, length);
        }
    }
}

static void walk_object(Patching *patching, NodeId before, NodeId after)
{
    Arena *arena = arena_new();
    SliceMap left = SLICE_MAP_EMPTY, right = SLICE_MAP_EMPTY;
    if (map_members(patching->before, before, &left, arena) && map_members(patching->after, after, &right, arena)) {
        walk_members(patching, &left, &right);
    } else {
        append_operation(patching, "replace", after);
    }
    slice_map_free(&left);
    slice_map_free(&right);
    arena_free(arena);
}

/* The items of an array; the caller frees the list. */
static NodeId *items_of(const Document *document, NodeId array, uint32_t *count)
{
    *count = document_child_count(document, array);
    NodeId *items = memory_allocate(*count * sizeof *items);
    NodeId child = document_first_child(document, array);
    for (uint32_t i = 0; i < *count; i++, child = document_next_sibling(document, child)) {
        items[i] = child;
    }
    return items;
}

static void walk_array(Patching *patching, NodeId before, NodeId after)
{
    uint32_t left_count, right_count, start = 0, tail = 0;
    NodeId *left = items_of(patching->before, before, &left_count);
    NodeId *right = items_of(patching->after, after, &right_count);
    uint32_t shorter = left_count < right_count ? left_count : right_count;
    while (start < shorter && is_equal(patching, left[start], right[start])) {
        start++;
    }
    while (tail < shorter - start && is_equal(patching, left[left_count - 1 - tail], right[right_count - 1 - tail])) {
        tail++;
    }
    for (uint32_t i = left_count - tail; i > start && i + tail > shorter; i--) {
        size_t length = enter_item(patching, i - 1);
        append_operation(patching, "remove", NODE_NONE);
        leave(patching, length);
    }
    for (uint32_t i = start; i < right_count - tail; i++) {
        size_t length = enter_item(patching, i);
        if (i < shorter - tail) {
            walk(patching, left[i], right[i]);
        } else {
            append_operation(patching, "add", right[i]);
        }
        leave(patching, length);
    }
    free(left);
    free(right);
}

static void walk(Patching *patching, NodeId before, NodeId after)
{
    NodeKind kind = kind_of(patching->before, before);
    if (is_equal(patching, before, after)) {
        return;
    }
    if (kind == NODE_OBJECT && kind_of(patching->after, after) == NODE_OBJECT) {
        walk_object(patching, before, after);
    } else if (kind == NODE_ARRAY && kind_of(patching->after, after) == NODE_ARRAY) {
        walk_array(patching, before, after);
    } else {
        append_operation(patching, "replace", after);
    }
}

static bool is_one_value(const Document *document, const char *which, Error *error)
{
    bool is_value = document_form(document) == DOCUMENT_JSON && document_fault_count(document) == 0;
    return is_value || error_set(error, ERROR_FORMAT, NULL, "%s is not one valid JSON value", which);
}

bool json_patch_append(const Document *before, const Document *after, Text *patch, Error *error)
{
    if (!is_one_value(before, "the original", error) || !is_one_value(after, "the file", error)) {
        return false;
    }
    Patching patching = {.before = before, .after = after, .patch = patch};
    text_append_byte(patch, '[');
    walk(&patching, 0, 0);
    text_append(patch, patching.count > 0 ? SLICE("\n]\n") : SLICE("]\n"));
    text_free(&patching.pointer);
    return true;
}
