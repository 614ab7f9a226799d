/* Worker pool: order, bounds, repeated jobs, and the states of workers. */
#include "src/base/streams/worker_pool.h"

#include "src/base/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

enum { WORKERS = 4, LIMIT = 8, JOBS = 5000 };

typedef struct Sum {
    unsigned number;
    unsigned long result;
    unsigned times; /* it was done */
} Sum;

typedef struct State {
    unsigned long done;
} State;

/* Adds numbers up: some jobs take much longer than others, so that they end in another order. */
static void add_up(void *job, void *worker)
{
    Sum *sum = job;
    State *state = worker;
    sum->result = 0;
    for (unsigned i = 0; i <= sum->number % 7 * 500; i++) {
        sum->result += i ^ sum->number;
    }
    sum->times++;
    state->done++;
}

static unsigned long expected(unsigned number)
{
    unsigned long result = 0;
    for (unsigned i = 0; i <= number % 7 * 500; i++) {
        result += i ^ number;
    }
    return result;
}

/* Takes the oldest job back, which must be the one with this number; every 11th is done once more before. */
static void take(WorkerPool *pool, unsigned number)
{
    Sum *sum = worker_pool_first(pool);
    assert_non_null(sum);
    assert_int_equal(sum->number, number);
    assert_int_equal(sum->result, expected(number));
    assert_true(worker_pool_is_ready(pool));
    if (number % 11 == 0) {
        sum->result = 0;
        worker_pool_repeat(pool);
        assert_ptr_equal(worker_pool_first(pool), sum);
        assert_int_equal(sum->result, expected(number));
    }
    assert_int_equal(sum->times, number % 11 ? 1 : 2);
    worker_pool_take(pool);
}

static void run_jobs(size_t workers)
{
    State states[WORKERS] = {{0}};
    void *pointers[WORKERS];
    Sum sums[LIMIT];
    for (size_t i = 0; i < WORKERS; i++) {
        pointers[i] = &states[i];
    }
    WorkerPool *pool = worker_pool_new(add_up, pointers, workers, LIMIT);
    unsigned taken = 0;
    for (unsigned i = 0; i < JOBS; i++) {
        if (worker_pool_is_full(pool)) {
            assert_int_equal(i - taken, LIMIT);
            take(pool, taken++);
        }
        sums[i % LIMIT] = (Sum){.number = i};
        worker_pool_give(pool, &sums[i % LIMIT]);
    }
    while (taken < JOBS) {
        take(pool, taken++);
    }
    assert_null(worker_pool_first(pool));
    worker_pool_free(pool);
    unsigned long done = 0;
    for (size_t i = 0; i < workers; i++) {
        done += states[i].done;
    }
    assert_int_equal(done, JOBS + (JOBS + 10) / 11);
}

static void test_jobs_come_back_in_order(void **state)
{
    (void)state;
    run_jobs(1);
    run_jobs(2);
    run_jobs(WORKERS);
}

/* A pool may be freed before its jobs are done. */
static void test_a_pool_can_be_left(void **state)
{
    (void)state;
    State states[2] = {{0}};
    void *pointers[] = {&states[0], &states[1]};
    Sum sums[LIMIT] = {{0}};
    WorkerPool *pool = worker_pool_new(add_up, pointers, 2, LIMIT);
    for (unsigned i = 0; i < LIMIT; i++) {
        sums[i].number = 6;
        worker_pool_give(pool, &sums[i]);
    }
    worker_pool_free(pool);
    worker_pool_free(NULL);
    assert_true(states[0].done + states[1].done <= LIMIT);
}

static void test_there_is_a_processor(void **state)
{
    (void)state;
    assert_in_range(worker_pool_processors(), 1, 256);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_jobs_come_back_in_order),
        cmocka_unit_test(test_a_pool_can_be_left),
        cmocka_unit_test(test_there_is_a_processor),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
