/* Record run: the pieces of inputs as jobs of a queue. */
#include "ui/cli/records/record_run.h"

#include "src/base/streams/job_queue.h"
#include "ui/cli/output/output.h"

#include <stdlib.h>

struct RecordRun {
    RecordRules rules;
    InputForm form;
    Sink *sink;
    RecordWorker *workers;
    size_t worker_count;
    JobQueue *queue;
    UidSet *uids; /* of the input that is written; NULL: it has no lines so far */
    bool has_trouble;
};

static bool take_job(void *context, void *job);
static void take_part(void *context, void *job);

static const JobKind job_kind = {.size = sizeof(RecordJob),
                                 .work = record_job_do,
                                 .take = take_job,
                                 .part = take_part,
                                 .clear = record_job_clear,
                                 .free = record_job_free};

RecordRun *record_run_new(const RecordRules *rules, unsigned workers, InputForm form, Sink *sink)
{
    RecordRun *run = memory_allocate_zeroed(1, sizeof *run);
    *run = (RecordRun){.rules = *rules, .form = form, .sink = sink, .worker_count = workers};
    run->workers = memory_allocate_zeroed(workers, sizeof *run->workers);
    void **states = memory_allocate(workers * sizeof *states);
    for (unsigned i = 0; i < workers; i++) {
        run->workers[i].rules = &run->rules;
        states[i] = &run->workers[i];
    }
    run->queue = job_queue_new(&job_kind, run, states, workers);
    free(states);
    return run;
}

void record_run_free(RecordRun *run)
{
    job_queue_free(run->queue);
    for (size_t i = 0; i < run->worker_count; i++) {
        checker_free(run->workers[i].checker);
    }
    uid_set_free(run->uids);
    free(run->workers);
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

/* Reports what is reported once for an input. */
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

/* Writes what came of a job; true where it is to be done again, with known UIDs. */
static bool take_job(void *context, void *taken)
{
    RecordRun *run = context;
    RecordJob *job = taken;
    Progress *progress = run->rules.progress;
    progress_hide(progress);
    if (job->has_lines && !job->is_repeated && compare_uids(run, job)) {
        job->is_repeated = true;
        progress_show(progress, run->sink->output);
        return true;
    }
    sink_take(run->sink, &job->written);
    if (job->has_lines) {
        output_flush(run->sink->output);
    }
    if (job->is_end) {
        end_input(run, job);
    }
    progress_add(progress, job->has_lines ? job->piece.bytes.length : 0);
    progress_show(progress, run->sink->output);
    return false;
}

/* Writes a part of what came of a job. */
static void take_part(void *context, void *taken)
{
    RecordRun *run = context;
    RecordJob *job = taken;
    Progress *progress = run->rules.progress;
    progress_hide(progress);
    sink_take_part(run->sink, &job->written);
    progress_show(progress, run->sink->output);
}

/* ---- giving jobs ---- */

/* The job to be filled next. */
static RecordJob *next_job(RecordRun *run, const char *input)
{
    RecordJob *job = job_queue_next(run->queue);
    job->queue = run->queue;
    text_clear(&job->input);
    text_append(&job->input, slice_from(input));
    return job;
}

void record_run_finish(RecordRun *run)
{
    job_queue_finish(run->queue);
    progress_hide(run->rules.progress);
    output_flush(run->sink->output);
    progress_show(run->rules.progress, run->sink->output);
}

/* Gives the pieces of an input with lines, and its end. */
static void give_lines(RecordRun *run, RecordReader *reader, const char *input)
{
    bool is_more = true;
    while (is_more) {
        if (!record_reader_is_ready(reader)) {
            record_run_finish(run);
        }
        RecordJob *job = next_job(run, input);
        is_more = run->sink->output->failure == 0 && record_reader_next(reader, &job->piece, &job->error);
        job->has_lines = is_more;
        job->is_end = job->is_read = !is_more;
        job_queue_give(run->queue);
    }
    record_reader_free(reader);
}

/* Lets the records of a reader be checked; without one, the error is told of in its place. */
static void give_reader(RecordRun *run, RecordReader *reader, const char *input, const Error *error)
{
    if (reader && record_reader_has_lines(reader)) {
        give_lines(run, reader, input);
        return;
    }
    RecordJob *job = next_job(run, input);
    job->is_end = true;
    job->reader = reader;
    if (!reader) {
        job->error = *error;
    }
    job_queue_give(run->queue);
}

void record_run_input(RecordRun *run, const char *operand, const char *input)
{
    Error error;
    RecordReader *reader = record_reader_open(operand, input, run->form, &error);
    give_reader(run, reader, input, &error);
}

void record_run_bytes(RecordRun *run, const char *name, Text *bytes)
{
    Error error;
    RecordReader *reader = record_reader_of(bytes, name, run->form, &error);
    give_reader(run, reader, name, &error);
}
