/* Autofix: fixes are tried without a trace, kept where the document is better, and told as rows and splices. */
#include "src/edit/autofix/autofix.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define DEFECTS                                                                                                        \
    "{\"resourceType\":\"Patient\",\"active\":\"true\",\"gendre\":\"male\",\"nonsense\":{\"a\":[1,\"two\"]},"          \
    "\"name\":{\"text\":\"Ada\"}}"

typedef struct Bench {
    Rules *rules;
    Checker *checker;
    Judged *judged;
    const Document *document;
    Autofix *engine;
} Bench;

static Bench open_bench(const char *json, AutofixOptions options)
{
    CheckOptions check = {.profile = SLICE("")};
    Bench bench = {.rules = rules_new()};
    bench.checker = checker_new(bench.rules, &check, clock_system());
    bench.judged = judged_new(bench.checker, document_new(slice_from(json), "test", NULL), (PatchListener){0});
    bench.document = judged_document(bench.judged);
    bench.engine = autofix_new(bench.judged, clock_system(), &options);
    return bench;
}

static void close_bench(Bench *bench)
{
    autofix_free(bench->engine);
    judged_free(bench->judged);
    checker_free(bench->checker);
    rules_free(bench->rules);
}

static void assert_text(const Document *document, const char *json)
{
    assert_string_equal(document_bytes(document).bytes, json);
}

/* The first fix that is offered for an issue of a key. */
static FixList offer(const Bench *bench, const char *key)
{
    FixList list = FIX_LIST_EMPTY;
    Operation operation = autofix_operation(bench->engine);
    const Report *report = autofix_report(bench->engine);
    for (uint32_t i = 0; i < report_count(report) && list.count == 0; i++) {
        if (strcmp(report_issue(report, i)->key, key) == 0) {
            fix_offer(&operation, report_issue(report, i), &list);
        }
    }
    return list;
}

static void tries_leave_no_trace(void **state)
{
    Bench bench = open_bench(DEFECTS, (AutofixOptions){0});
    ReportCounts before = report_counts(autofix_report(bench.engine));
    FixList list = offer(&bench, "unknown-property");
    (void)state;
    for (size_t i = 0; i < list.count; i++) {
        AutofixAttempt attempt = autofix_try(bench.engine, &list.fixes[i]);
        assert_true(attempt.is_made && attempt.is_better);
        assert_int_equal(attempt.after.errors, before.errors - 1);
        assert_text(bench.document, DEFECTS);
        assert_int_equal(report_counts(autofix_report(bench.engine)).errors, before.errors);
    }
    assert_true(list.count >= 2);
    assert_int_equal(autofix_row_count(bench.engine), 0);
    fix_list_free(&list);
    close_bench(&bench);
}

static void certain_fixes_keep_all_content(void **state)
{
    Bench bench = open_bench(DEFECTS, (AutofixOptions){0});
    (void)state;
    autofix_run(bench.engine);
    assert_text(bench.document,
                "{\"resourceType\":\"Patient\",\"active\":true,\"gender\":\"male\",\"nonsense\":{\"a\":[1,\"two\"]},"
                "\"name\":[{\"text\":\"Ada\"}]}");
    assert_int_equal(autofix_row_count(bench.engine), 3);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(autofix_row(bench.engine, i)->removed.length, 0);
    }
    assert_string_equal(autofix_row(bench.engine, 0)->path.bytes, "Patient.active");
    close_bench(&bench);
}

static void removals_tell_what_goes(void **state)
{
    Bench bench = open_bench("{\"resourceType\":\"Patient\",\"nonsense\":{\"a\": [1]}}",
                             (AutofixOptions){.takes_removals = true});
    (void)state;
    autofix_run(bench.engine);
    assert_text(bench.document, "{\"resourceType\":\"Patient\"}");
    assert_int_equal(autofix_row_count(bench.engine), 1);
    assert_non_null(strstr(autofix_row(bench.engine, 0)->removed.bytes, "{\"a\": [1]}"));
    close_bench(&bench);
}

/* Makes the splices one by one on a copy of the first text. */
static void splices_lead_to_the_result(void **state)
{
    Bench bench = open_bench(DEFECTS, (AutofixOptions){.takes_choices = true, .takes_removals = true});
    Document *copy = document_new(SLICE(DEFECTS), "copy", NULL);
    (void)state;
    autofix_run(bench.engine);
    const SpliceList *splices = autofix_splices(bench.engine);
    for (size_t i = 0; i < splices->count; i++) {
        const Splice *splice = &splices->splices[i];
        assert_true(document_splice(copy, splice->offset, splice->removed, splice->inserted, NULL, NULL));
    }
    assert_text(copy, document_bytes(bench.document).bytes);
    document_free(copy);
    close_bench(&bench);
}

