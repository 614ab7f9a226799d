/* Splices: the changes of bytes that carry out an edit of the tree. */
#include "src/json/splice.h"

#include "src/base/ascii.h"
#include "src/base/memory.h"
#include "src/base/utf8.h"
#include "src/json/layout.h"
#include "src/json/run.h"

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

/* ---- what is asked for ---- */

/* Reads a value that is given as JSON text; NULL with a sentence where it is none. */
static Document *read_value(Slice value, Error *error)
{
    Document *read = document_new(value, "value", error);
    if (!read) {
        return NULL;
    }
    const char *message = document_fault_count(read) > 0               ? document_fault_message(document_fault(read, 0))
                          : document_node(read, 0)->kind == NODE_LINES ? "more than one value"
                                                                       : NULL;
    if (message) {
        error_set(error, ERROR_FORMAT, NULL, "not a JSON value: %s", message);
        document_free(read);
        return NULL;
    }
    return read;
}

/* True when the container takes a child with, or without, a key. */
static bool fits(const Document *document, NodeId container, Slice key, Error *error)
{
    const Node *node = document_node(document, container);
    bool is_object = node->kind == NODE_OBJECT;
    if (!is_object && node->kind != NODE_ARRAY && node->kind != NODE_LINES) {
        return error_set(error, ERROR_NOT_POSSIBLE, NULL, "values can be added only to arrays and objects");
    }
    if (is_object && !key.length) {
        return error_set(error, ERROR_NOT_POSSIBLE, NULL, "a property must have a name");
    }
    if (!is_object && key.length) {
        return error_set(error, ERROR_NOT_POSSIBLE, NULL, "an array item must not have a name");
    }
    char last = node->length ? document_bytes(document).bytes[node_finish(node) - 1] : '\0';
    bool is_open =
        node->kind != NODE_LINES && node->end == container + 1 && (node->length < 2 || last != (is_object ? '}' : ']'));
    return !is_open || error_set(error, ERROR_NOT_POSSIBLE, NULL, "the %s has no closing bracket; nothing can be added",
                                 is_object ? "object" : "array");
}

/* ---- what is written ---- */

/* Appends `"key": value` or `value`, which is to be a child of `container`, for a line with this indentation. */
static void append_child(const Document *document, NodeId container, Slice key, const Document *value,
                         const Habits *habits, Slice indentation, Text *text)
{
    Habits inside = *habits;
    NodeKind kind = (NodeKind)document_node(value, 0)->kind;
    inside.is_lined =
        document_form(document) == DOCUMENT_JSON && habits_is_child_lined(document, container, kind, habits->is_lined);
    if (key.length) {
        splice_quote(key, text);
        text_append(text, habits->colon);
    }
    habits_lay_out(value, 0, &inside, indentation, text);
}

/* Appends what parts a child from its neighbour: a line end, a comma, or a comma and a line of its own as the neighbour
   has one. */
static void append_separator(const Document *document, NodeId neighbour, const Habits *habits, Text *text)
{
    const Node *node = document_node(document, neighbour);
    if (document_node(document, node->parent)->kind == NODE_LINES) {
        text_append(text, habits->newline);
    } else if (habits_starts_line(document, node_begin(node))) {
        text_append_byte(text, ',');
        text_append(text, habits->newline);
        text_append(text, habits_indentation(document, node_begin(node)));
    } else {
        text_append(text, habits->comma);
    }
}

/* ---- values and keys ---- */

/* Marks a list from which a change is missing. */
static bool leave_out(SpliceList *list)
{
    list->is_partial = true;
    return false;
}

static bool refuse(SpliceList *list, Error *error, const char *why)
{
    error_set(error, ERROR_NOT_POSSIBLE, NULL, "%s", why);
    return leave_out(list);
}

/* True when nothing stands for a member: neither colon nor value. */
static bool lacks_colon(const Document *document, NodeId id)
{
    const Node *node = document_node(document, id);
    Span key = document_key_span(document, id);
    uint32_t after = key.start + key.length;
    Slice gap = slice_part(document_bytes(document), after, node->start - after);
    return node->key && node->length == 0 && slice_find(gap, SLICE(":"), 0) == SIZE_MAX;
}

