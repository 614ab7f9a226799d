/* Report run: jobs in a ring, as many as may be under way. */
#include "ui/cli/reports/report_run.h"

#include "src/base/streams/worker_pool.h"
#include "src/figures/partner.h"
#include "src/json/record_reader.h"

#include <stdlib.h>

enum { JOBS_PER_WORKER = 4 };

/* A worker, with its own checker and figures. */
typedef struct ReportWorker {
    const ReportOptions *options;
    Checker *checker; /* made with its first job */
    Figures figures;
} ReportWorker;

/* An input with one value, or a piece of one with lines. What it holds is kept from one use to the next. */
typedef struct ReportJob {
    Text input;
    RecordReader *reader; /* of an input with one value; owned until it was read */
    bool is_no_json;      /* the input is no JSON at all */
    LinePiece piece;      /* of lines */
    uint64_t order;       /* of the job */
    Error error;          /* why an input cannot be read */
    Text markdown;        /* for partners */
} ReportJob;

struct ReportRun {
    ReportOptions options;
    Output *output;
    ReportWorker *workers;
    WorkerPool *pool;
    ReportJob *jobs;
    size_t job_count;
    size_t next; /* the job that is filled next */
    uint64_t order;
    uint64_t files;
    bool has_trouble;
};

/* ---- on a worker ---- */

/* Writes the findings of a record for the partner who made it. */
static void write_for_partner(ReportJob *job, const FigureRecord *record, bool is_line)
{
    text_append(&job->markdown, record->order > 0 ? SLICE("\n") : SLICE(""));
    if (!record->document) {
        text_append(&job->markdown, SLICE("# Findings in "));
        visible_append(&job->markdown, text_slice(&job->input));
        text_append(&job->markdown, SLICE("\n\nThe file is not JSON.\n"));
        return;
    }
    PartnerRecord partner = {.name = text_slice(&job->input),
                             .line = record->line,
                             .is_line = is_line,
                             .checker = record->checker,
                             .document = record->document,
                             .report = record->report};
    partner_append(&partner, &job->markdown);
}

/* Checks a record and counts or writes what is found. `document` NULL: it is no JSON. */
static void take_record(ReportWorker *worker, ReportJob *job, uint32_t line, bool is_line, const Document *document)
{
    Report *report = document ? check_document_settled(worker->checker, document, NULL) : NULL;
    FigureRecord record = {.input = job->input.bytes,
                           .line = line,
                           .is_line = is_line,
                           .order = (job->order << 32) + (is_line ? line - job->piece.first_line : 0),
                           .checker = worker->checker,
                           .document = document,
                           .report = report};
    if (worker->options->is_for_partner) {
        write_for_partner(job, &record, is_line);
    } else {
        figures_add(&worker->figures, &record);
    }
    report_free(report);
}

static void take_lines(ReportWorker *worker, ReportJob *job)
{
    RecordLine record = {.line = job->piece.first_line};
    while (line_piece_next(&job->piece, &record)) {
        if (record.is_mark) {
            continue;
        }
        uint32_t first_line = record.line;
        Document *document = record_document(&record, job->input.bytes, &first_line, NULL);
        take_record(worker, job, first_line, true, document);
        document_free(document);
    }
}

static void take_value(ReportWorker *worker, ReportJob *job)
{
    Document *document = record_reader_document(job->reader, &job->error);
    record_reader_free(job->reader);
    job->reader = NULL;
    if (document) {
        take_record(worker, job, 1, false, document);
        document_free(document);
    }
    job->is_no_json = !document && job->error.code == ERROR_FORMAT;
}

static void do_job(void *given, void *state)
{
    ReportJob *job = given;
    ReportWorker *worker = state;
    if (!worker->checker) {
        worker->checker = checker_new(worker->options->rules, worker->options->options, clock_system());
    }
    if (job->reader) {
        take_value(worker, job);
    } else {
        take_lines(worker, job);
    }
    if (job->is_no_json) {
        take_record(worker, job, 1, false, NULL);
        job->error.code = ERROR_NONE;
    }
}

/* ---- by the owner ---- */

