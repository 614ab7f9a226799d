/* Rules: what the built-in definitions say. */
#include "src/profile/rules.h"
#include "src/profile/terminology.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#define IPS          "http://hl7.org/fhir/uv/ips/StructureDefinition/"
#define CORE         "http://hl7.org/fhir/StructureDefinition/"
#define STUDY        IPS "ImagingStudy-uv-ips"
#define CONCEPT      IPS "CodeableConcept-uv-ips"
#define IPS_VALUESET "http://hl7.org/fhir/uv/ips/ValueSet/"

#define assert_slice(slice, literal)                                                                                   \
    do {                                                                                                               \
        Slice got_ = (slice);                                                                                          \
        assert_true(slice_equals(got_, SLICE(literal)));                                                               \
    } while (0)

static int set_up(void **state)
{
    *state = rules_new();
    return 0;
}

static int tear_down(void **state)
{
    rules_free(*state);
    return 0;
}

static const Element *find(const Structure *structure, const char *id)
{
    for (uint32_t i = 0; structure && i < structure_element_count(structure); i++) {
        const Element *element = structure_element_at(structure, i);
        if (slice_equals(element_id(element), slice_from(id))) {
            return element;
        }
    }
    return NULL;
}

/* How many elements of a structure have an obligation of this code for this actor. */
static int count_obligated(const Structure *structure, const char *code, const char *actor)
{
    int count = 0;
    for (uint32_t i = 0; i < structure_element_count(structure); i++) {
        const Element *element = structure_element_at(structure, i);
        for (uint32_t k = 0; k < element_obligation_count(element); k++) {
            Obligation obligation = element_obligation(element, k);
            count += slice_equals(obligation.code, slice_from(code)) &&
                     slice_equals(obligation.actor_name, slice_from(actor));
        }
    }
    return count;
}

static void test_imaging_study_has_its_obligations(void **state)
{
    const Structure *study = rules_structure(*state, SLICE(STUDY));
    assert_non_null(study);
    assert_slice(structure_title(study), "ImagingStudy (IPS)");
    assert_slice(structure_type(study), "ImagingStudy");
    assert_slice(structure_base(study), CORE "ImagingStudy");
    assert_true(structure_is_profile(study));
    assert_int_equal(count_obligated(study, "SHALL:populate-if-known", "Creator"), 12);
    assert_int_equal(count_obligated(study, "SHALL:handle", "Consumer"), 12);
    assert_int_equal(count_obligated(study, "SHOULD:display", "Consumer"), 11);
    Obligation first = element_obligation(find(study, "ImagingStudy.series.modality"), 0);
    assert_slice(first.actor, "http://hl7.org/fhir/uv/ips/ActorDefinition/Creator");
    assert_int_equal(first.strength, STRENGTH_SHALL);
    assert_slice(first.verb, "populate-if-known");
    assert_int_equal(element_obligation_count(find(study, "ImagingStudy.status")), 0);
}

static void test_imaging_study_narrows_its_elements(void **state)
{
    const Structure *study = rules_structure(*state, SLICE(STUDY "|2.0.0"));
    const Element *status = find(study, "ImagingStudy.status");
    assert_int_equal(element_binding_strength(status), BINDING_REQUIRED);
    assert_slice(element_binding_value_set(status), IPS_VALUESET "imaging-study-status-uv-ips");

    const Element *subject = find(study, "ImagingStudy.subject");
    const ElementType *type = element_type(subject, 0);
    assert_int_equal(type_target_count(type), 2);
    assert_slice(type_target(type, 0), IPS "Patient-uv-ips");
    assert_slice(type_target(type, 1), CORE "Group");
    const Element *reference = find(study, "ImagingStudy.subject.reference");
    assert_ptr_equal(element_parent(reference), subject);
    assert_ptr_equal(element_child_find(subject, SLICE("reference"), NULL), reference);
    assert_int_equal(element_minimum(reference), 1);
    assert_int_equal(element_maximum(reference), 1);

    const Element *procedure = find(study, "ImagingStudy.procedureCode");
    assert_int_equal(element_binding_strength(procedure), BINDING_EXTENSIBLE);
    assert_int_equal(element_additional_binding_count(procedure), 1);
    assert_slice(element_additional_binding_purpose(procedure, 0), "candidate");
    assert_slice(element_additional_binding_value_set(procedure, 0),
                 IPS_VALUESET "results-radiology-observations-uv-ips");
    assert_slice(type_profile(element_type(procedure, 0), 0), CONCEPT);
}

static void test_concepts_have_obligations_of_their_own(void **state)
{
    const Structure *concept = rules_structure(*state, SLICE(CONCEPT));
    const Structure *coding = rules_structure(*state, SLICE(IPS "Coding-uv-ips"));
    assert_true(element_obligation_count(find(concept, "CodeableConcept.text")) > 0);
    assert_true(element_obligation_count(find(concept, "CodeableConcept.coding")) > 0);
    assert_slice(type_profile(element_type(find(concept, "CodeableConcept.coding"), 0), 0), IPS "Coding-uv-ips");
    assert_true(element_obligation_count(find(coding, "Coding.system")) > 0);
    assert_true(element_obligation_count(find(coding, "Coding.code")) > 0);
    assert_int_equal(element_obligation_count(find(coding, "Coding.display")), 0);
    assert_non_null(find(coding, "Coding.display.extension:translation"));
}

