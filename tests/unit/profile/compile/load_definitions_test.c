/* Definitions taken in at run time: files, folders, packages, the package cache. */
#include "src/profile/rules.h"
#include "src/profile/terminology.h"

#include "tests/support/folder.h"
#include "tests/support/tar.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define PROFILE                                                                                                        \
    "{\"resourceType\":\"StructureDefinition\",\"url\":\"urn:profile\",\"name\":\"Mine\",\"type\":\"Patient\","        \
    "\"kind\":\"resource\",\"derivation\":\"constraint\",\"baseDefinition\":"                                          \
    "\"http://hl7.org/fhir/StructureDefinition/Patient\",\"differential\":{\"element\":[{\"path\":\"Patient.name\","   \
    "\"min\":1}]}}"
#define VALUE_SET                                                                                                      \
    "{\"resourceType\":\"ValueSet\",\"url\":\"urn:set\",\"compose\":{\"include\":[{\"system\":\"urn:codes\","          \
    "\"concept\":[{\"code\":\"a\"}]}]}}"

typedef struct Fixture {
    char *folder;
    Rules *rules;
} Fixture;

static int set_up(void **state)
{
    Fixture *fixture = calloc(1, sizeof *fixture);
    fixture->folder = folder_new();
    fixture->rules = rules_new();
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    Fixture *fixture = *state;
    rules_free(fixture->rules);
    folder_remove(fixture->folder);
    free(fixture);
    return 0;
}

static void make_folder(const Fixture *fixture, const char *name)
{
    char *path = file_join(fixture->folder, name);
    assert_int_equal(mkdir(path, 0700), 0);
    free(path);
}

static bool has_profile(const Fixture *fixture)
{
    return rules_structure(fixture->rules, SLICE("urn:profile")) != NULL;
}

static void test_a_file_is_taken_in(void **state)
{
    Fixture *fixture = *state;
    uint32_t before = rules_structure_count(fixture->rules), skipped = 9;
    char *path = folder_add(fixture->folder, "profile.json", PROFILE);
    assert_true(rules_add(fixture->rules, path, &skipped, NULL));
    assert_int_equal(skipped, 0);
    assert_true(has_profile(fixture));
    assert_int_equal(rules_structure_count(fixture->rules), before + 1);
    assert_ptr_equal(rules_structure_at(fixture->rules, before), rules_structure(fixture->rules, SLICE("urn:profile")));
    free(path);
}

static void test_a_bundle_is_taken_in(void **state)
{
    Fixture *fixture = *state;
    char *path = folder_add(fixture->folder, "bundle.json",
                            "{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":" PROFILE
                            "},{\"resource\":" VALUE_SET "},{\"resource\":{\"resourceType\":\"Patient\"}}]}");
    assert_true(rules_add(fixture->rules, path, NULL, NULL));
    assert_true(has_profile(fixture));
    assert_non_null(rules_value_set(fixture->rules, SLICE("urn:set")));
    free(path);
}

static void test_broken_files_of_a_folder_are_counted(void **state)
{
    Fixture *fixture = *state;
    uint32_t skipped = 0;
    free(folder_add(fixture->folder, "a.json", PROFILE));
    free(folder_add(fixture->folder, "b.json", "{"));
    free(folder_add(fixture->folder, "c.json", "{\"resourceType\":\"StructureDefinition\"}"));
    free(folder_add(fixture->folder, "d.json", "{\"resourceType\":\"Patient\"}"));
    free(folder_add(fixture->folder, "package.json", "{"));
    free(folder_add(fixture->folder, "e.txt", "{"));
    assert_true(rules_add(fixture->rules, fixture->folder, &skipped, NULL));
    assert_int_equal(skipped, 2);
    assert_true(has_profile(fixture));
}

