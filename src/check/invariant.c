/* Invariants: the FHIRPath constraints of the definitions, compiled once and evaluated over the document. */
#include "src/check/invariant.h"

#include "src/base/slice_map.h"
#include "src/check/checker.h"
#include "src/check/errata.h"
#include "src/check/families.h"
#include "src/check/narrative.h"
#include "src/check/resolver.h"
#include "src/fhirpath/fhirpath.h"
#include "src/profile/explain.h"
#include "src/profile/model.h"

#include <stdlib.h>

enum { CONSTRAINTS_MAXIMUM = 64 };

/* A constraint with its program; NULL where its expression cannot be parsed. */
typedef struct Compiled {
    const Constraint *constraint;
    FhirpathProgram *program;
} Compiled;

/* What the model is asked, with what only a walk can answer. */
typedef struct Answers {
    ModelBase base; /* first: see src/profile/model.h */
    Walk *walk;     /* the one under way */
} Answers;

struct Invariants {
    const Rules *rules;
    Answers answers;
    FhirpathModel model;
    FhirpathContext *context;
    PointerCache recent; /* Constraint to what it was compiled to */
    PointerCache types;  /* Element of one type to its FhirpathType */
    SliceMap positions;  /* bytes of a Constraint's address to the position of its program, plus 1 */
    Compiled **compiled;
    size_t count;
    size_t capacity;
};

/* ---- what FHIRPath asks ---- */

static bool resolve(void *self, Slice reference, const FhirpathItem *from, FhirpathItem *resource)
{
    (void)from;
    Walk *walk = ((Answers *)self)->walk;
    NodeId target = resolver_find(walk->resolver, walk->scope, reference);
    if (target == NODE_NONE) {
        return false;
    }
    *resource = fhirpath_item(walk->checker->invariants->context, walk->document, target, NULL);
    return true;
}

static int html_checks(void *self, const FhirpathItem *item)
{
    (void)self;
    if (item->kind != FHIRPATH_NODE || item->node == NODE_NONE ||
        document_node(item->document, item->node)->kind != NODE_STRING) {
        return -1;
    }
    Text scratch = TEXT_EMPTY;
    NarrativeVerdict verdict = narrative_check(document_string(item->document, item->node, &scratch), NULL);
    text_free(&scratch);
    return verdict.is_allowed;
}

Invariants *invariants_new(const Rules *rules, Clock clock)
{
    Invariants *invariants = memory_allocate_zeroed(1, sizeof *invariants);
    invariants->rules = rules;
    model_begin(&invariants->model, &invariants->answers.base, rules);
    invariants->model.resolve = resolve;
    invariants->model.html_checks = html_checks;
    invariants->context = fhirpath_context_new(&invariants->model, clock);
    return invariants;
}

void invariants_free(Invariants *invariants)
{
    if (!invariants) {
        return;
    }
    for (size_t i = 0; i < invariants->count; i++) {
        fhirpath_free(invariants->compiled[i]->program);
        free(invariants->compiled[i]);
    }
    free(invariants->compiled);
    slice_map_free(&invariants->positions);
    fhirpath_context_free(invariants->context);
    model_end(&invariants->answers.base);
    free(invariants);
}

/* ---- compiling ---- */

static const Compiled *look_up(Invariants *invariants, const Constraint *constraint)
{
    const uint32_t *found =
        slice_map_find(&invariants->positions, slice_make((const char *)&constraint, sizeof constraint));
    if (found) {
        return invariants->compiled[*found];
    }
    Compiled *compiled = memory_allocate(sizeof *compiled);
    *compiled = (Compiled){constraint, NULL};
    Slice expression =
        errata_expression(constraint_key(constraint), constraint_source(constraint), constraint_expression(constraint));
    compiled->program = fhirpath_parse(expression, NULL);
    ARRAY_RESERVE(invariants->compiled, invariants->capacity, invariants->count + 1);
    invariants->compiled[invariants->count] = compiled;
    *slice_map_add(&invariants->positions, slice_make((const char *)&compiled->constraint, sizeof constraint), NULL) =
        (uint32_t)invariants->count++;
    return compiled;
}

static const Compiled *compile(Invariants *invariants, const Constraint *constraint)
{
    const void *known;
    if (!pointer_cache_find(&invariants->recent, constraint, &known)) {
        known = look_up(invariants, constraint);
        pointer_cache_put(&invariants->recent, constraint, known);
    }
    return known;
}

/* ---- evaluating ---- */

static FhirpathItem item_of(const Walk *walk, const Scope *scope)
{
    return (FhirpathItem){.kind = FHIRPATH_NODE,
                          .document = walk->document,
                          .node = scope->node,
                          .sibling = NODE_NONE,
                          .type = scope->fhirpath_type};
}

