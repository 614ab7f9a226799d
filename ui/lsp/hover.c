/* Hover: the why card of a value. What it is for, who is obliged to what, what is wrong with it, then the formal rule.
 */
#include "src/outline/describe_row.h"
#include "src/outline/explanation.h"
#include "src/outline/rules_here.h"
#include "src/profile/facts/explain.h"
#include "src/profile/pack/explain_constraint.h"
#include "src/profile/terminology.h"
#include "ui/lsp/answer.h"
#include "ui/lsp/requests.h"

#include <stdlib.h>

/* Appends text of a document or definition as Markdown that shows it as it is. */
static void append_plain(Text *markdown, Slice text)
{
    const Slice marks = SLICE("\\`*_{}[]<>#|~");
    for (size_t i = 0; i < text.length; i++) {
        if (memchr(marks.bytes, text.bytes[i], marks.length)) {
            text_append_byte(markdown, '\\');
        }
        text_append_byte(markdown, text.bytes[i]);
    }
}

static void append_issues(const OpenText *text, NodeId node, Text *markdown)
{
    const Report *report = judged_report(text->judged);
    uint32_t first, count = report_issues_of(report, node, &first);
    for (uint32_t i = first; i < first + count; i++) {
        const Issue *issue = report_issue(report, i);
        text_format(markdown, "- **%s** ", issue_is_gap(issue) ? "gap" : severity_name(issue->severity));
        append_plain(markdown, issue->missing);
        text_append(markdown, issue->missing.length > 0 ? SLICE(": ") : SLICE(""));
        append_plain(markdown, issue->message);
        text_format(markdown, " `%s`\n", issue->key);
    }
    text_append(markdown, count > 0 ? SLICE("\n") : SLICE(""));
}

static void append_obligations(const Server *server, const ElementsHere *elements, Text *markdown)
{
    const Actors *actors = &server->actors;
    bool has_any = false;
    for (size_t i = 0; i < actors->count; i++) {
        Text words = TEXT_EMPTY;
        char *name = memory_copy_string(actor_word(&actors->items[i]));
        if (describe_obligations(elements->items, elements->count, name, &words)) {
            text_format(markdown, "- **%s** %.*s\n", name, SLICE_ARGS(text_slice(&words)));
            has_any = true;
        }
        free(name);
        text_free(&words);
    }
    text_append(markdown, has_any ? SLICE("\n") : SLICE(""));
}

static void append_cardinality(const Element *element, Text *markdown)
{
    text_format(markdown, "`%u..", element_minimum(element));
    if (element_maximum(element) == MAXIMUM_UNBOUNDED) {
        text_append_byte(markdown, '*');
    } else {
        text_format(markdown, "%u", element_maximum(element));
    }
    text_append_byte(markdown, '`');
    for (uint32_t i = 0; i < element_type_count(element); i++) {
        text_format(markdown, "%s `%.*s`", i > 0 ? "," : "", SLICE_ARGS(type_fhir_code(element_type(element, i))));
    }
    text_append(markdown, SLICE("\n\n"));
}

static void append_bindings(const Server *server, const ElementsHere *elements, Text *markdown)
{
    static const char *const strengths[] = {"", "example", "preferred", "extensible", "required"};
    for (uint32_t i = 0; i < elements->count; i++) {
        BindingStrength strength = element_binding_strength(elements->items[i]);
        if (strength != BINDING_NONE) {
            Slice url = element_binding_value_set(elements->items[i]);
            const ValueSet *set = rules_value_set(server->chosen.rules, url);
            text_format(markdown, "Codes (%s): ", strengths[strength]);
            append_plain(markdown, set ? value_set_name(set) : url);
            text_append(markdown, SLICE("\n\n"));
            return;
        }
    }
}

static void append_invariants(const Element *element, Text *markdown)
{
    for (uint32_t i = 0; i < element_constraint_count(element); i++) {
        const Constraint *constraint = element_constraint(element, i);
        if (!slice_equals(constraint_key(constraint), SLICE("ele-1"))) {
            text_format(markdown, "- `%.*s` ", SLICE_ARGS(constraint_key(constraint)));
            append_plain(markdown, explain_constraint(constraint));
            text_append_byte(markdown, '\n');
        }
    }
}

/* The card of a node whose rules are known. */
static void append_card(const Server *server, const OpenText *text, NodeId node, const ElementsHere *elements,
                        Text *markdown)
{
    const Element *element = elements->items[0];
    Text place = TEXT_EMPTY;
    explanation_place(text->places.document, node, (Slice){0}, &place);
    Subject subject = {server->chosen.rules, text_slice(&place), elements->items, elements->count};
    Slice sentence = explanation_sentence(&subject), source = explanation_source(&subject);
    text_format(markdown, "`%.*s`\n\n", SLICE_ARGS(element_id(element)));
    if (sentence.length > 0) {
        append_plain(markdown, sentence);
        text_append(markdown, SLICE("\n\n"));
    }
    append_obligations(server, elements, markdown);
    append_issues(text, node, markdown);
    append_cardinality(element, markdown);
    append_bindings(server, elements, markdown);
    append_invariants(element, markdown);
    if (source.length > 0) {
        text_append(markdown, SLICE("\n"));
        append_plain(markdown, source);
        text_append_byte(markdown, '\n');
    }
    text_free(&place);
}

/* The bytes that the card is about: key and value of what is simple, else the key. */
static Span span_of(const Document *document, NodeId node)
{
    const Node *value = document_node(document, node);
    Span key = document_key_span(document, node);
    bool is_container = value->kind == NODE_ARRAY || value->kind == NODE_OBJECT || value->kind == NODE_LINES;
    return is_container && key.length > 0 ? key
           : is_container                 ? (Span){value->start, value->length > 0}
                                          : (Span){node_begin(value), node_finish(value) - node_begin(value)};
}

cJSON *request_hover(Server *server, const cJSON *params)
{
    OpenText *text = server_text(server, params);
    uint32_t offset;
    if (!places_offset(&text->places, cJSON_GetObjectItemCaseSensitive(params, "position"), &offset)) {
        return NULL;
    }
    NodeId node = document_node_at(text->places.document, offset);
    ElementsHere elements = elements_here(server->checker, text->places.document, node, (Slice){0});
    Text markdown = TEXT_EMPTY;
    if (elements.count > 0) {
        append_card(server, text, node, &elements, &markdown);
    } else {
        append_issues(text, node, &markdown);
    }
    elements_here_free(&elements);
    cJSON *hover = cJSON_CreateNull();
    if (markdown.length > 0) {
        cJSON_Delete(hover);
        hover = cJSON_CreateObject();
        cJSON *contents = cJSON_AddObjectToObject(hover, "contents");
        cJSON_AddStringToObject(contents, "kind", "markdown");
        answer_add(contents, "value", text_slice(&markdown));
        cJSON_AddItemToObject(hover, "range", places_range(&text->places, span_of(text->places.document, node)));
    }
    text_free(&markdown);
    return hover;
}