static void no_kind_grows(void **state)
{
    static const char hidden[] = "{\"resourceType\":\"Patient\",\"gendre\":\"unheard\"}";
    Bench bench = open_bench(hidden, (AutofixOptions){0});
    FixList list = offer(&bench, "unknown-property");
    (void)state;
    assert_false(autofix_try(bench.engine, &list.fixes[0]).is_better);
    autofix_run(bench.engine);
    assert_text(bench.document, hidden);
    fix_list_free(&list);
    close_bench(&bench);
}

static void other_keys_stay(void **state)
{
    Bench bench = open_bench(DEFECTS, (AutofixOptions){.only = "json-kind"});
    (void)state;
    autofix_run(bench.engine);
    assert_int_equal(autofix_row_count(bench.engine), 2);
    assert_non_null(strstr(document_bytes(bench.document).bytes, "gendre"));
    close_bench(&bench);
}

static void removals_rank_last(void **state)
{
    Fix fixes[] = {{.is_removal = true, .target = NODE_NONE},
                   {.is_certain = true, .target = NODE_NONE},
                   {.is_certain = false, .target = NODE_NONE},
                   {.is_removal = true, .target = NODE_NONE}};
    AutofixAttempt attempts[] = {
        {.is_made = true, .is_better = true}, {.is_made = true}, {.is_made = true, .is_better = true}, {0}};
    FixList list = {.fixes = fixes, .count = 4};
    size_t order[4], expected[] = {2, 1, 0, 3};
    (void)state;
    autofix_rank(&list, attempts, order);
    assert_memory_equal(order, expected, sizeof order);
}

/* What keeps a part of the value comes before what only removes, however much that helps. */
static void partial_removals_come_first(void **state)
{
    Splice written = {.removed = 3, .inserted = SLICE("1")};
    Fix fixes[] = {{.is_removal = true, .target = NODE_NONE},
                   {.is_removal = true, .target = NODE_NONE, .splices = {.splices = &written, .count = 1}}};
    AutofixAttempt attempts[] = {{.is_made = true, .is_better = true}, {.is_made = true}};
    FixList list = {.fixes = fixes, .count = 2};
    size_t order[2], expected[] = {1, 0};
    (void)state;
    autofix_rank(&list, attempts, order);
    assert_memory_equal(order, expected, sizeof order);
}

/* A question, and a fix that leads elsewhere, cannot be tried; what can be tried is not put before them for that. */
static void what_a_person_does_keeps_its_place(void **state)
{
    Fix fixes[] = {{.question = SLICE("UID"), .target = NODE_NONE}, {.target = 1}, {.target = NODE_NONE}};
    AutofixAttempt attempts[] = {{0}, {0}, {.is_made = true, .is_better = true}};
    FixList list = {.fixes = fixes, .count = 3};
    size_t order[3], expected[] = {0, 1, 2};
    (void)state;
    autofix_rank(&list, attempts, order);
    assert_memory_equal(order, expected, sizeof order);
}

/* A kept fix is of one sort; what helps nothing, or brings other issues up, is left out. */
static void sorts_are_counted(void **state)
{
    Bench bench = open_bench("{\"resourceType\":\"ImagingStudy\",\"identifier\":[{\"system\":\"urn:dicom:uid\","
                             "\"value\":\"urn:oid:1.2.3.4\"}],\"subject\":{\"display\":\"x\"},"
                             "\"numberOfSeries\":\"0\",\"nonsense\":1,\"gendre\":2}",
                             (AutofixOptions){.takes_choices = true, .takes_removals = true});
    (void)state;
    autofix_run(bench.engine);
    assert_int_equal(autofix_sort_count(bench.engine, FIX_SAFE), 1);
    assert_int_equal(autofix_sort_count(bench.engine, FIX_REMOVED), 2);
    assert_int_equal(autofix_sort_count(bench.engine, FIX_MADE_UP), 1);
    size_t count = 0;
    for (int sort = 0; sort < FIX_SORT_COUNT; sort++) {
        count += autofix_sort_count(bench.engine, (FixSort)sort);
    }
    assert_int_equal(count, autofix_row_count(bench.engine));
    assert_int_equal(autofix_left_out(bench.engine, 100), 0);
    close_bench(&bench);
    bench = open_bench("{\"resourceType\":\"Patient\",\"gendre\":\"unheard\"}", (AutofixOptions){0});
    autofix_run(bench.engine);
    assert_int_equal(autofix_row_count(bench.engine), 0);
    assert_int_equal(autofix_left_out(bench.engine, 100), 1);
    close_bench(&bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tries_leave_no_trace),
        cmocka_unit_test(certain_fixes_keep_all_content),
        cmocka_unit_test(removals_tell_what_goes),
        cmocka_unit_test(sorts_are_counted),
        cmocka_unit_test(splices_lead_to_the_result),
        cmocka_unit_test(no_kind_grows),
        cmocka_unit_test(other_keys_stay),
        cmocka_unit_test(removals_rank_last),
        cmocka_unit_test(partial_removals_come_first),
        cmocka_unit_test(what_a_person_does_keeps_its_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
