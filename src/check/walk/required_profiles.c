/* Required profiles: found by the type of a resource, and judged where there is a choice. */
#include "src/check/walk/required_profiles.h"

#include "src/check/state/session.h"
#include "src/check/walk/conformance.h"
#include "src/check/walk/resource_profiles.h"

const ElementType *required_profiles_of(const Rules *rules, const Element *element, const Structure *type)
{
    for (uint32_t i = 0; i < element_type_count(element); i++) {
        const ElementType *candidate = element_type(element, i);
        if (type_profile_count(candidate) > 0 && rules_is_subtype(rules, type, type_fhir_code(candidate))) {
            return candidate;
        }
    }
    return NULL;
}

/* True when an element says something of resources of the type, beside what they conform to. */
static bool says_something(const Rules *rules, const Element *element, const Structure *type)
{
    bool is_silent = element_constraint_count(element) == 0 && element_child_count(element) == 0;
    for (uint32_t i = 0; !is_silent && i < element_type_count(element); i++) {
        if (rules_is_subtype(rules, type, type_fhir_code(element_type(element, i)))) {
            return true;
        }
    }
    return false;
}

const Plan *required_profiles_add(Plans *plans, const Plan *plan, const Scope *scope)
{
    for (uint32_t i = 0; scope->requirement && i < scope->requirement->element_count; i++) {
        const Element *element = scope->requirement->elements[i];
        if (says_something(plans_rules(plans), element, scope->type)) {
            plan = plan_with(plans, plan, element, true);
        }
    }
    return plan;
}

/* Does a resource meet one of the profiles that a type names? One that is not known may be met. */
static bool meets_one(Walk *walk, const Scope *scope, const ElementType *type)
{
    for (uint32_t i = 0; i < type_profile_count(type); i++) {
        const Structure *profile = rules_structure(walk->checker->rules, type_profile(type, i));
        if (!profile ||
            conformance_below(walk, scope->container, scope->resource, scope->entry, scope->is_contained, profile)) {
            conformance_accept(walk, scope->resource, profile);
            return true;
        }
    }
    return false;
}

/* Reports where a resource does not conform to what an element asks of it. */
static void check_one(Walk *walk, const Scope *scope, const Element *element, const ElementType *type)
{
    Slice first = type_profile(type, 0);
    if (type_profile_count(type) == 1) {
        if (!rules_structure(walk->checker->rules, first)) {
            resource_report_required(walk, KEY_PROFILE_MISMATCH, scope->resource, element, first);
        }
        return;
    }
    walk->session->has_far_slices = true; /* references in the resource may lead beyond it */
    if (!meets_one(walk, scope, type)) {
        issue_add(walk, KEY_PROFILE_MISMATCH, scope->resource, element,
                  "Resource conforms to none of the %u allowed profiles, such as %.*s.", type_profile_count(type),
                  SLICE_ARGS(first));
    }
}

void required_profiles_check(Walk *walk, const Scope *scope)
{
    for (uint32_t i = 0; scope->requirement && i < scope->requirement->element_count; i++) {
        const Element *element = scope->requirement->elements[i];
        const ElementType *type = required_profiles_of(walk->checker->rules, element, scope->type);
        if (type) {
            check_one(walk, scope, element, type);
        }
    }
}
