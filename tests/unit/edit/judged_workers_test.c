/*
 * Large files of lines that several checkers judge at a time: the report is the one that a check by one checker gives,
 * also after edits, and whenever the pieces are given up.
 */
#include "src/base/file.h"
#include "src/edit/judged_document.h"
#include "src/json/splice.h"
#include "tests/support/random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { LARGE_BYTES = 1300000, HELPERS = 3 };

typedef struct Bench {
    Rules *rules;
    Checker *checker;
    Checker *helpers[HELPERS];
} Bench;

static Checker *make_checker(const Bench *bench)
{
    return checker_new(bench->rules, &(CheckOptions){.profile = SLICE("")}, clock_system());
}

static int open_bench(void **state)
{
    Bench *bench = calloc(1, sizeof *bench);
    assert_non_null(bench);
    bench->rules = rules_new();
    bench->checker = make_checker(bench);
    for (size_t i = 0; i < HELPERS; i++) {
        bench->helpers[i] = make_checker(bench);
    }
    checker_set_helpers(bench->checker, bench->helpers, HELPERS);
    *state = bench;
    return 0;
}

static int close_bench(void **state)
{
    Bench *bench = *state;
    checker_free(bench->checker);
    for (size_t i = 0; i < HELPERS; i++) {
        checker_free(bench->helpers[i]);
    }
    rules_free(bench->rules);
    free(bench);
    return 0;
}

/* Appends the lines of an export; with a round other than 0 its UIDs are others. */
static void append_export(Slice export, int round, Text *text)
{
    Slice uid = SLICE("2.25.");
    for (size_t at = 0; at < export.length;) {
        size_t next = round > 0 ? slice_find(export, uid, at) : SIZE_MAX;
        size_t end = next == SIZE_MAX ? export.length : next + uid.length;
        text_append(text, slice_part(export, at, end - at));
        if (next != SIZE_MAX) {
            text_append_number(text, (uint64_t)round);
        }
        at = end;
    }
}

/* Appends what the cases of checks are about, each in a line; some of it is no JSON. */
static void append_cases(Text *text)
{
    FileList cases = {0};
    assert_true(file_list_folder("tests/cases/check", &cases, NULL));
    for (size_t i = 0; i < cases.count; i++) {
        Text path = TEXT_EMPTY, content = TEXT_EMPTY;
        text_format(&path, "tests/cases/check/%s/in.json", cases.names[i]);
        if (file_read(path.bytes, 30000, &content, NULL, NULL)) {
            for (size_t k = 0; k < content.length; k++) {
                bool is_end = content.bytes[k] == '\n' || content.bytes[k] == '\r';
                text_append_byte(text, is_end ? ' ' : content.bytes[k]);
            }
            text_append_byte(text, '\n');
        }
        text_free(&path);
        text_free(&content);
    }
    file_list_free(&cases);
}

/* A large file: records of all kinds, once and again; `has_cases`: faults of all kinds as well. */
static Document *make_large(bool has_cases)
{
    Text text = TEXT_EMPTY, export = TEXT_EMPTY;
    assert_true(file_read("samples/export.ndjson", LARGE_BYTES, &export, NULL, NULL));
    for (int round = 0; text.length < LARGE_BYTES; round++) {
        append_export(text_slice(&export), round % 3 == 2 ? 0 : round, &text);
        if (has_cases && round % 4 == 0) {
            append_cases(&text);
        }
    }
    text_free(&export);
    return document_take(&text, "large.ndjson", NULL);
}

static bool issues_equal(const Issue *a, const Issue *b)
{
    return a->severity == b->severity && strcmp(a->key, b->key) == 0 && a->node == b->node &&
           a->span.start == b->span.start && a->span.length == b->span.length && slice_equals(a->message, b->message) &&
           slice_equals(a->missing, b->missing) && slice_equals(a->detail, b->detail) && a->element == b->element;
}

/* Compares with a check by one checker. */
static void assert_current(const Bench *bench, const Judged *judged)
{
    Checker *other = make_checker(bench);
    Report *fresh = check_document(other, judged_document(judged));
    const Report *report = judged_report(judged);
    assert_int_equal(report_count(report), report_count(fresh));
    for (uint32_t i = 0; i < report_count(fresh); i++) {
        assert_true(issues_equal(report_issue(report, i), report_issue(fresh, i)));
    }
    report_free(fresh);
    checker_free(other);
}

static void change(Judged *judged, Random *random)
{
    const Document *document = judged_document(judged);
    NodeId id = random_below(random, document_count(document));
    SpliceList list = SPLICE_LIST_EMPTY;
    Error error;
    bool is_planned = random_below(random, 2) == 0 ? splice_delete(document, id, &list, &error)
                                                   : splice_set_value(document, id, SLICE("7"), &list, &error);
    if (is_planned && history_apply(judged_history(judged), &list, SLICE("change"), &error)) {
        judged_settle(judged);
    }
    splice_list_free(&list);
}

static void several_find_what_one_finds(void **state)
{
    const Bench *bench = *state;
    for (int has_cases = 0; has_cases < 2; has_cases++) {
        Random random = {5};
        Judged *judged = judged_open(bench->checker, make_large(has_cases), (PatchListener){0});
        unsigned pieces = 0;
        while (judged_go_on(judged, 1)) {
            judged_show(judged);
            pieces++;
        }
        assert_true(pieces > 0);
        assert_true(report_counts(judged_report(judged)).errors > 0);
        assert_current(bench, judged);
        for (int i = 0; i < 4; i++) {
            change(judged, &random);
            judged_go_on(judged, -1);
            assert_current(bench, judged);
        }
        judged_free(judged);
    }
}

/* A change in between, or the end of all, while others are judging. */
static void others_are_stopped(void **state)
{
    const Bench *bench = *state;
    Random random = {7};
    Judged *judged = judged_open(bench->checker, make_large(true), (PatchListener){0});
    for (int i = 0; i < 12; i++) {
        for (uint32_t pieces = random_below(&random, 6); pieces > 0 && judged_go_on(judged, 0); pieces--) {
        }
        change(judged, &random);
    }
    judged_go_on(judged, -1);
    assert_current(bench, judged);
    judged_undo(judged, 3);
    judged_set_checker(judged, bench->checker);
    judged_go_on(judged, 0);
    judged_free(judged);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(several_find_what_one_finds, open_bench, close_bench),
        cmocka_unit_test_setup_teardown(others_are_stopped, open_bench, close_bench),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
