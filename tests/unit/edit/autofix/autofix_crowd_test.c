/* Autofix, crowds: what helps of very many fixes is found out for all together, and is what trying each alone finds. */
#include "src/edit/autofix/autofix.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* What an item is, and what comes of it. */
typedef struct Kind {
    const char *before;
    const char *after;
} Kind;

static const Kind kinds[] = {
    {"{'family':'a%04u'}", "{'family':'a%04u'}"},
    {"{'family':'a%04u','given':'x'}", "{'family':'a%04u','given':['x']}"},
    {"{'famly':'a%04u'}", "{'family':'a%04u'}"},
    {"{'family':'a%04u','givn':'x'}", "{'family':'a%04u','given':['x']}"}, /* the array follows from the name */
    {"{'family':'a%04u','period':{'start':null}}", "{'family':'a%04u'}"},
    {"{'family':'a%04u','period':{'strat':'1.2.2020'},'nonsense':1}",
     "{'family':'a%04u','period':{'strat':'1.2.2020'},'nonsense':1}"}, /* which date is meant is not certain */
};

enum { KINDS = sizeof kinds / sizeof *kinds };

/* A Patient with so many names of the kinds, as they are before or after. */
static Text patient(unsigned count, bool is_after)
{
    Text text = TEXT_EMPTY;
    text_append(&text, SLICE("{\"resourceType\":\"Patient\",\"name\":["));
    for (unsigned i = 0; i < count; i++) {
        const Kind *kind = &kinds[i % KINDS];
        size_t start = text.length + (i > 0);
        Slice form = slice_from(is_after ? kind->after : kind->before);
        size_t number = slice_find(form, SLICE("%04u"), 0);
        text_append(&text, i ? SLICE(",") : SLICE(""));
        text_append(&text, slice_part(form, 0, number));
        text_format(&text, "%04u", i);
        text_append(&text, slice_part(form, number + 4, form.length));
        for (size_t at = start; at < text.length; at++) {
            text.bytes[at] = text.bytes[at] == '\'' ? '"' : text.bytes[at];
        }
    }
    text_append(&text, SLICE("]}"));
    return text;
}

typedef struct Bench {
    Rules *rules;
    Checker *checker;
    Judged *judged;
    Autofix *engine;
} Bench;

static Bench fix_text_by(Slice json, Pace *pace)
{
    CheckOptions check = {.profile = SLICE("")};
    Bench bench = {.rules = rules_new()};
    bench.checker = checker_new(bench.rules, &check, clock_system());
    bench.judged = judged_new(bench.checker, document_new(json, "test", NULL), (PatchListener){0});
    bench.engine = autofix_new(bench.judged, clock_system(), &(AutofixOptions){.pace = pace});
    autofix_run(bench.engine);
    return bench;
}

static Bench fix_text(Slice json)
{
    return fix_text_by(json, NULL);
}

static void close_bench(Bench *bench)
{
    autofix_free(bench->engine);
    judged_free(bench->judged);
    checker_free(bench->checker);
    rules_free(bench->rules);
}

/* The splices lead from the text as it was to the text as it is, and undoing gives the first one again. */
static void assert_splices(const Bench *bench, Slice before)
{
    Document *copy = document_new(before, "copy", NULL);
    History *history = history_new(copy, (PatchListener){0});
    assert_true(history_apply(history, autofix_splices(bench->engine), SLICE("all"), NULL));
    assert_string_equal(document_bytes(copy).bytes, document_bytes(judged_document(bench->judged)).bytes);
    history_free(history);
    document_free(copy);
    judged_undo(bench->judged, UINT32_MAX);
    assert_true(slice_equals(document_bytes(judged_document(bench->judged)), before));
}

