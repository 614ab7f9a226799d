/* Reading: dates, codes and names as a clinician reads them; what is no date stays as it is. */
#include "src/outline/reading.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static void expect_date(const char *written, const char *wanted)
{
    Text text = TEXT_EMPTY;
    reading_date(slice_from(written), &text);
    text_append_byte(&text, '\0');
    assert_string_equal(text.bytes, wanted);
    text_free(&text);
}

static void test_dates(void **state)
{
    (void)state;
    expect_date("2025-03-14T09:12:44+01:00", "14 March 2025, 09:12");
    expect_date("2025-03-04", "4 March 2025");
    expect_date("2025-12", "December 2025");
    expect_date("2025", "2025");
    expect_date("14.03.2025", "14.03.2025");
    expect_date("2025-13-01", "2025-13-01");
    expect_date("2025-01-xx", "2025-01-xx");
    expect_date("", "");
}

static void expect_reading(const char *json, const char *type, const char *wanted)
{
    Document *document = document_new(slice_from(json), "a.json", NULL);
    Text text = TEXT_EMPTY;
    bool is_read = reading_value(document, 0, slice_from(type), &text);
    text_append_byte(&text, '\0');
    assert_string_equal(text.bytes, wanted);
    assert_int_equal(is_read, wanted[0] != '\0');
    text_free(&text);
    document_free(document);
}

static void test_codes_and_patients(void **state)
{
    (void)state;
    expect_reading("{\"code\":\"MR\"}", "Coding", "Magnetic Resonance (MR)");
    expect_reading("{\"code\":\"urn:oid:1.2.840.10008.5.1.4.1.1.2\"}", "Coding", "CT Image Storage");
    expect_reading("{\"code\":\"1.2.840.10008.5.1.4.1.1.2\"}", "Coding", "CT Image Storage");
    expect_reading("{\"code\":\"123456789\",\"display\":\"Lung\"}", "Coding", "Lung");
    expect_reading("{\"code\":\"ZZZ\"}", "Coding", "ZZZ");
    expect_reading("{}", "Coding", "");
    expect_reading("{\"name\":[{\"text\":\"Ada Sample\"}],\"birthDate\":\"1975-12-10\"}", "Patient",
                   "Ada Sample, born 10 December 1975");
    expect_reading("{\"id\":\"1\"}", "Patient", "");
    expect_reading("\"x\"", "string", "");
    expect_reading("{\"system\":\"urn:dicom:uid\",\"value\":\"urn:oid:2.25.1\"}", "Identifier", "2.25.1");
    expect_reading("{\"system\":\"urn:dicom:uid\",\"value\":\"2.25.1\"}", "Identifier", "");
    expect_reading("{\"system\":\"urn:ietf:rfc:3986\",\"value\":\"urn:oid:2.25.1\"}", "Identifier", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_dates), cmocka_unit_test(test_codes_and_patients)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
