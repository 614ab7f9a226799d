/* What two programs say of one document, and what becomes of it when the document changes. */
#include "src/outcome/second_opinion.h"

#include "src/edit/judged_document.h"
#include "src/json/path.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static const char patient[] =
    "{\"resourceType\":\"Patient\",\"gender\":\"m\",\"gendr\":\"x\",\"birthDate\":\"1.2.2003\","
    "\"link\":[{\"type\":\"seealso\"}]}";

typedef struct Fixture {
    Rules *rules;
    Checker *checker;
    Judged *judged;
    SecondOpinion opinion;
} Fixture;

static Outcome outcome_of(const char *issues)
{
    Text json = TEXT_EMPTY;
    Outcome outcome = {0};
    text_format(&json, "{\"resourceType\":\"OperationOutcome\",\"issue\":[%s]}", issues);
    Document *document = document_take(&json, "outcome.json", NULL);
    assert_true(outcome_read(document, &outcome, NULL));
    document_free(document);
    return outcome;
}

static Fixture fixture_open(const char *issues)
{
    CheckOptions options = {0};
    Fixture fixture = {.rules = rules_new()};
    Outcome outcome = outcome_of(issues);
    fixture.checker = checker_new(fixture.rules, &options, clock_system());
    fixture.judged =
        judged_new(fixture.checker, document_new(slice_from(patient), "patient.json", NULL), (PatchListener){0});
    second_opinion_open(&fixture.opinion, &outcome, fixture.rules, clock_system(), judged_document(fixture.judged),
                        judged_report(fixture.judged), SLICE(""));
    return fixture;
}

static void fixture_close(Fixture *fixture)
{
    second_opinion_free(&fixture->opinion);
    judged_free(fixture->judged);
    checker_free(fixture->checker);
    rules_free(fixture->rules);
}

/* The key of the finding that a row belongs to; "" where there is none. */
static const char *partner(const Fixture *fixture, uint32_t row)
{
    uint32_t ours = fixture->opinion.rows[row].ours;
    return ours == OPINION_ALONE ? "" : report_issue(judged_report(fixture->judged), ours)->key;
}

static void assert_partner(const char *issue, const char *key)
{
    Fixture fixture = fixture_open(issue);
    print_message("%s\n", issue);
    assert_int_equal(fixture.opinion.count, 1);
    assert_string_equal(partner(&fixture, 0), key);
    fixture_close(&fixture);
}

static void test_the_same_is_found(void **state)
{
    (void)state;
    assert_partner("{\"severity\":\"error\",\"diagnostics\":\"bad code\",\"expression\":[\"Patient.gender\"]}",
                   "binding-required");
    assert_partner("{\"severity\":\"warning\",\"diagnostics\":\"odd\",\"expression\":[\"Patient.birthDate\"]}",
                   "format");
    /* a property that the sentence names */
    assert_partner(
        "{\"severity\":\"error\",\"diagnostics\":\"Unrecognized property 'gendr'\",\"expression\":[\"Patient\"]}",
        "unknown-property");
    /* what is missing, by its name or at its holder */
    assert_partner("{\"severity\":\"error\",\"diagnostics\":\"minimum\",\"expression\":[\"Patient.link[0].other\"]}",
                   "required");
    assert_partner(
        "{\"severity\":\"error\",\"diagnostics\":\"other: minimum required = 1\",\"expression\":[\"Patient.link\"]}",
        "required");
    /* the key of an invariant, at any severity */
    assert_partner(
        "{\"severity\":\"information\",\"details\":{\"coding\":[{\"code\":\"dom-6\"}],\"text\":\"narrative\"},"
        "\"expression\":[\"Patient\"]}",
        "dom-6");
    /* an error about the resource is not what is said of its narrative */
    assert_partner("{\"severity\":\"error\",\"diagnostics\":\"No such profile\",\"expression\":[\"Patient\"]}", "");
    assert_partner("{\"severity\":\"information\",\"diagnostics\":\"noted\",\"expression\":[\"Patient.gender\"]}", "");
    assert_partner("{\"severity\":\"error\",\"diagnostics\":\"bad\",\"expression\":[\"nowhere\"]}", "");
}

