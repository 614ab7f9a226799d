/* Summaries: resources that match no slice are checked by the nearest profile, faults of targets are said once, and
   removing what is required never makes a summary look better. */
#include "src/base/file.h"
#include "src/check/check.h"
#include "tests/support/removal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#define IPS    "http://hl7.org/fhir/uv/ips/StructureDefinition/"
#define FAULTS "tests/cases/check/summary-ten-faults/in.json"

/* A document with its report. */
typedef struct Summary {
    Rules *rules;
    Checker *checker;
    Document *document;
    Report *report;
} Summary;

static Summary open_summary(Slice bytes, bool is_declared)
{
    Summary summary = {.rules = rules_new()};
    CheckOptions options = {.is_declared = is_declared};
    summary.checker = checker_new(summary.rules, &options, clock_system());
    summary.document = document_new(bytes, "summary", NULL);
    summary.report = check_document(summary.checker, summary.document);
    return summary;
}

static Summary open_file(const char *path, bool is_declared)
{
    Text content = TEXT_EMPTY;
    assert_true(file_read(path, DOCUMENT_SIZE_MAXIMUM, &content, NULL, NULL));
    Summary summary = open_summary(text_slice(&content), is_declared);
    text_free(&content);
    return summary;
}

static void close_summary(Summary *summary)
{
    report_free(summary->report);
    document_free(summary->document);
    checker_free(summary->checker);
    rules_free(summary->rules);
}

/* The resource of an entry of the Bundle. */
static NodeId resource_at(const Summary *summary, uint32_t position)
{
    NodeId entry = document_first_child(summary->document, document_member(summary->document, 0, SLICE("entry")));
    while (position-- > 0) {
        entry = document_next_sibling(summary->document, entry);
    }
    return document_member(summary->document, entry, SLICE("resource"));
}

static void test_ten_faults_are_ten_findings(void **state)
{
    (void)state;
    Summary summary = open_file(FAULTS, false);
    ReportCounts counts = report_counts(summary.report);
    assert_int_equal(counts.errors + counts.warnings, 10);
    for (uint32_t entry = 0; entry < 11; entry++) {
        uint32_t found = 0;
        NodeId resource = resource_at(&summary, entry);
        for (uint32_t i = 0; i < report_count(summary.report); i++) {
            const Issue *issue = report_issue(summary.report, i);
            found += issue->node == resource && issue->severity != SEVERITY_NOTE;
        }
        assert_int_equal(found, entry != 8); /* the study is right */
    }
    close_summary(&summary);
}

static void assert_profile(Summary *summary, uint32_t entry, const char *url)
{
    const Structure *profile = check_profile(summary->checker, summary->document, resource_at(summary, entry));
    assert_non_null(profile);
    Slice actual = structure_url(profile);
    assert_int_equal(actual.length, strlen(url));
    assert_memory_equal(actual.bytes, url, actual.length);
}

/* The profile that a resource is checked by is the one that is shown: where it matches a slice, and where it matches
 * none. */
static void test_shown_profile_is_the_one_that_checks(void **state)
{
    (void)state;
    Summary summary = open_file(FAULTS, false);
    assert_profile(&summary, 4, IPS "Condition-uv-ips");
    assert_profile(&summary, 8, IPS "ImagingStudy-uv-ips");
    assert_profile(&summary, 9, IPS "Observation-results-laboratory-pathology-uv-ips");
    assert_profile(&summary, 10, IPS "Observation-tobaccouse-uv-ips");
    close_summary(&summary);
    summary = open_file(FAULTS, true);
    assert_profile(&summary, 4, "http://hl7.org/fhir/StructureDefinition/Condition");
    close_summary(&summary);
}

/* Elements inside of a resource have the rules of that profile, and of the slices in it. */
static void test_elements_have_the_rules_of_the_profile(void **state)
{
    (void)state;
    Summary summary = open_file(FAULTS, false);
    const Element *elements[16];
    ChildRule rules[64];
    uint32_t count = check_children(summary.checker, summary.document, resource_at(&summary, 4), rules, 64);
    bool is_required = false;
    for (uint32_t i = 0; i < count; i++) {
        is_required |= slice_equals(rules[i].name, SLICE("code")) && rules[i].is_required;
    }
    assert_true(is_required);
    NodeId sections = document_member(summary.document, resource_at(&summary, 0), SLICE("section"));
    count = check_elements(summary.checker, summary.document, document_first_child(summary.document, sections),
                           elements, 16);
    assert_true(count > 0);
    assert_true(slice_equals(element_slice_name(elements[0]), SLICE("sectionProblems")));
    close_summary(&summary);
}

/* However many references lead to a resource with a fault, the fault is said once. */
static void test_fault_of_a_target_is_said_once(void **state)
{
    (void)state;
    Text text = TEXT_EMPTY;
    text_append(&text, SLICE("{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[{\"fullUrl\":"
                             "\"urn:uuid:00000000-0000-4000-8000-000000000000\",\"resource\":{\"resourceType\":"
                             "\"Patient\",\"birthDate\":\"1970\"}}"));
    for (unsigned i = 1; i <= 90; i++) {
        text_format(&text,
                    ",{\"fullUrl\":\"urn:uuid:00000000-0000-4000-8000-0000000000%02u\",\"resource\":{\"resourceType\":"
                    "\"ImagingStudy\",\"status\":\"available\",\"subject\":{\"reference\":"
                    "\"urn:uuid:00000000-0000-4000-8000-000000000000\"},\"identifier\":[{\"system\":\"urn:dicom:uid\","
                    "\"value\":\"urn:oid:2.25.%u\"}]}}",
                    i, i);
    }
    text_append(&text, SLICE("]}"));
    Summary summary = open_summary(text_slice(&text), false);
    uint32_t found = 0;
    for (uint32_t i = 0; i < report_count(summary.report); i++) {
        const Issue *issue = report_issue(summary.report, i);
        bool is_it = strcmp(issue->key, "profile-missed") == 0 || strcmp(issue->key, "reference-profile") == 0;
        bool has_count = slice_find(issue->message, SLICE("90 references"), 0) < issue->message.length;
        found += is_it;
        assert_true(!is_it || (has_count && issue->node == resource_at(&summary, 0)));
    }
    assert_int_equal(found, 1);
    close_summary(&summary);
    text_free(&text);
}

static void try_removals(const char *path)
{
    Text content = TEXT_EMPTY;
    assert_true(file_read(path, DOCUMENT_SIZE_MAXIMUM, &content, NULL, NULL));
    RemovalCounts counts = removal_try(text_slice(&content), path, 1);
    assert_true(counts.removals > 50);
    assert_int_equal(counts.lowered, 0);
    text_free(&content);
}

static void test_removing_what_is_required_hides_nothing(void **state)
{
    (void)state;
    try_removals("samples/ips.json");
    try_removals("tests/screens/files/summary.json");
    try_removals("tests/cases/check/summary-undeclared/in.json");
    try_removals("tests/cases/check/summary-right/in.json");
    try_removals(FAULTS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ten_faults_are_ten_findings),
        cmocka_unit_test(test_shown_profile_is_the_one_that_checks),
        cmocka_unit_test(test_elements_have_the_rules_of_the_profile),
        cmocka_unit_test(test_fault_of_a_target_is_said_once),
        cmocka_unit_test(test_removing_what_is_required_hides_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
