/* Code syntax: codes that exist have the right form, near misses of them have not. */
#include "src/profile/facts/code_syntax.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static void test_snomed_identifiers(void **state)
{
    (void)state;
    assert_null(snomed_code_fault(SLICE("24028007")));           /* right */
    assert_null(snomed_code_fault(SLICE("69536005")));           /* head structure */
    assert_null(snomed_code_fault(SLICE("999000041000000102"))); /* a concept of an extension */
    assert_non_null(snomed_code_fault(SLICE("69536006")));
    assert_non_null(snomed_code_fault(SLICE("69563005")));
    assert_non_null(snomed_code_fault(SLICE("12345")));
    assert_non_null(snomed_code_fault(SLICE("0240280071")));
    assert_non_null(snomed_code_fault(SLICE("T-15460")));
    assert_non_null(snomed_code_fault(SLICE("1234567890123456789")));
    assert_non_null(snomed_code_fault(SLICE("116680013"))); /* the partition of descriptions */
    assert_non_null(snomed_code_fault(SLICE("")));
}

static void test_snomed_expressions(void **state)
{
    (void)state;
    assert_null(snomed_code_fault(SLICE("69536005 |Head structure| : 272741003 = 24028007")));
    assert_non_null(snomed_code_fault(SLICE("69536005:272741003=24028008")));
    assert_non_null(snomed_code_fault(SLICE("69536005 |Head structure")));
    assert_non_null(snomed_code_fault(SLICE("69536005:a=b")));
}

static void test_loinc_codes(void **state)
{
    (void)state;
    assert_null(loinc_code_fault(SLICE("24627-2")));
    assert_null(loinc_code_fault(SLICE("8480-6")));
    assert_null(loinc_code_fault(SLICE("18748-4")));
    assert_null(loinc_code_fault(SLICE("LA6576-8")));
    assert_null(loinc_code_fault(SLICE("LA33-6")));
    assert_null(loinc_code_fault(SLICE("LA11883-8")));
    assert_null(loinc_code_fault(SLICE("LL360-9")));
    assert_non_null(loinc_code_fault(SLICE("24627-3")));
    assert_non_null(loinc_code_fault(SLICE("24672-2")));
    assert_non_null(loinc_code_fault(SLICE("24627")));
    assert_non_null(loinc_code_fault(SLICE("-2")));
    assert_non_null(loinc_code_fault(SLICE("LP-2")));
    assert_non_null(loinc_code_fault(SLICE("12345678-1")));
    assert_non_null(loinc_code_fault(SLICE("2462A-2")));
}

static void test_media_types(void **state)
{
    (void)state;
    assert_null(media_type_fault(SLICE("image/png")));
    assert_null(media_type_fault(SLICE("application/fhir+json; fhirVersion=4.0")));
    assert_null(media_type_fault(SLICE("text/plain;charset=\"utf-8\"")));
    assert_non_null(media_type_fault(SLICE("png")));
    assert_non_null(media_type_fault(SLICE("image/")));
    assert_non_null(media_type_fault(SLICE("/png")));
    assert_non_null(media_type_fault(SLICE("image/png/x")));
    assert_non_null(media_type_fault(SLICE("text/plain; charset")));
    assert_non_null(media_type_fault(SLICE("text/plain; charset=\"x")));
    assert_non_null(media_type_fault(SLICE("text/plain; charset=")));
    assert_non_null(media_type_fault(SLICE("")));
}

static void test_systems_lead_to_their_syntax(void **state)
{
    (void)state;
    assert_ptr_equal(code_syntax_find(SLICE("http://loinc.org"))->fault, loinc_code_fault);
    assert_null(code_syntax_find(SLICE("http://example.org")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_snomed_identifiers),
        cmocka_unit_test(test_snomed_expressions),
        cmocka_unit_test(test_loinc_codes),
        cmocka_unit_test(test_media_types),
        cmocka_unit_test(test_systems_lead_to_their_syntax),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
