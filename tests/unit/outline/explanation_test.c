/* Explanation: every element of a study and of the kinds of values is spoken of; examples are what they stand for. */
#include "src/outline/explanation.h"

#include "src/profile/facts/explain.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static const char *const types[] = {
    "Address",    "Annotation", "Attachment", "CodeableConcept", "Coding",   "ContactPoint", "Extension", "HumanName",
    "Identifier", "Meta",       "Period",     "Narrative",       "Quantity", "Range",        "Ratio",     "Reference"};

static const char profile[] = "http://hl7.org/fhir/uv/ips/StructureDefinition/ImagingStudy-uv-ips";

static void expect_sentences(const Rules *rules, const Structure *structure)
{
    for (uint32_t i = 0; i < structure_element_count(structure); i++) {
        const Element *element = structure_element_at(structure, i);
        bool is_type_itself = i == 0;
        if (!is_type_itself && !explanation_sentence(&(Subject){rules, {0}, &element, 1}).length) {
            fail_msg("%.*s has no sentence", SLICE_ARGS(element_path(element)));
        }
    }
}

static void test_every_element_has_a_sentence(void **state)
{
    (void)state;
    Rules *rules = rules_new();
    expect_sentences(rules, rules_structure(rules, slice_from(profile)));
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        expect_sentences(rules, rules_type(rules, slice_from(types[i])));
    }
    rules_free(rules);
}

static bool is_json(void *context, Slice name, Slice text)
{
    Document *document = document_new(text, "example.json", NULL);
    if (!document || document_fault_count(document)) {
        fail_msg("the example of %.*s is no JSON", SLICE_ARGS(name));
    }
    document_free(document);
    (*(unsigned *)context)++;
    return true;
}

static void test_examples_are_json(void **state)
{
    (void)state;
    unsigned count = 0;
    explain_visit(EXPLAIN_EXAMPLES, is_json, &count);
    assert_true(count > 60);
}

/* Expects an example for an element of the profile that holds a text. */
static void expect_example(const Rules *rules, const char *path, const char *wanted)
{
    const Structure *structure = rules_structure(rules, slice_from(profile));
    const Element *found = NULL;
    for (uint32_t i = 0; i < structure_element_count(structure); i++) {
        const Element *element = structure_element_at(structure, i);
        found = slice_equals(element_path(element), slice_from(path)) ? element : found;
    }
    assert_non_null(found);
    Text json = TEXT_EMPTY;
    assert_true(explanation_example(&(Subject){rules, {0}, &found, 1}, &json));
    assert_true(slice_find(text_slice(&json), slice_from(wanted), 0) != SIZE_MAX);
    text_free(&json);
}

static void test_examples_come_from_texts_codes_and_types(void **state)
{
    (void)state;
    Rules *rules = rules_new();
    expect_example(rules, "ImagingStudy.series.uid", "\"1.2.840");
    expect_example(rules, "ImagingStudy.status", "\"registered\"");
    expect_example(rules, "ImagingStudy.series.laterality", "\"code\": ");
    expect_example(rules, "ImagingStudy.location", "\"reference\"");
    expect_example(rules, "ImagingStudy.subject.reference", "Patient/");
    rules_free(rules);
}

static void test_places_have_no_positions(void **state)
{
    (void)state;
    Document *document = document_new(
        SLICE("{\"entry\":[{\"resource\":{\"resourceType\":\"ImagingStudy\",\"series\":[{\"uid\":\"1\"}]}}]}"),
        "a.json", NULL);
    NodeId uid = document_node_at(document, 72);
    Text place = TEXT_EMPTY;
    explanation_place(document, uid, (Slice){0}, &place);
    assert_true(slice_equals(text_slice(&place), SLICE("ImagingStudy.series.uid")));
    text_clear(&place);
    explanation_place(document, document_node(document, uid)->parent, SLICE("number"), &place);
    assert_true(slice_equals(text_slice(&place), SLICE("ImagingStudy.series.number")));
    text_clear(&place);
    explanation_place(document, 0, (Slice){0}, &place);
    assert_int_equal(place.length, 0);
    text_free(&place);
    document_free(document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_element_has_a_sentence),
        cmocka_unit_test(test_examples_are_json),
        cmocka_unit_test(test_examples_come_from_texts_codes_and_types),
        cmocka_unit_test(test_places_have_no_positions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
