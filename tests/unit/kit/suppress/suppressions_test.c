/* Suppressions: what is written can be read, and holds for what it names. */
#include "ui/kit/suppress/suppressions.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static Suppressions parse(Slice text, const char *folder, int64_t now)
{
    ClockFixed clock = {.milliseconds = now};
    Suppressions suppressions = {0};
    Error error;
    if (!suppressions_parse(&suppressions, text, "x", slice_from(folder), NULL, clock_fixed(&clock), &error)) {
        fail_msg("%s: %s", error.where, error.message);
    }
    return suppressions;
}

static void test_what_is_appended_is_read(void **state)
{
    (void)state;
    Text text = TEXT_EMPTY;
    suppressions_append(&text, SLICE("format"), SLICE("A.b[0].`x y`"), SLICE("it's #1: x.json"),
                        SLICE("a: \"b\" # c\n- d"));
    text.length--; /* a file may lack its last line feed */
    suppressions_append(&text, SLICE("gap"), SLICE("A"), SLICE(""), SLICE("e"));
    Suppressions all = parse(text_slice(&text), "", 0);
    assert_int_equal(all.count, 2);
    assert_true(slice_equals(all.items[0].path, SLICE("A.b[0].`x y`")));
    assert_true(slice_equals(all.items[0].file, SLICE("it's #1: x.json")));
    assert_true(slice_equals(all.items[0].reason, SLICE("a: \"b\" # c - d")));
    assert_int_equal(suppressions_find(&all, SLICE("sub/it's #1: x.json"), SLICE("format"), SLICE("A.b[0].`x y`")), 0);
    assert_true(suppressions_find(&all, SLICE("y.json"), SLICE("format"), SLICE("A.b[0].`x y`")) == SUPPRESSION_NONE);
    assert_int_equal(suppressions_find(&all, SLICE("y.json"), SLICE("gap"), SLICE("A")), 1);
    assert_true(suppressions_find(&all, SLICE("y.json"), SLICE("gap"), SLICE("A.c")) == SUPPRESSION_NONE);
    suppressions_free(&all);
    text_free(&text);
}

static void test_files_are_those_below_the_folder(void **state)
{
    (void)state;
    Suppressions all = parse(SLICE("suppress: [{key: a, file: 'x/*.json', reason: r}]"), "in/", 0);
    assert_int_equal(suppressions_find(&all, SLICE("in/x/a.json"), SLICE("a"), SLICE("")), 0);
    assert_true(suppressions_find(&all, SLICE("x/a.json"), SLICE("a"), SLICE("")) == SUPPRESSION_NONE);
    assert_true(suppressions_find(&all, SLICE("in/a.json"), SLICE("a"), SLICE("")) == SUPPRESSION_NONE);
    suppressions_concern(&all, SLICE("in/y/a.json"));
    assert_null(suppression_fault(&all.items[0]));
    suppressions_concern(&all, SLICE("in/x/a.json"));
    assert_non_null(suppression_fault(&all.items[0]));
    suppressions_free(&all);
}

static void test_the_last_day_counts(void **state)
{
    (void)state;
    const int64_t day = 86400000;
    Slice text = SLICE("suppress: [{key: a, until: 1970-01-11, reason: r}]");
    Suppressions before = parse(text, "", 11 * day - 1), after = parse(text, "", 11 * day);
    assert_int_equal(suppressions_find(&before, SLICE("f"), SLICE("a"), SLICE("p")), 0);
    assert_true(suppressions_find(&after, SLICE("f"), SLICE("a"), SLICE("p")) == SUPPRESSION_NONE);
    assert_non_null(suppression_fault(&after.items[0]));
    suppressions_free(&before);
    suppressions_free(&after);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_appended_is_read),
        cmocka_unit_test(test_files_are_those_below_the_folder),
        cmocka_unit_test(test_the_last_day_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
