/* Coded values: read from the document and handed to the judge of codes (src/check/codes/coded.h). */
#include "src/check/codes/coded.h"
#include "src/base/memory.h"
#include "src/base/systems.h"
#include "src/check/groups/groups.h"
#include "src/check/state/group.h"
#include "src/check/state/reference_resolver.h"

#include <stdlib.h>

enum { CODINGS_ON_STACK = 64 };

/* ---- findings ---- */

/* What the judge's answers are about. */
typedef struct CodedPlace {
    Walk *walk;
    const Place *place;
    const NodeId *codings; /* of a CodeableConcept */
    uint32_t coding_count;
} CodedPlace;

/* The node that an issue is about: the part where it is there, else the value. */
static NodeId node_of(void *context, uint32_t position, CodedPart part_of_value)
{
    static const char *const names[] = {NULL, "system", "version", "code", "display"};
    const CodedPlace *at = context;
    NodeId whole = place_node(at->place);
    if (at->codings && position < at->coding_count) {
        whole = at->codings[position];
    }
    bool is_quantity = at->place->plan->kind == PLAN_COMPLEX && !at->codings && part_of_value == CODED_DISPLAY &&
                       !slice_equals(at->place->plan->type, SLICE("Coding"));
    const char *name = is_quantity ? "unit" : names[part_of_value];
    NodeId part = name ? walk_member(at->walk, whole, name) : NODE_NONE;
    return part != NODE_NONE ? part : whole;
}

__attribute__((format(printf, 3, 0))) static void take_issue(void *context, const IssueForm *issue, const char *format,
                                                             va_list arguments)
{
    const CodedPlace *at = context;
    const Plan *plan = at->place->plan;
    IssueForm form = *issue;
    form.element = plan->element_count > 0 ? plan->elements[0] : NULL;
    issue_form_list(at->walk, &form, format, arguments);
}

static void take_unchecked(void *context, Slice url, bool is_value_set)
{
    const CodedPlace *at = context;
    issue_unchecked(at->walk, is_value_set ? UNCHECKED_VALUE_SET : UNCHECKED_SYSTEM, place_node(at->place), url);
}

static void take_unchecked_display(void *context, Slice language)
{
    const CodedPlace *at = context;
    issue_unchecked(at->walk, UNCHECKED_DISPLAY, place_node(at->place), language);
}

/* ---- reading ---- */

/* A string; no bytes where the node is none. */
static Slice kept_text(Walk *walk, NodeId node)
{
    bool is_string = node != NODE_NONE && document_node(walk_document(walk), node)->kind == NODE_STRING;
    return is_string ? document_text(walk_document(walk), node, walk_arena(walk)) : (Slice){NULL, 0};
}

/* A code without whitespace around it, which is reported where formats are judged. */
static Slice kept_code(Walk *walk, NodeId node)
{
    return slice_trim(kept_text(walk, node));
}

/* The language that a display states of itself, by the extension of its sibling; empty where it states none. */
static Slice display_language(Walk *walk, NodeId sibling)
{
    const Document *document = walk_document(walk);
    NodeId list = walk_member(walk, sibling, "extension");
    bool is_list = list != NODE_NONE && document_node(document, list)->kind == NODE_ARRAY;
    for (NodeId item = is_list ? document_first_child(document, list) : NODE_NONE; item != NODE_NONE;
         item = document_next_sibling(document, item)) {
        NodeId url = walk_member(walk, item, "url");
        if (url != NODE_NONE && document_string_equals(document, url, SLICE(FHIR_STRUCTURES "language"))) {
            return kept_text(walk, walk_member(walk, item, "valueCode"));
        }
    }
    return (Slice){NULL, 0};
}

/* The part that a member is; NULL for others. */
static Slice *part_of(Coded *coded, Slice key, bool is_quantity)
{
    if (slice_equals(key, SLICE("system"))) {
        return &coded->system;
    }
    if (slice_equals(key, SLICE("code"))) {
        return &coded->code;
    }
    if (slice_equals(key, SLICE("version"))) {
        return &coded->version;
    }
    return slice_equals(key, is_quantity ? SLICE("unit") : SLICE("display")) ? &coded->display : NULL;
}

/* Reads system, version, code and display (of a Quantity its unit) of an object. */
static Coded read_coded(Walk *walk, NodeId object, bool is_quantity)
{
    const Document *document = walk_document(walk);
    Coded coded = {.system = {NULL, 0}};
    for (NodeId child = document_first_child(document, object); child != NODE_NONE;
         child = document_next_sibling(document, child)) {
        Slice key = document_raw_key(document, child);
        Slice *part = part_of(&coded, key, is_quantity);
        if (part && !part->bytes) {
            *part = part == &coded.code ? kept_code(walk, child) : kept_text(walk, child);
        } else if (!part && slice_equals(key, SLICE("_display"))) {
            coded.display_language = display_language(walk, child);
        }
    }
    return coded;
}

