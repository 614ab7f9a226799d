/* Splices: the changes of bytes that carry out an edit of the tree. */
#include "src/json/splice.h"

#include "src/base/memory.h"
#include "src/base/utf8.h"
#include "src/json/habits.h"

#include <stdlib.h>

void splice_list_free(SpliceList *list)
{
    free(list->splices);
    arena_free(list->arena);
    *list = SPLICE_LIST_EMPTY;
}

void splice_list_add(SpliceList *list, uint32_t offset, uint32_t removed, Slice inserted)
{
    if (!list->arena) {
        list->arena = arena_new();
    }
    ARRAY_RESERVE(list->splices, list->capacity, list->count + 1);
    list->splices[list->count++] = (Splice){offset, removed, arena_copy(list->arena, inserted)};
}

void splice_quote(Slice text, Text *json)
{
    static const char named[] = "\"\\\b\f\n\r\t", names[] = "\"\\bfnrt";
    text_append_byte(json, '"');
    for (size_t at = 0; at < text.length;) {
        size_t start = at;
        bool is_valid;
        uint32_t character = utf8_next(text, &at, &is_valid);
        const char *name = character && character < 0x80 ? strchr(named, (int)character) : NULL;
        if (name) {
            text_append_byte(json, '\\');
            text_append_byte(json, names[name - named]);
        } else if (character < 0x20) {
            text_format(json, "\\u%04x", character);
        } else if (is_valid) {
            text_append(json, slice_part(text, start, at - start));
        } else {
            utf8_append(json, UTF8_REPLACEMENT);
        }
    }
    text_append_byte(json, '"');
}

static uint32_t end_of(const Document *document, NodeId id)
{
    const Node *node = document_node(document, id);
    return node->start + node->length;
}

/* Reads a value that is given as JSON text; NULL with a sentence where it is none. */
static Document *read_value(Slice value, Error *error)
{
    Document *read = document_new(value, "value", error);
    if (read && document_fault_count(read) > 0) {
        error_set(error, ERROR_FORMAT, NULL, "this is no JSON value: %s", document_fault(read, 0)->message);
        document_free(read);
        return NULL;
    }
    return read;
}

bool splice_set_value(const Document *document, NodeId id, Slice value, SpliceList *list, Error *error)
{
    const Node *node = document_node(document, id);
    if (node->kind == NODE_LINES) {
        return error_set(error, ERROR_NOT_POSSIBLE, NULL, "a file of lines has no value of its own");
    }
    Document *read = read_value(value, error);
    if (!read) {
        return false;
    }
    Habits habits = habits_of(document, node->parent == NODE_NONE ? id : node->parent);
    Text text = TEXT_EMPTY;
    habits_lay_out(read, 0, &habits, habits_indentation(document, node->start), &text);
    splice_list_add(list, node->start, node->length, text_slice(&text));
    text_free(&text);
    document_free(read);
    return true;
}

bool splice_rename(const Document *document, NodeId id, Slice key, SpliceList *list, Error *error)
{
    const Node *node = document_node(document, id);
    if (!node->key) {
        return error_set(error, ERROR_NOT_POSSIBLE, NULL, "only the properties of an object have names");
    }
    Text quoted = TEXT_EMPTY;
    splice_quote(key, &quoted);
    uint32_t quotes = node->flags & NODE_KEY_IS_BARE ? 0 : 2;
    splice_list_add(list, node_begin(node), node->key_length + quotes, text_slice(&quoted));
    text_free(&quoted);
    return true;
}

/* What is to be inserted: `"key": value` or `value`, laid out for a line with this indentation. */
static void compose(const Document *value, Slice key, const Habits *habits, Slice indentation, Text *text)
{
    if (key.length) {
        splice_quote(key, text);
        text_append(text, habits->colon);
    }
    habits_lay_out(value, 0, habits, indentation, text);
}

/* The blanks between the bracket or comma before a child and the child: what goes before a neighbour of its own kind. */
static void append_lead(const Document *document, NodeId child, const Habits *habits, Text *text)
{
    uint32_t start = node_begin(document_node(document, child));
    if (habits_starts_line(document, start)) {
        text_append(text, habits->newline);
        text_append(text, habits_indentation(document, start));
    } else {
        text_append(text, slice_part(habits->comma, 1 + slice_find(habits->comma, SLICE(","), 0), SIZE_MAX));
    }
}

/* Inserts beside a child that is there. */
static void insert_beside(const Document *document, NodeId sibling, bool is_after, Slice key, const Document *value,
                          SpliceList *list)
{
    NodeId parent = document_node(document, sibling)->parent;
    bool is_line = document_node(document, parent)->kind == NODE_LINES;
    Habits habits = habits_of(document, parent);
    uint32_t start = node_begin(document_node(document, sibling));
    bool is_lined = habits_starts_line(document, start);
    habits.is_lined = habits.is_lined && is_lined && !is_line;
    Text text = TEXT_EMPTY;
    if (is_after) {
        text_append(&text, is_line ? habits.newline : SLICE(","));
        if (!is_line) {
            append_lead(document, sibling, &habits, &text);
        }
    }
    compose(value, key, &habits, is_lined ? habits_indentation(document, start) : (Slice){0}, &text);
    if (!is_after) {
        text_append(&text, is_line ? habits.newline : SLICE(","));
        if (!is_line) {
            append_lead(document, sibling, &habits, &text);
        }
    }
    splice_list_add(list, is_after ? end_of(document, sibling) : start, 0, text_slice(&text));
    text_free(&text);
}

