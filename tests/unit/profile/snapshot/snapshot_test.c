/* Snapshots of profiles written here, over the built-in definitions. Quotes are written as ' in the definitions. */
#include "src/profile/compile/compile.h"
#include "src/profile/pack/registry.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#define CORE "http://hl7.org/fhir/StructureDefinition/"
#define HEAD(name, type)                                                                                               \
    "{'resourceType':'StructureDefinition','url':'urn:" name "','name':'" name "','type':'" type                       \
    "','kind':'resource','derivation':'constraint','baseDefinition':'" CORE type "',"
#define DIFFERENTIAL(...) "'differential':{'element':[" __VA_ARGS__ "]}}"

/* The definition as JSON. */
static cJSON *parse(const char *definition)
{
    Text text = TEXT_EMPTY;
    for (const char *c = definition; *c; c++) {
        text_append_byte(&text, *c == '\'' ? '"' : *c);
    }
    cJSON *resource = cJSON_ParseWithLength(text.bytes, text.length);
    text_free(&text);
    assert_non_null(resource);
    return resource;
}

/* Adds definitions, the last followed by NULL; returns how many have no snapshot. */
static uint32_t add(Rules *rules, Error *error, const char *const *definitions)
{
    Compilation *compilation = compilation_new(rules, 0);
    for (; *definitions; definitions++) {
        cJSON *resource = parse(*definitions);
        assert_true(compilation_add(compilation, resource, NULL));
        cJSON_Delete(resource);
    }
    Text pack = TEXT_EMPTY;
    uint32_t failed = 0;
    compilation_finish(compilation, &pack, &failed, error);
    compilation_free(compilation);
    rules_take_pack(rules, &pack);
    return failed;
}

#define ADD(rules, error, ...) add((rules), (error), (const char *const[]){__VA_ARGS__, NULL})

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

static const Element *find(const Rules *rules, const char *url, const char *id)
{
    const Structure *structure = rules_structure(rules, slice_from(url));
    for (uint32_t i = 0; structure && i < structure_element_count(structure); i++) {
        if (slice_equals(element_id(structure_element_at(structure, i)), slice_from(id))) {
            return structure_element_at(structure, i);
        }
    }
    return NULL;
}

static void assert_slice(Slice slice, const char *expected)
{
    if (!slice_equals(slice, slice_from(expected))) {
        fail_msg("'%.*s' in place of '%s'", SLICE_ARGS(slice), expected);
    }
}

static void test_ids_may_be_left_out(void **state)
{
    assert_int_equal(ADD(*state, NULL,
                         HEAD("a", "Patient")
                             DIFFERENTIAL("{'path':'Patient'},"
                                          "{'path':'Patient.identifier','slicing':{'discriminator':[{'type':'value',"
                                          "'path':'system'}],'rules':'open'}},"
                                          "{'path':'Patient.identifier','sliceName':'one','min':1},"
                                          "{'path':'Patient.identifier.system','fixedUri':'urn:one'},"
                                          "{'path':'Patient.identifier','sliceName':'two','max':'1'},"
                                          "{'path':'Patient.identifier.system','fixedUri':'urn:two'}")),
                     0);
    const Element *identifier = find(*state, "urn:a", "Patient.identifier");
    assert_int_equal(element_slice_count(identifier), 2);
    assert_int_equal(element_minimum(identifier), 1);
    Slice type;
    assert_slice(element_fixed(find(*state, "urn:a", "Patient.identifier:one.system"), &type), "\"urn:one\"");
    assert_slice(type, "uri");
    assert_slice(element_fixed(find(*state, "urn:a", "Patient.identifier:two.system"), NULL), "\"urn:two\"");
    assert_int_equal(element_child_count(identifier), 0);
    assert_int_equal(element_maximum(find(*state, "urn:a", "Patient.identifier:one")), MAXIMUM_UNBOUNDED);
}

