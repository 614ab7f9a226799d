/*
 * Fixes of text that is no JSON: commas, colons, comments and brackets.
 *
 * A bracket that is missing is missed long after the place where it belongs. Where the text is laid out in lines, the
 * indentation tells that place: a child that stands no deeper than what holds it belongs outside.
 */
#include "src/edit/fix/fix_syntax.h"

#include "src/base/ascii.h"
#include "src/edit/fix_memory.h"
#include "src/json/layout.h"

/* Faults that leave in doubt what was meant. */
static bool is_doubtful(FaultKind kind)
{
    return kind == FAULT_VALUE_EXPECTED || kind == FAULT_VALUE_AT_END || kind == FAULT_KEY_EXPECTED ||
           kind == FAULT_COLON_AND_VALUE || kind == FAULT_COLON_STRAY || kind == FAULT_NOT_BRACKET ||
           kind == FAULT_NOT_BRACE || kind == FAULT_QUOTE_MISSING;
}

/* True where no fault that begins in [start, end) leaves in doubt what was meant. */
static bool has_no_doubt(const Document *document, uint32_t start, uint32_t end)
{
    uint32_t count = document_fault_count(document);
    for (uint32_t i = document_fault_from(document, start); i < count; i++) {
        const SyntaxFault *fault = document_fault(document, i);
        if (fault->offset >= end) {
            return true;
        }
        if (is_doubtful(fault->kind)) {
            return false;
        }
    }
    return true;
}

/* True when the line of a byte, or the text up to it, has no fault that leaves in doubt what was meant. */
static bool is_plain(const FixOffer *offer, uint32_t offset, bool is_whole)
{
    uint32_t line = document_position(offer->document, offset).line;
    uint32_t start = is_whole ? 0 : document_line_start(offer->document, line);
    uint32_t end = document_line_start(offer->document, line + 1);
    FixMemory *memory = offer->operation->memory;
    if (!memory) {
        return has_no_doubt(offer->document, start, end);
    }
    fix_memory_follow(memory, offer->document);
    PlainRun *known = &memory->plain;
    if (known->end != end || known->start != start) {
        *known = (PlainRun){.start = start, .end = end, .is_plain = has_no_doubt(offer->document, start, end)};
    }
    return known->is_plain;
}

void offer_bytes(const FixOffer *offer, bool is_certain, uint32_t offset, uint32_t removed, Slice inserted, Slice title)
{
    SpliceList splices = SPLICE_LIST_EMPTY;
    splice_list_add(&splices, offset, removed, inserted);
    offer_splices(offer, is_certain && is_plain(offer, offset, false), &splices, title);
}

/* ---- commas, colons, comments ---- */

/* A comment goes with the blanks before it, and with its line where nothing else stands there. */
static void offer_no_comment(const FixOffer *offer, const SyntaxFault *fault)
{
    Slice bytes = document_bytes(offer->document);
    uint32_t start = fault->offset, end = fault->offset + fault->length, after = end;
    while (start > 0 && ascii_is_blank(bytes.bytes[start - 1])) {
        start--;
    }
    while (after < bytes.length && ascii_is_blank(bytes.bytes[after])) {
        after++;
    }
    bool starts_line = start == 0 || ascii_is_line_end(bytes.bytes[start - 1]);
    bool ends_line = after == bytes.length || ascii_is_line_end(bytes.bytes[after]);
    if (starts_line && ends_line) {
        after += after < bytes.length && bytes.bytes[after] == '\r';
        after += after < bytes.length && bytes.bytes[after] == '\n';
    }
    start = starts_line && !ends_line ? fault->offset : start;
    end = starts_line ? after : end;
    offer_bytes(offer, true, start, end - start, SLICE(""), SLICE("Remove the comment"));
}

static void offer_comma(const FixOffer *offer, const SyntaxFault *fault)
{
    offer_bytes(offer, true, fault->offset, 0, SLICE(","), SLICE("Add a comma"));
}

