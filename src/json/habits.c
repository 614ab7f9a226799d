/* Habits: how the text around a place is laid out. */
#include "src/json/habits.h"

/* Blanks of JSON text. */
static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* True when a run is made of blanks and of `mark` exactly once (of blanks alone where `mark` is 0). */
static bool is_plain(Slice run, char mark)
{
    unsigned marks = 0;
    for (size_t i = 0; i < run.length; i++) {
        if (mark && run.bytes[i] == mark) {
            marks++;
        } else if (!is_blank(run.bytes[i])) {
            return false;
        }
    }
    return mark == 0 || marks == 1;
}

static bool has_line_end(Slice run)
{
    return run.length && (memchr(run.bytes, '\n', run.length) || memchr(run.bytes, '\r', run.length));
}

static Slice between(const Document *document, uint32_t from, uint32_t to)
{
    return slice_part(document_bytes(document), from, to - from);
}

/* First byte of the line that holds the byte. */
static uint32_t line_start(const Document *document, uint32_t offset)
{
    Slice bytes = document_bytes(document);
    while (offset > 0 && bytes.bytes[offset - 1] != '\n' && bytes.bytes[offset - 1] != '\r') {
        offset--;
    }
    return offset == 0 && slice_starts_with(bytes, SLICE("\xEF\xBB\xBF")) ? 3 : offset;
}

Slice habits_indentation(const Document *document, uint32_t offset)
{
    Slice bytes = document_bytes(document);
    uint32_t start = line_start(document, offset), end = start;
    while (end < offset && (bytes.bytes[end] == ' ' || bytes.bytes[end] == '\t')) {
        end++;
    }
    return slice_part(bytes, start, end - start);
}

bool habits_starts_line(const Document *document, uint32_t offset)
{
    uint32_t start = line_start(document, offset);
    return start > 0 && habits_indentation(document, offset).length == offset - start;
}

/* The first line end of the document. */
static Slice newline_of(const Document *document)
{
    Slice bytes = document_bytes(document);
    size_t lf = slice_find(bytes, SLICE("\n"), 0);
    if (lf == SIZE_MAX) {
        return slice_find(bytes, SLICE("\r"), 0) == SIZE_MAX ? SLICE("\n") : SLICE("\r");
    }
    return lf > 0 && bytes.bytes[lf - 1] == '\r' ? SLICE("\r\n") : SLICE("\n");
}

/* What a child's line is indented by beyond that of its container; empty where the two do not tell. */
static Slice step_between(const Document *document, NodeId container, NodeId child)
{
    Slice outer = habits_indentation(document, document_node(document, container)->start);
    Slice inner = habits_indentation(document, node_begin(document_node(document, child)));
    bool is_step = slice_starts_with(inner, outer) && inner.length > outer.length;
    return is_step ? slice_part(inner, outer.length, inner.length) : (Slice){0};
}

/* Looks at one container: sets what its children tell and is not known yet. */
static void look_at(const Document *document, NodeId container, Habits *habits, bool *knows_lined)
{
    NodeId child = document_first_child(document, container);
    if (child == NODE_NONE || document_node(document, container)->kind == NODE_LINES) {
        return;
    }
    const Node *node = document_node(document, child);
    uint32_t start = node_begin(document_node(document, child));
    Slice before = between(document, document_node(document, container)->start + 1, start);
    bool is_lined = has_line_end(before);
    if (!*knows_lined) {
        habits->is_lined = is_lined;
        habits->padding = !is_lined && is_plain(before, 0) ? before : (Slice){0};
        *knows_lined = true;
    }
    if (is_lined && !habits->unit.length) {
        habits->unit = step_between(document, container, child);
    }
    if (node->key && !habits->colon.length) {
        uint32_t key_end = node->key + node->key_length + (node->flags & NODE_KEY_IS_BARE ? 0 : 1);
        Slice colon = between(document, key_end, node->start);
        habits->colon = is_plain(colon, ':') && !has_line_end(colon) ? colon : (Slice){0};
    }
    NodeId next = document_next_sibling(document, child);
    if (next != NODE_NONE && !habits->comma.length) {
        Slice comma = between(document, node->start + node->length, node_begin(document_node(document, next)));
        habits->comma = is_plain(comma, ',') && !has_line_end(comma) ? comma : (Slice){0};
    }
}

