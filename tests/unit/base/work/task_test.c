/* Tasks: pieces, ends, and stops; never both at once. */
#include "src/base/work/task.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { STEPS = 100000 };

typedef struct Count {
    unsigned steps;
    unsigned wanted;
    int depth; /* of the recursion that the steps are made in */
    bool was_stopped;
} Count;

static void count_at(Count *count, Pace *pace, int depth)
{
    if (depth > 0) {
        count_at(count, pace, depth - 1);
        return;
    }
    while (count->steps < count->wanted) {
        count->steps++;
        if (!pace_step(pace, 1)) {
            count->was_stopped = true;
            return;
        }
    }
}

static void work(void *context, Pace *pace)
{
    Count *count = context;
    pace_begin(pace, count->wanted);
    count_at(count, pace, count->depth);
}

static void does_all_in_pieces(void **state)
{
    (void)state;
    Count count = {.wanted = STEPS, .depth = 100};
    Task *task = task_new(work, &count);
    unsigned pieces = 1, before = 0;
    while (!task_go_on(task, 0)) {
        assert_true(count.steps > before);
        assert_int_equal(task_pace(task)->done, count.steps);
        assert_int_equal(task_pace(task)->total, STEPS);
        before = count.steps;
        pieces++;
    }
    assert_int_equal(count.steps, STEPS);
    assert_false(count.was_stopped);
    assert_true(pieces > STEPS / (2 * PACE_STEPS));
    assert_true(task_go_on(task, 0));
    task_free(task);
}

static void does_all_at_once(void **state)
{
    (void)state;
    Count count = {.wanted = STEPS};
    Task *task = task_new(work, &count);
    assert_true(task_go_on(task, -1));
    assert_int_equal(count.steps, STEPS);
    task_free(task);
}

static void goes_on_to_the_end(void **state)
{
    (void)state;
    Count count = {.wanted = STEPS};
    Task *task = task_new(work, &count);
    assert_false(task_go_on(task, 0));
    assert_true(task_go_on(task, -1));
    assert_int_equal(count.steps, STEPS);
    task_free(task);
}

static void stops_in_the_middle(void **state)
{
    (void)state;
    Count count = {.wanted = STEPS};
    Task *task = task_new(work, &count);
    assert_false(task_go_on(task, 0));
    unsigned before = count.steps;
    task_free(task);
    assert_true(count.was_stopped);
    assert_true(count.steps >= before && count.steps <= before + 1);
}

static void need_not_begin(void **state)
{
    (void)state;
    Count count = {.wanted = STEPS};
    task_free(task_new(work, &count));
    task_free(NULL);
    assert_int_equal(count.steps, 0);
}

static void work_without_a_pace_is_never_stopped(void **state)
{
    (void)state;
    Count count = {.wanted = STEPS};
    work(&count, NULL);
    assert_int_equal(count.steps, STEPS);
    assert_false(pace_is_stopped(NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(does_all_in_pieces), cmocka_unit_test(does_all_at_once),
        cmocka_unit_test(goes_on_to_the_end), cmocka_unit_test(stops_in_the_middle),
        cmocka_unit_test(need_not_begin),     cmocka_unit_test(work_without_a_pace_is_never_stopped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
