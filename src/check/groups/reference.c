/*
 * References: how they are written, where they lead, and whether what is there is of the type and profile that is asked
 * for. Followed are only those that lead to something in the document.
 */
#include "src/base/ascii.h"
#include "src/check/groups/bundle_links.h"
#include "src/check/groups/groups.h"
#include "src/check/groups/reference_resolution.h"
#include "src/check/state/group.h"
#include "src/check/walk/conformance.h"
#include "src/check/walk/dependents.h"
#include "src/check/walk/resource_profiles.h"

enum { TYPES_SHOWN_LENGTH = 400 };

static bool concerns(const Plan *plan)
{
    return slice_equals(plan->type, SLICE("Reference"));
}

/* ---- what an element allows ---- */

/* The structure after a target of an element, by its position over all types; NULL at the end or where it is unknown.
 */
static const Structure *target_at(Plans *plans, const Element *element, uint32_t position, bool *is_end)
{
    for (uint32_t i = 0; i < element_type_count(element); i++) {
        const ElementType *type = element_type(element, i);
        if (!slice_equals(type_fhir_code(type), SLICE("Reference"))) {
            continue;
        }
        if (position < type_target_count(type)) {
            *is_end = false;
            return plans_structure(plans, type_target(type, position));
        }
        position -= type_target_count(type);
    }
    *is_end = true;
    return NULL;
}

/* True when an element allows references to a type; also where it names no targets, or one that is not known. */
static bool allows_type(Plans *plans, const Element *element, Slice type)
{
    const Rules *rules = plans_rules(plans);
    const Structure *actual = rules_type(rules, type);
    bool is_end = false;
    for (uint32_t i = 0; !is_end; i++) {
        const Structure *target = target_at(plans, element, i, &is_end);
        if (is_end) {
            return i == 0;
        }
        if (!target || slice_equals(structure_type(target), type) ||
            (actual && rules_is_subtype(rules, actual, structure_type(target)))) {
            return true;
        }
    }
    return true;
}

/* Names of the types that an element allows, with commas between them. */
static Slice allowed_types(Walk *walk, const Element *element)
{
    Text names = TEXT_EMPTY;
    bool is_end = false;
    for (uint32_t i = 0; !is_end && names.length < TYPES_SHOWN_LENGTH; i++) {
        const Structure *target = target_at(walk_plans(walk), element, i, &is_end);
        if (target) {
            Slice title = structure_is_profile(target) ? structure_title(target) : structure_type(target);
            text_format(&names, "%s%.*s", names.length > 0 ? ", " : "", SLICE_ARGS(title));
        }
    }
    text_append(&names, is_end ? SLICE("") : SLICE(", …"));
    return text_take(&names, walk_arena(walk));
}

/* ---- judging ---- */

/* Judges a type, stated, found or named by the reference alone, by all elements; false where one does not allow it. */
static bool judge_type(Walk *walk, const Place *place, Slice type, const char *how, KeyCase in_case)
{
    for (uint32_t i = 0; i < place->plan->element_count; i++) {
        const Element *element = place->plan->elements[i];
        if (!allows_type(walk_plans(walk), element, type)) {
            Slice allowed = allowed_types(walk, element);
            Shown shown = shown_value(type);
            IssueForm form = {.key = KEY_REFERENCE_TARGET, .node = place->node, .element = element, .in_case = in_case};
            issue_form(walk, &form, "%s " SHOWN " is not allowed. Allowed: %.*s.", how, SHOWN_ARGS(shown),
                       SLICE_ARGS(allowed));
            return false;
        }
    }
    return true;
}

/* The first of the profiles that an element asks for in the type of what a reference leads to, where that conforms to
   none of them; NULL where it conforms to one, or none is asked for. */
