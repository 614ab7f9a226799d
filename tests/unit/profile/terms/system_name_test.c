/* System names: aliases, systems of servers, and what goes on after a URL. */
#include "src/profile/terms/system_name.h"

#include "src/profile/facts/text_table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

TEXT_TABLE(test_aliases, "src/definitions/system-aliases.tsv");
TEXT_TABLE(test_served, "src/definitions/served-systems.tsv");
TEXT_TABLE(test_signs, "src/definitions/vital-signs.tsv");

static void assert_slice(Slice slice, const char *expected)
{
    assert_int_equal(slice.length, strlen(expected));
    assert_memory_equal(slice.bytes, expected, slice.length);
}

/* Rows are found by halving only where each key is greater than the one before it. */
static void assert_sorted(Slice table)
{
    Slice row, before = {NULL, 0};
    for (size_t start = 0; start < table.length; start += row.length + 1) {
        row = text_table_row(table, start);
        Slice key = text_table_column(row, 0);
        assert_true(start == 0 || slice_compare(before, key) < 0);
        before = key;
    }
}

static void test_tables_are_sorted(void **state)
{
    (void)state;
    assert_sorted(TEXT_TABLE_OF(test_aliases));
    assert_sorted(TEXT_TABLE_OF(test_served));
    assert_sorted(TEXT_TABLE_OF(test_signs));
}

static void test_what_is_meant(void **state)
{
    (void)state;
    Rules *rules = rules_new();
    assert_non_null(rules);
    assert_slice(system_name_intended(rules, SLICE("urn:oid:2.16.840.1.113883.6.96")), "http://snomed.info/sct");
    assert_slice(system_name_intended(rules, SLICE("Snomed CT")), "http://snomed.info/sct");
    assert_slice(system_name_intended(rules, SLICE("http://dicom.nema.org/resources/ontology/DCM/")),
                 "http://dicom.nema.org/resources/ontology/DCM");
    assert_slice(system_name_intended(rules, SLICE(" http://loinc.org/")), "http://loinc.org");
    assert_slice(system_name_intended(rules, SLICE("http://hl7.org/fhir/observation-status/")),
                 "http://hl7.org/fhir/observation-status");
    assert_int_equal(system_name_intended(rules, SLICE("http://loinc.org")).length, 0);
    assert_int_equal(system_name_intended(rules, SLICE("urn:x")).length, 0);
    char longer[200];
    memset(longer, 'a', sizeof longer);
    assert_int_equal(system_name_intended(rules, slice_make(longer, sizeof longer)).length, 0);
    rules_free(rules);
}

static void test_systems_of_servers(void **state)
{
    (void)state;
    assert_true(system_name_is_served(SLICE("http://loinc.org")));
    assert_true(system_name_is_served(SLICE("http://hl7.org/fhir/sid/icd-9-cm")));
    assert_false(system_name_is_served(SLICE("http://loinc.org/")));
    assert_slice(system_name_begun(SLICE("http://loinc.org/vs")), "http://loinc.org");
    assert_slice(system_name_begun(SLICE("http://snomed.info/sct?x")), "http://snomed.info/sct");
    assert_int_equal(system_name_begun(SLICE("http://loinc.org")).length, 0);
    assert_int_equal(system_name_begun(SLICE("http://hl7.org/fhir/sid/icd-9-cm/x")).length, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tables_are_sorted),
        cmocka_unit_test(test_what_is_meant),
        cmocka_unit_test(test_systems_of_servers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
