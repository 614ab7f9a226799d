/* Suppose: copies with elements put in, and invariants evaluated for them. */
#include "src/check/groups/suppose.h"

#include "src/base/ascii.h"
#include "src/check/state/choice.h"
#include "src/check/state/evaluation.h"
#include "src/check/state/group.h"
#include "src/check/walk/discriminator_path.h"
#include "src/profile/terminology.h"

#include <stdlib.h>

/* Of values that are longer than this no copies are made for every code: what is missing in them is reported anyway. */
enum { COPY_MAXIMUM = 1 << 20 };

/* An element that is put in, and the object that it is missing in. */
typedef struct Supposition {
    NodeId holder;
    Slice name;
    const Element *element;
} Supposition;

typedef struct Suppositions {
    Supposition *items;
    uint32_t count;
    size_t capacity; /* 0 where `items` is borrowed */
} Suppositions;

/* ---- names in expressions ---- */

static bool is_name_byte(char byte)
{
    return ascii_is_letter_or_digit(byte) || byte == '_';
}

/* Where an expression has a name as a word of its own, from an offset on; its length where it has none. */
static size_t find_name(Slice expression, Slice name, size_t from)
{
    for (size_t at = slice_find(expression, name, from); at < expression.length;
         at = slice_find(expression, name, at + 1)) {
        size_t end = at + name.length;
        bool is_start = at == 0 || !is_name_byte(expression.bytes[at - 1]);
        if (is_start && (end == expression.length || !is_name_byte(expression.bytes[end]))) {
            return at;
        }
    }
    return expression.length;
}

static bool has_name(Slice expression, Slice name)
{
    return find_name(expression, name, 0) < expression.length;
}

/* True when some word of an expression is a JSON name, or the name of the choice that the JSON name is of a type of. */
static bool has_word_of(Slice expression, Slice key)
{
    for (size_t start = 0; start < expression.length; start++) {
        size_t end = start;
        while (end < expression.length && is_name_byte(expression.bytes[end])) {
            end++;
        }
        if (end > start && slice_starts_with(key, slice_part(expression, start, end - start))) {
            return true;
        }
        start = end;
    }
    return false;
}

/* True when an expression may look at members whose names it does not have. */
static bool sees_all(Slice expression)
{
    return slice_find(expression, SLICE("children("), 0) < expression.length ||
           slice_find(expression, SLICE("descendants("), 0) < expression.length;
}

/* ---- copies ---- */

/* Appends a value of a type that has the right form. */
static void append_value(Text *text, Slice type)
{
    static const struct {
        Slice type;
        const char *json;
    } values[] = {{SLICE("boolean"), "true"},
                  {SLICE("integer"), "1"},
                  {SLICE("positiveInt"), "1"},
                  {SLICE("unsignedInt"), "1"},
                  {SLICE("decimal"), "1.0"},
                  {SLICE("date"), "\"2020-01-01\""},
                  {SLICE("dateTime"), "\"2020-01-01\""},
                  {SLICE("instant"), "\"2020-01-01T00:00:00Z\""},
                  {SLICE("time"), "\"00:00:00\""}};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        if (slice_equals(type, values[i].type)) {
            text_append(text, slice_from(values[i].json));
            return;
        }
    }
    bool is_primitive = type.length > 0 && ascii_is_lower(type.bytes[0]);
    text_append(text, is_primitive ? SLICE("\"x\"") : SLICE("{\"id\":\"x\"}"));
}

/* Appends a member with a value, and a comma; of a choice it is the first type. `code` stands for a code with a
   required binding. */
static void append_member(Plans *plans, const Supposition *supposed, Slice code, Text *text)
{
    Slice type = plans_single_type(plans, supposed->element);
    text_format(text, "\"%.*s", SLICE_ARGS(supposed->name));
    if (element_is_choice(supposed->element) && type.length > 0) {
        char capital = ascii_upper(type.bytes[0]);
        text_format(text, "%c%.*s", capital, SLICE_ARGS(slice_part(type, 1, type.length)));
    }
    bool is_list = element_base_maximum(supposed->element) > 1;
    text_append(text, is_list ? SLICE("\":[") : SLICE("\":"));
    if (code.length > 0 && slice_equals(type, SLICE("code"))) {
        text_format(text, "\"%.*s\"", SLICE_ARGS(code));
    } else {
        append_value(text, type);
    }
    text_append(text, is_list ? SLICE("],") : SLICE(","));
}