static const Structure *unmet_profile(Walk *walk, const Place *place, const Element *element, const Target *target,
                                      Slice type)
{
    const Rules *rules = walk_rules(walk);
    const Structure *actual = rules_type(rules, type), *first = NULL;
    bool is_end = false;
    for (uint32_t i = 0; !is_end; i++) {
        const Structure *profile = target_at(walk_plans(walk), element, i, &is_end);
        if (!profile || !actual || !rules_is_subtype(rules, actual, structure_type(profile))) {
            continue;
        }
        if (!structure_is_profile(profile) || conformance_resource(walk, place->scope, target, profile)) {
            conformance_accept(walk, target->resource, profile);
            return NULL;
        }
        first = first ? first : profile;
    }
    return first;
}

/* Names what an element asks for in what a reference leads to, where that does not conform, and why it does not. */
static void judge_profiles(Walk *walk, const Place *place, const Element *element, const Target *target, Slice type)
{
    const Structure *unmet = unmet_profile(walk, place, element, target, type);
    if (!unmet) {
        return;
    }
    Slice allowed = allowed_types(walk, element);
    if (!walk_is_declared(walk)) {
        dependents_note(walk, place, target, element, unmet, allowed);
        return;
    }
    Text why = TEXT_EMPTY;
    FirstError first;
    if (conformance_first_error(walk, place->scope, target, unmet, &first)) {
        conformance_append_error(walk, target->resource, &first, "Target", &why);
    }
    text_free(&first.message);
    issue_add(walk, KEY_REFERENCE_PROFILE, place->node, element,
              "Target of the reference does not conform. Expected: %.*s.%.*s", SLICE_ARGS(allowed),
              SLICE_ARGS(text_slice(&why)));
    text_free(&why);
}

/* Names a profile that an element asks for in what is referred to, and that is not known; false if there is none. */
static bool says_unknown_profile(Walk *walk, const Place *place, const Element *element)
{
    for (uint32_t i = 0; i < element_type_count(element); i++) {
        const ElementType *type = element_type(element, i);
        bool is_reference = slice_equals(type_fhir_code(type), SLICE("Reference"));
        for (uint32_t k = 0; is_reference && k < type_target_count(type); k++) {
            Slice url = type_target(type, k);
            if (!plans_structure(walk_plans(walk), url)) {
                resource_report_required(walk, KEY_REFERENCE_PROFILE, place->node, element, url);
                return true;
            }
        }
    }
    return false;
}

/* Judges the resource that a reference leads to. */
static void judge_target(Walk *walk, const Place *place, const Target *target, Slice stated)
{
    NodeId name = walk_member(walk, target->resource, "resourceType");
    Slice type = walk_text(walk, name);
    if (!resource_type(walk, target->resource) || !judge_type(walk, place, type, "Reference to", CASE_NONE)) {
        return;
    }
    if (stated.length > 0 && !slice_equals(stated, type)) {
        Shown shown = shown_value(stated);
        issue_add(walk, KEY_REFERENCE_TYPE, place->node, NULL,
                  "'type' is " SHOWN ", but the type of the target is %.*s. Remove or correct 'type'.",
                  SHOWN_ARGS(shown), SLICE_ARGS(type));
        return;
    }
    for (uint32_t i = 0; i < place->plan->element_count; i++) {
        const Element *element = place->plan->elements[i];
        if (!says_unknown_profile(walk, place, element)) {
            judge_profiles(walk, place, element, target, type);
        }
    }
}

/* ---- aggregation ---- */

/* Where a reference leads, as one of the ways that an element may restrict it to. */
static Aggregation way_of(const Target *target)
{
    bool is_here = target->resource != NODE_NONE && target->resolution != RESOLUTION_BY_ID;
    return target->kind == REFERENCE_CONTAINED ? AGGREGATION_CONTAINED
           : is_here                           ? AGGREGATION_BUNDLED
                                               : AGGREGATION_REFERENCED;
}

