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

/* What the Patient itself says is masked as it stands, also words of one letter and years alone. */
static void test_addresses_whole(void **state)
{
    (void)state;
    expect_masked("{\"address\":{\"city\":\"Wien\"},\"resourceType\":\"Patient\",\"birthDate\":\"1962-09\","
                  "\"name\":[{\"given\":[\"A\"]}]}",
                  "{\"address\":{\"city\":\"Xxxx\"},\"resourceType\":\"Patient\",\"birthDate\":\"1900-01\","
                  "\"name\":[{\"given\":[\"X\"]}]}",
                  3);
    expect_masked(
        "[{\"resourceType\":\"Patient\",\"address\":[{\"use\":\"home\",\"line\":[\"Am Ufer 3\"],\"city\":"
        "\"Bad Ischl\",\"district\":\"Gmunden\",\"state\":\"IN\",\"postalCode\":\"4820\",\"country\":\"AT\"}]},"
        "{\"note\":\"born in bad ischl, IN; Gmundener\"}]",
        "[{\"resourceType\":\"Patient\",\"address\":[{\"use\":\"home\",\"line\":[\"Xx Xxxx 0\"],\"city\":"
        "\"Xxx Xxxxx\",\"district\":\"Xxxxxxx\",\"state\":\"XX\",\"postalCode\":\"0000\",\"country\":\"AT\"}]},"
        "{\"note\":\"born in xxx xxxxx, XX; Gmundener\"}]",
        6);
}

/* A postal code is no part of a date or an OID. */
static void test_numbers_of_places(void **state)
{
    (void)state;
    expect_masked("[{\"resourceType\":\"Patient\",\"address\":{\"postalCode\":\"2025\"}},{\"a\":\"2025-03-01\",\"uid\":"
                  "\"urn:oid:1.2.2025\",\"b\":\"A-2025 Wien\",\"c\":\"in 2025.\"}]",
                  "[{\"resourceType\":\"Patient\",\"address\":{\"postalCode\":\"0000\"}},{\"a\":\"2025-03-01\",\"uid\":"
                  "\"urn:oid:1.2.2025\",\"b\":\"A-0000 Wien\",\"c\":\"in 0000.\"}]",
                  3);
}

static void test_contacts_and_photos(void **state)
{
    (void)state;
    expect_masked(
        "{\"resourceType\":\"Patient\",\"contact\":[{\"relationship\":[{\"text\":\"the mother\"}],\"name\":{\"text\":"
        "\"Eva Roe\"},\"telecom\":[{\"system\":\"phone\",\"value\":\"+43 1\"}],\"address\":{\"city\":\"Linz\"}}],"
        "\"photo\":[{\"contentType\":\"image/png\",\"url\":\"http://a.test/ada.png\",\"data\":\"aZ9+/Q==\"}]}",
        "{\"resourceType\":\"Patient\",\"contact\":[{\"relationship\":[{\"text\":\"the mother\"}],\"name\":{\"text\":"
        "\"Xxx Xxx\"},\"telecom\":[{\"system\":\"phone\",\"value\":\"+00 0\"}],\"address\":{\"city\":\"Xxxx\"}}],"
        "\"photo\":[{\"contentType\":\"image/png\",\"url\":\"http://x.xxxx/xxx.xxx\",\"data\":\"xX0+/X==\"}]}",
        5);
    expect_masked(
        "[{\"resourceType\":\"RelatedPerson\",\"id\":\"r-1\",\"birthDate\":\"1940-02-03\",\"name\":[{\"family\":"
        "\"Roe\"}]},{\"note\":\"Eva Roe\"}]",
        "[{\"resourceType\":\"RelatedPerson\",\"id\":\"r-1\",\"birthDate\":\"1900-01-01\",\"name\":[{\"family\":"
        "\"Xxx\"}]},{\"note\":\"Eva Xxx\"}]",
        3);
}

