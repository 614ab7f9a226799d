/* Model: the answers that need a check. */
#include "src/check/model.h"

#include "src/check/narrative.h"
#include "src/check/scope.h"
#include "src/check/session.h"
#include "src/check/trial.h"

static FhirpathType member_type(void *self, FhirpathType parent, Slice name)
{
    const CheckModel *model = self;
    return plans_member_type(model->plans, parent, name);
}

/* The scope of the resource that an item of the document under check stands in; NULL where there is none. */
static const Scope *scope_of(const CheckModel *model, const FhirpathItem *item, ScopeChain *chain)
{
    NodeId place = item->node != NODE_NONE ? item->node : item->sibling;
    if (!model->walk || item->kind != FHIRPATH_NODE || item->document != model->walk->document || place == NODE_NONE) {
        return NULL;
    }
    bool is_near = model->scope && scope_resource(model->walk, place) == model->scope->resource;
    return is_near ? model->scope : scope_around(model->walk, place, chain);
}

/* The resource that a reference leads to; one that stands in a Bundle itself, as a fullUrl does, leads to its entries. */
static NodeId find_target(Resolver *resolver, const Scope *scope, Slice reference)
{
    bool is_bundle = slice_equals(structure_type(scope->type), SLICE("Bundle"));
    const Scope within = {.container = scope, .resource = scope->resource, .entry = NODE_NONE, .type = scope->type};
    return resolver_find(resolver, is_bundle ? &within : scope, reference).resource;
}

/* Answers resolve(): what a reference leads to from where it stands. */
static bool resolve(void *self, Slice reference, const FhirpathItem *from, FhirpathItem *resource)
{
    CheckModel *model = self;
    Walk *walk = model->walk;
    ScopeChain chain;
    const Scope *scope = scope_of(model, from, &chain);
    NodeId target = scope ? find_target(walk->session->resolver, scope, reference) : NODE_NONE;
    if (target == NODE_NONE) {
        return false;
    }
    Slice type = walk_text(walk, walk_member(walk, target, "resourceType"), 5);
    *resource = (FhirpathItem){.kind = FHIRPATH_NODE,
                               .node = target,
                               .sibling = NODE_NONE,
                               .document = walk->document,
                               .type = model_named_type(model->base.rules, type)};
    return true;
}

/* A profile is tried on a resource; the trial evaluates expressions of its own meanwhile. */
static int conforms_to(void *self, const FhirpathItem *item, Slice url)
{
    CheckModel *model = self;
    ScopeChain chain;
    int answer = model->conforms_to(self, item, url);
    const Structure *profile = rules_structure(model->base.rules, url);
    const Scope *scope = scope_of(model, item, &chain), *outer_scope = model->scope;
    if (answer >= 0 || !profile || !scope || scope->resource != item->node) {
        return answer;
    }
    Walk *outer_walk = model->walk;
    bool conforms = trial_below(outer_walk, scope->container, item->node, scope->entry, scope->is_contained, profile);
    model->walk = outer_walk;
    model->scope = outer_scope;
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