static void test_a_package_is_taken_in(void **state)
{
    Fixture *fixture = *state;
    Text tar = TEXT_EMPTY;
    tar_append(&tar, '0', "package/package.json", SLICE("{\"name\":\"x\"}"));
    tar_append(&tar, '0', "package/StructureDefinition-a.json", SLICE(PROFILE));
    tar_append(&tar, '0', "package/example/ValueSet-b.json", SLICE(VALUE_SET));
    tar_end(&tar);
    char *path = file_join(fixture->folder, "x.tgz");
    assert_true(tar_write(&tar, path));
    assert_true(rules_add(fixture->rules, path, NULL, NULL));
    assert_true(has_profile(fixture));
    assert_null(rules_value_set(fixture->rules, SLICE("urn:set")));
    free(path);
    text_free(&tar);
}

static void test_the_package_cache_is_found(void **state)
{
    Fixture *fixture = *state;
    Error error;
    make_folder(fixture, ".fhir");
    make_folder(fixture, ".fhir/packages");
    make_folder(fixture, ".fhir/packages/x#1.0.0");
    make_folder(fixture, ".fhir/packages/x#1.0.0/package");
    free(folder_add(fixture->folder, ".fhir/packages/x#1.0.0/package/a.json", PROFILE));
    setenv("HOME", fixture->folder, 1);
    assert_false(rules_add_cached_package(fixture->rules, SLICE("x#2.0.0"), &error));
    assert_string_equal(error.message, "the package is not in the package cache");
    assert_false(rules_add_cached_package(fixture->rules, SLICE("../x#1.0.0"), &error));
    assert_int_equal(error.code, ERROR_FORMAT);
    assert_true(rules_add_cached_package(fixture->rules, SLICE("x#1.0.0"), &error));
    assert_true(has_profile(fixture));
}

static void test_what_cannot_be_taken_in_is_said(void **state)
{
    Fixture *fixture = *state;
    const struct {
        const char *content;
        const char *place;
        const char *message; /* NULL: as the document parser says it */
    } cases[] = {
        {"{", ":1:2", NULL},
        {"{\n \"resourceType\" \"ValueSet\"}", ":2:2", NULL},
        {"[]", "", "no StructureDefinition, ValueSet or CodeSystem found"},
        {"{\"resourceType\":\"Patient\"}", "", "no StructureDefinition, ValueSet or CodeSystem found"},
        {"{\"resourceType\":\"StructureDefinition\"}", ":1:1", "the StructureDefinition has no url or no type"},
        {"{\"resourceType\":\"StructureDefinition\",\"url\":\"urn:a\",\"type\":\"Patient\"}", ":1:1",
         "the StructureDefinition has no differential and no snapshot"},
        {"{\"resourceType\":\"StructureDefinition\",\"fhirVersion\":\"5.0.0\"}", ":1:1",
         "the definition is for FHIR 5.0.0, not for R4"},
        {"{\"resourceType\":\"StructureDefinition\",\n\"url\":\"urn:a|b\",\"type\":\"Patient\"}", ":2:7",
         "the url of a StructureDefinition must not contain '|'"},
        {"{\"resourceType\":\"ValueSet\"}", ":1:1", "the ValueSet has no url"},
        {"{\"resourceType\":\"StructureDefinition\",\"url\":\"urn:a\",\"type\":\"Patient\",\n"
         "\"differential\":{\"element\":[{\"path\":\"Patient\"},\n {\"id\":\"x\"}]}}",
         ":3:2", "the ElementDefinition has no path"},
        {"{\"resourceType\":\"Bundle\",\"entry\":[\n {\"resource\":{\"resourceType\":\"ValueSet\"}}]}", ":2:14",
         "the ValueSet has no url"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Error error = {0};
        char *path = folder_add(fixture->folder, "a.json", cases[i].content);
        assert_false(rules_add(fixture->rules, path, NULL, &error));
        char where[200];
        snprintf(where, sizeof where, "%s%s", path, cases[i].place);
        assert_string_equal(error.message, cases[i].message ? cases[i].message : error.message);
        assert_string_equal(error.where, where);
        free(path);
    }
    assert_false(rules_add(fixture->rules, "/nowhere/at/all.json", NULL, NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_file_is_taken_in, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_bundle_is_taken_in, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_broken_files_of_a_folder_are_counted, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_package_is_taken_in, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_the_package_cache_is_found, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_what_cannot_be_taken_in_is_said, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
