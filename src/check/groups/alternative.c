/* Alternatives: values that must conform to one of several profiles of their type, or to one that is not known. */
#include "src/check/groups/groups.h"
#include "src/check/walk/conformance.h"
#include "src/check/walk/resource_profiles.h"

static bool concerns(const Plan *plan)
{
    return plan->alternative_count > 0;
}

/* The one profile that an element asks for in values of the type; empty where it asks for one of several. */
static Slice only_profile(const Element *element, Slice wanted)
{
    for (uint32_t i = 0; i < element_type_count(element); i++) {
        const ElementType *type = element_type(element, i);
        if (slice_equals(type_fhir_code(type), wanted) && type_profile_count(type) > 0) {
            return type_profile_count(type) == 1 ? type_profile(type, 0) : SLICE("");
        }
    }
    return SLICE("");
}

static bool meets_one(Walk *walk, const Place *place, const Element *element)
{
    for (uint32_t i = 0; i < element_type_count(element); i++) {
        const ElementType *type = element_type(element, i);
        for (uint32_t k = 0; slice_equals(type_fhir_code(type), place->plan->type) && k < type_profile_count(type);
             k++) {
            const Structure *profile = rules_structure(walk_rules(walk), type_profile(type, k));
            if (!profile || conformance_value(walk, place, profile)) {
                conformance_accept(walk, place_node(place), profile);
                return true;
            }
        }
    }
    return false;
}

static void judge(Walk *walk, const Place *place)
{
    for (uint32_t i = 0; i < place->plan->alternative_count; i++) {
        const Element *element = place->plan->alternatives[i];
        Slice unknown = only_profile(element, place->plan->type);
        if (unknown.length > 0) {
            resource_report_required(walk, KEY_PROFILE_MISMATCH, place_node(place), element, unknown);
        } else if (!meets_one(walk, place, element)) {
            issue_add(walk, KEY_PROFILE_MISMATCH, place_node(place), element,
                      "Value conforms to none of the allowed profiles.");
        }
    }
}

const Group group_alternative = {.name = "alternative profiles", .concerns = concerns, .judge = judge};
