/*
 * Documents that are judged in pieces: whatever is asked or changed in between, the report is in the end what a check
 * of the whole document gives, and until then it says nothing that lies outside of the document.
 */
#include "src/base/file.h"
#include "src/check/query.h"
#include "src/edit/judged_document.h"
#include "src/json/splice.h"
#include "tests/support/random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { PIECES_MOST = 100000, ASKED_MOST = 8 };

static const char *const samples[] = {"samples/ips.json", "samples/ct-defects.json", "samples/export.ndjson",
                                      "samples/broken.json", NULL};

typedef struct Bench {
    Rules *rules;
    Checker *checker;
} Bench;

static int open_bench(void **state)
{
    Bench *bench = calloc(1, sizeof *bench);
    assert_non_null(bench);
    bench->rules = rules_new();
    bench->checker = checker_new(bench->rules, &(CheckOptions){.profile = SLICE("")}, clock_system());
    *state = bench;
    return 0;
}

static int close_bench(void **state)
{
    Bench *bench = *state;
    checker_free(bench->checker);
    rules_free(bench->rules);
    free(bench);
    return 0;
}

static Document *read_sample(const char *name)
{
    Text text = TEXT_EMPTY;
    assert_true(file_read(name, DOCUMENT_SIZE_MAXIMUM, &text, NULL, NULL));
    return document_take(&text, name, NULL);
}

static bool issues_equal(const Issue *a, const Issue *b)
{
    return a->severity == b->severity && strcmp(a->key, b->key) == 0 && a->node == b->node &&
           a->span.start == b->span.start && a->span.length == b->span.length && slice_equals(a->message, b->message) &&
           slice_equals(a->missing, b->missing) && slice_equals(a->detail, b->detail) && a->element == b->element;
}

/* Compares with a check of the whole document by another checker. */
static void assert_current(const Bench *bench, Judged *judged)
{
    Checker *other = checker_new(bench->rules, &(CheckOptions){.profile = SLICE("")}, clock_system());
    Report *fresh = check_document(other, judged_document(judged));
    const Report *report = judged_report(judged);
    assert_false(judged_is_waiting(judged));
    assert_null(judged_pace(judged));
    assert_int_equal(report_count(report), report_count(fresh));
    for (uint32_t i = 0; i < report_count(fresh); i++) {
        assert_true(issues_equal(report_issue(report, i), report_issue(fresh, i)));
    }
    report_free(fresh);
    checker_free(other);
}

/* Asks what a screen asks. */
static void look(const Bench *bench, const Judged *judged, Random *random)
{
    const Document *document = judged_document(judged);
    const Report *report = judged_report(judged);
    Text path = TEXT_EMPTY;
    size_t size = document_bytes(document).length;
    for (uint32_t i = 0; i < report_count(report); i++) {
        const Issue *issue = report_issue(report, i);
        assert_true(issue->node < document_count(document));
        assert_true(issue->span.start <= size && issue->span.length <= size);
        report_append_issue_path(report, issue, &path);
        text_clear(&path);
    }
    for (unsigned i = 0; i < ASKED_MOST; i++) {
        ChildRule children[4];
        NodeId id = random_below(random, document_count(document));
        check_children(bench->checker, document, id, children, sizeof children / sizeof *children);
        check_profile(bench->checker, document, id);
    }
    text_free(&path);
}

static void judges_all_in_pieces(void **state)
{
    Bench *bench = *state;
    Random random = {1};
    for (size_t i = 0; samples[i]; i++) {
        Judged *judged = judged_open(bench->checker, read_sample(samples[i]), (PatchListener){0});
        unsigned pieces = 0;
        uint64_t before = 0;
        const Report *report = judged_report(judged);
        assert_true(judged_is_waiting(judged));
        assert_int_equal(report_count(report), 0);
        while (judged_go_on(judged, 0)) {
            const Pace *pace = judged_pace(judged);
            assert_true(pace->done >= before && pace->total > 0);
            before = pace->done;
            judged_show(judged);
            if (pieces % 16 == 0) {
                look(bench, judged, &random);
            }
            pieces++;
        }
        assert_true(pieces > 0 || strcmp(samples[i], "samples/broken.json") == 0);
        assert_ptr_equal(report, judged_report(judged));
        assert_current(bench, judged);
        judged_free(judged);
    }
}

/* Sets a value from anywhere to a value from anywhere, or deletes it. */
static void change(Judged *judged, Random *random)
{
    const Document *document = judged_document(judged);
    NodeId id = random_below(random, document_count(document)), other = random_below(random, document_count(document));
    SpliceList list = SPLICE_LIST_EMPTY;
    Text value = TEXT_EMPTY;
    Error error;
    text_append(&value, document_node(document, other)->length < 300 ? document_raw(document, other) : SLICE("7"));
    bool is_planned = random_below(random, 3) == 0 ? splice_delete(document, id, &list, &error)
                                                   : splice_set_value(document, id, text_slice(&value), &list, &error);
    if (is_planned && history_apply(judged_history(judged), &list, SLICE("change"), &error)) {
        judged_settle(judged);
    }
    text_free(&value);
    splice_list_free(&list);
}