bool splice_set_value(const Document *document, NodeId id, Slice value, SpliceList *list, Error *error)
{
    const Node *node = document_node(document, id);
    if (node->kind == NODE_LINES) {
        return refuse(list, error, "a file of lines has no single value");
    }
    Document *read = read_value(value, error);
    if (!read) {
        return leave_out(list);
    }
    Text text = TEXT_EMPTY;
    Slice indentation = habits_indentation(document, node->start);
    bool has_layout = node->end > id + 1 || node->parent == NODE_NONE;
    Habits habits = habits_of(document, has_layout ? id : node->parent);
    if (lacks_colon(document, id)) {
        text_append(&text, habits.colon);
    }
    if (has_layout) {
        habits_lay_out(read, 0, &habits, indentation, &text);
    } else {
        append_child(document, node->parent, (Slice){0}, read, &habits, indentation, &text);
    }
    splice_list_add(list, node->start, node->length, text_slice(&text));
    text_free(&text);
    document_free(read);
    return true;
}

bool splice_rename_raw(const Document *document, NodeId id, Slice quoted, SpliceList *list, Error *error)
{
    if (!document_node(document, id)->key) {
        return refuse(list, error, "only properties have names");
    }
    Span span = document_key_span(document, id);
    splice_list_add(list, span.start, span.length, quoted);
    return true;
}

bool splice_rename(const Document *document, NodeId id, Slice key, SpliceList *list, Error *error)
{
    Text quoted = TEXT_EMPTY;
    splice_quote(key, &quoted);
    bool is_done = splice_rename_raw(document, id, text_slice(&quoted), list, error);
    text_free(&quoted);
    return is_done;
}

/* ---- insertions ---- */

/* Inserts beside a child that is there. What is written after it starts on the line on which it ends, unless it starts
   a line itself. */
static void insert_beside(const Document *document, NodeId sibling, bool is_after, Slice key, const Document *value,
                          SpliceList *list)
{
    const Node *node = document_node(document, sibling);
    Habits habits = habits_of(document, node->parent);
    uint32_t begin = node_begin(node), finish = node_finish(node);
    bool is_at_finish = is_after && finish > begin && !habits_starts_line(document, begin);
    Slice indentation = habits_indentation(document, is_at_finish ? finish - 1 : begin);
    Text text = TEXT_EMPTY;
    if (is_after) {
        append_separator(document, sibling, &habits, &text);
    }
    append_child(document, node->parent, key, value, &habits, indentation, &text);
    if (!is_after) {
        append_separator(document, sibling, &habits, &text);
    }
    splice_list_add(list, is_after ? finish : begin, 0, text_slice(&text));
    text_free(&text);
}

/* True when nothing but blanks stands in bytes[from, to). */
static bool is_blank(const Document *document, uint32_t from, uint32_t to)
{
    return run_of_blanks(document_bytes(document).bytes, from, to) == to;
}

/* Inserts the first child of an empty container, in the place of the blanks between its brackets. */
static void insert_inside(const Document *document, NodeId container, Slice key, const Document *value,
                          SpliceList *list)
{
    const Node *node = document_node(document, container);
    Habits habits = habits_of(document, container);
    Slice outer = habits_indentation(document, node->start);
    Slice padding = node->kind == NODE_ARRAY ? habits.array_padding : habits.object_padding;
    Text text = TEXT_EMPTY, inner = TEXT_EMPTY;
    text_append(&inner, outer);
    text_append(&inner, habits.is_lined ? habits.unit : (Slice){0});
    text_append(&text, habits.is_lined ? habits.newline : padding);
    text_append(&text, habits.is_lined ? text_slice(&inner) : (Slice){0});
    append_child(document, container, key, value, &habits, text_slice(&inner), &text);
    text_append(&text, habits.is_lined ? habits.newline : padding);
    text_append(&text, habits.is_lined ? outer : (Slice){0});
    uint32_t start = node->start + 1, length = node->length - 2;
    splice_list_add(list, start, is_blank(document, start, start + length) ? length : 0, text_slice(&text));
    text_free(&inner);
    text_free(&text);
}