static void replace(Fixture *fixture, const char *from, const char *to)
{
    Text bytes = TEXT_EMPTY;
    Error error;
    text_append(&bytes, document_bytes(judged_document(fixture->judged)));
    size_t at = slice_find(text_slice(&bytes), slice_from(from), 0);
    assert_true(at != SIZE_MAX);
    text_splice(&bytes, at, strlen(from), slice_from(to));
    assert_true(judged_replace(fixture->judged, text_slice(&bytes), SLICE("change"), &error));
    second_opinion_refresh(&fixture->opinion, judged_document(fixture->judged), judged_report(fixture->judged));
    text_free(&bytes);
}

static void test_what_is_fixed_is_settled(void **state)
{
    (void)state;
    Fixture fixture =
        fixture_open("{\"severity\":\"error\",\"diagnostics\":\"bad code\",\"expression\":[\"Patient.gender\"]},"
                     "{\"severity\":\"warning\",\"diagnostics\":\"odd\",\"expression\":[\"Patient.link[0].type\"]}");
    SecondOpinion *opinion = &fixture.opinion;
    assert_int_equal(opinion->both, 1);
    assert_int_equal(second_opinion_only_theirs(opinion), 1);
    replace(&fixture, "\"gender\":\"m\"", "\"gender\":\"male\"");
    assert_int_equal(opinion->both, 0);
    assert_int_equal(opinion->settled, 1);
    assert_int_equal(second_opinion_only_theirs(opinion), 1);
    replace(&fixture, "\"gender\":\"male\"", "\"gender\":\"m\"");
    assert_int_equal(opinion->both, 1);
    assert_int_equal(opinion->settled, 0);
    fixture_close(&fixture);
}

/* Places move with what lies before them. */
static void test_places_are_found_again(void **state)
{
    (void)state;
    Fixture fixture =
        fixture_open("{\"severity\":\"warning\",\"diagnostics\":\"odd\",\"expression\":[\"Patient.link[0].type\"]}");
    replace(&fixture, "\"gender\":\"m\"", "\"active\":true,\"gender\":\"m\"");
    Text path = TEXT_EMPTY;
    path_append(judged_document(fixture.judged), fixture.opinion.rows[0].issue.node, &path);
    assert_string_equal(path.bytes, "Patient.link[0].type");
    replace(&fixture, "\"link\":[{\"type\":\"seealso\"}]", "\"deceasedBoolean\":false");
    assert_int_equal(fixture.opinion.rows[0].issue.node, 0);
    text_free(&path);
    fixture_close(&fixture);
}

/* Outcomes in Bundles, Parameters, answers and lines; of which file each is; what is left out. */
static void test_envelopes(void **state)
{
    (void)state;
    static const char answer[] =
        "[{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"return\",\"resource\":{\"resourceType\":"
        "\"OperationOutcome\",\"issue\":[{\"severity\":\"information\",\"diagnostics\":\"All OK\"},"
        "{\"severity\":\"fatal\",\"code\":\"x\"}]}}]},"
        "{\"resourceType\":\"Bundle\",\"type\":\"batch-response\",\"entry\":[{},{\"response\":{\"outcome\":{"
        "\"resourceType\":"
        "\"OperationOutcome\",\"extension\":[{\"url\":\"http://hl7.org/fhir/StructureDefinition/"
        "operationoutcome-file\","
        "\"valueString\":\"C:\\\\in\\\\a.json\"}],\"issue\":[{\"severity\":\"warning\",\"details\":{\"text\":\"w\"}}]}}"
        "}]}]";
    Outcome outcome = {0};
    Document *document = document_new(slice_from(answer), "answer.json", NULL);
    assert_true(outcome_read(document, &outcome, NULL));
    document_free(document);
    assert_int_equal(outcome.outcomes, 2);
    assert_int_equal(outcome.count, 2);
    assert_int_equal(outcome.items[0].severity, SEVERITY_ERROR);
    assert_string_equal(outcome.items[0].key, "x");
    assert_true(slice_equals(outcome.items[0].message, SLICE("x")));
    assert_int_equal(outcome.items[1].entry, 1);
    assert_true(outcome_is_about(&outcome.items[1], SLICE("/else/where/a.json")));
    assert_false(outcome_is_about(&outcome.items[1], SLICE("b.json")));
    outcome_free(&outcome);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_the_same_is_found),
                                       cmocka_unit_test(test_what_is_fixed_is_settled),
                                       cmocka_unit_test(test_places_are_found_again), cmocka_unit_test(test_envelopes)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