static void offer_no_comma(const FixOffer *offer, const SyntaxFault *fault)
{
    offer_bytes(offer, true, fault->offset, fault->length, SLICE(""), SLICE("Remove the comma"));
}

static void offer_colon(const FixOffer *offer, const SyntaxFault *fault)
{
    uint32_t end = fault->offset + fault->length, after = end;
    while (end > fault->offset && ascii_is_json_white(document_bytes(offer->document).bytes[end - 1])) {
        end--;
    }
    offer_bytes(offer, true, end, 0, after > end ? SLICE(":") : SLICE(": "), SLICE("Add a colon"));
}

static void offer_text_removal(const FixOffer *offer, const SyntaxFault *fault)
{
    offer_bytes(offer, false, fault->offset, fault->length, SLICE(""), SLICE("Remove the invalid characters"));
}

/* Text after the value; brackets that close nothing say nothing. */
static void offer_end(const FixOffer *offer, const SyntaxFault *fault)
{
    Slice text = slice_part(document_bytes(offer->document), fault->offset, fault->length);
    size_t length = text.length;
    bool is_brackets = true;
    while (length > 0 && ascii_is_json_white(text.bytes[length - 1])) {
        length--;
    }
    for (size_t i = 0; i < length; i++) {
        is_brackets =
            is_brackets && (ascii_is_json_white(text.bytes[i]) || text.bytes[i] == '}' || text.bytes[i] == ']');
    }
    offer_bytes(offer, is_brackets && is_plain(offer, fault->offset, true), fault->offset, (uint32_t)length, SLICE(""),
                is_brackets ? SLICE("Remove the unmatched brackets") : SLICE("Remove the characters after the value"));
}

/* A member without a value, or with one that is none. */
static void offer_no_value(const FixOffer *offer, const SyntaxFault *fault)
{
    Text json = TEXT_EMPTY;
    Slice said = slice_part(document_bytes(offer->document), fault->offset, fault->length);
    if (fault->kind == FAULT_VALUE_EXPECTED && offer->node->length > 0) {
        splice_quote(said, &json);
        offer_bytes(offer, false, fault->offset, fault->length, text_slice(&json), SLICE("Put the value in quotes"));
    }
    offer_removal(offer);
    text_free(&json);
}

/* ---- brackets ---- */

/* What closes a container, after the value that ends at `after`: on a line of its own where its children have theirs.
 */
static void append_closing(const FixOffer *offer, NodeId container, Text *text)
{
    const Node *node = document_node(offer->document, container);
    NodeId child = document_first_child(offer->document, container);
    if (child != NODE_NONE && habits_starts_line(offer->document, node_begin(document_node(offer->document, child)))) {
        text_append(text, habits_of(offer->document, container).newline);
        text_append(text, habits_indentation(offer->document, node->start));
    } else if (child != NODE_NONE && ascii_is_blank(document_bytes(offer->document).bytes[node->start + 1])) {
        text_append_byte(text, ' ');
    }
    text_append_byte(text, node->kind == NODE_OBJECT ? '}' : ']');
}

/* Where the value before a byte ends: without space, and without a comma that nothing follows. */
static uint32_t end_before(const FixOffer *offer, uint32_t offset)
{
    const char *bytes = document_bytes(offer->document).bytes;
    while (offset > 0 && ascii_is_json_white(bytes[offset - 1])) {
        offset--;
    }
    return offset;
}

/* The child of a container that by its indentation stands outside of it; NODE_NONE for none. */
static NodeId stray_child(const FixOffer *offer, NodeId container)
{
    const Document *document = offer->document;
    uint32_t start = document_node(document, container)->start;
    size_t depth = habits_indentation(document, start).length;
    for (NodeId child = document_first_child(document, container); child != NODE_NONE;
         child = document_next_sibling(document, child)) {
        uint32_t begin = node_begin(document_node(document, child));
        if (habits_starts_line(document, begin) && habits_indentation(document, begin).length <= depth) {
            return document_node(document, container)->parent == NODE_NONE ? NODE_NONE : child;
        }
    }
    return NODE_NONE;
}

