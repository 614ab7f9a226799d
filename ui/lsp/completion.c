/*
 * Completion: the elements that the rules know for an object, missing ones first, with what they need to begin with;
 * for a value the codes, units, SOP classes and references that may stand there.
 */
#include "src/outline/explanation.h"
#include "src/outline/rules_here.h"
#include "src/outline/values/known_values.h"
#include "ui/lsp/answer.h"
#include "ui/lsp/cursor_context.h"
#include "ui/lsp/requests.h"

enum { ITEMS_MAXIMUM = 1000 };

/* CompletionItemKind. */
enum { ITEM_PROPERTY = 10, ITEM_VALUE = 12, ITEM_MEMBER = 20, ITEM_STRUCT = 22 };

typedef struct Completion {
    Server *server;
    OpenText *text;
    CursorContext context;
    cJSON *items;
    Arena *arena;
    bool is_cut;
} Completion;

/* Adds an item that replaces the token; false where there are enough. */
static cJSON *add_item(Completion *completion, Slice label, int kind, Slice written)
{
    cJSON *item = cJSON_CreateObject();
    answer_add_shown(item, "label", label);
    cJSON_AddNumberToObject(item, "kind", kind);
    cJSON_AddItemToObject(item, "textEdit", answer_edit(&completion->text->places, completion->context.token, written));
    cJSON_AddItemToArray(completion->items, item);
    return item;
}

/* What an editor compares with what was typed: with the quote, where that is part of the token. */
static void add_filter(const Completion *completion, cJSON *item, Slice words)
{
    Text filter = TEXT_EMPTY;
    text_append(&filter, completion->context.is_string ? SLICE("\"") : SLICE(""));
    text_append(&filter, words);
    answer_add(item, "filterText", text_slice(&filter));
    text_free(&filter);
}

/* ---- keys ---- */

static void add_documentation(const Completion *completion, const Element *element, cJSON *item)
{
    Subject subject = {completion->server->chosen.rules, element_path(element), &element, 1};
    Slice sentence = explanation_sentence(&subject);
    if (sentence.length > 0) {
        answer_add_shown(item, "documentation", sentence);
    }
}

/* "1..* Coding". */
static void add_detail(const Element *element, bool is_required, cJSON *item)
{
    Text detail = TEXT_EMPTY;
    uint32_t minimum = element_minimum(element);
    if (element_maximum(element) == MAXIMUM_UNBOUNDED) {
        text_format(&detail, "%u..*", minimum > 0 || !is_required ? minimum : 1);
    } else {
        text_format(&detail, "%u..%u", minimum > 0 || !is_required ? minimum : 1, element_maximum(element));
    }
    for (uint32_t i = 0; i < element_type_count(element) && i < 4; i++) {
        text_format(&detail, "%s%.*s", i > 0 ? " | " : " ", SLICE_ARGS(type_fhir_code(element_type(element, i))));
    }
    answer_add_shown(item, "detail", text_slice(&detail));
    text_free(&detail);
}

/* What is written for a member: its name, and where no value follows, what the value begins with. */
static void append_member(const Completion *completion, const ChildRule *child, Text *written)
{
    Text scratch = TEXT_EMPTY;
    splice_quote(operation_member_name(child->element, &scratch), written);
    text_free(&scratch);
    if (completion->context.has_colon) {
        return;
    }
    Operation operation = server_operation(completion->text);
    Text value = TEXT_EMPTY;
    operation_skeleton(&operation, completion->context.holder, child->element, &value);
    bool is_listed = child->is_repeating && (value.length == 0 || value.bytes[0] != '[');
    text_append(written, is_listed ? SLICE(": [") : SLICE(": "));
    text_append(written, value.length > 0 ? text_slice(&value) : SLICE("\"\""));
    text_append(written, is_listed ? SLICE("]") : SLICE(""));
    text_free(&value);
}

