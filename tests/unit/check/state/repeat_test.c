/* Repeats: a checker that has judged other documents finds in each what a new one finds. */
#include "src/base/clock.h"
#include "src/check/check.h"
#include "src/check/state/checker.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#define CONCEPT "{\"coding\":[{\"system\":\"http://loinc.org\",\"code\":\"8716-3\"}]}"
#define CATEGORY                                                                                                       \
    "{\"coding\":[{\"system\":\"http://terminology.hl7.org/CodeSystem/observation-category\","                         \
    "\"code\":\"laboratory\",\"display\":\"Laboratory\"}]}"

/* What is found in a text, a line an issue. */
static char *findings(Checker *checker, const char *json)
{
    Text text = TEXT_EMPTY;
    Document *document = document_new(slice_from(json), "test", NULL);
    Report *report = check_document(checker, document);
    text_append(&text, SLICE(""));
    for (uint32_t i = 0; i < report_count(report); i++) {
        const Issue *issue = report_issue(report, i);
        text_format(&text, "%d %s ", (int)issue->severity, issue->key);
        report_append_issue_path(report, issue, &text);
        text_format(&text, ": %.*s\n", SLICE_ARGS(issue->message));
    }
    report_free(report);
    document_free(document);
    return text.bytes;
}

static const char *const documents[] = {
    "{\"resourceType\":\"Observation\",\"status\":\"final\",\"code\":" CONCEPT "}",
    "{\"resourceType\":\"Observation\",\"status\":\"finale\",\"code\":" CONCEPT "}",
    "{\"resourceType\":\"Observation\",\"status\":\"final\",\"code\":" CONCEPT ",\"method\":" CONCEPT "}",
    "{\"resourceType\":\"Observation\",\"status\":\"final\",\"category\":[" CONCEPT "," CONCEPT "],\"code\":" CONCEPT
    "}",
    "{\"resourceType\":\"Observation\",\"status\":\"final\",\"code\":{\"id\":\"x\",\"coding\":[{\"system\":"
    "\"http://loinc.org\",\"code\":\"8716-3\"}]}}",
    "{\"resourceType\":\"Observation\",\"language\":\"nl\",\"status\":\"final\",\"code\":" CONCEPT "}",
    "{\"resourceType\":\"Patient\",\"contained\":[{\"resourceType\":\"Observation\",\"id\":\"o\",\"status\":\"final\","
    "\"code\":" CONCEPT "}],\"link\":[{\"other\":{\"reference\":\"#o\"},\"type\":\"seealso\"}]}",
    "{\"resourceType\":\"Observation\",\"status\":\"final\",\"code\":{\"coding\":[{\"system\":\"http://loinc.org\","
    "\"code\":\"8716-3\"}],}}",
    "{\"resourceType\":\"Observation\",\"status\":'final',\"code\":" CONCEPT "}",
    "{\"resourceType\":\"Observation\",\"status\":{\"a\":1},\"_status\":\"final\",\"code\":" CONCEPT "}",
    "{\"resourceType\":\"Observation\",\"status\":\"final\",\"_status\":{\"id\":\"a\"},\"code\":" CONCEPT "}",
};
enum { DOCUMENT_COUNT = sizeof documents / sizeof *documents };

/* In both orders, and each twice. */
static void test_same_as_new(void **state)
{
    (void)state;
    Rules *rules = rules_new();
    CheckOptions options = {.profile = SLICE("")};
    Checker *checker = checker_new(rules, &options, clock_system());
    for (int i = 0; i < 4 * DOCUMENT_COUNT; i++) {
        int at = i / 2 % DOCUMENT_COUNT;
        const char *json = documents[i < 2 * DOCUMENT_COUNT ? at : DOCUMENT_COUNT - 1 - at];
        Checker *other = checker_new(rules, &options, clock_system());
        char *wanted = findings(other, json), *found = findings(checker, json);
        assert_string_equal(found, wanted);
        free(wanted);
        free(found);
        checker_free(other);
    }
    checker_free(checker);
    rules_free(rules);
}

/* A display that is right in one language is wrong in another: the language counts. */
static void test_language_counts(void **state)
{
    (void)state;
    Rules *rules = rules_new();
    CheckOptions options = {.profile = SLICE("")};
    Checker *checker = checker_new(rules, &options, clock_system());
    const char *languages[] = {"", "\"language\":\"de\",", ""};
    for (size_t i = 0; i < 3; i++) {
        Text json = TEXT_EMPTY;
        text_format(&json,
                    "{\"resourceType\":\"Observation\",%s\"status\":\"final\",\"category\":[" CATEGORY
                    "],\"code\":{\"text\":\"x\"}}",
                    languages[i]);
        Checker *other = checker_new(rules, &options, clock_system());
        char *wanted = findings(other, json.bytes), *found = findings(checker, json.bytes);
        assert_string_equal(found, wanted);
        free(wanted);
        free(found);
        checker_free(other);
        text_free(&json);
    }
    checker_free(checker);
    rules_free(rules);
}

/* More different values than are remembered. */
static void test_many(void **state)
{
    (void)state;
    enum { VALUES = 6000 };
    Rules *rules = rules_new();
    CheckOptions options = {.profile = SLICE("")};
    Checker *checker = checker_new(rules, &options, clock_system());
    Text json = TEXT_EMPTY;
    text_append(&json,
                SLICE("{\"resourceType\":\"Observation\",\"status\":\"final\",\"code\":" CONCEPT ",\"category\":["));
    for (int i = 0; i < VALUES; i++) {
        text_format(&json, "%s{\"text\":\"%0400d\"}", i > 0 ? "," : "", i);
    }
    text_append(&json, SLICE("]}"));
    char *first = findings(checker, json.bytes), *again = findings(checker, json.bytes);
    assert_string_equal(first, again);
    assert_null(strstr(first, "category"));
    assert_non_null(strstr(first, "not-checked"));
    free(first);
    free(again);
    text_free(&json);
    checker_free(checker);
    rules_free(rules);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_same_as_new), cmocka_unit_test(test_language_counts),
                                       cmocka_unit_test(test_many)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
