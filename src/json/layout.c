/* Habits: how the text around a place is laid out. */
#include "src/json/layout.h"

#include "src/base/ascii.h"
#include "src/json/layout_memory.h"
#include "src/json/run.h"

/* What has been found so far; what is found first, stays. */
enum Known {
    KNOWN_LINED = 1,
    KNOWN_UNIT = 2,
    KNOWN_COLON = 4,
    KNOWN_COMMA = 8,
    KNOWN_ARRAY = 16,
    KNOWN_OBJECT = 32,
    KNOWN_ALL = 63
};

typedef struct Survey {
    const Document *document;
    Habits habits;
    unsigned known;
} Survey;

/* ---- looking ---- */

static Slice between(const Document *document, uint32_t from, uint32_t to)
{
    return slice_part(document_bytes(document), from, to - from);
}

/* True when a run is blanks without a line end, and `mark` once (not at all where it is zero). */
static bool is_spacing(Slice run, char mark)
{
    unsigned marks = 0;
    for (size_t i = 0; i < run.length; i++) {
        if (mark && run.bytes[i] == mark) {
            marks++;
        } else if (run.bytes[i] != ' ' && run.bytes[i] != '\t') {
            return false;
        }
    }
    return marks == (mark ? 1 : 0);
}

/* First byte of the line that holds the byte; most begin near by, the others are found by their number. */
static uint32_t line_start(const Document *document, uint32_t offset)
{
    enum { NEAR = 256 };
    Slice bytes = document_bytes(document);
    for (uint32_t at = offset; at > 0 && offset - at < NEAR; at--) {
        bool is_pair = bytes.bytes[at - 1] == '\r' && at < bytes.length && bytes.bytes[at] == '\n';
        if (bytes.bytes[at - 1] == '\n' || (bytes.bytes[at - 1] == '\r' && !is_pair)) {
            return at;
        }
    }
    uint32_t start = document_line_start(document, document_position(document, offset).line);
    bool is_marked = start == 0 && slice_starts_with(bytes, SLICE("\xEF\xBB\xBF"));
    return is_marked ? 3 : start;
}

Slice habits_indentation(const Document *document, uint32_t offset)
{
    Slice bytes = document_bytes(document);
    uint32_t start = line_start(document, offset), end = start;
    while (end < offset && ascii_is_blank(bytes.bytes[end])) {
        end++;
    }
    return slice_part(bytes, start, end - start);
}

bool habits_starts_line(const Document *document, uint32_t offset)
{
    uint32_t start = line_start(document, offset);
    bool is_first_line = start == 0 || document_position(document, start).line == 1;
    return !is_first_line && start + habits_indentation(document, offset).length == offset;
}

/* The line end that begins at a byte; empty where that is the end of what was searched. */
static Slice newline_of(const Document *document, uint32_t at, uint32_t to)
{
    Slice bytes = document_bytes(document);
    if (at == to) {
        return (Slice){0};
    }
    bool is_pair = bytes.bytes[at] == '\r' && at + 1 < bytes.length && bytes.bytes[at + 1] == '\n';
    return is_pair ? SLICE("\r\n") : bytes.bytes[at] == '\r' ? SLICE("\r") : SLICE("\n");
}

enum { NEWLINE_REACH = 1 << 16 };

/* The line end that follows next, or else the document's first; both are looked for near by, for a file may be one
 * line. */
static Slice newline_at(const Document *document, uint32_t offset, const HabitsMemory *memory)
{
    uint32_t length = (uint32_t)document_bytes(document).length;
    uint32_t end = length - offset < NEWLINE_REACH ? length : offset + NEWLINE_REACH;
    Slice newline = newline_of(document, layout_memory_line_end(document, offset, end), end);
    newline = newline.length ? newline : memory->newline;
    return newline.length ? newline : SLICE("\n");
}

static bool is_container(const Node *node)
{
    return node->kind == NODE_ARRAY || node->kind == NODE_OBJECT;
}

/* What stands between the opening bracket and the first child, which must be there. */
static Slice opening_of(const Document *document, NodeId container)
{
    return between(document, document_node(document, container)->start + 1,
                   node_begin(document_node(document, container + 1)));
}

/* True when the first child, which must be there, does not stand on the line of the opening bracket. */
static bool is_lined(const Document *document, NodeId container)
{
    Slice opening = opening_of(document, container);
    return run_of_line(opening.bytes, 0, (uint32_t)opening.length) < opening.length;
}