static void test_status_leaves_out_entered_in_error(void **state)
{
    const ValueSet *set = rules_value_set(*state, SLICE(IPS_VALUESET "imaging-study-status-uv-ips"));
    assert_non_null(set);
    Slice none = {"", 0};
    assert_int_equal(value_set_contains(*state, set, none, SLICE("available"), NULL, NULL), MEMBERSHIP_YES);
    assert_int_equal(value_set_contains(*state, set, none, SLICE("entered-in-error"), NULL, NULL), MEMBERSHIP_NO);
}

static void test_members_lead_to_children(void **state)
{
    const Element *extension = structure_root(rules_type(*state, SLICE("Extension")));
    Slice type;
    const Element *value = element_child_find(extension, SLICE("valueQuantity"), &type);
    assert_slice(element_path(value), "Extension.value[x]");
    assert_slice(type, "Quantity");
    assert_ptr_equal(element_child_find(extension, SLICE("_valueString"), &type), value);
    assert_slice(type, "string");
    assert_null(element_child_find(extension, SLICE("value"), &type));
    assert_null(element_child_find(extension, SLICE("valueNothing"), &type));
    const Element *study = structure_root(rules_structure(*state, SLICE(STUDY)));
    const Element *series = element_child_find(study, SLICE("series"), &type);
    assert_int_equal(type.length, 0);
    assert_slice(element_path(element_child_find(series, SLICE("_uid"), NULL)), "ImagingStudy.series.uid");
    assert_null(element_child_find(series, SLICE(""), NULL));
    assert_int_equal(element_base_maximum(series), MAXIMUM_UNBOUNDED);
}

static void test_content_follows_types_and_references(void **state)
{
    const Structure *study = rules_structure(*state, SLICE(STUDY));
    Slice none = {"", 0};
    const Element *started = rules_content(*state, find(study, "ImagingStudy.started"), none);
    assert_slice(element_path(started), "dateTime");
    const Element *subject = find(study, "ImagingStudy.subject");
    assert_ptr_equal(rules_content(*state, subject, none), subject);
    const Structure *questionnaire = rules_type(*state, SLICE("Questionnaire"));
    assert_ptr_equal(rules_content(*state, find(questionnaire, "Questionnaire.item.item"), none),
                     find(questionnaire, "Questionnaire.item"));
    const Element *identifier = find(rules_type(*state, SLICE("Patient")), "Patient.id");
    assert_slice(type_code(element_type(identifier, 0)), "http://hl7.org/fhirpath/System.String");
    assert_slice(type_fhir_code(element_type(identifier, 0)), "id");
}

static void test_types_know_their_ancestors(void **state)
{
    const Structure *patient = rules_structure(*state, SLICE(IPS "Patient-uv-ips"));
    assert_true(rules_is_subtype(*state, patient, SLICE("DomainResource")));
    assert_true(rules_is_subtype(*state, rules_type(*state, SLICE("Age")), SLICE("Quantity")));
    assert_false(rules_is_subtype(*state, rules_type(*state, SLICE("Bundle")), SLICE("DomainResource")));
    assert_null(rules_type(*state, SLICE("Nothing")));
    assert_int_equal(structure_kind(rules_type(*state, SLICE("id"))), STRUCTURE_PRIMITIVE);
    assert_slice(structure_primitive_regex(rules_type(*state, SLICE("id"))), "[A-Za-z0-9\\-\\.]{1,64}");
}

static void test_versions_are_told_apart(void **state)
{
    assert_non_null(rules_structure(*state, SLICE(CORE "Patient|4.0.1")));
    assert_non_null(rules_structure(*state, SLICE(CORE "Patient|4.0")));
    assert_null(rules_structure(*state, SLICE(CORE "Patient|5.0.0")));
    const Structure *newest = rules_structure(*state, SLICE(CORE "patient-birthPlace"));
    const Structure *older = rules_structure(*state, SLICE(CORE "patient-birthPlace|4.0.1"));
    assert_non_null(older);
    assert_ptr_not_equal(newest, older);
    assert_int_equal(structure_context_count(newest), 1);
    assert_slice(structure_context_expression(newest, 0), "Patient");
}

static void test_slices_are_no_children(void **state)
{
    const Structure *composition = rules_structure(*state, SLICE(IPS "Composition-uv-ips"));
    const Element *section = find(composition, "Composition.section");
    assert_true(element_is_sliced(section));
    assert_int_equal(element_discriminator_count(section), 1);
    assert_slice(element_discriminator_path(section, 0), "code");
    const Element *problems = find(composition, "Composition.section:sectionProblems");
    assert_ptr_equal(element_slice(section, 0), problems);
    assert_ptr_equal(element_parent(problems), structure_root(composition));
    assert_ptr_equal(element_child_find(structure_root(composition), SLICE("section"), NULL), section);
    Slice type;
    Slice pattern = element_pattern(find(composition, "Composition.section:sectionProblems.code"), &type);
    assert_slice(type, "CodeableConcept");
    assert_true(slice_starts_with(pattern, SLICE("{\"coding\":")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_imaging_study_has_its_obligations),
        cmocka_unit_test(test_imaging_study_narrows_its_elements),
        cmocka_unit_test(test_concepts_have_obligations_of_their_own),
        cmocka_unit_test(test_status_leaves_out_entered_in_error),
        cmocka_unit_test(test_members_lead_to_children),
        cmocka_unit_test(test_content_follows_types_and_references),
        cmocka_unit_test(test_types_know_their_ancestors),
        cmocka_unit_test(test_versions_are_told_apart),
        cmocka_unit_test(test_slices_are_no_children),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
