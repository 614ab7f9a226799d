/* Describe: one row of the outline in words. */
#include "src/outline/describe_row.h"

#include "src/base/memory.h"
#include "src/outline/narrative_text.h"
#include "src/outline/row_words.h"
#include "src/outline/summary.h"
#include "src/outline/type_words.h"
#include "src/profile/pack/actors.h"

#include <stdlib.h>

enum { ELEMENTS_MAXIMUM = 8 };

/* "SHALL:populate-if-known" as "SHALL populate if known". */
static void append_code(Slice code, Text *text)
{
    for (size_t i = 0; i < code.length; i++) {
        char c = code.bytes[i];
        text_append_byte(text, c == ':' || c == '-' ? ' ' : c);
    }
}

/* True when the same obligation stands in an element before. */
static bool is_repeated(const Element *const *elements, uint32_t count, Obligation obligation)
{
    for (uint32_t i = 0; i < count; i++) {
        for (uint32_t j = 0; j < element_obligation_count(elements[i]); j++) {
            Obligation other = element_obligation(elements[i], j);
            if (slice_equals(other.code, obligation.code) && slice_equals(other.actor, obligation.actor)) {
                return true;
            }
        }
    }
    return false;
}

bool describe_obligations(const Element *const *elements, uint32_t count, const char *actor, Text *text)
{
    bool has_any = false;
    for (uint32_t i = 0; i < count; i++) {
        for (uint32_t j = 0; j < element_obligation_count(elements[i]); j++) {
            Obligation obligation = element_obligation(elements[i], j);
            bool is_asked = obligation_is_of(&obligation, actor ? slice_from(actor) : SLICE(""));
            if (!is_asked || is_repeated(elements, i, obligation)) {
                continue;
            }
            if (has_any) {
                text_append(text, SLICE(" · "));
            }
            append_code(obligation.code, text);
            has_any = true;
        }
    }
    return has_any;
}

/* Reports that elements are marked mustSupport, where the marks are asked for; returns whether one is. */
static bool describe_mark(Outline *outline, const Element *const *elements, uint32_t count)
{
    bool is_marked = false;
    for (uint32_t i = 0; checker_shows_must_support(outline->checker) && i < count; i++) {
        is_marked |= element_is_must_support(elements[i]);
    }
    text_append(&outline->obligation, is_marked ? SLICE("must support") : SLICE(""));
    return is_marked;
}

static RowText text_of(const Document *document, NodeId id)
{
    static const RowText texts[NODE_KIND_COUNT] = {
        [NODE_NULL] = ROW_LITERAL,  [NODE_BOOLEAN] = ROW_LITERAL, [NODE_NUMBER] = ROW_NUMBER,
        [NODE_STRING] = ROW_STRING, [NODE_ARRAY] = ROW_WORDS,     [NODE_OBJECT] = ROW_WORDS,
        [NODE_LINES] = ROW_WORDS,   [NODE_BROKEN] = ROW_BROKEN};
    return texts[document_node(document, id)->kind];
}

/* The last part of a path. */
static Slice file_name(Slice path)
{
    size_t start = path.length;
    while (start > 0 && path.bytes[start - 1] != '/') {
        start--;
    }
    return slice_part(path, start, path.length);
}

/* The name of a member, a resource, a series or an instance; of other items their position. */
static void append_label(const Outline *outline, NodeId id, Text *label)
{
    const Document *document = outline->document;
    const Node *node = document_node(document, id);
    Text scratch = TEXT_EMPTY;
    NodeId type = document_member(document, id, SLICE("resourceType"));
    if (node->parent == NODE_NONE) {
        text_append(label, type != NODE_NONE          ? document_string(document, type, &scratch)
                           : node->kind == NODE_LINES ? file_name(slice_from(document_name(document)))
                                                      : SLICE("(value)"));
    } else if (id == outline->hoisted && type != NODE_NONE) {
        names_append_label(outline->names, names_holder(document, id), label);
    } else if (node->key) {
        text_append(label, document_key(document, id, &scratch));
        if (node->kind == NODE_ARRAY) {
            text_format(label, " [%u]", document_child_count(document, id));
        }
    } else if (!names_append_label(outline->names, id, label)) {
        text_format(label, "[%u]", document_position_in_parent(document, id));
    }
    text_free(&scratch);
}

/* Reports what the slices of an element are obliged to; returns whether one is. */
static bool describe_slices(Outline *outline, const Element *sliced)
{
    uint32_t count = element_slice_count(sliced);
    const Element **slices = memory_allocate_zeroed(count, sizeof *slices);
    for (uint32_t i = 0; i < count; i++) {
        slices[i] = element_slice(sliced, i);
    }
    bool is_obligated = describe_obligations(slices, count, outline->actor, &outline->obligation) ||
                        describe_mark(outline, slices, count);
    free(slices);
    return is_obligated;
}