bool habits_is_child_lined(const Document *document, NodeId container, NodeKind kind, bool is_lined_else)
{
    enum { CHILDREN_MAXIMUM = 100 };
    NodeId child = document_first_child(document, container), other = NODE_NONE;
    for (unsigned i = 0; child != NODE_NONE && i < CHILDREN_MAXIMUM; i++) {
        const Node *node = document_node(document, child);
        if (is_container(node) && node->end > child + 1) {
            if (node->kind == kind) {
                return is_lined(document, child);
            }
            other = other == NODE_NONE ? child : other;
        }
        child = document_next_sibling(document, child);
    }
    return other == NODE_NONE ? is_lined_else : is_lined(document, other);
}

/* ---- the survey ---- */

/* Notes a habit unless it is known or was not found. */
static void note(Survey *survey, enum Known what, bool is_found, Slice *habit, Slice found)
{
    if (is_found && !(survey->known & what)) {
        *habit = found;
        survey->known |= what;
    }
}

/* Notes by how much the first child, which is on a line of its own, is indented. */
static void note_step(Survey *survey, NodeId container)
{
    const Document *document = survey->document;
    Slice outer = habits_indentation(document, document_node(document, container)->start);
    Slice inner = habits_indentation(document, node_begin(document_node(document, container + 1)));
    note(survey, KNOWN_UNIT, slice_starts_with(inner, outer), &survey->habits.unit,
         slice_part(inner, outer.length, inner.length));
}

/* Notes the step within the children of the outermost container: what was cut out of a larger text has its base as the
 * first step. */
static void look_below_root(Survey *survey)
{
    enum { CHILDREN_MAXIMUM = 100 };
    const Document *document = survey->document;
    bool is_root = document_count(document) > 0 && is_container(document_node(document, 0));
    NodeId child = is_root ? document_first_child(document, 0) : NODE_NONE;
    for (unsigned i = 0; child != NODE_NONE && i < CHILDREN_MAXIMUM && !(survey->known & KNOWN_UNIT); i++) {
        bool has_child =
            is_container(document_node(document, child)) && document_node(document, child)->end > child + 1;
        if (has_child && habits_starts_line(document, node_begin(document_node(document, child))) &&
            is_lined(document, child)) {
            note_step(survey, child);
        }
        child = document_next_sibling(document, child);
    }
}

/* How the first child is set off: on a line of its own with a step of indentation, or by padding. */
static void look_at_opening(Survey *survey, NodeId container)
{
    const Document *document = survey->document;
    Habits *habits = &survey->habits;
    bool is_first_lined = is_lined(document, container);
    if (!(survey->known & KNOWN_LINED)) {
        habits->is_lined = is_first_lined;
        survey->known |= KNOWN_LINED;
    }
    if (is_first_lined) {
        if (document_node(document, container)->parent == NODE_NONE) {
            look_below_root(survey);
        }
        note_step(survey, container);
        return;
    }
    Slice padding = opening_of(document, container);
    if (document_node(document, container)->kind == NODE_ARRAY) {
        note(survey, KNOWN_ARRAY, is_spacing(padding, 0), &habits->array_padding, padding);
    } else {
        note(survey, KNOWN_OBJECT, is_spacing(padding, 0), &habits->object_padding, padding);
    }
}

/* Looks at one container with children. */
static void look_at(Survey *survey, NodeId container)
{
    const Document *document = survey->document;
    NodeId child = document_first_child(document, container);
    if (!is_container(document_node(document, container)) || child == NODE_NONE) {
        return;
    }
    look_at_opening(survey, container);
    const Node *node = document_node(document, child);
    if (node->key) {
        Span key = document_key_span(document, child);
        Slice colon = between(document, key.start + key.length, node->start);
        note(survey, KNOWN_COLON, is_spacing(colon, ':'), &survey->habits.colon, colon);
    }
    NodeId next = document_next_sibling(document, child);
    if (next != NODE_NONE) {
        Slice comma = between(document, node_finish(node), node_begin(document_node(document, next)));
        note(survey, KNOWN_COMMA, is_spacing(comma, ','), &survey->habits.comma, comma);
    }
}

/* What nothing tells. */
static void assume_rest(Survey *survey)
{
    Habits *habits = &survey->habits;
    note(survey, KNOWN_COLON, true, &habits->colon, habits->is_lined ? SLICE(": ") : SLICE(":"));
    bool is_spaced = slice_ends_with(habits->colon, SLICE(" "));
    note(survey, KNOWN_COMMA, true, &habits->comma, is_spaced ? SLICE(", ") : SLICE(","));
    note(survey, KNOWN_UNIT, true, &habits->unit, SLICE("  "));
}