/* What is copied, and what is put in. */
typedef struct Copying {
    Walk *walk;
    const Suppositions *supposed;
    Slice code;
    Text *text;
} Copying;

/* Appends the bytes of a node from an offset on, with what is put into the objects in it. */
static void append_node(const Copying *copying, NodeId id)
{
    const Document *document = walk_document(copying->walk);
    const Node *node = document_node(document, id);
    Slice bytes = document_bytes(document);
    uint32_t from = node->start, end = node->start + node->length;
    for (NodeId at = id; at < node->end; at++) {
        for (uint32_t i = 0; i < copying->supposed->count; i++) {
            if (copying->supposed->items[i].holder == at) {
                uint32_t inside = document_node(document, at)->start + 1;
                text_append(copying->text, slice_part(bytes, from, inside - from));
                append_member(walk_plans(copying->walk), &copying->supposed->items[i], copying->code, copying->text);
                from = inside;
            }
        }
    }
    text_append(copying->text, slice_part(bytes, from, end - from));
}

/* Appends an object with those of its members that an expression can see. */
static void append_seen(const Copying *copying, NodeId object, Slice expression)
{
    const Document *document = walk_document(copying->walk);
    text_append_byte(copying->text, '{');
    for (uint32_t i = 0; i < copying->supposed->count; i++) {
        if (copying->supposed->items[i].holder == object) {
            append_member(walk_plans(copying->walk), &copying->supposed->items[i], copying->code, copying->text);
        }
    }
    for (NodeId id = document_first_child(document, object); id != NODE_NONE;
         id = document_next_sibling(document, id)) {
        Slice key = document_raw_key(document, id);
        bool is_sibling = key.length > 1 && key.bytes[0] == '_';
        if (has_word_of(expression, is_sibling ? slice_part(key, 1, key.length) : key)) {
            text_format(copying->text, "\"%.*s\":", SLICE_ARGS(key));
            append_node(copying, id);
            text_append_byte(copying->text, ',');
        }
    }
    text_append(copying->text, SLICE("\"id\":\"x\"}"));
}

/* ---- evaluating ---- */

/* Evaluates a rule for a value of a copy; false where it cannot be. `focus` and `resource` are its nodes. */
static bool evaluate_copy(Walk *walk, const Place *place, const Invariant *invariant, const Document *copy,
                          NodeId focus, bool *is_true)
{
    FhirpathItem item = {.kind = FHIRPATH_NODE,
                         .node = focus,
                         .sibling = NODE_NONE,
                         .document = copy,
                         .type = place->plan->fhirpath_type};
    FhirpathItem resource = item;
    resource.node = 0;
    resource.type = focus == 0 ? item.type : structure_root(place->scope->type);
    FhirpathInput input = {.focus = item, .resource = resource, .root_resource = resource, .has_focus = true};
    return evaluation_truth(walk, place->scope, invariant_program(invariant), &input, is_true, NULL);
}

/* Evaluates a rule for a place as if the elements were there; false where it cannot be. */
static bool evaluate_supposed(Walk *walk, const Place *place, const Invariant *invariant, const Suppositions *supposed,
                              Slice code, bool *is_true)
{
    Text text = TEXT_EMPTY;
    Copying copying = {.walk = walk, .supposed = supposed, .code = code, .text = &text};
    Slice expression = invariant->expression->text;
    bool is_whole = invariant->is_far && place->node != place->scope->resource;
    NodeId root = is_whole ? place->scope->resource : place->node;
    if (is_whole || sees_all(expression)) {
        append_node(&copying, root);
    } else {
        append_seen(&copying, root, expression);
    }
    Document *copy = document_new(text_slice(&text), "", NULL);
    bool is_known = copy && document_fault_count(copy) == 0 && invariant_program(invariant) &&
                    evaluate_copy(walk, place, invariant, copy, place->node - root, is_true);
    document_free(copy);
    text_free(&text);
    return is_known;
}

/* Evaluates a rule for a place as it is; false where it cannot be. */
static bool evaluate_now(Walk *walk, const Place *place, const Invariant *invariant, bool *is_true)
{
    Suppositions none = {.count = 0};
    return evaluate_supposed(walk, place, invariant, &none, SLICE(""), is_true);
}

/* ---- what would break ---- */

