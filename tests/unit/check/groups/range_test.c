/* Ranges: limits that count from now, with a clock that stands. */
#include "src/base/clock.h"
#include "src/base/file.h"
#include "src/check/check.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#define PROFILE_URL   "http://ipse.test/StructureDefinition/aged"
#define UCUM_YEARS(n) "{\"value\":" n ",\"system\":\"http://unitsofmeasure.org\",\"code\":\"a\"}"
#define PROFILE                                                                                                        \
    "{\"resourceType\":\"StructureDefinition\",\"url\":\"" PROFILE_URL "\",\"name\":\"Aged\",\"status\":\"draft\","    \
    "\"fhirVersion\":\"4.0.1\",\"kind\":\"resource\",\"abstract\":false,\"type\":\"Patient\",\"baseDefinition\":"      \
    "\"http://hl7.org/fhir/StructureDefinition/"                                                                       \
    "Patient\",\"derivation\":\"constraint\",\"differential\":{\"element\":["                                          \
    "{\"id\":\"Patient.birthDate\",\"path\":\"Patient.birthDate\",\"minValueQuantity\":" UCUM_YEARS(                   \
        "100") ",\"maxValueQuantity\":" UCUM_YEARS("1") "}]}}"

static const int64_t FIRST_OF_JUNE_2020 = 1590969600000; /* in milliseconds since 1970 */

/* Rules with the profile, which is read from a file that is gone afterwards. */
static Rules *rules_with_profile(void)
{
    char path[] = "/tmp/ipse-range-XXXXXX";
    int handle = mkstemp(path);
    assert_true(handle >= 0);
    FILE *file = fdopen(handle, "wb");
    fputs(PROFILE, file);
    fclose(file);
    Rules *rules = rules_new();
    assert_true(rules_add(rules, path, NULL, NULL));
    unlink(path);
    return rules;
}

/* How many errors there are with the key of ranges in a Patient born on a date. */
static unsigned range_errors(Checker *checker, const char *birth_date)
{
    char json[100];
    snprintf(json, sizeof json, "{\"resourceType\":\"Patient\",\"birthDate\":\"%s\"}", birth_date);
    Document *document = document_new(slice_from(json), "patient.json", NULL);
    Report *report = check_document(checker, document);
    unsigned count = 0;
    for (uint32_t i = 0; i < report_count(report); i++) {
        const Issue *issue = report_issue(report, i);
        count += strcmp(issue->key, "value-range") == 0 && issue->severity == SEVERITY_ERROR;
    }
    report_free(report);
    document_free(document);
    return count;
}

static void test_quantities_of_time_count_from_now(void **state)
{
    (void)state;
    ClockFixed clock = {FIRST_OF_JUNE_2020, 1};
    Rules *rules = rules_with_profile();
    CheckOptions options = {.profile = SLICE(PROFILE_URL)};
    Checker *checker = checker_new(rules, &options, clock_fixed(&clock));
    assert_int_equal(range_errors(checker, "1920-06-01"), 0);
    assert_int_equal(range_errors(checker, "1920-05-31"), 1);
    assert_int_equal(range_errors(checker, "2021-06-01"), 0);
    assert_int_equal(range_errors(checker, "2021-06-02"), 1);
    assert_int_equal(range_errors(checker, "1920"), 0); /* it may be within */
    assert_int_equal(range_errors(checker, "1919"), 1);
    checker_free(checker);
    rules_free(rules);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_quantities_of_time_count_from_now)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
