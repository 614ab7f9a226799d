/* Errands: their ends, stops, and what they tell of themselves. */
#include "src/base/work/errand.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { STEPS = 100000 };

typedef struct Count {
    uint32_t steps;
    uint32_t wanted; /* in each of two parts; 0: until it is stopped */
    bool was_stopped;
} Count;

static void work(void *context, Pace *pace)
{
    Count *count = context;
    for (int part = 0; part < 2 && !count->was_stopped; part++) {
        pace_begin(pace, count->wanted);
        for (uint32_t i = 0; (i < count->wanted || count->wanted == 0) && !count->was_stopped; i++) {
            count->steps++;
            count->was_stopped = !pace_step(pace, 1);
        }
    }
}

static void does_all(void **state)
{
    (void)state;
    Count count = {.wanted = STEPS};
    Errand *errand = errand_start(work, &count);
    assert_true(errand_wait(errand, -1));
    assert_int_equal(count.steps, 2 * STEPS);
    assert_false(count.was_stopped);
    ErrandShare share = errand_share(errand);
    assert_int_equal(share.total, STEPS);
    assert_true(share.done <= STEPS && share.done + PACE_STEPS >= STEPS);
    assert_int_equal(share.step, 2);
    assert_true(errand_wait(errand, 0));
    errand_free(errand);
}

static void stops_when_asked(void **state)
{
    (void)state;
    Count count = {0};
    Errand *errand = errand_start(work, &count);
    while (errand_share(errand).done == 0) {
        assert_false(errand_wait(errand, 1));
    }
    errand_stop(errand);
    assert_true(errand_wait(errand, -1));
    assert_true(count.was_stopped);
    assert_int_equal(errand_share(errand).step, 1);
    errand_free(errand);
}

static void ends_when_it_is_freed(void **state)
{
    (void)state;
    Count count = {0};
    Errand *errand = errand_start(work, &count);
    errand_free(errand);
    assert_true(count.was_stopped);
    errand_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(does_all),
        cmocka_unit_test(stops_when_asked),
        cmocka_unit_test(ends_when_it_is_freed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