/* Looks among the first nodes of the document for what the surroundings did not tell. */
static void look_around(const Document *document, Habits *habits)
{
    enum { LOOK_MAXIMUM = 2000 };
    bool knows_lined = true;
    uint32_t count = document_count(document);
    for (NodeId id = 0; id < count && id < LOOK_MAXIMUM; id++) {
        if (habits->colon.length && habits->comma.length && habits->unit.length) {
            return;
        }
        NodeKind kind = (NodeKind)document_node(document, id)->kind;
        if (kind == NODE_OBJECT || kind == NODE_ARRAY) {
            look_at(document, id, habits, &knows_lined);
        }
    }
}

Habits habits_of(const Document *document, NodeId container)
{
    Habits habits = {.newline = newline_of(document)};
    bool knows_lined = false;
    for (NodeId id = container; id != NODE_NONE; id = document_node(document, id)->parent) {
        look_at(document, id, &habits, &knows_lined);
    }
    look_around(document, &habits);
    if (document_form(document) == DOCUMENT_NDJSON) {
        habits.is_lined = false;
    }
    if (!habits.colon.length) {
        habits.colon = habits.is_lined ? SLICE(": ") : SLICE(":");
    }
    if (!habits.comma.length) {
        bool is_spaced = habits.is_lined || slice_ends_with(habits.colon, SLICE(" "));
        habits.comma = is_spaced ? SLICE(", ") : SLICE(",");
    }
    if (!habits.unit.length) {
        habits.unit = SLICE("  ");
    }
    return habits;
}

/* Where the layout stands: the document that is written out, and the indentation of the current line. */
typedef struct Layout {
    const Document *value;
    const Habits *habits;
    Text indentation;
    Text *text;
} Layout;

static void start_line(Layout *layout)
{
    text_append(layout->text, layout->habits->newline);
    text_append(layout->text, text_slice(&layout->indentation));
}

/* Between a bracket and a child: a line end and the indentation, or the padding. */
static void append_edge(Layout *layout)
{
    if (layout->habits->is_lined) {
        start_line(layout);
    } else {
        text_append(layout->text, layout->habits->padding);
    }
}

/* The depth of the recursion is that of the value, which the reader bounds by DOCUMENT_DEPTH_MAXIMUM. */
static void append_value(Layout *layout, NodeId id)
{
    const Document *value = layout->value;
    NodeKind kind = (NodeKind)document_node(value, id)->kind;
    NodeId child = document_first_child(value, id);
    if ((kind != NODE_OBJECT && kind != NODE_ARRAY) || child == NODE_NONE) {
        text_append(layout->text, kind == NODE_OBJECT  ? SLICE("{}")
                                  : kind == NODE_ARRAY ? SLICE("[]")
                                                       : document_raw(value, id));
        return;
    }
    text_append_byte(layout->text, kind == NODE_OBJECT ? '{' : '[');
    size_t outer = layout->indentation.length;
    text_append(&layout->indentation, layout->habits->unit);
    for (bool is_first = true; child != NODE_NONE; child = document_next_sibling(value, child), is_first = false) {
        if (!is_first) {
            text_append(layout->text, layout->habits->is_lined ? SLICE(",") : layout->habits->comma);
        }
        if (is_first || layout->habits->is_lined) {
            append_edge(layout);
        }
        if (kind == NODE_OBJECT) {
            text_append_byte(layout->text, '"');
            text_append(layout->text, document_raw_key(value, child));
            text_append_byte(layout->text, '"');
            text_append(layout->text, layout->habits->colon);
        }
        append_value(layout, child);
    }
    layout->indentation.length = outer;
    append_edge(layout);
    text_append_byte(layout->text, kind == NODE_OBJECT ? '}' : ']');
}

void habits_lay_out(const Document *value, NodeId id, const Habits *habits, Slice indentation, Text *text)
{
    Layout layout = {.value = value, .habits = habits, .text = text};
    text_append(&layout.indentation, indentation);
    append_value(&layout, id);
    text_free(&layout.indentation);
}
