/* Model: the answers that need a check. */
#include "src/check/model.h"

#include "src/check/narrative.h"
#include "src/check/session.h"

static FhirpathType member_type(void *self, FhirpathType parent, Slice name)
{
    const CheckModel *model = self;
    return plans_member_type(model->plans, parent, name);
}

static bool resolve(void *self, Slice reference, const FhirpathItem *from, FhirpathItem *resource)
{
    CheckModel *model = self;
    Walk *walk = model->walk;
    if (!walk || from->document != walk->document) {
        return false;
    }
    NodeId target = resolver_find(walk->session->resolver, model->scope, reference).resource;
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
    model->html_checks = html_checks;
}