static void test_choices_may_be_named_by_their_type(void **state)
{
    assert_int_equal(
        ADD(*state, NULL,
            HEAD("a", "Observation") DIFFERENTIAL(
                "{'id':'Observation','path':'Observation'},"
                "{'id':'Observation.valueQuantity','path':'Observation.valueQuantity','min':1},"
                "{'id':'Observation.valueQuantity.unit','path':'Observation.valueQuantity.unit','min':1}")),
        0);
    const Element *value = find(*state, "urn:a", "Observation.value[x]");
    assert_int_equal(element_type_count(value), 1);
    assert_int_equal(element_slicing_rules(value), SLICING_CLOSED);
    assert_int_equal(element_discriminator_kind(value, 0), DISCRIMINATOR_TYPE);
    assert_int_equal(element_minimum(value), 1);
    const Element *slice = element_slice(value, 0);
    assert_slice(element_id(slice), "Observation.value[x]:valueQuantity");
    assert_slice(element_path(slice), "Observation.value[x]");
    assert_int_equal(element_minimum(find(*state, "urn:a", "Observation.value[x]:valueQuantity.unit")), 1);
    Slice choice;
    const Element *root = structure_root(element_structure(value));
    assert_ptr_equal(element_child_find(root, SLICE("valueString"), &choice), value);
    assert_slice(choice, "string");
}

static void test_slices_may_be_sliced_again(void **state)
{
    assert_int_equal(
        ADD(*state, NULL,
            HEAD("a", "Patient") DIFFERENTIAL(
                "{'id':'Patient.telecom','path':'Patient.telecom','slicing':{'rules':'closed'}},"
                "{'id':'Patient.telecom:a','path':'Patient.telecom','sliceName':'a','slicing':{'rules':'open'}},"
                "{'id':'Patient.telecom:a/b','path':'Patient.telecom','sliceName':'a/b'},"
                "{'id':'Patient.telecom:a/b.value','path':'Patient.telecom.value','min':1},"
                "{'id':'Patient.telecom:a/b/c','path':'Patient.telecom','sliceName':'a/b/c','min':1}")),
        0);
    const Element *slice = find(*state, "urn:a", "Patient.telecom:a");
    const Element *below = find(*state, "urn:a", "Patient.telecom:a/b");
    assert_ptr_equal(element_slice(slice, 0), below);
    assert_ptr_equal(element_slice(below, 0), find(*state, "urn:a", "Patient.telecom:a/b/c"));
    assert_ptr_equal(element_parent(below), structure_root(element_structure(below)));
    assert_int_equal(element_minimum(slice), 1);
    assert_int_equal(element_minimum(find(*state, "urn:a", "Patient.telecom:a/b.value")), 1);
}

static void test_content_is_unfolded(void **state)
{
    assert_int_equal(
        ADD(*state, NULL,
            HEAD("a", "Questionnaire")
                DIFFERENTIAL("{'id':'Questionnaire.item.item.text','path':'Questionnaire.item.item"
                             ".text','min':1}"),
            HEAD("b", "Patient")
                DIFFERENTIAL("{'id':'Patient.generalPractitioner.identifier.assigner.display',"
                             "'path':'Patient.generalPractitioner.identifier.assigner.display','mustSupport':true}"),
            HEAD("c", "Bundle") DIFFERENTIAL(
                "{'id':'Bundle.entry.resource','path':'Bundle.entry.resource','type':[{'code':'Patient','profile':"
                "['urn:b']}]},{'id':'Bundle.entry.resource.name','path':'Bundle.entry.resource.name','min':1}")),
        0);
    assert_int_equal(element_minimum(find(*state, "urn:a", "Questionnaire.item.item.text")), 1);
    assert_int_equal(element_minimum(find(*state, "urn:a", "Questionnaire.item.text")), 0);
    assert_true(
        element_is_must_support(find(*state, "urn:b", "Patient.generalPractitioner.identifier.assigner.display")));
    assert_int_equal(element_minimum(find(*state, "urn:c", "Bundle.entry.resource.name")), 1);
    const char *deep = "Bundle.entry.resource.generalPractitioner.identifier.assigner.display";
    assert_true(element_is_must_support(find(*state, "urn:c", deep)));
}

