/* Model: the answers that need a check. */
#include "src/check/walk/model.h"

#include "src/check/narrative/narrative_check.h"
#include "src/check/state/session.h"
#include "src/check/walk/conformance.h"
#include "src/check/walk/scope.h"

static FhirpathType member_type(void *self, FhirpathType parent, Slice name)
{
    const CheckModel *model = self;
    return plans_member_type(model->plans, parent, name);
}

/* The scope of the resource that an item of the document under check stands in; NULL if there is none. */
static const Scope *scope_of(const CheckModel *model, const FhirpathItem *item)
{
    NodeId place = item->node != NODE_NONE ? item->node : item->sibling;
    if (!model->walk || item->kind != FHIRPATH_NODE || item->document != model->walk->document || place == NODE_NONE) {
        return NULL;
    }
    bool is_near = model->scope && scope_resource(model->walk, place) == model->scope->resource;
    return is_near ? model->scope : scope_around(model->walk, place);
}

/* Where a reference leads; one that stands in a Bundle itself, as a fullUrl does, leads to its entries. */
static Target find_target(Resolver *resolver, const Scope *scope, Slice reference)
{
    bool is_bundle = slice_equals(structure_type(scope->type), SLICE("Bundle"));
    const Scope within = {.container = scope, .resource = scope->resource, .entry = NODE_NONE, .type = scope->type};
    return resolver_find(resolver, is_bundle ? &within : scope, reference);
}

/* The type that a reference which leads out of the file tells of its target; NULL where it tells none. */
static const Structure *told_type(Walk *walk, const Target *target, const FhirpathItem *from)
{
    const Rules *rules = walk->checker->rules;
    const Structure *type = target->type.length > 0 ? rules_type(rules, target->type) : NULL;
    bool is_object = from->node != NODE_NONE && document_node(from->document, from->node)->kind == NODE_OBJECT && !type;
    return is_object ? walk_type(walk, from->node, "type") : type;
}

/* Stands in for a resource that is not in the file: of it no more than its type is there. */
static bool stand_in(CheckModel *model, const Structure *type, FhirpathItem *resource)
{
    model->is_unfollowed = true;
    model->is_untyped |= !type;
    if (type) {
        *resource = (FhirpathItem){.kind = FHIRPATH_NODE,
                                   .node = 0,
                                   .sibling = NODE_NONE,
                                   .document = plans_empty_resource(model->plans, type),
                                   .type = structure_root(type)};
    }
    return type;
}

/* Answers resolve(): what a reference leads to from where it stands. */
static bool resolve(void *self, Slice reference, const FhirpathItem *from, FhirpathItem *resource)
{
    CheckModel *model = self;
    Walk *walk = model->walk;
    const Scope *scope = scope_of(model, from);
    if (!scope || (reference.length == 0 && !resolver_is_logical(walk->document, from->node))) {
        return false;
    }
    if (reference.length == 0) {
        return stand_in(model, walk_type(walk, from->node, "type"), resource);
    }
    Target found = find_target(walk->session->resolver, scope, reference);
    walk_note_look(walk, LOOK_AT_ENTRIES | LOOK_AT_TARGETS);
    NodeId target = found.resource;
    if (target == NODE_NONE) {
        return found.kind != REFERENCE_CONTAINED && stand_in(model, told_type(walk, &found, from), resource);
    }
    const Structure *type = walk_type(walk, target, "resourceType");
    *resource = (FhirpathItem){.kind = FHIRPATH_NODE,
                               .node = target,
                               .sibling = NODE_NONE,
                               .document = walk->document,
                               .type = type ? structure_root(type) : NULL};
    return true;
}

/* A profile is tried on a resource; the conformance test evaluates expressions of its own meanwhile. */
static int conforms_to(void *self, const FhirpathItem *item, Slice url)
{
    CheckModel *model = self;
    int answer = model->conforms_to(self, item, url);
    const Structure *profile = rules_structure(model->base.rules, url);
    const Scope *scope = scope_of(model, item), *outer_scope = model->scope;
    if (answer >= 0 || !profile || !scope || scope->resource != item->node) {
        return answer;
    }
    Walk *outer_walk = model->walk;
    bool is_unfollowed = model->is_unfollowed, is_untyped = model->is_untyped;
    bool conforms =
        conformance_below(outer_walk, scope->container, item->node, scope->entry, scope->is_contained, profile);
    model->walk = outer_walk;
    model->scope = outer_scope;
    model->is_unfollowed = is_unfollowed;
    model->is_untyped = is_untyped;
    return conforms;
}

static int html_checks(void *self, const FhirpathItem *item)
{
    CheckModel *model = self;
    if (item->kind != FHIRPATH_NODE || item->node == NODE_NONE) {
        return -1;
    }
    Slice text = document_string(item->document, item->node, &model->base.scratch);
    NarrativeVerdict verdict = narrative_check(text, NULL);
    return verdict.is_allowed && verdict.has_content;
}

void check_model_begin(FhirpathModel *model, CheckModel *own, Plans *plans)
{
    *own = (CheckModel){.plans = plans};
    model_begin(model, &own->base, plans_rules(plans));
    model->member_type = member_type;
    model->resolve = resolve;
    own->conforms_to = model->conforms_to;
    model->conforms_to = conforms_to;
    model->html_checks = html_checks;
}
