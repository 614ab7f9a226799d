/* Prescribed values: what a profile fixes, and what it gives a pattern for. */
#include "src/check/groups/groups.h"
#include "src/check/plan/prescribed_value.h"
#include "src/check/state/group.h"

static bool concerns(const Plan *plan)
{
    for (uint32_t i = 0; i < plan->element_count; i++) {
        if (prescribed_by(plan->elements[i])) {
            return true;
        }
    }
    return false;
}

static void judge_fixed(Walk *walk, const Place *place, const Element *element, Slice json)
{
    const Document *fixed = prescribed_read(walk_plans(walk), json);
    if (fixed && !prescribed_equals(walk_document(walk), place->node, fixed, true, NULL)) {
        IssueForm form = {.key = KEY_FIXED_VALUE, .node = place->node, .element = element, .detail = json};
        issue_form(walk, &form, "Value differs from the fixed value of the profile. Expected: %.*s.", SLICE_ARGS(json));
    }
}

/* A fixed text or number has no extensions beside it. */
static void judge_beside(Walk *walk, const Place *place, const Element *element, Slice json)
{
    NodeId extensions = json.length > 0 ? walk_member(walk, place->sibling, "extension") : NODE_NONE;
    if (extensions != NODE_NONE) {
        IssueForm form = {.key = KEY_FIXED_VALUE, .node = extensions, .element = element, .detail = json};
        issue_form(walk, &form, "Fixed value has an extension. Allowed by the profile: the value without extensions.");
    }
}

static void judge_pattern(Walk *walk, const Place *place, const Element *element, Slice json)
{
    const Document *pattern = prescribed_read(walk_plans(walk), json);
    NodeId missing = NODE_NONE;
    if (pattern && !prescribed_equals(walk_document(walk), place->node, pattern, false, &missing)) {
        Slice wanted = missing == NODE_NONE ? json : document_raw(pattern, missing);
        IssueForm form = {.key = KEY_PATTERN_VALUE, .node = place->node, .element = element, .detail = json};
        issue_form(walk, &form, "Value does not match the pattern of the profile. Expected: %.*s.", SLICE_ARGS(wanted));
    }
}

static void judge(Walk *walk, const Place *place)
{
    for (uint32_t i = 0; i < place->plan->element_count && place->node != NODE_NONE; i++) {
        const Element *element = place->plan->elements[i];
        judge_fixed(walk, place, element, element_fixed(element, NULL));
        judge_beside(walk, place, element, element_fixed(element, NULL));
        judge_pattern(walk, place, element, element_pattern(element, NULL));
    }
}

const Group group_prescribed = {.name = "prescribed", .concerns = concerns, .judge = judge};
