/* Date step: parts go round in their own range, and days stay within their month. */
#include "src/edit/date_step.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static void expect(const char *text, size_t cursor, int by, const char *wanted)
{
    Text stepped = TEXT_EMPTY;
    bool is_done = date_step(slice_from(text), cursor, by, &stepped);
    if (wanted) {
        assert_true(is_done);
        text_append_byte(&stepped, '\0');
        assert_string_equal(stepped.bytes, wanted);
    } else {
        assert_false(is_done);
        assert_int_equal(stepped.length, 0);
    }
    text_free(&stepped);
}

static void test_parts(void **state)
{
    (void)state;
    expect("2025-03-14T09:12:44+01:00", 2, 1, "2026-03-14T09:12:44+01:00");
    expect("2025-03-14T09:12:44+01:00", 5, -1, "2025-02-14T09:12:44+01:00");
    expect("2025-03-14T09:12:44+01:00", 10, 1, "2025-03-15T09:12:44+01:00");
    expect("2025-03-14T09:12:44+01:00", 12, 1, "2025-03-14T10:12:44+01:00");
    expect("2025-03-14T09:12:44+01:00", 19, 1, "2025-03-14T09:12:45+01:00");
    expect("2025", 4, 1, "2026");
    expect("2025-12", 7, 1, "2025-01");
    expect("2025-01-01T00:00", 13, -1, "2025-01-01T23:00");
}

static void test_zones(void **state)
{
    (void)state;
    expect("2025-03-14T09:12:44+01:00", 25, 1, "2025-03-14T09:12:44+02:00");
    expect("2025-03-14T09:12:44.5+00:30", 23, -1, "2025-03-14T09:12:44.5-01:30");
    expect("2025-03-14T09:12:44+14:00", 20, 1, "2025-03-14T09:12:44-12:00");
    expect("2025-03-14T09:12:44Z", 20, 1, "2025-03-14T09:12:44+01:00");
    expect("2025-03-14T09:12:44Z", 19, 1, "2025-03-14T09:12:45Z");
    expect("2025-03-14T09:12:44+ab:00", 25, 1, NULL);
    expect("2025-03-14T09:12:44+1", 21, 1, NULL);
}

static void test_months_are_heeded(void **state)
{
    (void)state;
    expect("2025-02-28", 9, 1, "2025-02-01");
    expect("2024-02-28", 9, 1, "2024-02-29");
    expect("2025-03-31", 6, -1, "2025-02-28");
    expect("2024-02-29", 0, 1, "2025-02-28");
}

static void test_what_is_no_date(void **state)
{
    (void)state;
    expect("", 0, 1, NULL);
    expect("yesterday", 3, 1, NULL);
    expect("20250314", 6, 1, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_parts), cmocka_unit_test(test_zones),
                                       cmocka_unit_test(test_months_are_heeded),
                                       cmocka_unit_test(test_what_is_no_date)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