/* Other resources that tell of the patient, or of the family. */
static void test_other_tellers(void **state)
{
    (void)state;
    expect_masked(
        "[{\"resourceType\":\"Person\",\"id\":\"p-7\",\"birthDate\":\"1962-09-04\",\"name\":[{\"family\":\"Roe\"}]},"
        "{\"note\":\"roe, 1962-09-04\"}]",
        "[{\"resourceType\":\"Person\",\"id\":\"patient-1\",\"birthDate\":\"1900-01-01\",\"name\":[{\"family\":"
        "\"Xxx\"}]},{\"note\":\"xxx, 1900-01-01\"}]",
        4);
    expect_masked(
        "[{\"resourceType\":\"FamilyMemberHistory\",\"name\":\"Aunt Mary\",\"relationship\":{\"text\":\"aunt\"},"
        "\"bornDate\":\"1931-02-03\"},{\"note\":\"Mary, the aunt\"}]",
        "[{\"resourceType\":\"FamilyMemberHistory\",\"name\":\"Xxxx Xxxx\",\"relationship\":{\"text\":\"aunt\"},"
        "\"bornDate\":\"1900-01-01\"},{\"note\":\"Xxxx, the aunt\"}]",
        3);
    expect_masked("[{\"resourceType\":\"Coverage\",\"subscriberId\":\"S-4711\",\"identifier\":[{\"value\":\"C-1 x\"}],"
                  "\"subscriber\":{\"display\":\"Ada\"},\"type\":{\"text\":\"public\"}},{\"note\":\"S-4711 of ada\"}]",
                  "[{\"resourceType\":\"Coverage\",\"subscriberId\":\"X-0000\",\"identifier\":[{\"value\":\"X-0 x\"}],"
                  "\"subscriber\":{\"display\":\"Xxx\"},\"type\":{\"text\":\"public\"}},{\"note\":\"X-0000 of xxx\"}]",
                  4);
    expect_masked(
        "[{\"resourceType\":\"Practitioner\",\"name\":[{\"family\":\"Grey\"}],\"telecom\":[{\"system\":\"phone\","
        "\"value\":\"+43 1 22\"}]},{\"note\":\"Grey, +43 1 22\"}]",
        "[{\"resourceType\":\"Practitioner\",\"name\":[{\"family\":\"Grey\"}],\"telecom\":[{\"system\":\"phone\","
        "\"value\":\"+00 0 00\"}]},{\"note\":\"Grey, +00 0 00\"}]",
        2);
}

/* Nothing tells what stands in data: they are masked wherever they are. Numbers of a curve are no such data. */
static void test_data_of_attachments(void **state)
{
    (void)state;
    expect_masked("[{\"resourceType\":\"Binary\",\"contentType\":\"text/plain\",\"data\":\"QWRh\"},{\"attachment\":{"
                  "\"contentType\":\"text/plain\",\"data\":\"QWRh\"}},{\"valueSampledData\":{\"data\":\"12 13\"}}]",
                  "[{\"resourceType\":\"Binary\",\"contentType\":\"text/plain\",\"data\":\"XXXx\"},{\"attachment\":{"
                  "\"contentType\":\"text/plain\",\"data\":\"XXXx\"}},{\"valueSampledData\":{\"data\":\"12 13\"}}]",
                  2);
}

/* A reference that leads to the patient tells its name, whatever it is called. */
static void test_references_of_any_name(void **state)
{
    (void)state;
    expect_masked(
        "[{\"author\":{\"reference\":\"Patient/a1\",\"display\":\"Ada\"},\"asserter\":{\"reference\":"
        "\"Practitioner/b\",\"display\":\"Grey\"}},{\"recorder\":{\"type\":\"RelatedPerson\",\"display\":\"Bob\"}}]",
        "[{\"author\":{\"reference\":\"Patient/patient-1\",\"display\":\"Xxx\"},\"asserter\":{\"reference\":"
        "\"Practitioner/b\",\"display\":\"Grey\"}},{\"recorder\":{\"type\":\"RelatedPerson\",\"display\":\"Xxx\"}}]",
        3);
}

/* In the name of a file what identifies is masked within words too; its endings stay. */
static void test_names_of_files(void **state)
{
    (void)state;
    Error error;
    Text masked = TEXT_EMPTY;
    Document *document = document_new(
        SLICE("{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"Json\",\"given\":[\"Ada\"]}]}"), "a", &error);
    Mask *mask = mask_new(document);
    mask_append_name(mask, SLICE("/home/ada/AdaJson-2.v1.json"), &masked);
    assert_string_equal(masked.bytes, "/home/xxx/XxxXxxx-2.v1.json");
    mask_free(mask);
    document_free(document);
    text_free(&masked);
}

