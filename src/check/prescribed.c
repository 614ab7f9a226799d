/* Prescribed values: reading them, comparing with them, and the family that judges by them. */
#include "src/check/prescribed.h"

#include "src/check/plan_private.h"

const Document *prescribed_read(Plans *plans, Slice json)
{
    if (json.length == 0) {
        return NULL;
    }
    Document *document = pair_map_find(&plans->prescribed, json.bytes, NULL);
    if (!document) {
        document = document_new(json, "definition", NULL);
        pair_map_add(&plans->prescribed, json.bytes, NULL, document);
    }
    return document;
}

/* True when some item of an array has everything that an item of a pattern has. */
static bool has_item(const Document *document, NodeId array, const Document *pattern, NodeId part)
{
    for (NodeId item = document_first_child(document, array); item != NODE_NONE;
         item = document_next_sibling(document, item)) {
        if (prescribed_contains(document, item, pattern, part, NULL)) {
            return true;
        }
    }
    return false;
}

/* Patterns come from definitions and are as deep as these: a few levels. */
bool prescribed_contains(const Document *document, NodeId value, const Document *pattern, NodeId part, NodeId *missing)
{
    const Node *wanted = document_node(pattern, part);
    bool is_found = wanted->kind == document_node(document, value)->kind;
    if (is_found && wanted->kind != NODE_OBJECT && wanted->kind != NODE_ARRAY) {
        is_found = document_values_equal(pattern, part, document, value);
    }
    if (!is_found && missing) {
        *missing = part;
    }
    if (!is_found || (wanted->kind != NODE_OBJECT && wanted->kind != NODE_ARRAY)) {
        return is_found;
    }
    for (NodeId child = document_first_child(pattern, part); is_found && child != NODE_NONE;
         child = document_next_sibling(pattern, child)) {
        if (wanted->kind == NODE_ARRAY) {
            is_found = has_item(document, value, pattern, child);
        } else {
            NodeId own = document_member(document, value, document_raw_key(pattern, child));
            is_found = own != NODE_NONE && prescribed_contains(document, own, pattern, child, missing);
        }
        if (!is_found && missing && *missing == NODE_NONE) {
            *missing = child;
        }
    }
    return is_found;
}

bool prescribed_by(const Element *element)
{
    return element_fixed(element, NULL).length > 0 || element_pattern(element, NULL).length > 0;
}

bool prescribed_is_met(Walk *walk, const Element *element, NodeId value)
{
    Plans *plans = walk->checker->plans;
    const Document *fixed = prescribed_read(plans, element_fixed(element, NULL));
    const Document *pattern = prescribed_read(plans, element_pattern(element, NULL));
    return (!fixed || document_values_equal(fixed, 0, walk->document, value)) &&
           (!pattern || prescribed_contains(walk->document, value, pattern, 0, NULL));
}

/* ---- the family ---- */

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
    const Document *fixed = prescribed_read(walk->checker->plans, json);
    if (fixed && !document_values_equal(fixed, 0, walk->document, place->node)) {
        Slice shown = issue_shown(json);
        IssueForm form = {.key = KEY_FIXED_VALUE, .node = place->node, .element = element, .detail = json};
        issue_form(walk, &form, "The profile prescribes the value %.*s here.", SLICE_ARGS(shown));
    }
}

static void judge_pattern(Walk *walk, const Place *place, const Element *element, Slice json)
{
    const Document *pattern = prescribed_read(walk->checker->plans, json);
    NodeId missing = NODE_NONE;
    if (pattern && !prescribed_contains(walk->document, place->node, pattern, 0, &missing)) {
        Slice shown = issue_shown(missing == NODE_NONE ? json : document_raw(pattern, missing));
        IssueForm form = {.key = KEY_PATTERN_VALUE, .node = place->node, .element = element, .detail = json};
        issue_form(walk, &form, "The profile prescribes %.*s here, and that is not there.", SLICE_ARGS(shown));
    }
}

static void judge(Walk *walk, const Place *place)
{
    for (uint32_t i = 0; i < place->plan->element_count && place->node != NODE_NONE; i++) {
        const Element *element = place->plan->elements[i];
        judge_fixed(walk, place, element, element_fixed(element, NULL));
        judge_pattern(walk, place, element, element_pattern(element, NULL));
    }
}

const Family family_prescribed = {.name = "prescribed", .concerns = concerns, .judge = judge};