/* Tells whether a rule of a place holds, with an element or as it is (`supposed` NULL), from the document as it is;
   false where a copy must be made for that. */
static bool look_quickly(Walk *walk, const Place *place, const Invariant *invariant, const QuickSupposition *supposed,
                         bool *is_true)
{
    const FhirpathProgram *program = invariant_program(invariant);
    const FhirpathItem focus = {.kind = FHIRPATH_NODE,
                                .node = place->node,
                                .sibling = NODE_NONE,
                                .document = walk_document(walk),
                                .type = place->plan->fhirpath_type};
    return program && evaluation_quick(walk, program, &(QuickInput){&focus, NODE_NONE, supposed}, is_true);
}

/* True where a rule of a place holds now, and would not if the one element were there. */
static bool is_broken_by(Walk *walk, const Place *place, const Invariant *invariant, const Suppositions *supposed)
{
    const QuickSupposition element = {supposed->items[0].holder, supposed->items[0].name};
    bool is_true = true;
    bool is_known = look_quickly(walk, place, invariant, &element, &is_true) ||
                    evaluate_supposed(walk, place, invariant, supposed, SLICE(""), &is_true);
    if (!is_known || is_true) {
        return false;
    }
    return (look_quickly(walk, place, invariant, NULL, &is_true) || evaluate_now(walk, place, invariant, &is_true)) &&
           is_true;
}

/* The rules of a plan that the presence of an element could break. */
typedef struct Guards {
    uint32_t count;
    const Invariant *rules[];
} Guards;

/* True when an expression asks for nothing but that elements are there: more of them never break it. */
static bool only_asks(Slice expression)
{
    static const Slice words[] = {SLICE("exists"), SLICE("or"), SLICE("and")};
    for (size_t start = 0; start < expression.length; start++) {
        size_t end = start;
        while (end < expression.length && is_name_byte(expression.bytes[end])) {
            end++;
        }
        bool is_call = end < expression.length && expression.bytes[end] == '(';
        bool is_known = !is_call || end == start;
        for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
            is_known |= slice_equals(slice_part(expression, start, end - start), words[i]);
        }
        bool is_sign = end == start && !strchr(" .()`", expression.bytes[start]);
        if (!is_known || is_sign) {
            return false;
        }
        start = end > start ? end - 1 : start;
    }
    return !has_name(expression, SLICE("implies")) && !has_name(expression, SLICE("xor"));
}

/* True when an expression asks of a name only whether the element is there, wherever it has it: what is in the element
   does not matter. */
static bool asks_presence(Slice expression, Slice name)
{
    static const Slice questions[] = {SLICE(".exists()"), SLICE(".empty()"), SLICE(".hasValue()"), SLICE(".count()")};
    size_t at = find_name(expression, name, 0);
    bool is_there = at < expression.length;
    for (; at < expression.length; at = find_name(expression, name, at + 1)) {
        Slice after = slice_part(expression, at + name.length, expression.length);
        bool is_question = false;
        for (size_t i = 0; i < sizeof questions / sizeof *questions; i++) {
            is_question |= slice_starts_with(after, questions[i]);
        }
        if (!is_question) {
            return false;
        }
    }
    return is_there;
}

/* True where the presence of a child of the name may break a rule. */
static bool may_break(const Invariant *invariant, Slice name)
{
    Slice expression = invariant->expression->text;
    return asks_presence(expression, name) && !only_asks(expression);
}

/* The rules of a plan that an element could break; remembered. */
static const Guards *guards_of(Plans *plans, const Plan *plan, const Slot *slot)
{
    Guards *guards = pair_map_find(&plans->guards, plan, slot->obligated);
    if (!guards) {
        guards = arena_allocate(plans->arena, sizeof *guards + plan->invariant_count * sizeof *guards->rules);
        guards->count = 0;
        for (uint32_t i = 0; i < plan->invariant_count; i++) {
            if (may_break(&plan->invariants[i], slot->name)) {
                guards->rules[guards->count++] = &plan->invariants[i];
            }
        }
        pair_map_add(&plans->guards, plan, slot->obligated, guards);
    }
    return guards;
}

/* True when a rule of a place sees the child of the place that holds the element; of the place itself it does. */
static bool is_seen(const Invariant *invariant, const Member *child)
{
    Slice expression = invariant->expression->text;
    return !child || has_word_of(expression, child->name) || sees_all(expression);
}