/* What the beginning of the document shows, looked at once. */
static const HabitsMemory *survey_beginning(const Document *document)
{
    enum { LOOK_MAXIMUM = 2000 };
    HabitsMemory *memory = layout_memory_habits(document);
    if (!memory->is_surveyed) {
        Survey survey = {.document = document};
        uint32_t count = document_count(document), length = (uint32_t)document_bytes(document).length;
        for (NodeId id = 0; id < count && id < LOOK_MAXIMUM && survey.known != KNOWN_ALL; id++) {
            look_at(&survey, id);
        }
        uint32_t end = length < NEWLINE_REACH ? length : NEWLINE_REACH;
        *memory =
            (HabitsMemory){.is_surveyed = true,
                           .known = survey.known,
                           .habits = survey.habits,
                           .newline = newline_of(document, run_of_line(document_bytes(document).bytes, 0, end), end)};
    }
    return memory;
}

/* Takes what the surroundings did not tell from the beginning of the document. */
static void take_beginning(Survey *survey, const HabitsMemory *memory)
{
    Habits *habits = &survey->habits;
    const Habits *first = &memory->habits;
    habits->is_lined = survey->known & KNOWN_LINED ? habits->is_lined : first->is_lined;
    note(survey, KNOWN_UNIT, memory->known & KNOWN_UNIT, &habits->unit, first->unit);
    note(survey, KNOWN_COLON, memory->known & KNOWN_COLON, &habits->colon, first->colon);
    note(survey, KNOWN_COMMA, memory->known & KNOWN_COMMA, &habits->comma, first->comma);
    note(survey, KNOWN_ARRAY, memory->known & KNOWN_ARRAY, &habits->array_padding, first->array_padding);
    note(survey, KNOWN_OBJECT, memory->known & KNOWN_OBJECT, &habits->object_padding, first->object_padding);
}

Habits habits_of(const Document *document, NodeId container)
{
    const HabitsMemory *memory = survey_beginning(document);
    Survey survey = {.document = document};
    survey.habits.newline = newline_at(document, document_node(document, container)->start, memory);
    for (NodeId id = container; id != NODE_NONE; id = document_node(document, id)->parent) {
        look_at(&survey, id);
    }
    take_beginning(&survey, memory);
    if (document_form(document) == DOCUMENT_NDJSON) {
        survey.habits.is_lined = false;
        survey.habits.newline =
            slice_ends_with(survey.habits.newline, SLICE("\n")) ? survey.habits.newline : SLICE("\n");
    }
    assume_rest(&survey);
    return survey.habits;
}

/* ---- laying out ---- */

/* Where the layout stands: the document that is written out, and the indentation of the current line. */
typedef struct Layout {
    const Document *value;
    const Habits *habits;
    Text indentation;
    Text *text;
} Layout;

/* Between a bracket and a child: a line end and the indentation, or the padding. */
static void append_edge(Layout *layout, NodeKind kind)
{
    const Habits *habits = layout->habits;
    if (habits->is_lined) {
        text_append(layout->text, habits->newline);
        text_append(layout->text, text_slice(&layout->indentation));
    } else {
        text_append(layout->text, kind == NODE_ARRAY ? habits->array_padding : habits->object_padding);
    }
}

/* Between two children. */
static void append_comma(Layout *layout, NodeKind kind)
{
    if (layout->habits->is_lined) {
        text_append_byte(layout->text, ',');
        append_edge(layout, kind);
    } else {
        text_append(layout->text, layout->habits->comma);
    }
}

/* The depth of the recursion is that of the value, which the reader bounds by DOCUMENT_DEPTH_MAXIMUM. */
static void append_value(Layout *layout, NodeId id)
{
    const Document *value = layout->value;
    NodeKind kind = (NodeKind)document_node(value, id)->kind;
    NodeId child = document_first_child(value, id);
    if (child == NODE_NONE) {
        text_append(layout->text, kind == NODE_OBJECT  ? SLICE("{}")
                                  : kind == NODE_ARRAY ? SLICE("[]")
                                                       : document_raw(value, id));
        return;
    }
    size_t outer = layout->indentation.length;
    text_append_byte(layout->text, kind == NODE_OBJECT ? '{' : '[');
    text_append(&layout->indentation, layout->habits->unit);
    append_edge(layout, kind);
    while (child != NODE_NONE) {
        if (kind == NODE_OBJECT) {
            text_append_byte(layout->text, '"');
            text_append(layout->text, document_raw_key(value, child));
            text_append_byte(layout->text, '"');
            text_append(layout->text, layout->habits->colon);
        }
        append_value(layout, child);
        child = document_next_sibling(value, child);
        if (child != NODE_NONE) {
            append_comma(layout, kind);
        }
    }
    layout->indentation.length = outer;
    append_edge(layout, kind);
    text_append_byte(layout->text, kind == NODE_OBJECT ? '}' : ']');
}

void habits_lay_out(const Document *value, NodeId id, const Habits *habits, Slice indentation, Text *text)
{
    Layout layout = {.value = value, .habits = habits, .text = text};
    text_append(&layout.indentation, indentation);
    append_value(&layout, id);
    text_free(&layout.indentation);
}
