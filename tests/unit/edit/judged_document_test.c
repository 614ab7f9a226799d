/* Judged documents: after each call, the report is what a check of the whole document gives. */
#include "src/edit/judged_document.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#define STUDY                                                                                                          \
    "{\"resourceType\":\"ImagingStudy\",\"status\":\"available\",\"subject\":{\"reference\":\"Patient/1\"},"           \
    "\"started\":\"2025-03-14\"}"

typedef struct Bench {
    Rules *rules;
    Checker *checker;
    Judged *judged;
    unsigned patches;
} Bench;

static void count_patch(void *context, const Document *document, const Patch *patch)
{
    Bench *bench = context;
    (void)patch;
    bench->patches++;
    assert_ptr_equal(document, judged_document(bench->judged));
}

static Checker *checker_of(const Rules *rules, bool is_declared)
{
    CheckOptions options = {.profile = SLICE(""), .is_declared = is_declared};
    return checker_new(rules, &options, clock_system());
}

static int open_bench(void **state)
{
    Bench *bench = calloc(1, sizeof *bench);
    assert_non_null(bench);
    bench->rules = rules_new();
    bench->checker = checker_of(bench->rules, false);
    bench->judged = judged_new(bench->checker, document_new(SLICE(STUDY), "test", NULL),
                               (PatchListener){.patched = count_patch, .context = bench});
    *state = bench;
    return 0;
}

static int close_bench(void **state)
{
    Bench *bench = *state;
    judged_free(bench->judged);
    checker_free(bench->checker);
    rules_free(bench->rules);
    free(bench);
    return 0;
}

/* Compares the report with one that was made from the beginning. */
static void assert_current(const Bench *bench)
{
    const Report *report = judged_report(bench->judged);
    Report *fresh = check_document(bench->checker, judged_document(bench->judged));
    assert_int_equal(report_count(report), report_count(fresh));
    for (uint32_t i = 0; i < report_count(fresh); i++) {
        const Issue *now = report_issue(report, i), *wanted = report_issue(fresh, i);
        assert_string_equal(now->key, wanted->key);
        assert_int_equal(now->span.start, wanted->span.start);
        assert_true(slice_equals(now->message, wanted->message));
    }
    report_free(fresh);
}

static void assert_bytes(const Bench *bench, const char *wanted)
{
    assert_string_equal(document_bytes(judged_document(bench->judged)).bytes, wanted);
}

/* Adds a splice that replaces the first `old` in the document by `new`. */
static void replace(const Bench *bench, SpliceList *list, const char *old, const char *new)
{
    size_t at = slice_find(document_bytes(judged_document(bench->judged)), slice_from(old), 0);
    assert_int_not_equal(at, SIZE_MAX);
    splice_list_add(list, (uint32_t)at, (uint32_t)strlen(old), slice_from(new));
}

static void test_changes_and_undo(void **state)
{
    Bench *bench = *state;
    const Report *report = judged_report(bench->judged);
    uint32_t errors = report_counts(report).errors;
    SpliceList list = SPLICE_LIST_EMPTY;
    replace(bench, &list, "available", "gone");
    assert_true(judged_apply(bench->judged, &list, SLICE("type"), NULL));
    assert_int_equal(report_counts(report).errors, errors + 1);
    assert_current(bench);
    assert_int_equal(judged_undo(bench->judged, 5), 1);
    assert_bytes(bench, STUDY);
    assert_current(bench);
    assert_int_equal(judged_redo(bench->judged, 1), 1);
    assert_int_equal(judged_redo(bench->judged, 1), 0);
    assert_int_equal(report_counts(report).errors, errors + 1);
    assert_current(bench);
    assert_ptr_equal(report, judged_report(bench->judged));
    assert_int_equal(bench->patches, 3);
    splice_list_free(&list);
}

/* More splices than are followed one by one; the last one is not possible in the second list. */
static void test_many_splices_and_failure(void **state)
{
    Bench *bench = *state;
    SpliceList list = SPLICE_LIST_EMPTY;
    Error error = {0};
    for (unsigned i = 0; i < 12; i++) {
        splice_list_add(&list, 1, 0, SLICE("\"x\":1,"));
    }
    assert_true(judged_apply(bench->judged, &list, SLICE("many"), NULL));
    assert_current(bench);
    assert_int_equal(judged_undo(bench->judged, 1), 1);
    assert_bytes(bench, STUDY);
    splice_list_add(&list, 1000000, 5, SLICE(""));
    assert_false(judged_apply(bench->judged, &list, SLICE("too far"), &error));
    assert_bytes(bench, STUDY);
    assert_current(bench);
    splice_list_free(&list);
}

/* Changes that the history makes by itself count once the document settles. */
static void test_settling(void **state)
{
    Bench *bench = *state;
    SpliceList list = SPLICE_LIST_EMPTY;
    assert_false(judged_settle(bench->judged));
    replace(bench, &list, "2025-03-14", "14.03.2025");
    assert_true(history_apply(judged_history(bench->judged), &list, SLICE("type"), NULL));
    assert_true(judged_settle(bench->judged));
    assert_current(bench);
    history_drop(judged_history(bench->judged), 0);
    assert_true(judged_settle(bench->judged));
    assert_bytes(bench, STUDY);
    assert_current(bench);
    splice_list_free(&list);
}

static void test_replacing_all(void **state)
{
    Bench *bench = *state;
    assert_true(judged_replace(bench->judged, SLICE(STUDY), SLICE("reload"), NULL));
    assert_false(history_can_undo(judged_history(bench->judged)));
    assert_true(judged_replace(bench->judged, SLICE("{\"resourceType\":\"ImagingStudy\"}"), SLICE("reload"), NULL));
    assert_current(bench);
    assert_true(judged_replace(bench->judged, SLICE("{"), SLICE("reload"), NULL));
    assert_current(bench);
    assert_int_equal(judged_undo(bench->judged, 2), 2);
    assert_bytes(bench, STUDY);
    assert_current(bench);
}

static void test_another_checker(void **state)
{
    Bench *bench = *state;
    Checker *before = bench->checker;
    uint32_t gaps = report_counts(judged_report(bench->judged)).gaps;
    assert_int_not_equal(gaps, 0);
    bench->checker = checker_of(bench->rules, true);
    judged_set_checker(bench->judged, bench->checker);
    checker_free(before);
    assert_int_equal(report_counts(judged_report(bench->judged)).gaps, 0);
    assert_current(bench);
    SpliceList list = SPLICE_LIST_EMPTY;
    replace(bench, &list, "available", "gone");
    assert_true(judged_apply(bench->judged, &list, SLICE("type"), NULL));
    assert_current(bench);
    splice_list_free(&list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_changes_and_undo, open_bench, close_bench),
        cmocka_unit_test_setup_teardown(test_many_splices_and_failure, open_bench, close_bench),
        cmocka_unit_test_setup_teardown(test_settling, open_bench, close_bench),
        cmocka_unit_test_setup_teardown(test_replacing_all, open_bench, close_bench),
        cmocka_unit_test_setup_teardown(test_another_checker, open_bench, close_bench),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
