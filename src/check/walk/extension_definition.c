/* Extensions: the plan by the definition. */
#include "src/check/walk/extension_definition.h"

#include "src/check/state/session.h"
const Structure *extension_definition(const Rules *rules, Slice url)
{
    const Structure *structure = url.length > 0 ? rules_structure(rules, url) : NULL;
    return structure && slice_equals(structure_type(structure), SLICE("Extension")) ? structure : NULL;
}

const Plan *extension_choose(Walk *walk, const Plan *plan, NodeId node)
{
    const Structure *definition =
        extension_definition(walk->checker->rules, walk_text(walk, walk_member(walk, node, "url")));
    if (!definition || structure_root(definition) == plan->contents[plan->content_count - 1]) {
        return plan;
    }
    const Element *root = structure_root(definition);
    return plan_with(walk->checker->plans, plan, root, false);
}