/* Judges the way by what an element allows. What is in the Bundle is referred to as well as bundled. */
static void judge_way_of(Walk *walk, const Place *place, const Element *element, const Target *target, Slice text)
{
    static const char *const ways[] = {[AGGREGATION_CONTAINED] = "a contained resource",
                                       [AGGREGATION_REFERENCED] = "outside of the file",
                                       [AGGREGATION_BUNDLED] = "an entry of the Bundle"};
    static const char *const wishes[] = {
        [AGGREGATION_CONTAINED] = "contained resources",
        [AGGREGATION_REFERENCED] = "resources that are not contained",
        [AGGREGATION_BUNDLED] = "entries of the Bundle",
        [AGGREGATION_CONTAINED | AGGREGATION_REFERENCED] = "contained resources or other resources",
        [AGGREGATION_CONTAINED | AGGREGATION_BUNDLED] = "contained resources or entries of the Bundle",
        [AGGREGATION_REFERENCED | AGGREGATION_BUNDLED] = "resources that are not contained",
        [AGGREGATION_CONTAINED | AGGREGATION_REFERENCED | AGGREGATION_BUNDLED] = "anywhere"};
    Aggregation way = way_of(target);
    unsigned also = way == AGGREGATION_BUNDLED ? AGGREGATION_REFERENCED : 0;
    for (uint32_t i = 0; i < element_type_count(element); i++) {
        const ElementType *type = element_type(element, i);
        unsigned allowed = slice_equals(type_fhir_code(type), SLICE("Reference")) ? type_aggregation(type) : 0;
        if (allowed != 0 && (allowed & (way | also)) == 0) {
            Shown shown = shown_value(text);
            issue_add(walk, KEY_REFERENCE_AGGREGATION, place->node, element,
                      "Target of '" SHOWN "' is %s. Allowed: %s.", SHOWN_ARGS(shown), ways[way], wishes[allowed]);
            return;
        }
    }
}

static void judge_aggregation(Walk *walk, const Place *place, const Target *target, Slice text)
{
    for (uint32_t i = 0; i < place->plan->element_count; i++) {
        judge_way_of(walk, place, place->plan->elements[i], target, text);
    }
}

/* ---- form and way ---- */

/* True for an entry that asks a server to create its resource, which has no address before. */
static bool is_created(Walk *walk, NodeId entry)
{
    Slice method = walk_text(walk, walk_member(walk, walk_member(walk, entry, "request"), "method"));
    return slice_equals(method, SLICE("POST"));
}

static size_t count_slashes(Slice text)
{
    size_t count = 0;
    for (size_t i = 0; i < text.length; i++) {
        count += text.bytes[i] == '/';
    }
    return count;
}

/* Judges a relative reference inside a Bundle by its form. */
static bool judge_form(Walk *walk, const Place *place, const Target *target, Slice text)
{
    const Scope *bundle = scope_bundle(place->scope);
    bool is_question = slice_find(text, SLICE("?"), 0) < text.length;
    if (!bundle || target->kind != REFERENCE_RELATIVE || is_question) {
        return true;
    }
    size_t slashes = count_slashes(text);
    if (slashes != 1 && slashes != 3) {
        issue_add(walk, KEY_REFERENCE_FORM, place->node, NULL,
                  "'" SHOWN "' is not a valid relative reference. Expected: TYPE/ID, such as Patient/123.",
                  SHOWN_ARGS(shown_value(text)));
        return false;
    }
    NodeId entry = scope_container(place->scope)->entry;
    bool needs_none = resolver_is_answer(walk_resolver(walk), bundle->resource) || is_created(walk, entry);
    if (target->has_no_base && !needs_none) {
        if (entry != NODE_NONE) {
            bundle_report_nameless(walk, entry);
        }
        issue_add(walk, KEY_REFERENCE_BASE, place->node, NULL,
                  "Relative reference '" SHOWN
                  "' cannot be resolved: the entry has no fullUrl. Add 'fullUrl' to the entry.",
                  SHOWN_ARGS(shown_value(text)));
        return false;
    }
    return true;
}

/* True for a query as conditional references have it: "name=value", and more of them after "&". */
static bool is_query(Slice query)
{
    for (size_t start = 0; start <= query.length;) {
        size_t end = slice_find(query, SLICE("&"), start);
        Slice pair = slice_part(query, start, (end < query.length ? end : query.length) - start);
        size_t sign = slice_find(pair, SLICE("="), 0);
        bool has_value = sign > 0 && sign + 1 < pair.length && slice_find(pair, SLICE("="), sign + 1) >= pair.length;
        if (!has_value) {
            return false;
        }
        start += pair.length + 1;
    }
    return true;
}