/* Inserts the first line of a file of lines. */
static void insert_line(const Document *document, const Document *value, SpliceList *list)
{
    Habits habits = habits_of(document, 0);
    Text text = TEXT_EMPTY;
    append_child(document, 0, (Slice){0}, value, &habits, (Slice){0}, &text);
    text_append(&text, document_node(document, 0)->length ? (Slice){0} : habits.newline);
    splice_list_add(list, document_node(document, 0)->start, 0, text_slice(&text));
    text_free(&text);
}

/* The last child of a container; NODE_NONE where it is empty. */
static NodeId last_child(const Document *document, NodeId container)
{
    NodeId child = document_node(document, container)->end - 1;
    if (child == container) {
        return NODE_NONE;
    }
    while (document_node(document, child)->parent != container) {
        child = document_node(document, child)->parent;
    }
    return child;
}

bool splice_insert(const Document *document, NodeId anchor, SplicePlace place, Slice key, Slice value, SpliceList *list,
                   Error *error)
{
    bool is_sibling = place == PLACE_BEFORE || place == PLACE_AFTER;
    NodeId container = is_sibling ? document_node(document, anchor)->parent : anchor;
    if (container == NODE_NONE) {
        return refuse(list, error, "the whole document cannot have siblings");
    }
    Document *read = fits(document, container, key, error) ? read_value(value, error) : NULL;
    if (!read) {
        return leave_out(list);
    }
    NodeId sibling = is_sibling             ? anchor
                     : place == PLACE_FIRST ? document_first_child(document, container)
                                            : last_child(document, container);
    if (sibling != NODE_NONE) {
        insert_beside(document, sibling, place == PLACE_AFTER || place == PLACE_LAST, key, read, list);
    } else if (document_node(document, container)->kind == NODE_LINES) {
        insert_line(document, read, list);
    } else {
        insert_inside(document, container, key, read, list);
    }
    document_free(read);
    return true;
}

/* ---- deletions and moves ---- */

/* The bytes that go with a line of a file of lines: up to the next one, or from the one before. */
static Span line_to_delete(const Document *document, NodeId id)
{
    const Node *node = document_node(document, id);
    NodeId next = document_next_sibling(document, id), previous = document_previous_sibling(document, id);
    if (next != NODE_NONE) {
        return (Span){node->start, document_node(document, next)->start - node->start};
    }
    uint32_t start = previous == NODE_NONE ? node->start : node_finish(document_node(document, previous));
    return (Span){start, node_finish(node) - start};
}

/* The first byte at or after another that is no blank of its line: where the line ends, unless something else stands
 * there. */
static uint32_t past_blanks(const Document *document, uint32_t offset)
{
    Slice bytes = document_bytes(document);
    while (offset < bytes.length && ascii_is_blank(bytes.bytes[offset])) {
        offset++;
    }
    return offset;
}

/* One past the line end that begins at a byte. */
static uint32_t behind_line_end(const Document *document, uint32_t offset)
{
    Slice bytes = document_bytes(document);
    bool is_pair = offset + 1 < bytes.length && bytes.bytes[offset] == '\r' && bytes.bytes[offset + 1] == '\n';
    return offset + (is_pair ? 2 : offset < bytes.length);
}

/* The comma that follows a byte, with nothing but blanks of the same line before it; UINT32_MAX if there is none. */
static uint32_t comma_behind(const Document *document, uint32_t offset)
{
    Slice bytes = document_bytes(document);
    offset = past_blanks(document, offset);
    return offset < bytes.length && bytes.bytes[offset] == ',' ? offset : UINT32_MAX;
}

/* Where the line of a byte that starts it begins, indentation included. */
static uint32_t line_begin(const Document *document, uint32_t begin)
{
    return begin - (uint32_t)habits_indentation(document, begin).length;
}

/* Plans to delete a child that has its lines for itself, with another child before or after it: those lines, and of the
   child before the last one the comma. False where something else stands on these lines. */