static void follows_changes_in_between(void **state)
{
    Bench *bench = *state;
    for (uint32_t round = 0; round < 12; round++) {
        Random random = {round + 1};
        Judged *judged = judged_open(bench->checker, read_sample(samples[round % 4]), (PatchListener){0});
        for (unsigned i = 0; i < 12; i++) {
            unsigned pieces = random_below(&random, 2) ? random_below(&random, 20) : random_below(&random, PIECES_MOST);
            while (pieces > 0 && judged_go_on(judged, 0)) {
                pieces--;
            }
            if (random_below(&random, 3) == 0) {
                judged_show(judged);
            }
            look(bench, judged, &random);
            if (random_below(&random, 4) == 0) {
                judged_undo(judged, 1);
            } else {
                change(judged, &random);
            }
            look(bench, judged, &random);
        }
        assert_false(judged_go_on(judged, -1));
        assert_current(bench, judged);
        judged_free(judged);
    }
}

/* Two documents by one checker: one is judged in pieces, the other one to its end in between. */
static void others_are_judged_in_between(void **state)
{
    Bench *bench = *state;
    Judged *first = judged_open(bench->checker, read_sample("samples/export.ndjson"), (PatchListener){0});
    for (unsigned i = 0; i < 20; i++) {
        assert_true(judged_go_on(first, 0));
    }
    Judged *second = judged_open(bench->checker, read_sample("samples/ips.json"), (PatchListener){0});
    assert_false(judged_go_on(second, -1));
    assert_current(bench, second);
    Judged *third = judged_new(bench->checker, read_sample("samples/ct-defects.json"), (PatchListener){0});
    assert_current(bench, third);
    judged_free(second);
    assert_false(judged_go_on(first, -1));
    assert_current(bench, first);
    judged_free(third);
    judged_free(first);
}

/* A document may go, and another checker come, while pieces wait. */
static void pieces_are_given_up(void **state)
{
    Bench *bench = *state;
    Judged *judged = judged_open(bench->checker, read_sample("samples/ips.json"), (PatchListener){0});
    assert_true(judged_go_on(judged, 0));
    Checker *other = checker_new(bench->rules, &(CheckOptions){.profile = SLICE("")}, clock_system());
    judged_set_checker(judged, other);
    assert_true(judged_go_on(judged, 0));
    judged_free(judged);
    checker_free(other);
    judged = judged_open(bench->checker, read_sample("samples/ips.json"), (PatchListener){0});
    assert_false(judged_go_on(judged, -1));
    assert_current(bench, judged);
    judged_free(judged);
}

/* A checker may be freed as soon as another one is there, though what it found is shown until that is done. */
static void what_a_checker_found_outlives_it(void **state)
{
    Bench *bench = *state;
    CheckOptions options = {.profile = SLICE("")};
    Checker *first = checker_new(bench->rules, &options, clock_system());
    Judged *judged = judged_open(first, read_sample("samples/ips.json"), (PatchListener){0});
    assert_false(judged_go_on(judged, -1));
    uint32_t count = report_count(judged_report(judged));
    Checker *second = checker_new(bench->rules, &options, clock_system());
    judged_set_checker(judged, second);
    checker_free(first);
    assert_int_equal(report_count(judged_report(judged)), count);
    assert_true(judged_go_on(judged, 0));
    judged_set_checker(judged, bench->checker);
    checker_free(second);
    assert_false(judged_go_on(judged, -1));
    assert_current(bench, judged);
    judged_free(judged);
}

/* So many splices of a document so large are carried out at once. */
static void crowds_of_splices_stop_the_pieces(void **state)
{
    enum { LINES = 30000, SPLICES = 60 };
    Bench *bench = *state;
    Text json = TEXT_EMPTY;
    SpliceList list = SPLICE_LIST_EMPTY;
    for (unsigned i = 0; i < LINES; i++) {
        text_format(&json, "{\"resourceType\":\"Basic\",\"id\":\"a%05u\"}\n", i);
    }
    Judged *judged = judged_open(bench->checker, document_take(&json, "a.ndjson", NULL), (PatchListener){0});
    for (unsigned i = SPLICES; i-- > 0;) {
        splice_list_add(&list, i * 1000, 1, SLICE("["));
    }
    assert_true(judged_go_on(judged, 0));
    assert_true(judged_apply(judged, &list, SLICE("crowd"), NULL));
    assert_true(judged_go_on(judged, 0));
    assert_int_equal(judged_undo(judged, 1), 1);
    assert_true(judged_go_on(judged, 0));
    assert_int_equal(judged_redo(judged, 1), 1);
    assert_true(judged_go_on(judged, 0));
    assert_int_equal(judged_undo(judged, 1), 1);
    assert_false(judged_go_on(judged, -1));
    assert_current(bench, judged);
    judged_free(judged);
    splice_list_free(&list);
}