/* Inserts the first child of an empty container, in the place of the blanks between its brackets. */
static void insert_inside(const Document *document, NodeId container, Slice key, const Document *value,
                          SpliceList *list)
{
    const Node *node = document_node(document, container);
    Habits habits = habits_of(document, container);
    Text text = TEXT_EMPTY, indentation = TEXT_EMPTY;
    text_append(&indentation, habits_indentation(document, node->start));
    if (habits.is_lined) {
        text_append(&text, habits.newline);
        text_append(&indentation, habits.unit);
        text_append(&text, text_slice(&indentation));
    } else {
        text_append(&text, habits.padding);
    }
    compose(value, key, &habits, text_slice(&indentation), &text);
    if (habits.is_lined) {
        text_append(&text, habits.newline);
        text_append(&text, habits_indentation(document, node->start));
    } else {
        text_append(&text, habits.padding);
    }
    splice_list_add(list, node->start + 1, node->length - 2, text_slice(&text));
    text_free(&indentation);
    text_free(&text);
}

/* The last child of a container; NODE_NONE where it is empty. */
static NodeId last_child(const Document *document, NodeId container)
{
    const Node *node = document_node(document, container);
    NodeId child = node->end - 1;
    if (child == container) {
        return NODE_NONE;
    }
    while (document_node(document, child)->parent != container) {
        child = document_node(document, child)->parent;
    }
    return child;
}

/* True when the container takes a child with, or without, a key. */
static bool fits(const Document *document, NodeId container, Slice key, Error *error)
{
    const Node *node = document_node(document, container);
    if (node->kind == NODE_OBJECT && !key.length) {
        return error_set(error, ERROR_NOT_POSSIBLE, NULL, "a property of an object needs a name");
    }
    if ((node->kind == NODE_ARRAY || node->kind == NODE_LINES) && key.length) {
        return error_set(error, ERROR_NOT_POSSIBLE, NULL, "an item of an array has no name");
    }
    bool is_closed =
        node->kind == NODE_LINES ||
        (node->length >= 2 && memchr("]}", document_bytes(document).bytes[node->start + node->length - 1], 2));
    bool is_container = node->kind == NODE_OBJECT || node->kind == NODE_ARRAY || node->kind == NODE_LINES;
    return (is_container && is_closed) ||
           error_set(error, ERROR_NOT_POSSIBLE, NULL, "only arrays and objects that are closed take in values");
}

bool splice_insert(const Document *document, NodeId anchor, Place place, Slice key, Slice value, SpliceList *list,
                   Error *error)
{
    bool is_beside = place == PLACE_BEFORE || place == PLACE_AFTER;
    NodeId container = is_beside ? document_node(document, anchor)->parent : anchor;
    if (container == NODE_NONE) {
        return error_set(error, ERROR_NOT_POSSIBLE, NULL, "there is nothing beside the whole document");
    }
    if (!fits(document, container, key, error)) {
        return false;
    }
    Document *read = read_value(value, error);
    if (!read) {
        return false;
    }
    NodeId sibling = is_beside              ? anchor
                     : place == PLACE_FIRST ? document_first_child(document, container)
                                            : last_child(document, container);
    if (sibling != NODE_NONE) {
        insert_beside(document, sibling, place == PLACE_AFTER || place == PLACE_LAST, key, read, list);
    } else if (document_node(document, container)->kind == NODE_LINES) {
        splice_list_add(list, document_node(document, container)->start, 0, value);
    } else {
        insert_inside(document, container, key, read, list);
    }
    document_free(read);
    return true;
}

/* Takes out a line of an NDJSON file, with its line end. */
static void delete_line(const Document *document, NodeId id, SpliceList *list)
{
    NodeId next = document_next_sibling(document, id), previous = document_previous_sibling(document, id);
    uint32_t start = document_node(document, id)->start, end = end_of(document, id);
    if (next != NODE_NONE) {
        end = document_node(document, next)->start;
    } else if (previous != NODE_NONE) {
        start = end_of(document, previous);
    }
    splice_list_add(list, start, end - start, (Slice){0});
}

bool splice_delete(const Document *document, NodeId id, SpliceList *list, Error *error)
{
    NodeId parent = document_node(document, id)->parent;
    if (parent == NODE_NONE) {
        return error_set(error, ERROR_NOT_POSSIBLE, NULL, "the whole document cannot be deleted");
    }
    if (document_node(document, parent)->kind == NODE_LINES) {
        delete_line(document, id, list);
        return true;
    }
    NodeId next = document_next_sibling(document, id), previous = document_previous_sibling(document, id);
    uint32_t start = node_begin(document_node(document, id)), end = end_of(document, id);
    if (next != NODE_NONE) {
        end = node_begin(document_node(document, next));
    } else if (previous != NODE_NONE) {
        start = end_of(document, previous);
    } else {
        const Node *container = document_node(document, parent);
        start = container->start + 1;
        end = end_of(document, parent) - 1;
    }
    splice_list_add(list, start, end - start, (Slice){0});
    return true;
}

bool splice_move(const Document *document, NodeId id, bool is_down, SpliceList *list, Error *error)
{
    NodeId other = is_down ? document_next_sibling(document, id) : document_previous_sibling(document, id);
    if (other == NODE_NONE) {
        return error_set(error, ERROR_NOT_POSSIBLE, NULL,
                         is_down ? "this is the last one already" : "this is the first one already");
    }
    NodeId first = is_down ? id : other, second = is_down ? other : id;
    uint32_t first_start = node_begin(document_node(document, first)),
             second_start = node_begin(document_node(document, second));
    uint32_t first_length = end_of(document, first) - first_start,
             second_length = end_of(document, second) - second_start;
    Slice bytes = document_bytes(document);
    splice_list_add(list, second_start, second_length, slice_part(bytes, first_start, first_length));
    splice_list_add(list, first_start, first_length, slice_part(bytes, second_start, second_length));
    return true;
}