/* Few are tried one by one, many all together: each name becomes what it becomes among few. */
static void test_crowds_become_what_few_become(void **state)
{
    (void)state;
    static const unsigned counts[] = {KINDS, 250 * KINDS};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        Text before = patient(counts[i], false), after = patient(counts[i], true);
        Bench bench = fix_text(text_slice(&before));
        assert_string_equal(document_bytes(judged_document(bench.judged)).bytes, after.bytes);
        assert_int_equal(autofix_row_count(bench.engine), counts[i] / KINDS * 5);
        assert_false(autofix_is_cut_short(bench.engine));
        assert_splices(&bench, text_slice(&before));
        close_bench(&bench);
        text_free(&before);
        text_free(&after);
    }
}

/* Not one change for each fix: the document is judged a few times. */
static void test_crowds_are_made_in_few_changes(void **state)
{
    (void)state;
    Text before = patient(250 * KINDS, false);
    Bench bench = fix_text(text_slice(&before));
    assert_true(history_count(judged_history(bench.judged)) <= 4);
    close_bench(&bench);
    text_free(&before);
}

/* Whoever looks stops the work after so many looks, and is asked at every step. */
typedef struct Stopper {
    unsigned looks_left;
} Stopper;

/* The list of faults is as long after the first change as before it: that it reaches further is what is better. */
static void test_more_faults_than_are_listed_are_fixed_in_few_changes(void **state)
{
    (void)state;
    enum { COMMAS = 12000 };
    Text before = TEXT_EMPTY;
    text_append(&before, SLICE("{\"resourceType\":\"Patient\",\"active\":true,\"name\":[{\"family\":\"a\"}"));
    for (unsigned i = 0; i < COMMAS; i++) {
        text_append_byte(&before, ',');
    }
    text_append(&before, SLICE("]}"));
    Bench bench = fix_text(text_slice(&before));
    assert_string_equal(document_bytes(judged_document(bench.judged)).bytes,
                        "{\"resourceType\":\"Patient\",\"active\":true,\"name\":[{\"family\":\"a\"}]}");
    assert_int_equal(autofix_row_count(bench.engine), COMMAS);
    assert_true(history_count(judged_history(bench.judged)) <= 64);
    assert_false(autofix_is_cut_short(bench.engine));
    assert_splices(&bench, text_slice(&before));
    close_bench(&bench);
    text_free(&before);
}

static void look(Pace *pace)
{
    Stopper *stopper = pace->context;
    pace->is_stopped = stopper->looks_left == 0;
    stopper->looks_left -= stopper->looks_left > 0;
    pace->steps = 0;
}

/* Wherever it is stopped, what was kept by then is whole: the splices lead to the document, which has fewer errors than
   before if anything was kept. */
static void test_what_was_kept_before_a_stop_is_whole(void **state)
{
    (void)state;
    Text before = patient(250 * KINDS, false), after = patient(250 * KINDS, true);
    bool was_stopped = true, had_some = false;
    for (unsigned looks = 1; was_stopped; looks += 1 + looks / 2) {
        Stopper stopper = {looks};
        Pace pace = {.look = look, .context = &stopper};
        Bench bench = fix_text_by(text_slice(&before), &pace);
        was_stopped = autofix_was_stopped(bench.engine);
        size_t kept = autofix_row_count(bench.engine);
        had_some = had_some || (was_stopped && kept > 0);
        assert_int_equal(kept == 0, slice_equals(document_bytes(judged_document(bench.judged)), text_slice(&before)));
        Text again = TEXT_EMPTY;
        text_append(&again, document_bytes(judged_document(bench.judged)));
        assert_splices(&bench, text_slice(&before));
        close_bench(&bench);
        if (kept > 0) {
            bench = fix_text(text_slice(&again));
            assert_string_equal(document_bytes(judged_document(bench.judged)).bytes, after.bytes);
            close_bench(&bench);
        }
        text_free(&again);
    }
    assert_true(had_some);
    text_free(&before);
    text_free(&after);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_crowds_become_what_few_become),
        cmocka_unit_test(test_crowds_are_made_in_few_changes),
        cmocka_unit_test(test_more_faults_than_are_listed_are_fixed_in_few_changes),
        cmocka_unit_test(test_what_was_kept_before_a_stop_is_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