bool suppose_breaks(Walk *walk, const Place *place, const Slot *slot)
{
    const Member *child = NULL;
    Suppositions supposed = {.items = &(Supposition){place->node, slot->name, slot->obligated}, .count = 1};
    for (const Place *at = place; at && at->node != NODE_NONE; at = at->holder) {
        const Guards *guards = guards_of(walk_plans(walk), at->plan, slot);
        for (uint32_t i = 0; i < guards->count; i++) {
            if (!is_seen(guards->rules[i], child)) {
                continue;
            }
            if (at != place) {
                walk_depends_elsewhere(walk); /* an edit elsewhere may change the answer */
            }
            if (is_broken_by(walk, at, guards->rules[i], &supposed)) {
                return true;
            }
        }
        if (at->plan->kind == PLAN_RESOURCE) {
            break;
        }
        child = at->member;
    }
    return false;
}

/* ---- what follows ---- */

/* Adds the elements that a plan requires, that are missing in an object, and that an expression names. */
static void add_missing(const Walk *walk, NodeId object, const Plan *plan, Slice expression, Suppositions *supposed)
{
    for (uint32_t i = 0; i < plan->slot_count; i++) {
        const Slot *slot = &plan->slots[i];
        if (slot->minimum == 0 || !has_name(expression, slot->name)) {
            continue;
        }
        Text beside = TEXT_EMPTY;
        text_format(&beside, "_%.*s", SLICE_ARGS(slot->name));
        bool is_there = choice_is_there(walk_document(walk), object, slot->name) ||
                        document_member(walk_document(walk), object, text_slice(&beside)) != NODE_NONE;
        text_free(&beside);
        if (!is_there) {
            ARRAY_RESERVE(supposed->items, supposed->capacity, supposed->count + 1u);
            supposed->items[supposed->count++] = (Supposition){object, slot->name, slot->minimum_element};
        }
    }
}

/* What is tried with each code. */
typedef struct Attempt {
    Walk *walk;
    const Place *place;
    const Invariant *invariant;
    const Suppositions *supposed;
    bool is_true;
} Attempt;

static bool try_code(void *context, const Concept *concept)
{
    Attempt *attempt = context;
    bool is_true = false;
    Slice code = arena_copy(walk_lasting(attempt->walk), concept->code);
    attempt->is_true =
        evaluate_supposed(attempt->walk, attempt->place, attempt->invariant, attempt->supposed, code, &is_true) &&
        is_true;
    return !attempt->is_true;
}

/* The value set of the first code among the elements that has a required one; NULL if there is none. */
static const ValueSet *codes_of(const Rules *rules, const Suppositions *supposed)
{
    for (uint32_t i = 0; i < supposed->count; i++) {
        const Element *element = supposed->items[i].element;
        if (element_binding_strength(element) == BINDING_REQUIRED) {
            return rules_value_set(rules, element_binding_value_set(element));
        }
    }
    return NULL;
}

/* True where an invariant holds once elements are supposed, with some code. */
static bool holds_with(Walk *walk, const Place *place, const Invariant *invariant, const Suppositions *supposed)
{
    NodeId root = invariant->is_far ? place->scope->resource : place->node;
    if (document_node(walk_document(walk), root)->length > COPY_MAXIMUM) {
        return true;
    }
    Attempt attempt = {.walk = walk, .place = place, .invariant = invariant, .supposed = supposed};
    const ValueSet *codes = codes_of(walk_rules(walk), supposed);
    if (codes) {
        value_set_visit(walk_rules(walk), codes, try_code, &attempt);
    } else {
        try_code(&attempt, &(Concept){.code = SLICE("")});
    }
    return attempt.is_true;
}

bool suppose_follows(Walk *walk, const Place *place, const Invariant *invariant)
{
    Suppositions supposed = {.count = 0};
    Slice expression = invariant->expression->text;
    if (place->node == NODE_NONE || document_node(walk_document(walk), place->node)->kind != NODE_OBJECT) {
        return false;
    }
    add_missing(walk, place->node, place->plan, expression, &supposed);
    if (invariant->is_far && place->node != place->scope->resource) {
        const Plan *plan = plan_of_structures(walk_plans(walk), &place->scope->type, 1);
        add_missing(walk, place->scope->resource, plan, expression, &supposed);
    }
    bool follows = supposed.count > 0 && holds_with(walk, place, invariant, &supposed);
    free(supposed.items);
    return follows;
}