/* The FHIRPath type of an element's value, remembered where it follows from the element alone. */
static FhirpathType type_of(const Walk *walk, const Element *element, Slice name)
{
    PointerCache *types = &walk->checker->invariants->types;
    const void *known;
    if (element_type_count(element) != 1) {
        return model_type(walk->rules, element, name);
    }
    if (!pointer_cache_find(types, element, &known)) {
        known = model_type(walk->rules, element, name);
        pointer_cache_put(types, element, known);
    }
    return known;
}

static FhirpathInput input_of(const Walk *walk, const Value *value, const Facet *facet)
{
    const Scope *scope = walk->scope;
    bool is_resource = value->type && structure_kind(value->type) == STRUCTURE_RESOURCE;
    FhirpathInput input = {.has_focus = true};
    input.focus = (FhirpathItem){
        .kind = FHIRPATH_NODE, .document = walk->document, .node = value->node, .sibling = value->sibling};
    input.focus.type = is_resource ? NULL : type_of(walk, facet->element, value->type_name);
    input.resource = item_of(walk, scope);
    bool is_contained = scope->role == ROLE_CONTAINED && scope->container;
    input.root_resource = is_contained ? item_of(walk, scope->container) : input.resource;
    if (is_resource) {
        input.focus = input.resource;
    }
    return input;
}

static void say_unable(Walk *walk, const Value *value, const Constraint *constraint, const char *reason)
{
    Finding finding = {.severity = SEVERITY_NOTE,
                       .key = "invariant-unable",
                       .node = value_node(value),
                       .detail = constraint_expression(constraint)};
    walk_add(walk, &finding, "the rule %.*s could not be evaluated here: %s", SLICE_ARGS(constraint_key(constraint)),
             reason);
}

static void say_violated(Walk *walk, const Value *value, const Element *element, const Constraint *constraint)
{
    bool is_error = constraint_is_error(constraint) && !constraint_is_best_practice(constraint);
    Slice key = constraint_key(constraint), sentence = explain_key(key);
    Text detail = TEXT_EMPTY;
    text_format(&detail, "%.*s: %.*s (%.*s)", SLICE_ARGS(key), SLICE_ARGS(constraint_expression(constraint)),
                SLICE_ARGS(constraint_source(constraint)));
    Finding finding = {.severity = is_error ? SEVERITY_ERROR : SEVERITY_WARNING,
                       .key = key.bytes,
                       .node = value_node(value),
                       .element = element};
    finding.detail = text_slice(&detail);
    if (sentence.length) {
        walk_add(walk, &finding, "%.*s", SLICE_ARGS(sentence));
    } else {
        walk_add(walk, &finding, "the rule %.*s is not kept here", SLICE_ARGS(key));
    }
    text_free(&detail);
}

static void evaluate(Walk *walk, const Value *value, const Facet *facet, const Constraint *constraint)
{
    Invariants *invariants = walk->checker->invariants;
    const Compiled *compiled = compile(invariants, constraint);
    if (!compiled->program) {
        say_unable(walk, value, constraint, "its expression cannot be read");
        return;
    }
    FhirpathInput input = input_of(walk, value, facet);
    bool is_true = true;
    Error error;
    invariants->answers.walk = walk;
    if (!fhirpath_evaluate_truth(invariants->context, compiled->program, &input, &is_true, &error)) {
        say_unable(walk, value, constraint, error.message);
    } else if (!is_true) {
        say_violated(walk, value, facet->element, constraint);
    }
}

/* The constraints that were evaluated on a value already. */
typedef struct Seen {
    const Constraint *constraints[CONSTRAINTS_MAXIMUM];
    uint32_t count;
} Seen;

static bool is_new(Seen *seen, const Constraint *constraint)
{
    for (uint32_t i = 0; i < seen->count; i++) {
        if (seen->constraints[i] == constraint) {
            return false;
        }
    }
    if (seen->count < CONSTRAINTS_MAXIMUM) {
        seen->constraints[seen->count++] = constraint;
    }
    return true;
}

static void check_element(Walk *walk, const Value *value, const Facet *facet, const Element *element, Seen *seen)
{
    for (uint32_t i = 0; element && i < element_constraint_count(element); i++) {
        const Constraint *constraint = element_constraint(element, i);
        bool is_elsewhere = slice_equals(constraint_key(constraint), SLICE("dom-3"));
        if (!is_elsewhere && is_new(seen, constraint)) {
            evaluate(walk, value, facet, constraint);
        }
    }
}

void invariant_check(Walk *walk, const Value *value)
{
    Seen seen = {.count = 0};
    for (uint32_t i = 0; i < value->facets->count; i++) {
        const Facet *facet = &value->facets->items[i];
        check_element(walk, value, facet, facet->element, &seen);
        if (facet->content != facet->element) {
            check_element(walk, value, facet, facet->content, &seen);
        }
    }
}