static void add_child(Completion *completion, const ChildRule *child)
{
    Text written = TEXT_EMPTY;
    append_member(completion, child, &written);
    cJSON *item =
        add_item(completion, child->name, child->is_required ? ITEM_STRUCT : ITEM_PROPERTY, text_slice(&written));
    add_filter(completion, item, child->name);
    add_detail(child->element, child->is_required, item);
    add_documentation(completion, child->element, item);
    Slice sort = arena_format(completion->arena, "%d%04d",
                              child->is_required    ? 0
                              : child->is_obligated ? 1
                                                    : 2,
                              cJSON_GetArraySize(completion->items));
    answer_add(item, "sortText", sort);
    text_free(&written);
}

/* True where the member of a rule is the one that is being written. */
static bool is_own(const Completion *completion, const ChildRule *child)
{
    Span key = document_key_span(completion->text->places.document, child->member);
    return key.start == completion->context.token.start;
}

static void add_keys(Completion *completion)
{
    const Document *document = completion->text->places.document;
    NodeId holder = completion->context.holder;
    ChildrenHere children = children_here(completion->server->checker, document, holder);
    for (uint32_t i = 0; i < children.count; i++) {
        if (children.items[i].member == NODE_NONE || is_own(completion, &children.items[i])) {
            add_child(completion, &children.items[i]);
        }
    }
    children_here_free(&children);
}

/* ---- values ---- */

static bool add_known(void *context, const KnownValue *value)
{
    Completion *completion = context;
    Text written = TEXT_EMPTY;
    splice_quote(value->concept.code, &written);
    cJSON *item = add_item(completion, value->concept.code, ITEM_MEMBER, text_slice(&written));
    Slice display = value->concept.display;
    Slice words = arena_format(completion->arena, "%.*s %.*s", SLICE_ARGS(value->concept.code), SLICE_ARGS(display));
    add_filter(completion, item, words);
    if (display.length + value->note.length > 0) {
        answer_add_shown(item, "detail", display.length > 0 ? display : value->note);
    }
    answer_add(item, "sortText", arena_format(completion->arena, "%06d", cJSON_GetArraySize(completion->items)));
    text_free(&written);
    completion->is_cut = cJSON_GetArraySize(completion->items) >= ITEMS_MAXIMUM;
    return !completion->is_cut;
}

static bool add_concept(void *context, const Concept *concept)
{
    return add_known(context, &(KnownValue){.concept = *concept});
}

/* Adds the codes of the value set that one of the elements is bound to; false where none is, or it is not known. */
static bool add_codes(Completion *completion, const ElementsHere *elements)
{
    const Rules *rules = completion->server->chosen.rules;
    for (uint32_t i = 0; i < elements->count; i++) {
        const ValueSet *set = element_binding_strength(elements->items[i]) > BINDING_EXAMPLE
                                  ? rules_value_set(rules, element_binding_value_set(elements->items[i]))
                                  : NULL;
        if (set) {
            value_set_suggest(rules, set, add_concept, completion);
            return true;
        }
    }
    return false;
}

/* The object that a value set binds when the code in `holder` is written: the Coding, or the CodeableConcept around it.
 */
static bool add_codes_around(Completion *completion, NodeId holder)
{
    const Document *document = completion->text->places.document;
    for (unsigned steps = 0; steps < 3 && holder != NODE_NONE; steps++) {
        ElementsHere elements = elements_here(completion->server->checker, document, holder, (Slice){0});
        bool is_done = add_codes(completion, &elements);
        elements_here_free(&elements);
        if (is_done) {
            return true;
        }
        holder = document_node(document, holder)->parent;
    }
    return false;
}

/* What known_values.h knows for the place of a Coding: its code is what is being written. */
static bool add_known_around(Completion *completion, NodeId holder)
{
    const Document *document = completion->text->places.document;
    ElementsHere elements = elements_here(completion->server->checker, document, holder, (Slice){0});
    ValuePlace place = {
        completion->server->checker, document, holder, false, elements.count > 0 ? elements.items[0] : NULL, {0}};
    KnownVisit visit = {.visit = add_known, .context = completion, .arena = completion->arena};
    bool is_done = known_values_visit(&place, &visit);
    elements_here_free(&elements);
    return is_done;
}

