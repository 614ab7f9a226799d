/* The rows of the tree: what is open at the start, absent rows, marks, and what edits do to them. */
#include "src/outline/outline.h"

#include "src/json/path.h"
#include "tests/support/random.h"

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
        check_again(fixture.checker, fixture.document, fixture.report, NULL);
    }
    outline_patch(fixture.outline, &patch);
    outline_refresh(fixture.outline, fixture.report);
    assert_int_equal(outline_count(fixture.outline), rows);
    assert_true(row_at(&fixture, "series[0].instance[0].uid", "")->node != instance);
    close_fixture(&fixture);
}

/* ---- rows that are taken over ---- */

static const char line[] =
    "{\"resourceType\":\"Observation\",\"status\":\"final\",\"note\":[{\"text\":\"a\"},{\"text\":\"b\"},{}]}\n";

/* Lines with a study among them. */
static Text lines_with_study(void)
{
    Text text = TEXT_EMPTY;
    for (unsigned i = 0; i < 12; i++) {
        text_append(&text, slice_from(i == 6 ? study : line));
        text_append(&text, i == 6 ? SLICE("\n") : SLICE(""));
    }
    return text;
}

static void follow(Fixture *fixture, const Patch *patch)
{
    if (!check_follow(fixture->document, patch, fixture->report)) {
        check_again(fixture->checker, fixture->document, fixture->report, NULL);
    }
    outline_patch(fixture->outline, patch);
}

/* The rows as they are; freed by the caller. */
static Text rows_of(const Outline *outline)
{
    Text text = TEXT_EMPTY;
    for (uint32_t row = 0; row < outline_count(outline); row++) {
        Slice absent;
        NodeId node = outline_node(outline, row, &absent);
        text_format(&text, "%u %.*s\n", node, SLICE_ARGS(absent));
    }
    return text;
}

/* The row of a node is the last of those that hold it. */
static void expect_row_of(const Fixture *fixture, NodeId node)
{
    uint32_t expected = 0;
    for (uint32_t row = 0; row < outline_count(fixture->outline); row++) {
        Slice absent;
        NodeId holder = outline_node(fixture->outline, row, &absent);
        expected = absent.length == 0 && document_contains(fixture->document, holder, node) ? row : expected;
    }
    assert_int_equal(outline_row_of(fixture->outline, node, SLICE("")), expected);
}

/* Rows that an edit renewed are those that are made when nothing is taken over. */
static void expect_rows_of_new(Fixture *fixture)
{
    outline_refresh(fixture->outline, fixture->report);
    Text renewed = rows_of(fixture->outline);
    outline_refresh(fixture->outline, fixture->report);
    Text made = rows_of(fixture->outline);
    assert_string_equal(renewed.bytes, made.bytes);
    assert_int_equal(outline_made_count(fixture->outline), outline_count(fixture->outline));
    text_free(&renewed);
    text_free(&made);
}

/* Changes, deletes or adds something at random. */
static void edit(Fixture *fixture, Random *random)
{
    static const char *const values[] = {"1", "\"final\"", "[]", "{\"a\":[1,{}]}",   "null",
                                         "",  "}",         "\n", "\"ImagingStudy\"", NULL};
    const Node *node = document_node(fixture->document, random_below(random, document_count(fixture->document)));
    uint32_t start = random_below(random, 3) ? node->start : node_finish(node), kind = random_below(random, 4);
    uint32_t removed = kind == 0 ? 0 : start == node->start ? node->length : 0;
    Slice added = kind == 1   ? SLICE("")
                  : kind == 2 ? SLICE(",{\"x\":[{}]}")
                              : slice_from(random_choice(random, values));
    Patch patch;
    assert_true(document_splice(fixture->document, start, removed, added, &patch, NULL));
    follow(fixture, &patch);
}

static void expect_edits_are_followed(const char *text)
{
    Fixture fixture = open_fixture(text);
    Random random = {7};
    Text first = TEXT_EMPTY;
    text_append(&first, slice_from(text));
    for (unsigned i = 0; i < 400; i++) {
        uint32_t row = random_below(&random, outline_count(fixture.outline));
        outline_set_open(fixture.outline, row, random_below(&random, 3) > 0, random_below(&random, 2) > 0);
        for (uint32_t count = random_below(&random, 11) == 0 ? 10 : 1 + random_below(&random, 3); count > 0; count--) {
            edit(&fixture, &random);
        }
        expect_rows_of_new(&fixture);
        expect_row_of(&fixture, random_below(&random, document_count(fixture.document)));
        if (i % 20 == 19) { /* from the beginning, so that the text does not come to nothing */
            Patch patch;
            uint32_t size = (uint32_t)document_bytes(fixture.document).length;
            assert_true(document_splice(fixture.document, 0, size, text_slice(&first), &patch, NULL));
            follow(&fixture, &patch);
            expect_rows_of_new(&fixture);
            outline_set_open(fixture.outline, 0, true, true);
        }
    }
    text_free(&first);
    close_fixture(&fixture);
}

static void test_rows_after_edits_are_those_of_a_new_pass(void **state)
{
    (void)state;
    Text lines = lines_with_study();
    expect_edits_are_followed(lines.bytes);
    expect_edits_are_followed(study);
    text_free(&lines);
}

/* The rows made anew do not grow with the lines beside the edited one. */
static void test_lines_beside_an_edit_keep_their_rows(void **state)
{
    (void)state;
    Text lines = lines_with_study();
    for (unsigned i = 0; i < 300; i++) {
        text_append(&lines, slice_from(line));
    }
    Fixture fixture = open_fixture(lines.bytes);
    NodeId status = path_find(fixture.document, SLICE("[200].status"), NULL);
    const Node *node = document_node(fixture.document, status);
    Patch patch;
    assert_true(document_splice(fixture.document, node->start, node->length, SLICE("[1]"), &patch, NULL));
    follow(&fixture, &patch);
    outline_refresh(fixture.outline, fixture.report);
    assert_true(outline_count(fixture.outline) > 300);
    assert_true(outline_made_count(fixture.outline) < 20);
    close_fixture(&fixture);
    text_free(&lines);
}

/* What a row says of a value is short, however much there is: given names without end, and one without end. */
static void test_long_names_are_short_in_their_row(void **state)
{
    enum { GIVEN = 20000, SHORT = 2000 };
    (void)state;
    static const char beginning[] = "{\"resourceType\":\"Patient\",\"name\":[{\"given\":[\"";
    for (int kind = 0; kind < 2; kind++) {
        Text text = TEXT_EMPTY;
        text_append(&text, slice_from(beginning));
        for (unsigned i = 0; i < GIVEN; i++) {
            text_append(&text, kind ? SLICE("Ada\",\"") : SLICE("Ada Ada "));
        }
        text_append(&text, SLICE("Ada\"]}]}"));
        Fixture fixture = open_fixture(text.bytes);
        assert_in_range(row_at(&fixture, "Patient", "")->summary.length, 1, SHORT);
        assert_in_range(row_at(&fixture, "name", "")->summary.length, 1, SHORT);
        assert_in_range(row_at(&fixture, "name[0]", "")->summary.length, 1, SHORT);
        close_fixture(&fixture);
        text_free(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_studies_open_and_instances_do_not),
        cmocka_unit_test(test_ghosts_stand_where_the_definition_puts_them),
        cmocka_unit_test(test_folding_survives_an_edit),
        cmocka_unit_test(test_rows_after_edits_are_those_of_a_new_pass),
        cmocka_unit_test(test_lines_beside_an_edit_keep_their_rows),
        cmocka_unit_test(test_long_names_are_short_in_their_row),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
