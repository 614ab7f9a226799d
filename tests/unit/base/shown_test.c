/* Shown: what is shortened, and where. */
#include "src/base/shown.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static void expect(const char *value, const char *expected)
{
    char line[200];
    Shown shown = shown_value(slice_from(value));
    snprintf(line, sizeof line, SHOWN, SHOWN_ARGS(shown));
    assert_string_equal(line, expected);
}

static void test_short_values_are_whole(void **state)
{
    (void)state;
    expect("", "");
    expect("a", "a");
    expect("123456789012345678901234", "123456789012345678901234");
    expect("ääääääääääääääääääääääää", "ääääääääääääääääääääääää");
    expect("日日日日日日日日日日日日", "日日日日日日日日日日日日");
}

static void test_long_values_keep_both_ends(void **state)
{
    (void)state;
    expect("1234567890123456789012345", "123456789012…56789012345");
    expect("https://hospital.test/patients/4711", "https://hosp…tients/4711");
}

/* Two cells a character: 12 cells are six of them, 11 cells five. */
static void test_cells_are_counted(void **state)
{
    (void)state;
    expect("日日日日日日日日日日日日日", "日日日日日日…日日日日日");
}

/* A combining mark is never parted from its letter, nor put before what it does not belong to. */
static void test_marks_stay_with_their_letters(void **state)
{
    (void)state;
    expect("123456789012e\u0301"
           "3456789012345",
           "123456789012…56789012345");
    expect("12345678901e\u0301"
           "e\u0301"
           "12345678901xyz",
           "12345678901e\u0301…45678901xyz");
    expect("12345678901234567e\u0301"
           "1234567890",
           "123456789012…e\u03011234567890");
}

static void test_what_is_not_utf8_is_no_trouble(void **state)
{
    (void)state;
    expect("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"
           "\xFF",
           "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF…\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_short_values_are_whole),
        cmocka_unit_test(test_long_values_keep_both_ends),
        cmocka_unit_test(test_cells_are_counted),
        cmocka_unit_test(test_marks_stay_with_their_letters),
        cmocka_unit_test(test_what_is_not_utf8_is_no_trouble),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
