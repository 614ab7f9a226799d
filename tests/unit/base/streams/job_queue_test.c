/* Job queue: order, jobs that are done once more, no threads for one job, and parts of jobs. */
#include "src/base/streams/job_queue.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

enum { WORKERS = 3, JOBS = 2000 };

typedef struct Square {
    unsigned number;
    unsigned square;
    unsigned times; /* it was done */
    pthread_t thread;
} Square;

/* What the owner has seen. */
typedef struct Owner {
    unsigned taken;
    unsigned cleared;
    bool is_here; /* all that was taken so far was done by the owner's thread */
} Owner;

static Owner owner;

static void work(void *job, void *state)
{
    Square *square = job;
    unsigned *done = state;
    square->square = square->number * square->number;
    square->times++;
    square->thread = pthread_self();
    (*done)++;
}

/* Every fifth job is done once more. */
static bool take(void *context, void *job)
{
    Owner *own = context;
    Square *square = job;
    assert_int_equal(square->number, own->taken);
    assert_int_equal(square->square, square->number * square->number);
    own->is_here = own->is_here && pthread_equal(square->thread, pthread_self());
    if (square->number % 5 == 0 && square->times == 1) {
        square->square = 0;
        return true;
    }
    assert_int_equal(square->times, square->number % 5 == 0 ? 2 : 1);
    own->taken++;
    return false;
}

static void clear(void *job)
{
    *(Square *)job = (Square){0};
    owner.cleared++;
}

static void release(void *job)
{
    (void)job;
}

static const JobKind kind = {.size = sizeof(Square), .work = work, .take = take, .clear = clear, .free = release};

static void give(JobQueue *queue, unsigned number)
{
    Square *square = job_queue_next(queue);
    assert_int_equal(square->times, 0);
    square->number = number;
    job_queue_give(queue);
}

static bool is_number(const void *job, const void *what)
{
    return ((const Square *)job)->number == *(const unsigned *)what;
}

static void run_jobs(size_t workers, unsigned jobs)
{
    unsigned done[WORKERS] = {0}, total = 0;
    void *states[WORKERS] = {&done[0], &done[1], &done[2]};
    owner = (Owner){.is_here = true};
    JobQueue *queue = job_queue_new(&kind, &owner, states, workers);
    for (unsigned i = 0; i < jobs; i++) {
        give(queue, i);
    }
    job_queue_finish(queue);
    assert_int_equal(owner.taken, jobs);
    assert_int_equal(owner.cleared, jobs);
    assert_false(job_queue_any(queue, is_number, &(unsigned){0}));
    job_queue_free(queue);
    for (size_t i = 0; i < WORKERS; i++) {
        total += done[i];
    }
    assert_int_equal(total, jobs + (jobs + 4) / 5);
}

static void test_jobs_are_taken_in_order(void **state)
{
    (void)state;
    run_jobs(1, JOBS);
    assert_true(owner.is_here);
    run_jobs(2, JOBS);
    run_jobs(WORKERS, JOBS);
    assert_false(owner.is_here);
}

static void test_one_job_starts_no_threads(void **state)
{
    (void)state;
    run_jobs(WORKERS, 1);
    assert_true(owner.is_here);
    run_jobs(WORKERS, 0);
}

/* Where the owner waits after each job, one thread is enough; where it does not, the others join. */
static void test_the_owner_may_wait_between(void **state)
{
    (void)state;
    unsigned done[WORKERS] = {0};
    void *states[WORKERS] = {&done[0], &done[1], &done[2]};
    owner = (Owner){.is_here = true};
    JobQueue *queue = job_queue_new(&kind, &owner, states, WORKERS);
    for (unsigned i = 0; i < 10; i++) {
        give(queue, i);
        assert_true(job_queue_any(queue, is_number, &i));
        job_queue_finish(queue);
        assert_int_equal(owner.taken, i + 1);
    }
    assert_true(owner.is_here);
    for (unsigned i = 10; i < JOBS; i++) {
        give(queue, i);
    }
    job_queue_finish(queue);
    assert_int_equal(owner.taken, JOBS);
    job_queue_free(queue);
}

/* ---- parts ---- */

enum { PARTS = 5 };

/* A job that makes numbers, one after the other, and keeps one at most. */
typedef struct Series {
    JobQueue *queue;
    unsigned number; /* of the job */
    unsigned made;   /* the number that is there, from 1; 0: it was taken */
} Series;

static unsigned series_taken; /* numbers of all jobs so far */

static void make_series(void *job, void *state)
{
    Series *series = job;
    (void)state;
    for (unsigned i = 1; i <= PARTS; i++) {
        series->made = series->number * (PARTS + 1) + i;
        job_queue_part(series->queue, series);
        assert_int_equal(series->made, 0);
    }
    series->made = (series->number + 1) * (PARTS + 1);
}

/* Numbers come in order, whatever the workers do. */
static void take_number(void *context, void *job)
{
    Series *series = job;
    assert_ptr_equal(context, &series_taken);
    assert_int_equal(series->made, ++series_taken);
    series->made = 0;
}

static bool take_last(void *context, void *job)
{
    take_number(context, job);
    return false;
}

static void clear_series(void *job)
{
    assert_int_equal(((Series *)job)->made, 0);
}

/* The same where nobody may take anything any more. */
static void make_series_unseen(void *job, void *state)
{
    Series *series = job;
    (void)state;
    for (unsigned i = 0; i < PARTS; i++) {
        job_queue_part(series->queue, series);
    }
}

static void test_parts_are_taken_in_order(void **state)
{
    static const JobKind parts = {.size = sizeof(Series),
                                  .work = make_series,
                                  .take = take_last,
                                  .part = take_number,
                                  .clear = clear_series,
                                  .free = release};
    void *states[WORKERS] = {0};
    (void)state;
    for (size_t workers = 1; workers <= WORKERS; workers++) {
        series_taken = 0;
        JobQueue *queue = job_queue_new(&parts, &series_taken, states, workers);
        for (unsigned i = 0; i < JOBS; i++) {
            Series *series = job_queue_next(queue);
            series->queue = queue;
            series->number = i;
            job_queue_give(queue);
        }
        job_queue_finish(queue);
        assert_int_equal(series_taken, JOBS * (PARTS + 1));
        job_queue_free(queue);
    }
}

/* A queue may end while jobs wait for a part to be taken. */
static void test_an_end_lets_parts_go(void **state)
{
    static const JobKind parts = {.size = sizeof(Series),
                                  .work = make_series_unseen,
                                  .take = take_last,
                                  .part = take_number,
                                  .clear = clear_series,
                                  .free = release};
    void *states[WORKERS] = {0};
    (void)state;
    JobQueue *queue = job_queue_new(&parts, &series_taken, states, WORKERS);
    for (unsigned i = 0; i < 3; i++) {
        ((Series *)job_queue_next(queue))->queue = queue;
        job_queue_give(queue);
    }
    job_queue_free(queue);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_jobs_are_taken_in_order),    cmocka_unit_test(test_one_job_starts_no_threads),
        cmocka_unit_test(test_the_owner_may_wait_between), cmocka_unit_test(test_parts_are_taken_in_order),
        cmocka_unit_test(test_an_end_lets_parts_go),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