/* Describes the row of an element that is not there. */
static void describe_absent(Outline *outline, const Row *row)
{
    RowView *view = &outline->view;
    const Element *absent = outline_absent(outline, row);
    text_append(&outline->label, element_name(absent));
    if (element_is_choice(absent)) {
        text_append(&outline->label, SLICE("[x]"));
    }
    bool is_obligated = describe_obligations(&absent, 1, outline->actor, &outline->obligation) ||
                        describe_mark(outline, &absent, 1) || describe_slices(outline, absent);
    view->mark = is_obligated ? MARK_HOLLOW : MARK_REQUIRED;
    view->text = ROW_GHOST;
    text_append(&outline->summary, element_minimum(absent) > 0 ? SLICE("required, missing") : SLICE("absent"));
    view->has_issue = element_minimum(absent) > 0;
    view->worst = view->has_issue ? SEVERITY_ERROR : SEVERITY_NOTE;
    view->element = absent;
}

/* True for a text whose first or last character, or whose whole, could not be seen without quotes. */
static bool needs_quotes(Slice text)
{
    return slice_trim(text).length < text.length || text.length == 0;
}

/* Appends the id and the type of a line's resource, which its label does not say; of a study the summary tells what it
 * is. */
static void append_line(const Document *document, NodeId id, Text *summary)
{
    size_t start = summary->length;
    NodeId type = document_member(document, id, SLICE("resourceType"));
    bool is_study = type != NODE_NONE && document_string_equals(document, type, SLICE("ImagingStudy"));
    words_append_id(document, id, start, SLICE(" · "), summary);
    if (!is_study) {
        words_append_member(document, id, "resourceType", start, SLICE(" · "), summary);
    }
    text_append(summary, summary->length > start ? SLICE(" · ") : (Slice){0});
}

/* Appends a value in a few words, with quotes where there is nothing else to see. */
static void append_summary(const Document *document, NodeId id, Slice type, Slice path, Text *summary)
{
    const Node *node = document_node(document, id);
    Text scratch = TEXT_EMPTY;
    bool is_string = node->kind == NODE_STRING;
    bool is_quoted = is_string && needs_quotes(document_string(document, id, &scratch));
    text_append(summary, is_quoted ? SLICE("\"") : SLICE(""));
    NodeId resource = names_resource(document, id);
    if (node->parent != NODE_NONE && document_node(document, node->parent)->kind == NODE_LINES) {
        append_line(document, id, summary);
    }
    summary_append(document, resource, type, resource == id ? path : (Slice){0}, summary);
    text_append(summary, is_quoted ? SLICE("\"") : SLICE(""));
    if (summary->length == 0 && node->end == id + 1) {
        text_append(summary, node->kind == NODE_ARRAY ? SLICE("[ ]") : SLICE("{ }"));
    }
    text_free(&scratch);
}

/* Appends what a narrative says, in one line. */
static void append_narrative(const Document *document, NodeId div, Text *summary)
{
    enum { NARRATIVE_MAXIMUM = 400 };
    Text scratch = TEXT_EMPTY;
    narrative_text_line(document_string(document, div, &scratch), NARRATIVE_MAXIMUM, summary);
    text_append(summary, summary->length ? (Slice){0} : SLICE("no text"));
    text_free(&scratch);
}

static void describe_value(Outline *outline, const Row *row)
{
    RowView *view = &outline->view;
    const Document *document = outline->document;
    const Element *elements[ELEMENTS_MAXIMUM];
    uint32_t count = check_elements(outline->checker, document, row->node, elements, ELEMENTS_MAXIMUM);
    count = count < ELEMENTS_MAXIMUM ? count : ELEMENTS_MAXIMUM;
    append_label(outline, row->node, &outline->label);
    Slice type = row_type(document, row->node, count ? elements[0] : NULL);
    Slice path = count ? element_path(elements[0]) : (Slice){0};
    NodeId narrative = outline->shows_markup ? NODE_NONE : row_narrative(document, row->node, type);
    view->text = narrative == NODE_NONE ? text_of(document, row->node) : ROW_NARRATIVE;
    if (narrative != NODE_NONE) {
        append_narrative(document, narrative, &outline->summary);
    } else {
        append_summary(document, row->node, type, path, &outline->summary);
        row_words(outline->names, document, row->node, type, &outline->words);
    }
    bool is_item = !document_node(document, row->node)->key;
    bool is_obligated = !is_item && (describe_obligations(elements, count, outline->actor, &outline->obligation) ||
                                     describe_mark(outline, elements, count));
    view->mark = is_obligated ? MARK_FILLED : MARK_NONE;
    view->has_issue = report_worst_within(outline->report, document, row->node, &view->worst);
    view->element = count ? elements[0] : NULL;
}

void describe_row(Outline *outline, const Row *row, bool is_container, bool is_open)
{
    RowView *view = &outline->view;
    text_clear(&outline->label);
    text_clear(&outline->summary);
    text_clear(&outline->obligation);
    text_clear(&outline->words);
    *view = (RowView){.node = row->node,
                      .is_absent = row->absent != 0,
                      .depth = row->depth,
                      .is_container = is_container,
                      .is_open = is_open};
    if (row->absent) {
        describe_absent(outline, row);
        view->name = element_name(outline_absent(outline, row));
    } else {
        describe_value(outline, row);
    }
    view->label = text_slice(&outline->label);
    view->summary = text_slice(&outline->summary);
    view->obligation = text_slice(&outline->obligation);
    view->words = text_slice(&outline->words);
}

const RowView *outline_describe(Outline *outline, NodeId node)
{
    describe_row(outline, &(Row){.node = node}, false, false);
    return &outline->view;
}