ReportRun *report_run_new(const ReportOptions *options, Output *output)
{
    ReportRun *run = memory_allocate_zeroed(1, sizeof *run);
    *run = (ReportRun){.options = *options, .output = output, .job_count = options->workers * JOBS_PER_WORKER};
    run->jobs = memory_allocate_zeroed(run->job_count + 1, sizeof *run->jobs);
    run->workers = memory_allocate_zeroed(options->workers, sizeof *run->workers);
    void **states = memory_allocate(options->workers * sizeof *states);
    for (unsigned i = 0; i < options->workers; i++) {
        run->workers[i] = (ReportWorker){.options = &run->options, .figures = {.takes_values = options->takes_values}};
        states[i] = &run->workers[i];
    }
    run->pool = worker_pool_new(do_job, states, options->workers, run->job_count);
    free(states);
    return run;
}

void report_run_free(ReportRun *run)
{
    worker_pool_free(run->pool);
    for (unsigned i = 0; i < run->options.workers; i++) {
        figures_free(&run->workers[i].figures);
        checker_free(run->workers[i].checker);
    }
    for (size_t i = 0; i <= run->job_count; i++) {
        text_free(&run->jobs[i].input);
        text_free(&run->jobs[i].piece.bytes);
        text_free(&run->jobs[i].markdown);
    }
    free(run->workers);
    free(run->jobs);
    free(run);
}

static void take_job(ReportRun *run)
{
    ReportJob *job = worker_pool_first(run->pool);
    output_text(run->output, text_slice(&job->markdown));
    if (job->error.code != ERROR_NONE) {
        complain(&job->error);
        run->has_trouble = true;
        run->files--;
    }
    text_clear(&job->markdown);
    worker_pool_take(run->pool);
}

/* The job to be filled next, with its input. One more than may be under way is there, so that it is free. */
static ReportJob *next_job(ReportRun *run, const char *input)
{
    ReportJob *job = &run->jobs[run->next];
    run->next = (run->next + 1) % (run->job_count + 1);
    job->is_no_json = false;
    job->error.code = ERROR_NONE;
    job->piece.first_line = 1;
    text_clear(&job->piece.bytes);
    text_clear(&job->input);
    text_append(&job->input, slice_from(input));
    return job;
}

static void give(ReportRun *run, ReportJob *job)
{
    job->order = run->order++;
    while (worker_pool_is_full(run->pool)) {
        take_job(run);
    }
    worker_pool_give(run->pool, job);
}

/* Gives the pieces of an input with lines. */
static void give_lines(ReportRun *run, RecordReader *reader, const char *input)
{
    Error error = {.code = ERROR_NONE};
    ReportJob *job = next_job(run, input);
    while (record_reader_next(reader, &job->piece, &error)) {
        give(run, job);
        job = next_job(run, input);
    }
    job->error = error;
    give(run, job);
    record_reader_free(reader);
}

/* Lets the records of a reader be counted; without one, the error is told of in its place. */
static void give_reader(ReportRun *run, RecordReader *reader, const char *input, const Error *error)
{
    run->files++;
    if (reader && record_reader_has_lines(reader)) {
        give_lines(run, reader, input);
        return;
    }
    ReportJob *job = next_job(run, input);
    job->reader = reader;
    if (!reader) {
        job->error = *error;
        job->is_no_json = error->code == ERROR_FORMAT;
    }
    give(run, job);
}

void report_run_input(ReportRun *run, const char *operand, const char *input)
{
    Error error = {.code = ERROR_NONE};
    RecordReader *reader = record_reader_open(operand, input, INPUT_AUTO, &error);
    give_reader(run, reader, input, &error);
}

void report_run_bytes(ReportRun *run, const char *name, Text *bytes)
{
    Error error = {.code = ERROR_NONE};
    RecordReader *reader = record_reader_of(bytes, name, INPUT_AUTO, &error);
    give_reader(run, reader, name, &error);
}

bool report_run_finish(ReportRun *run, Figures *figures)
{
    while (worker_pool_first(run->pool)) {
        take_job(run);
    }
    for (unsigned i = 0; i < run->options.workers; i++) {
        figures_join(figures, &run->workers[i].figures);
    }
    figures->files += run->files;
    return !run->has_trouble;
}
