/* HL7 URLs: what is reserved, and whose code systems are known. */
#include "src/profile/facts/hl7_url.h"

#include "src/profile/facts/text_table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static void test_reserved(void **state)
{
    (void)state;
    assert_true(hl7_url_is_reserved(SLICE("http://hl7.org/fhir/nothing")));
    assert_true(hl7_url_is_reserved(SLICE("http://terminology.hl7.org/CodeSystem/x")));
    assert_true(hl7_url_is_reserved(SLICE("http://fhir.org/guides/x")));
    assert_true(hl7_url_is_reserved(SLICE("http://hl7.org/fhir/rrr")));
    assert_false(hl7_url_is_reserved(SLICE("http://hl7.org/fhir/rr")));
    assert_false(hl7_url_is_reserved(SLICE("http://hl7.org/fhir/sid/icd-10")));
    assert_false(hl7_url_is_reserved(SLICE("http://terminology.hl7.org/NamingSystem/x")));
    assert_false(hl7_url_is_reserved(SLICE("http://example.test/")));
    assert_false(hl7_url_is_reserved(SLICE("")));
}

static void test_systems(void **state)
{
    (void)state;
    assert_true(hl7_url_is_of_systems(SLICE("http://terminology.hl7.org/CodeSystem/x")));
    assert_false(hl7_url_is_of_known_systems(SLICE("http://terminology.hl7.org/CodeSystem/x")));
    assert_true(hl7_url_is_of_known_systems(SLICE("http://hl7.org/fhir/nothing")));
    assert_true(hl7_url_is_of_systems(SLICE("http://hl7.org/fhir/sid/x")));
    assert_false(hl7_url_is_of_known_systems(SLICE("http://hl7.org/fhir/sid/x")));
    assert_false(hl7_url_is_of_systems(SLICE("http://loinc.org")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_reserved), cmocka_unit_test(test_systems)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