/* Looks for the container that lacks its bracket by its indentation. */
static StrayChild find_stray(const FixOffer *offer)
{
    const Document *document = offer->document;
    StrayChild stray = {.is_known = true, .container = NODE_NONE, .child = NODE_NONE};
    NodeId count = document_form(document) != DOCUMENT_NDJSON ? document_count(document) : 0;
    for (NodeId id = 0; id < count && stray.child == NODE_NONE; id++) {
        NodeKind kind = (NodeKind)document_node(document, id)->kind;
        stray.container = id;
        stray.child = kind == NODE_OBJECT || kind == NODE_ARRAY ? stray_child(offer, id) : NODE_NONE;
    }
    return stray;
}

static StrayChild stray_of(const FixOffer *offer)
{
    FixMemory *memory = offer->operation->memory;
    if (!memory) {
        return find_stray(offer);
    }
    fix_memory_follow(memory, offer->document);
    memory->stray = memory->stray.is_known ? memory->stray : find_stray(offer);
    return memory->stray;
}

/* Closes, before the child that stands outside by its indentation, the container that lacks its bracket. */
static void offer_closing_by_indentation(const FixOffer *offer)
{
    const Document *document = offer->document;
    if (offer->list->is_certain_only) {
        return;
    }
    StrayChild stray = stray_of(offer);
    if (stray.child == NODE_NONE) {
        return;
    }
    NodeId before = document_previous_sibling(document, stray.child);
    const Node *node = document_node(document, stray.container);
    uint32_t end = before == NODE_NONE ? node->start + 1 : node_finish(document_node(document, before));
    Text text = TEXT_EMPTY, title = TEXT_EMPTY;
    append_closing(offer, stray.container, &text);
    text_format(&title, "Close the %s of line %u after line %u", node->kind == NODE_OBJECT ? "object" : "array",
                document_position(document, node->start).line, document_position(document, end).line);
    offer_bytes(offer, false, end, 0, text_slice(&text), text_slice(&title));
    text_free(&text);
    text_free(&title);
}

/* Finds out what closes all that is open at a place. */
static void close_all(const FixOffer *offer, uint32_t offset, OpenEnd *open)
{
    const Document *document = offer->document;
    uint32_t count = document_fault_count(document);
    text_clear(&open->text);
    open->count = 0;
    for (uint32_t i = document_fault_from(document, offset); i < count; i++) {
        const SyntaxFault *other = document_fault(document, i);
        if (other->offset == offset && (other->kind == FAULT_OBJECT_AT_END || other->kind == FAULT_ARRAY_AT_END)) {
            append_closing(offer, other->node, &open->text);
            open->count++;
        }
    }
    open->offset = offset;
    open->is_known = true;
}

/* The end of the text while brackets are open: closes them all. */
static void offer_all_closed(const FixOffer *offer, const SyntaxFault *fault)
{
    FixMemory *memory = offer->operation->memory;
    OpenEnd own = {.is_known = false}, *open = memory ? &memory->open : &own;
    if (offer->list->is_certain_only) {
        return;
    }
    if (memory) {
        fix_memory_follow(memory, offer->document);
    }
    if (!open->is_known || open->offset != fault->offset) {
        close_all(offer, fault->offset, open);
    }
    uint32_t end = end_before(offer, fault->offset);
    bool has_comma = end > 0 && document_bytes(offer->document).bytes[end - 1] == ',';
    Text title = TEXT_EMPTY;
    text_format(&title, open->count == 1 ? "Close the value at the end" : "Close all %u at the end", open->count);
    offer_closing_by_indentation(offer);
    offer_bytes(offer, false, end - has_comma, has_comma, text_slice(&open->text), text_slice(&title));
    text_free(&own.text);
    text_free(&title);
}