/* Adds true and false for what is a boolean. */
static void add_truths(Completion *completion, const ElementsHere *elements)
{
    bool is_boolean = elements->count > 0 && element_type_count(elements->items[0]) == 1 &&
                      slice_equals(type_code(element_type(elements->items[0], 0)), SLICE("boolean"));
    if (is_boolean && !completion->context.is_string) {
        add_item(completion, SLICE("true"), ITEM_VALUE, SLICE("true"));
        add_item(completion, SLICE("false"), ITEM_VALUE, SLICE("false"));
    }
}

/* Adds what the value of an element that is no simple one begins with. */
static void add_skeleton(Completion *completion, const ElementsHere *elements)
{
    Operation operation = server_operation(completion->text);
    bool is_built =
        elements->count > 0 && !completion->context.is_string && !operation_is_simple(&operation, elements->items[0]);
    if (!is_built) {
        return;
    }
    const Element *element = elements->items[0];
    Text value = TEXT_EMPTY;
    operation_skeleton(&operation, completion->context.holder, element, &value);
    if (value.length > 0) {
        cJSON *item = add_item(completion, text_slice(&value), ITEM_STRUCT, text_slice(&value));
        add_documentation(completion, element, item);
    }
    text_free(&value);
}

/* Adds the types of resources. */
static void add_types(Completion *completion)
{
    const Rules *rules = completion->server->chosen.rules;
    for (uint32_t i = 0; i < rules_structure_count(rules); i++) {
        const Structure *structure = rules_structure_at(rules, i);
        if (structure_kind(structure) == STRUCTURE_RESOURCE && !structure_is_profile(structure) &&
            !structure_is_abstract(structure)) {
            add_concept(completion, &(Concept){.code = structure_type(structure)});
        }
    }
}

static void add_values(Completion *completion)
{
    const CursorContext *context = &completion->context;
    const Document *document = completion->text->places.document;
    if (slice_equals(context->key, SLICE("resourceType"))) {
        add_types(completion);
        return;
    }
    if (context->holder == NODE_NONE) {
        return;
    }
    bool is_code = slice_equals(context->key, SLICE("code"));
    ElementsHere elements = elements_here(completion->server->checker, document, context->holder, context->key);
    ValuePlace place = {completion->server->checker,
                        document,
                        context->holder,
                        true,
                        elements.count > 0 ? elements.items[0] : NULL,
                        {0}};
    KnownVisit visit = {.visit = add_known, .context = completion, .arena = completion->arena};
    bool is_done = add_codes(completion, &elements) || (is_code && add_known_around(completion, context->holder)) ||
                   (is_code && add_codes_around(completion, context->holder)) || known_values_visit(&place, &visit);
    if (!is_done) {
        add_truths(completion, &elements);
        add_skeleton(completion, &elements);
    }
    elements_here_free(&elements);
}

cJSON *request_completion(Server *server, const cJSON *params)
{
    OpenText *text = server_text(server, params);
    uint32_t offset;
    if (!places_offset(&text->places, cJSON_GetObjectItemCaseSensitive(params, "position"), &offset)) {
        return NULL;
    }
    Completion completion = {.server = server,
                             .text = text,
                             .context = cursor_context(text->places.document, offset),
                             .items = cJSON_CreateArray(),
                             .arena = arena_new()};
    if (completion.context.kind == CURSOR_KEY) {
        add_keys(&completion);
    } else if (completion.context.kind == CURSOR_VALUE) {
        add_values(&completion);
    }
    cJSON *list = cJSON_CreateObject();
    cJSON_AddBoolToObject(list, "isIncomplete", completion.is_cut);
    cJSON_AddItemToObject(list, "items", completion.items);
    arena_free(completion.arena);
    return list;
}