/* Judges a conditional reference, which asks a server for the one resource that it describes: "Patient?identifier=12".
 */
static bool judge_condition(Walk *walk, const Place *place, Slice text)
{
    size_t sign = slice_find(text, SLICE("?"), 0);
    bool is_condition = sign < text.length && rules_type(walk_rules(walk), slice_part(text, 0, sign));
    if (is_condition && !is_query(slice_part(text, sign + 1, text.length))) {
        Shown shown = shown_value(text);
        issue_add(walk, KEY_REFERENCE_FORM, place->node, NULL,
                  "'" SHOWN
                  "' is not a valid conditional reference. Expected: TYPE?NAME=VALUE, such as Patient?identifier=12.",
                  SHOWN_ARGS(shown));
        return false;
    }
    return true;
}

static bool has_white(Slice text)
{
    for (size_t i = 0; i < text.length; i++) {
        if (ascii_is_fhir_white(text.bytes[i])) {
            return true;
        }
    }
    return false;
}

static void judge_empty(Walk *walk, const Place *place)
{
    NodeId identifier = walk_member(walk, place->node, "identifier");
    bool is_named = walk_member(walk, place->node, "display") != NODE_NONE ||
                    walk_member(walk, identifier, "value") != NODE_NONE ||
                    walk_member(walk, identifier, "system") != NODE_NONE ||
                    walk_member(walk, place->node, "extension") != NODE_NONE ||
                    walk_member(walk, place->node, "_reference") != NODE_NONE;
    if (!is_named) {
        issue_add(walk, KEY_REFERENCE_EMPTY, place->node, NULL,
                  "Reference has no target: 'reference', 'identifier' and 'display' are missing.");
    }
}

/* Judges a Reference: its type, its form, and what it leads to. */
static void judge(Walk *walk, const Place *place)
{
    NodeId node = walk_member(walk, place->node, "reference");
    Slice text = walk_text(walk, node), stated = walk_text(walk, walk_member(walk, place->node, "type"));
    if (stated.length > 0 && !judge_type(walk, place, stated, "Reference with type", CASE_NONE)) {
        return;
    }
    if (text.length == 0) {
        judge_empty(walk, place);
        return;
    }
    if (has_white(text)) {
        Shown shown = shown_value(text);
        issue_add(walk, KEY_REFERENCE_FORM, place->node, NULL,
                  "Reference '" SHOWN "' contains whitespace. Expected: no whitespace.", SHOWN_ARGS(shown));
        return;
    }
    Target target = resolver_find(walk_resolver(walk), place->scope, text);
    walk_note_look(walk, LOOK_AT_ENTRIES);
    if (!judge_condition(walk, place, text) || !judge_form(walk, place, &target, text)) {
        return;
    }
    reference_judge_way(walk, place, &target, text);
    judge_aggregation(walk, place, &target, text);
    if (target.resource != NODE_NONE && target.resolution != RESOLUTION_BY_ID) {
        judge_target(walk, place, &target, stated);
    } else if (stated.length > 0 && target.type.length > 0 && !slice_equals(stated, target.type)) {
        Shown shown = shown_value(stated);
        Slice type = target.type;
        issue_add(walk, KEY_REFERENCE_TYPE, place->node, NULL,
                  "'type' is " SHOWN ", but 'reference' names type %.*s. Correct 'type' or 'reference'.",
                  SHOWN_ARGS(shown), SLICE_ARGS(type));
    } else if (stated.length == 0 && target.type.length > 0) {
        judge_type(walk, place, target.type, "Reference to", CASE_REFERENCE_NAMED);
    }
}

const Group group_reference = {.name = "reference",
                               .kinds = KIND_COMPLEX,
                               .is_far = true,
                               .concerns = concerns,
                               .judge = judge,
                               .is_result_reusable = true};