/* A container that is not closed before the bracket of one around it. */
static void offer_closing(const FixOffer *offer, const SyntaxFault *fault)
{
    uint32_t end = end_before(offer, fault->offset);
    Text text = TEXT_EMPTY;
    append_closing(offer, fault->node, &text);
    offer_closing_by_indentation(offer);
    offer_bytes(offer, false, end, 0, text_slice(&text),
                fault->kind == FAULT_OBJECT_OPEN ? SLICE("Close the object before the bracket")
                                                 : SLICE("Close the array before the bracket"));
    offer_bytes(offer, false, fault->offset, fault->length, SLICE(""), SLICE("Remove the bracket"));
    text_free(&text);
}

/* A bracket of the wrong kind. */
static void offer_bracket(const FixOffer *offer, const SyntaxFault *fault)
{
    bool is_object = fault->kind == FAULT_NOT_BRACKET;
    offer_closing_by_indentation(offer);
    offer_bytes(offer, false, fault->offset, fault->length, is_object ? SLICE("}") : SLICE("]"),
                is_object ? SLICE("Change to }") : SLICE("Change to ]"));
    offer_bytes(offer, false, fault->offset, fault->length, SLICE(""), SLICE("Remove the bracket"));
}

/* ---- which repairs there are ---- */

static void (*const repairs[FAULT_KIND_COUNT])(const FixOffer *offer, const SyntaxFault *fault) = {
    [FAULT_UNICODE_ESCAPE] = offer_escape,
    [FAULT_ESCAPE] = offer_escape,
    [FAULT_NOT_UTF8] = offer_encoding,
    [FAULT_CONTROL] = offer_control,
    [FAULT_QUOTE_MISSING] = offer_closing_quote,
    [FAULT_QUOTE_SINGLE] = offer_single_quotes,
    [FAULT_NUMBER] = offer_number,
    [FAULT_WORD] = offer_word,
    [FAULT_COMMENT] = offer_no_comment,
    [FAULT_VALUE_EXPECTED] = offer_no_value,
    [FAULT_VALUE_AT_END] = offer_no_value,
    [FAULT_KEY_BARE] = offer_key_quotes,
    [FAULT_KEY_EXPECTED] = offer_text_removal,
    [FAULT_COLON_AND_VALUE] = offer_no_value,
    [FAULT_COLON] = offer_colon,
    [FAULT_OBJECT_OPEN] = offer_closing,
    [FAULT_ARRAY_OPEN] = offer_closing,
    [FAULT_NOT_BRACKET] = offer_bracket,
    [FAULT_NOT_BRACE] = offer_bracket,
    [FAULT_COMMA_LAST] = offer_no_comma,
    [FAULT_COMMA_FIRST] = offer_no_comma,
    [FAULT_COLON_STRAY] = offer_text_removal,
    [FAULT_COMMA_MISSING] = offer_comma,
    [FAULT_OBJECT_AT_END] = offer_all_closed,
    [FAULT_ARRAY_AT_END] = offer_all_closed,
    [FAULT_MORE_TEXT] = offer_end,
};

/* The fault that the issue tells of. */
static const SyntaxFault *fault_of(const FixOffer *offer)
{
    const Issue *issue = offer->issue;
    uint32_t count = document_fault_count(offer->document);
    for (uint32_t i = document_fault_from(offer->document, issue->span.start); i < count; i++) {
        const SyntaxFault *fault = document_fault(offer->document, i);
        if (fault->offset > issue->span.start) {
            return NULL;
        }
        if (fault->node == issue->node && slice_equals(slice_from(document_fault_message(fault)), issue->message)) {
            return fault;
        }
    }
    return NULL;
}

bool fix_is_of_rest(const FixOffer *offer)
{
    const SyntaxFault *fault = offer->issue->id == KEY_JSON_SYNTAX ? fault_of(offer) : NULL;
    return fault && fault->kind == FAULT_MANY;
}

void offer_syntax(const FixOffer *offer)
{
    const SyntaxFault *fault = fault_of(offer);
    if (fault && repairs[fault->kind]) {
        repairs[fault->kind](offer, fault);
    }
}