static void test_extensions_of_a_patient(void **state)
{
    (void)state;
    expect_masked("[{\"resourceType\":\"Patient\",\"extension\":[{\"url\":\"urn:roe\",\"valueString\":\"Roe\"},{"
                  "\"url\":\"urn:b\","
                  "\"valueAddress\":{\"city\":\"Graz\"}},{\"url\":\"urn:c\",\"valueCode\":\"Graz\"},{\"url\":\"urn:d\","
                  "\"valueDateTime\":\"2001-05-06T07:08:09.5+02:00\"}],\"address\":[{\"_line\":[{\"extension\":[{"
                  "\"url\":\"urn:n\","
                  "\"valueString\":\"12\"}]}]}]},{\"note\":\"12 mg, Graz, roe\",\"date\":\"2001-05-06\"}]",
                  "[{\"resourceType\":\"Patient\",\"extension\":[{\"url\":\"urn:roe\",\"valueString\":\"Xxx\"},{"
                  "\"url\":\"urn:b\","
                  "\"valueAddress\":{\"city\":\"Xxxx\"}},{\"url\":\"urn:c\",\"valueCode\":\"Graz\"},{\"url\":\"urn:d\","
                  "\"valueDateTime\":\"1900-01-01T00:00:00.0+02:00\"}],\"address\":[{\"_line\":[{\"extension\":[{"
                  "\"url\":\"urn:n\","
                  "\"valueString\":\"00\"}]}]}]},{\"note\":\"12 mg, Xxxx, xxx\",\"date\":\"2001-05-06\"}]",
                  5);
}

/* A UUID of the patient is another everywhere alike. */
static void test_uuids_of_patients(void **state)
{
    (void)state;
#define UUID   "d2e71383-306c-5731-8be6-74ac9841636c"
#define OTHER  "72ed850e-042a-5d82-8cf8-c884f3e64c60"
#define MASKED "00000000-0000-4000-8000-000000000000"
    expect_masked("[{\"fullUrl\":\"urn:uuid:" UUID "\",\"resource\":{\"resourceType\":\"Patient\",\"id\":\"" UUID
                  "\",\"identifier\":[{\"value\":\"urn:uuid:" UUID "\"}]}},{\"fullUrl\":\"urn:uuid:" OTHER
                  "\",\"resource\":{\"subject\":{\"reference\":\"urn:uuid:" UUID "\"}}}]",
                  "[{\"fullUrl\":\"urn:uuid:" MASKED "\",\"resource\":{\"resourceType\":\"Patient\",\"id\":\"" MASKED
                  "\",\"identifier\":[{\"value\":\"urn:uuid:" MASKED "\"}]}},{\"fullUrl\":\"urn:uuid:" OTHER
                  "\",\"resource\":{\"subject\":{\"reference\":\"urn:uuid:" MASKED "\"}}}]",
                  4);
}

static void test_attributes_of_narratives(void **state)
{
    (void)state;
    expect_masked("{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"Www\"}],\"text\":{\"div\":\"<div "
                  "xmlns='http://www.w3.org/'><img alt='>www' www='1'/>www</div>\"}}",
                  "{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"Xxx\"}],\"text\":{\"div\":\"<div "
                  "xmlns='http://www.w3.org/'><img alt='>xxx' www='1'/>xxx</div>\"}}",
                  2);
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
        cmocka_unit_test(test_addresses_whole),
        cmocka_unit_test(test_numbers_of_places),
        cmocka_unit_test(test_contacts_and_photos),
        cmocka_unit_test(test_other_tellers),
        cmocka_unit_test(test_data_of_attachments),
        cmocka_unit_test(test_references_of_any_name),
        cmocka_unit_test(test_names_of_files),
        cmocka_unit_test(test_extensions_of_a_patient),
        cmocka_unit_test(test_uuids_of_patients),
        cmocka_unit_test(test_attributes_of_narratives),
        cmocka_unit_test(test_what_is_no_document_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
