/* Coded value: codes, Codings, CodeableConcepts and Quantities of the document, given to the judge of codes. */
#include "src/check/checker.h"
#include "src/check/families.h"

enum { CODINGS_MAXIMUM = 64, PARTS = 4 };

/* Where findings of the judge go: back to nodes of the document. */
typedef struct Receiver {
    Walk *walk;
    const Value *value;
    NodeId codings[CODINGS_MAXIMUM]; /* of a concept */
    uint32_t count;
} Receiver;

static NodeId part_of(const Receiver *receiver, NodeId holder, CodedPart part)
{
    static const char *const names[] = {
        [CODED_SYSTEM] = "system", [CODED_VERSION] = "version", [CODED_CODE] = "code", [CODED_DISPLAY] = "display"};
    const Document *document = receiver->walk->document;
    if (part == CODED_WHOLE || document_node(document, holder)->kind != NODE_OBJECT) {
        return holder;
    }
    NodeId member = document_member(document, holder, slice_from(names[part]));
    return member != NODE_NONE ? member : holder;
}

static void take_finding(void *context, const CodedFinding *found)
{
    Receiver *receiver = context;
    NodeId holder = value_node(receiver->value);
    if (receiver->count && found->position < receiver->count) {
        holder = receiver->codings[found->position];
    }
    Finding finding = {.severity = found->severity,
                       .key = found->key,
                       .detail = found->detail,
                       .element = receiver->value->facets->items[0].element};
    finding.node = part_of(receiver, holder, found->part);
    walk_add(receiver->walk, &finding, "%.*s", SLICE_ARGS(found->message));
}

/* Says once for each code system and document what was not checked. */
static void take_unchecked(void *context, Slice url, bool is_value_set)
{
    Receiver *receiver = context;
    Walk *walk = receiver->walk;
    if (walk->muted || slice_map_find(&walk->checker->unchecked, url)) {
        return;
    }
    bool is_new;
    slice_map_add(&walk->checker->unchecked, arena_copy(walk->checker->names, url), &is_new);
    Text shown = TEXT_EMPTY;
    Slice text = walk_shown(url, &shown);
    walk_issue(walk, SEVERITY_NOTE, "not-checked", value_node(receiver->value),
               receiver->value->facets->items[0].element,
               "codes of the %s %.*s are not known here and were not checked",
               is_value_set ? "value set" : "code system", SLICE_ARGS(text));
    text_free(&shown);
}

static Slice read_part(const Document *document, NodeId object, const char *name, Text *scratch)
{
    NodeId member = document_member(document, object, slice_from(name));
    if (member == NODE_NONE || document_node(document, member)->kind != NODE_STRING) {
        return (Slice){NULL, 0};
    }
    return document_string(document, member, scratch);
}

/* Reads a Coding, or the coded part of a Quantity, into `coded`; the texts lie in the document or in `scratch`. */
static void read_coded(const Document *document, NodeId id, bool is_quantity, Coded *coded, Text scratch[PARTS])
{
    *coded = (Coded){.system = read_part(document, id, "system", &scratch[0]),
                     .version = read_part(document, id, "version", &scratch[1]),
                     .code = read_part(document, id, "code", &scratch[2]),
                     .display = read_part(document, id, is_quantity ? "unit" : "display", &scratch[3])};
}

/* The elements that hold for a value; their number is that of its facets. */
static void elements_of(const Value *value, const Element **elements)
{
    for (uint32_t i = 0; i < value->facets->count; i++) {
        elements[i] = value->facets->items[i].element;
    }
}

static bool is_bound(const Value *value)
{
    for (uint32_t i = 0; i < value->facets->count; i++) {
        if (element_binding_strength(value->facets->items[i].element) != BINDING_NONE) {
            return true;
        }
    }
    return false;
}

static void check_code(Receiver *receiver, const CodedContext *context)
{
    Walk *walk = receiver->walk;
    const Value *value = receiver->value;
    bool has_value = value->node != NODE_NONE;
    if (!is_bound(value) || (has_value && document_node(walk->document, value->node)->kind != NODE_STRING)) {
        return;
    }
    Text scratch = TEXT_EMPTY;
    Slice code = has_value ? document_string(walk->document, value->node, &scratch) : (Slice){NULL, 0};
    const Element *elements[FACETS_MAXIMUM];
    elements_of(value, elements);
    if (!has_value || code.length) {
        code_judge_code(walk->checker->codes, elements, value->facets->count, code, context);
    }
    text_free(&scratch);
}

static void check_coding(Receiver *receiver, CodedContext *context, bool is_quantity)
{
    Walk *walk = receiver->walk;
    const Value *value = receiver->value;
    Text scratch[PARTS] = {{0}};
    Coded coded;
    const Element *elements[FACETS_MAXIMUM];
    elements_of(value, elements);
    read_coded(walk->document, value->node, is_quantity, &coded, scratch);
    context->kind = is_quantity ? CODED_QUANTITY : CODED_CODING;
    code_judge_coding(walk->checker->codes, elements, value->facets->count, &coded, context);
    for (size_t i = 0; i < PARTS; i++) {
        text_free(&scratch[i]);
    }
}

static void check_concept(Receiver *receiver, const CodedContext *context)
{
    Walk *walk = receiver->walk;
    const Document *document = walk->document;
    const Value *value = receiver->value;
    NodeId list = document_member(document, value->node, SLICE("coding"));
    Text scratch[CODINGS_MAXIMUM][PARTS] = {{{0}}};
    Coded codings[CODINGS_MAXIMUM];
    const Element *elements[FACETS_MAXIMUM];
    elements_of(value, elements);
    NodeId item = list != NODE_NONE && document_node(document, list)->kind == NODE_ARRAY
                      ? document_first_child(document, list)
                      : NODE_NONE;
    for (; item != NODE_NONE && receiver->count < CODINGS_MAXIMUM; item = document_next_sibling(document, item)) {
        uint32_t position = receiver->count++;
        receiver->codings[position] = item;
        read_coded(document, item, false, &codings[position], scratch[position]);
    }
    code_judge_concept(walk->checker->codes, elements, value->facets->count, codings, receiver->count, context);
    for (uint32_t i = 0; i < receiver->count; i++) {
        for (size_t j = 0; j < PARTS; j++) {
            text_free(&scratch[i][j]);
        }
    }
}

/* True for a coding of a CodeableConcept, which was judged with its concept. */
static bool is_in_concept(const Value *value)
{
    return slice_equals(element_path(value->facets->items[0].element), SLICE("CodeableConcept.coding"));
}

void coded_check(Walk *walk, const Value *value)
{
    Slice type = structure_type(value->type);
    Receiver receiver = {.walk = walk, .value = value};
    CodedHandler handler = {&receiver, take_finding, take_unchecked};
    CodedContext context = {.handler = &handler, .language = walk->scope->language};
    if (structure_kind(value->type) == STRUCTURE_PRIMITIVE) {
        check_code(&receiver, &context);
    } else if (slice_equals(type, SLICE("Coding"))) {
        if (!is_in_concept(value)) {
            check_coding(&receiver, &context, false);
        }
    } else if (slice_equals(type, SLICE("CodeableConcept"))) {
        check_concept(&receiver, &context);
    } else if (rules_is_subtype(walk->rules, value->type, SLICE("Quantity"))) {
        check_coding(&receiver, &context, true);
    }
}