static void test_profiles_of_profiles_add_up(void **state)
{
#define OBLIGATION(actor, code)                                                                                        \
    "'extension':[{'url':'" CORE "obligation','extension':[{'url':'code','valueCode':'" code                           \
    "'},{'url':'actor','valueCanonical':'urn:x/" actor "'}]}],"
#define CONSTRAINT(key) "'constraint':[{'key':'" key "','severity':'warning','expression':'true'}]"
    const char *derived = "{'resourceType':'StructureDefinition','url':'urn:b','name':'b','type':'Patient',"
                          "'kind':'resource','derivation':'constraint','baseDefinition':'urn:a|1','differential':"
                          "{'element':[{'id':'Patient.name','path':'Patient.name'," OBLIGATION("B", "SHOULD:display")
                              CONSTRAINT("two") "}]}}";
    assert_int_equal(ADD(*state, NULL, derived,
                         HEAD("a", "Patient") DIFFERENTIAL("{'id':'Patient.name','path':'Patient.name'," OBLIGATION(
                             "A", "SHALL:handle") CONSTRAINT("one") "}")),
                     0);
    const Element *name = find(*state, "urn:b", "Patient.name");
    assert_int_equal(element_obligation_count(name), 2);
    assert_slice(element_obligation(name, 0).actor_name, "A");
    assert_int_equal(element_obligation(name, 1).strength, STRENGTH_SHOULD);
    assert_int_equal(element_constraint_count(name), 3);
    assert_slice(constraint_source(element_constraint(name, 1)), "urn:a");
    assert_slice(constraint_source(element_constraint(name, 2)), "urn:b");
    assert_false(constraint_is_error(element_constraint(name, 2)));
    assert_int_equal(element_obligation_count(find(*state, "urn:a", "Patient.name")), 1);
}

static void test_what_cannot_be_made_is_said(void **state)
{
    Error error = {0};
    assert_int_equal(
        ADD(*state, &error, HEAD("a", "Patient") DIFFERENTIAL("{'id':'Patient.nam','path':'Patient.nam','min':1}")), 1);
    assert_string_equal(error.message, "the differential constrains 'nam', which is missing in 'Patient'");
    assert_null(rules_structure(*state, SLICE("urn:a")));
    const char *circle = "{'resourceType':'StructureDefinition','url':'urn:c','type':'Patient','kind':'resource',"
                         "'derivation':'constraint','baseDefinition':'urn:c'," DIFFERENTIAL("{'path':'Patient'}");
    assert_int_equal(ADD(*state, &error, circle), 1);
    assert_string_equal(error.message, "its base definitions form a cycle");
}

static void test_given_snapshot_serves_where_the_base_is_unknown(void **state)
{
    const char *stranger = "{'resourceType':'StructureDefinition','url':'urn:a','type':'Patient','kind':'resource',"
                           "'derivation':'constraint','baseDefinition':'urn:unknown','snapshot':{'element':["
                           "{'id':'Patient','path':'Patient','min':0,'max':'*'},"
                           "{'id':'Patient.name','path':'Patient.name','min':2,'max':'3','base':{'max':'*'}}]},"
                           "'differential':{'element':[{'id':'Patient','path':'Patient'}]}}";
    assert_int_equal(ADD(*state, NULL, stranger), 0);
    const Element *name = find(*state, "urn:a", "Patient.name");
    assert_int_equal(element_minimum(name), 2);
    assert_int_equal(element_base_maximum(name), MAXIMUM_UNBOUNDED);
}

static void test_later_definitions_win(void **state)
{
    assert_int_equal(ADD(*state, NULL, HEAD("a", "Patient") DIFFERENTIAL("{'path':'Patient.name','min':1}")), 0);
    assert_int_equal(ADD(*state, NULL, HEAD("a", "Patient") DIFFERENTIAL("{'path':'Patient.name','min':2}"),
                         HEAD("a", "Patient") DIFFERENTIAL("{'path':'Patient.name','min':3}")),
                     0);
    assert_int_equal(element_minimum(find(*state, "urn:a", "Patient.name")), 3);
}

static void test_depth_is_bounded(void **state)
{
    (void)state;
    Text path = TEXT_EMPTY;
    text_append(&path, SLICE("Patient"));
    for (int i = 0; i < 100; i++) {
        text_append(&path, SLICE(".extension"));
    }
    cJSON *resource = parse(HEAD("a", "Patient") DIFFERENTIAL("{'path':'Patient'}"));
    cJSON *element =
        cJSON_GetArrayItem(cJSON_GetObjectItem(cJSON_GetObjectItem(resource, "differential"), "element"), 0);
    cJSON_ReplaceItemInObject(element, "path", cJSON_CreateString(path.bytes));
    Compilation *compilation = compilation_new(*state, 1);
    assert_false(compilation_add(compilation, resource, NULL));
    compilation_free(compilation);
    cJSON_Delete(resource);
    text_free(&path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_ids_may_be_left_out, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_choices_may_be_named_by_their_type, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_slices_may_be_sliced_again, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_content_is_unfolded, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_profiles_of_profiles_add_up, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_what_cannot_be_made_is_said, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_given_snapshot_serves_where_the_base_is_unknown, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_later_definitions_win, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_depth_is_bounded, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
