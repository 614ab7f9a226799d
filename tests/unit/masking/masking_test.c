/* Masking: what tells who the patient is goes everywhere alike, and nothing else. */
#include "src/masking/masking.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

/* The masked form of a document. */
static void expect_masked(const char *bytes, const char *wanted, size_t count)
{
    Error error;
    Text masked = TEXT_EMPTY;
    Document *document = document_new(slice_from(bytes), "a.json", &error);
    assert_non_null(document);
    assert_int_equal(mask_patient(document, &masked), count);
    assert_string_equal(masked.bytes, wanted);
    assert_int_equal(mask_is_useful(document), count > 0);
    document_free(document);
    text_free(&masked);
}

static void test_names_in_any_case_and_form(void **state)
{
    (void)state;
    expect_masked("{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"M\u00fcller\",\"given\":[\"Ada\"]}],"
                  "\"text\":{\"div\":\"<div ada='1'>ADA mu\u0308ller, Adam</div>\"}}",
                  "{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"Xxxxxx\",\"given\":[\"Xxx\"]}],"
                  "\"text\":{\"div\":\"<div ada='1'>XXX xxxxxx, Adam</div>\"}}",
                  3);
}

static void test_references_still_resolve(void **state)
{
    (void)state;
    expect_masked("[{\"fullUrl\":\"Patient/ada-x\",\"resource\":{\"resourceType\":\"Patient\",\"id\":\"ada-x\","
                  "\"name\":[{\"text\":\"Ada X\"}]}},{\"subject\":{\"reference\":\"Patient/ada-x\"}}]",
                  "[{\"fullUrl\":\"Patient/patient-1\",\"resource\":{\"resourceType\":\"Patient\",\"id\":\"patient-1\","
                  "\"name\":[{\"text\":\"Xxx X\"}]}},{\"subject\":{\"reference\":\"Patient/patient-1\"}}]",
                  4);
}

/* An id is one where ids stand; elsewhere it is a number like others. */
static void test_ids_of_patients(void **state)
{
    (void)state;
    expect_masked(
        "{\"subject\":{\"reference\":\"http://a.test/Patient/12\"},\"dose\":\"12 mg\",\"id\":\"o-13\"}",
        "{\"subject\":{\"reference\":\"http://a.test/Patient/patient-1\"},\"dose\":\"12 mg\",\"id\":\"o-13\"}", 1);
}

static void test_dates_of_birth_as_people_write_them(void **state)
{
    (void)state;
    expect_masked("{\"resourceType\":\"Patient\",\"birthDate\":\"1962-09-04\",\"a\":\"04.09.1962, 4 September 1962, "
                  "04/09/1962\",\"b\":\"1962-09-05\",\"c\":\"1962-09-04T08:00:00Z\"}",
                  "{\"resourceType\":\"Patient\",\"birthDate\":\"1900-01-01\",\"a\":\"00.00.0000, 0 Xxxxxxxxx 0000, "
                  "00/00/0000\",\"b\":\"1962-09-05\",\"c\":\"1962-09-04T08:00:00Z\"}",
                  2);
}

static void test_identifiers_keep_their_form(void **state)
{
    (void)state;
    expect_masked("{\"subject\":{\"display\":\"Ada\",\"identifier\":{\"system\":\"urn:x:ada\",\"value\":\"K-12 b\"}},"
                  "\"note\":\"K-12 b, K-12\"}",
                  "{\"subject\":{\"display\":\"Xxx\",\"identifier\":{\"system\":\"urn:x:ada\",\"value\":\"X-00 x\"}},"
                  "\"note\":\"X-00 x, K-12\"}",
                  3);
    expect_masked("{\"subject\":{\"identifier\":{\"value\":\"urn:oid:1.2.3\"}}}",
                  "{\"subject\":{\"identifier\":{\"value\":\"urn:oid:2.999\"}}}", 1);
    expect_masked("{\"subject\":{\"identifier\":{\"value\":\"urn:uuid:11111111-1111-4111-8111-111111111111\"}}}",
                  "{\"subject\":{\"identifier\":{\"value\":\"urn:uuid:00000000-0000-4000-8000-000000000000\"}}}", 1);
}

/* Each line of a stream has its own patient; other people keep their names. */
static void test_lines_and_other_people(void **state)
{
    (void)state;
    expect_masked(
        "{\"subject\":{\"display\":\"Ada\"},\"note\":\"Bob\"}\n{\"subject\":{\"display\":\"Bob\"},\"note\":\"Ada\"}\n",
        "{\"subject\":{\"display\":\"Xxx\"},\"note\":\"Bob\"}\n{\"subject\":{\"display\":\"Xxx\"},\"note\":\"Ada\"}\n",
        2);
    expect_masked("{\"resourceType\":\"Practitioner\",\"name\":[{\"family\":\"Roe\"}]}",
                  "{\"resourceType\":\"Practitioner\",\"name\":[{\"family\":\"Roe\"}]}", 0);
}

static void test_what_is_no_document_stays(void **state)
{
    (void)state;
    expect_masked("{\"subject\":", "{\"subject\":", 0);
    expect_masked("", "", 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names_in_any_case_and_form),
        cmocka_unit_test(test_references_still_resolve),
        cmocka_unit_test(test_ids_of_patients),
        cmocka_unit_test(test_dates_of_birth_as_people_write_them),
        cmocka_unit_test(test_identifiers_keep_their_form),
        cmocka_unit_test(test_lines_and_other_people),
        cmocka_unit_test(test_what_is_no_document_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