/* ---- parts ---- */

enum { ITEMS = 3000 };

/* A large document of many items with a fault each, that of the item at a position another one. */
typedef struct Large {
    const char *name, *start, *item, *other, *between, *end;
} Large;

static const Large larges[] = {
    {"study.json",
     "{\"resourceType\":\"ImagingStudy\",\"status\":\"available\",\"subject\":{\"reference\":\"Patient/"
     "1\"},\"series\":[",
     "{\"uid\":\"1.2.%d\",\"modality\":{\"code\":\"CT\"},\"numberOfInstances\":\"1\"}",
     "{\"uid\":\"1.2.%d\",\"modality\":{\"code\":\"CT\"},\"numberOfInstances\":-1}", ",", "]}"},
    {"bundle.json", "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[",
     "{\"fullUrl\":\"http://e.org/Patient/p%d\",\"resource\":{\"resourceType\":\"Patient\",\"active\":\"true\"}}",
     "{\"fullUrl\":\"http://e.org/Patient/p%d\",\"resource\":{\"resourceType\":\"Patient\",\"gender\":\"none\"}}", ",",
     "]}"},
    {"lines.ndjson", "", "{\"resourceType\":\"Patient\",\"id\":\"p%d\",\"active\":\"true\"}",
     "{\"resourceType\":\"Patient\",\"id\":\"p%d\",\"gender\":\"none\"}", "\n", "\n"},
};

static Document *make_large(const Large *large, int other)
{
    Text text = TEXT_EMPTY;
    text_append(&text, slice_from(large->start));
    for (int i = 0; i < ITEMS; i++) {
        const char *item = i == other ? large->other : large->item, *number = strstr(item, "%d");
        text_append(&text, slice_from(i > 0 ? large->between : ""));
        text_append(&text, slice_make(item, (size_t)(number - item)));
        text_append_number(&text, (uint64_t)i + 1);
        text_append(&text, slice_from(number + 2));
    }
    text_append(&text, slice_from(large->end));
    return document_take(&text, large->name, NULL);
}

/* The item at a position. */
static NodeId item_at(const Document *document, int position)
{
    NodeId list = 0;
    if (document_node(document, 0)->kind != NODE_LINES) {
        list = document_member(document, 0, SLICE("series"));
        list = list == NODE_NONE ? document_member(document, 0, SLICE("entry")) : list;
    }
    return document_child_at(document, list, (uint32_t)position);
}

static uint32_t count_in(const Report *report, const Document *document, NodeId item)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < report_count(report); i++) {
        Issue issue = *report_issue(report, i);
        count += issue.severity == SEVERITY_ERROR && document_contains(document, item, issue.node);
    }
    return count;
}

/* What is looked at is judged first, and nothing else; in the end the report is that of the whole. */
static void what_is_looked_at_comes_first(void **state)
{
    const Bench *bench = *state;
    Checker *other = checker_new(bench->rules, &(CheckOptions){.profile = SLICE("")}, clock_system());
    for (size_t i = 0; i < sizeof larges / sizeof *larges; i++) {
        const int at = ITEMS - 7;
        Judged *judged = judged_open(bench->checker, make_large(&larges[i], at), (PatchListener){0});
        const Document *document = judged_document(judged);
        const Report *report = judged_report(judged);
        NodeId item = item_at(document, at), before = item_at(document, at - 1), first = item_at(document, 0);
        NodeId nodes[] = {0, before + 1, item, item + 1};
        judged_look_at(judged, other, nodes, sizeof nodes / sizeof *nodes);
        assert_int_equal(report_counts(report).errors, 2);
        assert_int_equal(count_in(report, document, item), 1);
        assert_int_equal(count_in(report, document, before), 1);
        judged_go_on(judged, 0);
        judged_show(judged);
        assert_true(judged_is_waiting(judged));
        assert_int_equal(count_in(report, document, item), 1);
        nodes[1] = first;
        judged_look_at(judged, other, nodes, 2);
        assert_int_equal(count_in(report, document, first), 1);
        assert_int_equal(count_in(report, document, item), 0);
        judged_go_on(judged, -1);
        assert_true(report_counts(report).errors >= ITEMS);
        assert_current(bench, judged);
        judged_free(judged);
    }
    checker_free(other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(judges_all_in_pieces, open_bench, close_bench),
        cmocka_unit_test_setup_teardown(follows_changes_in_between, open_bench, close_bench),
        cmocka_unit_test_setup_teardown(others_are_judged_in_between, open_bench, close_bench),
        cmocka_unit_test_setup_teardown(what_is_looked_at_comes_first, open_bench, close_bench),
        cmocka_unit_test_setup_teardown(what_a_checker_found_outlives_it, open_bench, close_bench),
        cmocka_unit_test_setup_teardown(pieces_are_given_up, open_bench, close_bench),
        cmocka_unit_test_setup_teardown(crowds_of_splices_stop_the_pieces, open_bench, close_bench),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