static bool delete_lines(const Document *document, NodeId id, SpliceList *list)
{
    const Node *node = document_node(document, id);
    NodeId next = document_next_sibling(document, id), previous = document_previous_sibling(document, id);
    uint32_t begin = node_begin(node), finish = node_finish(node), comma = comma_behind(document, finish);
    uint32_t end = past_blanks(document, comma == UINT32_MAX ? finish : comma + 1);
    Slice bytes = document_bytes(document);
    bool is_own = end < bytes.length && ascii_is_line_end(bytes.bytes[end]) && habits_starts_line(document, begin);
    if (!is_own || (next == NODE_NONE && previous == NODE_NONE) || (next != NODE_NONE && comma == UINT32_MAX)) {
        return false;
    }
    uint32_t start = line_begin(document, begin);
    uint32_t comma_before = next == NODE_NONE && comma == UINT32_MAX
                                ? comma_behind(document, node_finish(document_node(document, previous)))
                                : UINT32_MAX;
    if (next == NODE_NONE && comma == UINT32_MAX && comma_before == UINT32_MAX) {
        return false;
    }
    splice_list_add(list, start, behind_line_end(document, end) - start, (Slice){0});
    if (comma_before != UINT32_MAX) {
        splice_list_add(list, comma_before, 1, (Slice){0});
    }
    return true;
}

/* The bytes that go with a child that shares its lines: one of the commas beside it, and what lies between. */
static Span child_to_delete(const Document *document, NodeId id)
{
    const Node *node = document_node(document, id);
    NodeId next = document_next_sibling(document, id), previous = document_previous_sibling(document, id);
    uint32_t begin = node_begin(node), finish = node_finish(node);
    if (next != NODE_NONE && (previous == NODE_NONE || habits_starts_line(document, begin))) {
        uint32_t next_begin = node_begin(document_node(document, next));
        bool is_line = habits_starts_line(document, begin) && habits_starts_line(document, next_begin);
        uint32_t start = is_line ? line_begin(document, begin) : begin;
        return (Span){start, (is_line ? line_begin(document, next_begin) : next_begin) - start};
    }
    if (previous != NODE_NONE) {
        uint32_t start = node_finish(document_node(document, previous));
        return (Span){start, finish - start};
    }
    const Node *container = document_node(document, node->parent);
    uint32_t start = container->start + 1, end = node_finish(container) - 1;
    bool is_alone = finish <= end && is_blank(document, start, begin) && is_blank(document, finish, end);
    return is_alone ? (Span){start, end - start} : (Span){begin, finish - begin};
}

bool splice_delete(const Document *document, NodeId id, SpliceList *list, Error *error)
{
    NodeId parent = document_node(document, id)->parent;
    if (parent == NODE_NONE) {
        return refuse(list, error, "the whole document cannot be deleted");
    }
    bool is_line = document_node(document, parent)->kind == NODE_LINES;
    if (!is_line && delete_lines(document, id, list)) {
        return true;
    }
    Span span = is_line ? line_to_delete(document, id) : child_to_delete(document, id);
    splice_list_add(list, span.start, span.length, (Slice){0});
    return true;
}

bool splice_move(const Document *document, NodeId id, bool is_down, SpliceList *list, Error *error)
{
    NodeId other = is_down ? document_next_sibling(document, id) : document_previous_sibling(document, id);
    if (other == NODE_NONE) {
        return refuse(list, error, is_down ? "the value is the last" : "the value is the first");
    }
    const Node *first = document_node(document, is_down ? id : other);
    const Node *second = document_node(document, is_down ? other : id);
    uint32_t first_start = node_begin(first), first_length = node_finish(first) - first_start;
    uint32_t second_start = node_begin(second), second_length = node_finish(second) - second_start;
    Slice bytes = document_bytes(document);
    splice_list_add(list, second_start, second_length, slice_part(bytes, first_start, first_length));
    splice_list_add(list, first_start, first_length, slice_part(bytes, second_start, second_length));
    return true;
}
