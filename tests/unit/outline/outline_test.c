/* The rows of the tree: what is open at the start, absent rows, marks, and what edits do to them. */
#include "src/outline/outline.h"

#include "src/json/path.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static const char study[] =
    "{\"resourceType\":\"ImagingStudy\",\"status\":\"available\",\"subject\":{\"reference\":\"Patient/1\"},"
    "\"series\":[{\"uid\":\"2.25.1\",\"modality\":{\"system\":\"http://dicom.nema.org/resources/ontology/"
    "DCM\",\"code\":\"CT\"},"
    "\"number\":3,\"instance\":[{\"uid\":\"2.25.2\",\"sopClass\":{\"system\":\"urn:ietf:rfc:3986\",\"code\":\"urn:oid:"
    "1.2.840.10008.5.1.4.1.1.2\"}}]}]}";

typedef struct Fixture {
    ClockFixed clock;
    Rules *rules;
    Checker *checker;
    Document *document;
    Report *report;
    Outline *outline;
} Fixture;

static Fixture open_fixture(const char *text)
{
    Fixture fixture = {.clock = {0, 1}};
    fixture.rules = rules_new();
    fixture.checker = checker_new(fixture.rules, &(CheckOptions){.actor = SLICE("")}, clock_fixed(&fixture.clock));
    fixture.document = document_new(slice_from(text), "study.json", NULL);
    fixture.report = check_document(fixture.checker, fixture.document);
    fixture.outline = outline_new(fixture.checker, fixture.document, fixture.report);
    return fixture;
}

static void close_fixture(Fixture *fixture)
{
    outline_free(fixture->outline);
    report_free(fixture->report);
    document_free(fixture->document);
    checker_free(fixture->checker);
    rules_free(fixture->rules);
}

/* The row of a path, described. */
static const RowView *row_at(Fixture *fixture, const char *path, const char *absent)
{
    NodeId node = path_find(fixture->document, slice_from(path), NULL);
    assert_true(node != NODE_NONE);
    return outline_row(fixture->outline, outline_row_of(fixture->outline, node, slice_from(absent)));
}

static void test_studies_open_and_instances_do_not(void **state)
{
    (void)state;
    Fixture fixture = open_fixture(study);
    const RowView *row = row_at(&fixture, "series[0]", "");
    assert_true(slice_equals(row->label, SLICE("series 3")));
    assert_true(row->is_open);
    assert_true(slice_starts_with(row->summary, SLICE("CT · 1 instance")));
    row = row_at(&fixture, "series[0].instance", "");
    assert_true(slice_equals(row->label, SLICE("instance [1]")));
    assert_false(row->is_open);
    row = row_at(&fixture, "series[0].instance[0].uid", "");
    assert_true(slice_equals(row->label, SLICE("instance [1]")));
    close_fixture(&fixture);
}

static void test_ghosts_stand_where_the_definition_puts_them(void **state)
{
    (void)state;
    Fixture fixture = open_fixture(study);
    const RowView *row = row_at(&fixture, "ImagingStudy", "started");
    assert_true(row->is_absent);
    assert_int_equal(row->mark, MARK_HOLLOW);
    assert_true(slice_find(row->obligation, SLICE("SHALL populate if known"), 0) == 0);
    uint32_t absent = outline_row_of(fixture.outline, 0, SLICE("started"));
    uint32_t subject = outline_row_of(fixture.outline, path_find(fixture.document, SLICE("subject"), NULL), SLICE(""));
    uint32_t series = outline_row_of(fixture.outline, path_find(fixture.document, SLICE("series"), NULL), SLICE(""));
    assert_true(subject < absent && absent < series);
    assert_int_equal(row_at(&fixture, "subject", "")->mark, MARK_FILLED);
    close_fixture(&fixture);
}

static void test_folding_survives_an_edit(void **state)
{
    (void)state;
    Fixture fixture = open_fixture(study);
    NodeId instance = path_find(fixture.document, SLICE("series[0].instance"), NULL);
    uint32_t before = outline_count(fixture.outline);
    outline_set_open(fixture.outline, outline_row_of(fixture.outline, instance, SLICE("")), true, true);
    assert_true(outline_count(fixture.outline) > before + 1);
    Patch patch;
    NodeId status = path_find(fixture.document, SLICE("status"), NULL);
    const Node *node = document_node(fixture.document, status);
    assert_true(document_splice(fixture.document, node->start, node->length, SLICE("\"registered\""), &patch, NULL));
    uint32_t rows = outline_count(fixture.outline);
    if (!check_follow(fixture.document, &patch, fixture.report)) {
        check_again(fixture.checker, fixture.document, fixture.report);
    }
    outline_patch(fixture.outline, &patch);
    outline_refresh(fixture.outline, fixture.report);
    assert_int_equal(outline_count(fixture.outline), rows);
    assert_true(row_at(&fixture, "series[0].instance[0].uid", "")->node != instance);
    close_fixture(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_studies_open_and_instances_do_not),
        cmocka_unit_test(test_ghosts_stand_where_the_definition_puts_them),
        cmocka_unit_test(test_folding_survives_an_edit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