/* ---- judging ---- */

static bool is_bound(const Plan *plan)
{
    for (uint32_t i = 0; i < plan->element_count; i++) {
        if (element_binding_strength(plan->elements[i]) != BINDING_NONE ||
            element_additional_binding_count(plan->elements[i]) > 0) {
            return true;
        }
    }
    return false;
}

/* True for Quantity and the types that derive from it. */
static bool is_quantity(const Plan *plan)
{
    return slice_equals(plan->type, SLICE("Quantity")) ||
           (plan->type_structure &&
            slice_equals(structure_base(plan->type_structure), SLICE(FHIR_STRUCTURES "Quantity")));
}

static bool concerns(const Plan *plan)
{
    if (plan->kind == PLAN_PRIMITIVE) {
        return is_bound(plan);
    }
    return slice_equals(plan->type, SLICE("Coding")) || slice_equals(plan->type, SLICE("CodeableConcept")) ||
           is_quantity(plan);
}

/* Reads the codings of a list that are objects, and returns their number. */
static uint32_t read_codings(Walk *walk, NodeId list, Coded *codings, NodeId *nodes)
{
    const Document *document = walk_document(walk);
    uint32_t count = 0;
    for (NodeId item = document_first_child(document, list); item != NODE_NONE;
         item = document_next_sibling(document, item)) {
        if (document_node(document, item)->kind == NODE_OBJECT) {
            nodes[count] = item;
            codings[count++] = read_coded(walk, item, false);
        }
    }
    return count;
}

/* Judges a CodeableConcept: its codings one by one, and together against the binding. */
static void judge_concept(Walk *walk, const Place *place, CodedPlace *at, CodedContext *context)
{
    Coded codings_on_stack[CODINGS_ON_STACK], *codings = codings_on_stack;
    NodeId nodes_on_stack[CODINGS_ON_STACK], *nodes = nodes_on_stack;
    NodeId list = walk_member(walk, place->node, "coding");
    bool is_array = list != NODE_NONE && document_node(walk_document(walk), list)->kind == NODE_ARRAY;
    uint32_t items = is_array ? document_child_count(walk_document(walk), list) : 0;
    if (items > CODINGS_ON_STACK) {
        codings = memory_allocate_zeroed(items, sizeof *codings);
        nodes = memory_allocate_zeroed(items, sizeof *nodes);
    }
    uint32_t count = is_array ? read_codings(walk, list, codings, nodes) : 0;
    at->codings = nodes;
    at->coding_count = count;
    code_judge_concept(walk_codes(walk), place->plan->elements, place->plan->element_count, codings, count, context);
    if (codings != codings_on_stack) {
        free(codings);
        free(nodes);
    }
}

static void judge_coding(Walk *walk, const Place *place, CodedContext *context)
{
    const Plan *plan = place->plan;
    CodeJudge *judge = walk_codes(walk);
    Coded coded = read_coded(walk, place->node, is_quantity(plan));
    bool is_in_concept = place->holder && slice_equals(place->holder->plan->type, SLICE("CodeableConcept"));
    context->kind = is_quantity(plan) ? CODED_QUANTITY : CODED_CODING;
    if (!is_in_concept) {
        code_judge_coding(judge, plan->elements, plan->element_count, &coded, context);
        return;
    }
    for (uint32_t i = 0; i < plan->element_count; i++) {
        code_judge_coding_binding(judge, plan->elements[i], &coded, context);
    }
}

/* Judges a coded value by its kind: a code, a CodeableConcept, or a Coding or Quantity. */
static void judge(Walk *walk, const Place *place)
{
    CodedPlace at = {.walk = walk, .place = place};
    CodedHandler handler = {.context = &at,
                            .issues = {&at, take_issue},
                            .node_of = node_of,
                            .unchecked = take_unchecked,
                            .unchecked_display = take_unchecked_display,
                            .counts_only = !walk_makes_sentences(walk)};
    CodedContext context = {.handler = &handler, .language = scope_language(place->scope)};
    if (place->plan->kind == PLAN_PRIMITIVE) {
        Slice code = place->node == NODE_NONE ? (Slice){NULL, 0} : kept_code(walk, place->node);
        code_judge_code(walk_codes(walk), place->plan->elements, place->plan->element_count, code, &context);
    } else if (slice_equals(place->plan->type, SLICE("CodeableConcept"))) {
        judge_concept(walk, place, &at, &context);
    } else {
        judge_coding(walk, place, &context);
    }
}

const Group group_coded = {.name = "coded values", .concerns = concerns, .judge = judge};
