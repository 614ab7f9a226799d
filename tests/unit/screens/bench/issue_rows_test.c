/* Issue rows: those of all issues by severity, which are made from what issues say, are those that are made issue by
 * issue. */
#include "ui/screens/bench/issue_rows.h"

#include "src/base/clock.h"
#include "src/check/check.h"
#include "tests/support/random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

typedef struct Fixture {
    Rules *rules;
    Checker *checker;
    Document *document;
    Report *report;
    Names *names;
    IssueRows rows;
    IssueRows others; /* made issue by issue, because something is hidden, though no issue is of that kind */
} Fixture;

static Fixture open_fixture(Slice text)
{
    Fixture fixture = {.rules = rules_new()};
    fixture.checker = checker_new(fixture.rules, &(CheckOptions){.actor = SLICE("")}, clock_system());
    fixture.document = document_new(text, "t.json", NULL);
    fixture.report = check_document(fixture.checker, fixture.document);
    fixture.names = names_new(fixture.document);
    assert_true(issue_rows_hide(&fixture.others, HIDDEN_KIND, SLICE("no such key")));
    return fixture;
}

static void close_fixture(Fixture *fixture)
{
    issue_rows_free(&fixture->rows);
    issue_rows_free(&fixture->others);
    names_free(fixture->names);
    report_free(fixture->report);
    document_free(fixture->document);
    checker_free(fixture->checker);
    rules_free(fixture->rules);
}

static void refresh(Fixture *fixture)
{
    issue_rows_refresh(&fixture->rows, fixture->document, fixture->report, NULL, fixture->names);
    issue_rows_refresh(&fixture->others, fixture->document, fixture->report, NULL, fixture->names);
}

static void expect_equal_rows(Fixture *fixture)
{
    const IssueRows *rows = &fixture->rows, *others = &fixture->others;
    refresh(fixture);
    assert_int_equal(rows->count, others->count);
    assert_int_equal(rows->issues, others->issues);
    for (uint32_t i = 0; i < rows->count; i++) {
        assert_int_equal(rows->items[i].position, others->items[i].position);
        assert_int_equal(rows->items[i].count, others->items[i].count);
        assert_int_equal(rows->items[i].is_open, others->items[i].is_open);
        assert_int_equal(rows->items[i].is_inside, others->items[i].is_inside);
        assert_int_equal(rows->items[i].hash, others->items[i].hash);
    }
    for (uint32_t i = 0; i <= report_count(fixture->report); i++) {
        assert_int_equal(issue_rows_row_of(rows, i), issue_rows_row_of(others, i));
    }
}

/* A study whose instances have faults of a few kinds. */
static Text study(unsigned count)
{
    Text text = TEXT_EMPTY;
    text_append(&text, SLICE("{\"resourceType\":\"ImagingStudy\",\"status\":\"gone\",\"series\":[{\"instance\":["));
    for (unsigned i = 0; i < count; i++) {
        text_format(&text, "%s{\"number\":\"%u\",\"mistaken\":1,\"uid\":\"%u\"}", i ? "," : "", i % 5, i);
    }
    text_append(&text, SLICE("]}]}"));
    return text;
}

/* Puts another value in the place of one. */
static void change(Fixture *fixture, NodeId id, const char *value)
{
    Patch patch;
    const Node *node = document_node(fixture->document, id);
    assert_true(document_splice(fixture->document, node->start, node->length, slice_from(value), &patch, NULL));
    if (!check_follow(fixture->document, &patch, fixture->report)) {
        check_again(fixture->checker, fixture->document, fixture->report, NULL);
    }
}

static void test_rows_are_those_made_issue_by_issue(void **state)
{
    (void)state;
    static const char *const values[] = {"1", "\"2\"", "\"x\"", "{\"a\":1}", "null", "[]", NULL};
    Text text = study(40);
    Fixture fixture = open_fixture(text_slice(&text));
    Random random = {3};
    for (unsigned i = 0; i < 120; i++) {
        expect_equal_rows(&fixture);
        assert_true(fixture.rows.count > 0);
        uint32_t row = random_below(&random, fixture.rows.count);
        if (fixture.rows.items[row].count > 1) {
            issue_rows_turn(&fixture.rows, row);
            issue_rows_turn(&fixture.others, row);
            expect_equal_rows(&fixture);
        }
        NodeId id = 1 + random_below(&random, document_count(fixture.document) - 1);
        change(&fixture, id, random_choice(&random, values));
        if (document_count(fixture.document) < 100) { /* much is gone: from the beginning */
            change(&fixture, 0, text.bytes);
        }
    }
    close_fixture(&fixture);
    text_free(&text);
}

/* What issues said before an edit is not looked at again. */
static void test_an_edit_looks_at_what_is_new(void **state)
{
    (void)state;
    Text text = study(400);
    Fixture fixture = open_fixture(text_slice(&text));
    refresh(&fixture);
    size_t known = fixture.rows.folds.known;
    assert_true(report_count(fixture.report) > 800);
    assert_true(known < 450);
    NodeId id = document_count(fixture.document) - 1;
    change(&fixture, id, "\"other\"");
    refresh(&fixture);
    assert_int_equal(fixture.rows.folds.known, report_wording_count(fixture.report));
    assert_in_range(fixture.rows.folds.known, known, known + 4);
    close_fixture(&fixture);
    text_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows_are_those_made_issue_by_issue),
        cmocka_unit_test(test_an_edit_looks_at_what_is_new),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
