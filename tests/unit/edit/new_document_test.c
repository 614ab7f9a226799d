/* New documents: valid but for what they ask for, with what is fresh in them. */
#include "src/edit/new_document.h"

#include "src/check/check.h"
#include "src/json/path.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static Document *made(const char *name, uint64_t seed)
{
    ClockFixed clock = {1767225600000, seed};
    Text json = TEXT_EMPTY;
    new_document_append(new_document_find(slice_from(name)), clock_fixed(&clock), &json);
    return document_take(&json, "new.json", NULL);
}

static uint32_t error_count(const Document *document)
{
    ClockFixed clock = {1767225600000, 7};
    Rules *rules = rules_new();
    Checker *checker = checker_new(rules, &(CheckOptions){.actor = SLICE("")}, clock_fixed(&clock));
    Report *report = check_document(checker, document);
    uint32_t count = report_counts(report).errors;
    report_free(report);
    checker_free(checker);
    rules_free(rules);
    return count;
}

static void test_a_study_has_no_error(void **state)
{
    (void)state;
    Document *study = made("study", 1);
    assert_int_equal(document_fault_count(study), 0);
    assert_int_equal(error_count(study), 0);
    document_free(study);
}

static void test_a_summary_asks_for_the_patient_alone(void **state)
{
    (void)state;
    Document *summary = made("IPS", 1);
    assert_int_equal(error_count(summary), 3); /* family and given name, date of birth */
    document_free(summary);
}

/* The same name stands for the same value in one document, and for another in the next. */
static void test_what_is_fresh(void **state)
{
    (void)state;
    Text scratch = TEXT_EMPTY, other = TEXT_EMPTY;
    Document *first = made("ips", 1), *second = made("ips", 2);
    NodeId url = path_find(first, SLICE("Bundle.entry[1].fullUrl"), NULL);
    NodeId reference = path_find(first, SLICE("Bundle.entry[0].resource.subject.reference"), NULL);
    Slice said = document_string(first, url, &scratch);
    assert_true(slice_equals(said, document_string(first, reference, &other)));
    assert_false(slice_equals(said, document_string(second, url, &other)));
    assert_true(slice_starts_with(said, SLICE("urn:uuid:")));
    text_free(&scratch);
    text_free(&other);
    document_free(first);
    document_free(second);
}

static void test_what_is_asked_for_is_there(void **state)
{
    (void)state;
    for (size_t i = 0; new_document_at(i); i++) {
        const NewDocument *kind = new_document_at(i);
        Document *document = made(kind->name, 1);
        for (size_t j = 0; kind->asks[j]; j++) {
            assert_true(path_find(document, slice_from(kind->asks[j]), NULL) != NODE_NONE);
        }
        document_free(document);
    }
    assert_null(new_document_find(SLICE("thing")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_study_has_no_error),
        cmocka_unit_test(test_a_summary_asks_for_the_patient_alone),
        cmocka_unit_test(test_what_is_fresh),
        cmocka_unit_test(test_what_is_asked_for_is_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
