/* Model: what FHIRPath learns of the types of a document's elements. */
#include "src/profile/compile/model.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

typedef struct Fixture {
    Rules *rules;
    ModelBase base;
    FhirpathModel model;
} Fixture;

static int set_up(void **state)
{
    static Fixture fixture;
    fixture.rules = rules_new();
    model_begin(&fixture.model, &fixture.base, fixture.rules);
    *state = &fixture;
    return 0;
}

static int tear_down(void **state)
{
    Fixture *fixture = *state;
    model_end(&fixture->base);
    rules_free(fixture->rules);
    return 0;
}

/* The name of the type that a way of members leads to from a type; "?" where it is not known. */
static Slice type_along(const Fixture *fixture, const char *start, const char *const *way)
{
    const FhirpathModel *model = &fixture->model;
    FhirpathType type = model_named_type(fixture->rules, slice_from(start));
    for (; type && *way; way++) {
        type = model->member_type(model->self, type, slice_from(*way));
    }
    return type ? model->type_name(model->self, type) : SLICE("?");
}

#define WAY(...) ((const char *const[]){__VA_ARGS__, NULL})

static void test_members_have_types(void **state)
{
    const Fixture *fixture = *state;
    const struct {
        const char *start;
        const char *const *way;
        const char *type;
    } cases[] = {
        {"ImagingStudy", WAY("started"), "dateTime"},
        {"ImagingStudy", WAY("series"), "BackboneElement"},
        {"ImagingStudy", WAY("series", "instance", "sopClass"), "Coding"},
        {"Observation", WAY("valueQuantity"), "Quantity"},
        {"Observation", WAY("valueQuantity", "value"), "decimal"},
        {"Observation", WAY("value"), "?"},
        {"Questionnaire", WAY("item", "item", "item", "linkId"), "string"},
        {"Bundle", WAY("entry", "resource"), "Resource"},
        {"Patient", WAY("id"), "id"},
        {"Patient", WAY("nothing"), "?"},
        {"Patient", WAY("birthDate", "extension", "valueAge"), "Age"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Slice type = type_along(fixture, cases[i].start, cases[i].way);
        if (!slice_equals(type, slice_from(cases[i].type))) {
            fail_msg("%s.%s: %.*s", cases[i].start, cases[i].way[0], SLICE_ARGS(type));
        }
    }
}

static void test_choices_are_known_by_their_stem(void **state)
{
    const Fixture *fixture = *state;
    const FhirpathModel *model = &fixture->model;
    FhirpathType observation = model_named_type(fixture->rules, SLICE("Observation"));
    assert_true(model->is_choice(model->self, observation, SLICE("value")));
    assert_false(model->is_choice(model->self, observation, SLICE("valueQuantity")));
    assert_false(model->is_choice(model->self, observation, SLICE("status")));
    assert_true(model->has_member(model->self, observation, SLICE("value")));
    assert_true(model->has_member(model->self, observation, SLICE("status")));
    assert_false(model->has_member(model->self, observation, SLICE("valueQuantity")));
}

static void test_types_descend(void **state)
{
    const Fixture *fixture = *state;
    const FhirpathModel *model = &fixture->model;
    FhirpathType age = model_named_type(fixture->rules, SLICE("Age"));
    assert_true(model->is_subtype(model->self, age, SLICE("Quantity")));
    assert_false(model->is_subtype(model->self, age, SLICE("Resource")));
    assert_true(model->is_type_name(model->self, SLICE("BackboneElement")));
    assert_false(model->is_type_name(model->self, SLICE("quantity")));
}

static void test_resources_say_what_they_are(void **state)
{
    const Fixture *fixture = *state;
    const FhirpathModel *model = &fixture->model;
    Document *document = document_new(SLICE("{\"resourceType\":\"Patient\"}"), "test.json", NULL);
    FhirpathType type = model->root_type(model->self, document, 0);
    assert_true(slice_equals(model->type_name(model->self, type), SLICE("Patient")));
    document_free(document);
    document = document_new(SLICE("{}"), "test.json", NULL);
    assert_null(model->root_type(model->self, document, 0));
    document_free(document);
}

static void test_answers_what_rules_can_tell(void **state)
{
    const Fixture *fixture = *state;
    const FhirpathModel *model = &fixture->model;
    Text text = TEXT_EMPTY;
    text_append(&text,
                SLICE("{\"resourceType\":\"Patient\",\"gender\":\"male\",\"maritalStatus\":{\"coding\":[{\"system\":"
                      "\"http://terminology.hl7.org/CodeSystem/v3-MaritalStatus\",\"code\":\"Q\"}]}}"));
    Document *document = document_take(&text, "patient.json", NULL);
    FhirpathItem item = {.kind = FHIRPATH_NODE, .sibling = NODE_NONE, .document = document};
    item.type = model->root_type(model->self, document, 0);
    assert_int_equal(model->conforms_to(model->self, &item, SLICE("http://hl7.org/fhir/StructureDefinition/Patient")),
                     1);
    assert_int_equal(model->conforms_to(model->self, &item, SLICE("http://hl7.org/fhir/StructureDefinition/Person")),
                     0);
    assert_int_equal(model->conforms_to(model->self, &item, SLICE("http://example.org/nothing")), -1);
    item.node = document_member(document, 0, SLICE("gender"));
    Slice genders = SLICE("http://hl7.org/fhir/ValueSet/administrative-gender");
    assert_int_equal(model->member_of(model->self, &item, genders), 1);
    assert_int_equal(model->member_of(model->self, &item, SLICE("http://example.org/nothing")), -1);
    item.node = document_member(document, 0, SLICE("maritalStatus"));
    assert_int_equal(model->member_of(model->self, &item, genders), 0);
    document_free(document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_members_have_types),
        cmocka_unit_test(test_choices_are_known_by_their_stem),
        cmocka_unit_test(test_types_descend),
        cmocka_unit_test(test_resources_say_what_they_are),
        cmocka_unit_test(test_answers_what_rules_can_tell),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
