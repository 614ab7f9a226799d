/*
 * Plans: what the elements of a profile add to those of the base definition.
 *
 * A profile repeats most of its base. A lean plan leaves out what the base says as well: for a value that is without
 * error by the base it gives the same verdict as the plan of all that the profile says, for a profile can only narrow
 * what it constrains (http://hl7.org/fhir/R4/profiling.html).
 */
#include "src/check/plan/plan_private.h"

/* The child of a content that has the name of another element; NULL where it has none. */
static const Element *counterpart(const Element *content, const Element *other)
{
    for (uint32_t i = 0; content && i < element_child_count(content); i++) {
        const Element *child = element_child(content, i);
        if (slice_equals(element_name(child), element_name(other)) &&
            element_is_choice(child) == element_is_choice(other)) {
            return child;
        }
    }
    return NULL;
}

static const Element *find_base(Plans *plans, const Element *element)
{
    const Element *parent = element_parent(element);
    if (!parent) {
        const Structure *type = rules_type(plans->rules, structure_type(element_structure(element)));
        return type ? structure_root(type) : NULL;
    }
    const Element *base = plans_base(plans, parent);
    return base ? counterpart(plans_content(plans, base, plans_single_type(plans, base)), element) : NULL;
}

const Element *plans_base(Plans *plans, const Element *element)
{
    const PairEntry *known = pair_map_entry(&plans->bases, element, NULL);
    if (known) {
        return known->value.borrowed;
    }
    const Element *base = find_base(plans, element);
    pair_map_add_const(&plans->bases, element, NULL, base);
    return base;
}

/* ---- rules ---- */

static bool has_constraint(const Element *element, const Constraint *constraint)
{
    for (uint32_t i = 0; element && i < element_constraint_count(element); i++) {
        const Constraint *known = element_constraint(element, i);
        if (known == constraint || (slice_equals(constraint_key(known), constraint_key(constraint)) &&
                                    slice_equals(constraint_expression(known), constraint_expression(constraint)))) {
            return true;
        }
    }
    return false;
}

bool plan_is_base_invariant(Plans *plans, const Plan *plan, const Element *element, const Constraint *constraint)
{
    const Element *type = plan->type_structure ? structure_root(plan->type_structure) : NULL;
    return has_constraint(type, constraint) || has_constraint(plans_base(plans, element), constraint);
}

static bool has_own_constraints(Plans *plans, const Element *element, const Element *base)
{
    const Structure *type = rules_type(plans->rules, plans_single_type(plans, element));
    for (uint32_t i = 0; i < element_constraint_count(element); i++) {
        const Constraint *constraint = element_constraint(element, i);
        if (!has_constraint(base, constraint) && !has_constraint(type ? structure_root(type) : NULL, constraint)) {
            return true;
        }
    }
    return false;
}

/* ---- comparing ---- */

static bool is_same_type(const ElementType *a, const ElementType *b)
{
    bool is_same = slice_equals(type_code(a), type_code(b)) && type_aggregation(a) == type_aggregation(b) &&
                   type_profile_count(a) == type_profile_count(b) && type_target_count(a) == type_target_count(b);
    for (uint32_t i = 0; is_same && i < type_profile_count(a); i++) {
        is_same = slice_equals(type_profile(a, i), type_profile(b, i));
    }
    for (uint32_t i = 0; is_same && i < type_target_count(a); i++) {
        is_same = slice_equals(type_target(a, i), type_target(b, i));
    }
    return is_same;
}

/* True when the base has all types of an element, with the same profiles and targets. */
static bool has_base_types(const Element *element, const Element *base)
{
    for (uint32_t i = 0; i < element_type_count(element); i++) {
        uint32_t k = 0;
        while (k < element_type_count(base) && !is_same_type(element_type(element, i), element_type(base, k))) {
            k++;
        }
        if (k == element_type_count(base)) {
            return false;
        }
    }
    return true;
}

static bool has_base_binding(const Element *element, const Element *base)
{
    bool is_same = element_binding_strength(element) == element_binding_strength(base) &&
                   slice_equals(element_binding_value_set(element), element_binding_value_set(base)) &&
                   element_additional_binding_count(element) == element_additional_binding_count(base);
    for (uint32_t i = 0; is_same && i < element_additional_binding_count(element); i++) {
        is_same =
            slice_equals(element_additional_binding_purpose(element, i), element_additional_binding_purpose(base, i)) &&
            slice_equals(element_additional_binding_value_set(element, i),
                         element_additional_binding_value_set(base, i));
    }
    return is_same;
}

static bool has_base_values(const Element *element, const Element *base)
{
    return slice_equals(element_fixed(element, NULL), element_fixed(base, NULL)) &&
           slice_equals(element_pattern(element, NULL), element_pattern(base, NULL)) &&
           slice_equals(element_minimum_value(element, NULL), element_minimum_value(base, NULL)) &&
           slice_equals(element_maximum_value(element, NULL), element_maximum_value(base, NULL)) &&
           element_maximum_length(element) == element_maximum_length(base);
}

static bool has_base_limits(const Element *element, const Element *base)
{
    static const Slice names[] = {SLICE("minLength"), SLICE("regex"), SLICE("maxDecimalPlaces"), SLICE("maxSize")};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (!slice_equals(element_limit(element, names[i]), element_limit(base, names[i]))) {
            return false;
        }
    }
    return true;
}

/* True when the children say no more than those of the base, how often they may be there included. */
static bool has_base_children(Plans *plans, const Element *element, const Element *base)
{
    const Element *content = plans_content(plans, base, plans_single_type(plans, base));
    for (uint32_t i = 0; i < element_child_count(element); i++) {
        const Element *child = element_child(element, i), *other = counterpart(content, child);
        bool is_same = other && element_minimum(child) == element_minimum(other) &&
                       element_maximum(child) == element_maximum(other) &&
                       element_type_count(child) == element_type_count(other) && !plans_adds(plans, child);
        if (!is_same) {
            return false;
        }
    }
    return true;
}

static bool adds(Plans *plans, const Element *element)
{
    const Element *base = plans_base(plans, element);
    if (base == element) {
        return false;
    }
    bool has_slices = element_is_sliced(element) || element_slice_count(element) > 0;
    bool is_slice = element_slice_name(element).length > 0;
    if (!base || has_slices || is_slice) {
        return true;
    }
    bool is_of_base = has_base_types(element, base) && has_base_binding(element, base) &&
                      has_base_values(element, base) && has_base_limits(element, base);
    return !is_of_base || has_own_constraints(plans, element, base) || !has_base_children(plans, element, base);
}

bool plans_adds(Plans *plans, const Element *element)
{
    const PairEntry *known = pair_map_entry(&plans->additions, element, NULL);
    if (known) {
        return known->value.borrowed;
    }
    bool is_adding = adds(plans, element);
    pair_map_add_const(&plans->additions, element, NULL, is_adding ? element : NULL);
    return is_adding;
}
