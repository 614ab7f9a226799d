/* Clocks: the machine's runs, the fixed one repeats itself. */
#include "src/base/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void test_the_fixed_clock_follows_from_its_seed(void **state)
{
    (void)state;
    ClockFixed first = {1000, 42}, second = {2000, 42}, third = {0, 43};
    Clock a = clock_fixed(&first), b = clock_fixed(&second), c = clock_fixed(&third);
    assert_int_equal(a.milliseconds(a.context), 1000);
    assert_int_equal(b.milliseconds(b.context), 2000);
    uint64_t number = a.random(a.context);
    assert_true(number == b.random(b.context));
    assert_true(number != c.random(c.context));
    assert_true(number != a.random(a.context));
}

static void test_the_machine_has_time_and_chance(void **state)
{
    (void)state;
    Clock clock = clock_system();
    assert_true(clock.milliseconds(clock.context) > INT64_C(1600000000000));
    assert_true(clock.random(clock.context) != clock.random(clock.context));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_fixed_clock_follows_from_its_seed),
        cmocka_unit_test(test_the_machine_has_time_and_chance),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
