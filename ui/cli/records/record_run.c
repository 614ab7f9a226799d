/*
 * Record run: jobs in a ring, as many as may be under way. While there is one job only, it is held back: a single small file
 * starts no threads.
 */
#include "ui/cli/records/record_run.h"

#include "src/base/streams/worker_pool.h"
#include "ui/cli/output/output.h"

#include <stdlib.h>

enum { JOBS_PER_WORKER = 4 };

struct RecordRun {
    RecordRules rules;
    InputForm form;
    Sink *sink;
    RecordWorker *workers;
    size_t worker_count;
    WorkerPool *pool; /* NULL: nothing was given yet */
    size_t pool_size;
    RecordJob *jobs;
    size_t job_count;
    size_t next;     /* the job that is filled next */
    RecordJob *held; /* given, but not to the pool yet */
    UidSet *uids;    /* of the input that is written; NULL: it has no lines so far */
    bool has_trouble;
};

RecordRun *record_run_new(const RecordRules *rules, unsigned workers, InputForm form, Sink *sink)
{
    RecordRun *run = memory_allocate_zeroed(1, sizeof *run);
    *run = (RecordRun){.rules = *rules, .form = form, .sink = sink, .worker_count = workers};
    run->job_count = (size_t)workers * JOBS_PER_WORKER;
    run->jobs = memory_allocate_zeroed(run->job_count + 1, sizeof *run->jobs);
    run->workers = memory_allocate_zeroed(workers, sizeof *run->workers);
    for (unsigned i = 0; i < workers; i++) {
        run->workers[i].rules = &run->rules;
    }
    return run;
}

void record_run_free(RecordRun *run)
{
    worker_pool_free(run->pool);
    for (size_t i = 0; i < run->worker_count; i++) {
        checker_free(run->workers[i].checker);
    }
    for (size_t i = 0; i <= run->job_count; i++) {
        record_job_free(&run->jobs[i]);
    }
    uid_set_free(run->uids);
    free(run->workers);
    free(run->jobs);
    free(run);
}

bool record_run_has_trouble(const RecordRun *run)
{
    return run->has_trouble;
}

/* ---- what came of jobs ---- */

/* Compares the UIDs of a job with those of earlier records of its input; true where some were there. */
static bool compare_uids(RecordRun *run, RecordJob *job)
{
    if (!run->uids) {
        run->uids = uid_set_new(UID_SET_SIZE_MAXIMUM);
    }
    bool was_full = uid_set_is_full(run->uids);
    for (size_t i = 0; i < job->uids.count; i++) {
        UidNotes notes = record_uids_at(&job->uids, i);
        uid_set_take(run->uids, notes.items, notes.count, &job->known.notes);
        record_uids_end(&job->known);
        UidNotes known = record_uids_at(&job->known, i);
        uid_notes_sort(&known);
    }
    if (!was_full && uid_set_is_full(run->uids)) {
        Text text = TEXT_EMPTY;
        text_format(&text,
                    "too many UIDs: from line %u on, those of series and instances are compared in each record only",
                    job->piece.first_line);
        remark(job->input.bytes, text.bytes);
        text_free(&text);
    }
    return job->known.notes.count > 0;
}

/* Says what is said once about an input. */
static void end_input(RecordRun *run, const RecordJob *job)
{
    if (job->error.code != ERROR_NONE) {
        output_flush(run->sink->output);
        complain(&job->error);
        run->has_trouble = true;
    }
    if (job->is_read) {
        sink_end_input(run->sink);
    }
    uid_set_free(run->uids);
    run->uids = NULL;
}

/* Takes the oldest job back and writes what came of it. */
static void take_job(RecordRun *run)
{
    RecordJob *job = worker_pool_first(run->pool);
    if (job->has_lines && compare_uids(run, job)) {
        job->is_repeated = true;
        worker_pool_repeat(run->pool);
        worker_pool_first(run->pool);
    }
    sink_take(run->sink, &job->written);
    if (job->has_lines) {
        output_flush(run->sink->output);
    }
    if (job->is_end) {
        end_input(run, job);
    }
    worker_pool_take(run->pool);
    record_job_clear(job);
}

static void take_all(RecordRun *run)
{
    while (run->pool && worker_pool_first(run->pool)) {
        take_job(run);
    }
}

/* ---- giving jobs ---- */

/* A pool of so many workers, in place of a smaller one. */
static void use_pool(RecordRun *run, size_t count)
{
    if (run->pool && run->pool_size >= count) {
        return;
    }
    take_all(run);
    worker_pool_free(run->pool);
    void **states = memory_allocate(count * sizeof *states);
    for (size_t i = 0; i < count; i++) {
        states[i] = &run->workers[i];
    }
    run->pool = worker_pool_new(record_job_do, states, count, run->job_count);
    run->pool_size = count;
    free(states);
}

static void give_to_pool(RecordRun *run, RecordJob *job)
{
    while (worker_pool_is_full(run->pool)) {
        take_job(run);
    }
    worker_pool_give(run->pool, job);
    while (worker_pool_is_ready(run->pool) && worker_pool_first(run->pool)) {
        take_job(run);
    }
}

/* Gives the job that is held back. */
static void release_held(RecordRun *run, size_t workers)
{
    RecordJob *held = run->held;
    run->held = NULL;
    if (held) {
        use_pool(run, workers);
        give_to_pool(run, held);
    }
}

/* The job to be filled next. One more than may be under way is there, so that it is free. */
static RecordJob *next_job(RecordRun *run, const char *input)
{
    RecordJob *job = &run->jobs[run->next];
    run->next = (run->next + 1) % (run->job_count + 1);
    text_append(&job->input, slice_from(input));
    return job;
}

static void give(RecordRun *run, RecordJob *job)
{
    if (!run->held && run->pool_size < run->worker_count) {
        run->held = job;
        return;
    }
    release_held(run, run->worker_count);
    use_pool(run, run->worker_count);
    give_to_pool(run, job);
}

void record_run_finish(RecordRun *run)
{
    release_held(run, 1);
    take_all(run);
    output_flush(run->sink->output);
}

/* Gives the pieces of an input with lines, and its end. */
static void give_lines(RecordRun *run, RecordReader *reader, const char *input)
{
    RecordJob *job = next_job(run, input);
    bool is_more = true;
    while (is_more) {
        if (!record_reader_is_ready(reader)) {
            record_run_finish(run);
        }
        is_more = run->sink->output->failure == 0 && record_reader_next(reader, &job->piece, &job->error);
        job->has_lines = is_more;
        job->is_end = job->is_read = !is_more;
        give(run, job);
        job = is_more ? next_job(run, input) : NULL;
    }
    record_reader_free(reader);
}

void record_run_input(RecordRun *run, const char *operand, const char *input)
{
    Error error;
    RecordReader *reader = record_reader_open(operand, input, run->form, &error);
    if (reader && record_reader_has_lines(reader)) {
        give_lines(run, reader, input);
        return;
    }
    RecordJob *job = next_job(run, input);
    job->is_end = true;
    job->reader = reader;
    if (!reader) {
        job->error = error;
    }
    give(run, job);
}
