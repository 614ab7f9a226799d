/* Record job: one value, or line after line. */
#include "ui/cli/records/record_job.h"

#include <stdlib.h>

/* ---- UIDs ---- */

UidNotes record_uids_at(const RecordUids *uids, size_t record)
{
    if (record >= uids->count) {
        return (UidNotes){0};
    }
    size_t start = record > 0 ? uids->ends[record - 1] : 0;
    return (UidNotes){.items = uids->notes.items + start, .count = uids->ends[record] - start};
}

void record_uids_end(RecordUids *uids)
{
    ARRAY_RESERVE(uids->ends, uids->capacity, uids->count + 1);
    uids->ends[uids->count++] = uids->notes.count;
}

static void uids_clear(RecordUids *uids)
{
    uids->notes.count = 0;
    uids->count = 0;
}

static void uids_free(RecordUids *uids)
{
    uid_notes_free(&uids->notes);
    free(uids->ends);
}

/* ---- jobs ---- */

void record_job_clear(void *cleared)
{
    RecordJob *job = cleared;
    text_clear(&job->input);
    record_reader_free(job->reader);
    job->reader = NULL;
    job->has_lines = job->is_end = job->is_read = job->is_repeated = false;
    job->error.code = ERROR_NONE;
    uids_clear(&job->uids);
    uids_clear(&job->known);
    record_output_clear(&job->written);
}

void record_job_free(void *freed)
{
    RecordJob *job = freed;
    record_reader_free(job->reader);
    text_free(&job->input);
    text_free(&job->piece.bytes);
    uids_free(&job->uids);
    uids_free(&job->known);
    record_output_free(&job->written);
}

/* ---- records ---- */

/* Chooses what is written of a record, writes it and frees it. */
static void write_record(RecordJob *job, const RecordWorker *worker, Record *record)
{
    selection_choose(worker->rules->selection, record, &job->written);
    writer_write(worker->rules->writer, record, &job->written);
    record_free(record);
}

/* Checks a document as one record, and writes it. */
static void check_record(RecordJob *job, const RecordWorker *worker, Record record, const Document *document,
                         Pace *pace)
{
    Report *report = check_document_settled(worker->checker, document, pace);
    record.input = job->input.bytes;
    record.checker = worker->checker;
    record.document = document;
    record.report = report;
    record.as_validator = worker->rules->as_validator;
    write_record(job, worker, &record);
    report_free(report);
}

/* Lets the text so far be written. */
static void hand_over(void *context)
{
    RecordJob *job = context;
    job_queue_part(job->queue, job);
}

/* Reads and checks an input with one value. */
static void check_value(RecordJob *job, const RecordWorker *worker)
{
    job->written.part = hand_over;
    job->written.part_context = job;
    Document *document = record_reader_document(job->reader, &job->error);
    record_reader_free(job->reader);
    job->reader = NULL;
    if (document) {
        ProgressPart part;
        Pace *pace = progress_part_begin(&part, worker->rules->progress, document_bytes(document).length, false);
        job->is_read = true;
        check_record(job, worker, (Record){.line = 1}, document, pace);
        progress_part_end(&part);
        document_free(document);
    }
    job->written.part = NULL;
}

/* Writes that an input is no JSON: that is found in it, and is no trouble. */
static void write_no_json(RecordJob *job, const RecordWorker *worker)
{
    Record record = {.input = job->input.bytes, .line = 1, .checker = worker->checker};
    record_set_no_json(&record, job->error.message);
    write_record(job, worker, &record);
    job->is_read = true;
    job->error.code = ERROR_NONE;
}

/* Writes that a line has nothing but a byte order mark. */
static void write_mark(RecordJob *job, const RecordWorker *worker, uint32_t line)
{
    Record record = {.input = job->input.bytes, .line = line, .is_line = true, .checker = worker->checker};
    record_set_mark(&record);
    write_record(job, worker, &record);
}

/* The records of a piece by their numbers, which only grow. */
typedef struct NumberedLines {
    const RecordJob *job;
    RecordLine line;
    size_t count; /* that were passed */
} NumberedLines;

/* As AskAhead.open. */
static Document *open_line(void *context, size_t number)
{
    NumberedLines *lines = context;
    uint32_t first_line;
    while (lines->count <= number) {
        if (!line_piece_next(&lines->job->piece, &lines->line)) {
            return NULL;
        }
        lines->count++;
    }
    return lines->line.is_mark ? NULL : record_document(&lines->line, lines->job->input.bytes, &first_line, NULL);
}

static size_t count_lines(const LinePiece *piece)
{
    RecordLine line = {.line = piece->first_line};
    size_t count = 0;
    while (line_piece_next(piece, &line)) {
        count++;
    }
    return count;
}

/* Checks a piece of lines, one record a line; what a terminology server is asked about them, it is asked together. */
static void check_lines(RecordJob *job, RecordWorker *worker)
{
    RecordLine line = {.line = job->piece.first_line};
    NumberedLines lines = {.job = job, .line = line};
    size_t count = worker->rules->options->terms ? count_lines(&job->piece) : 0;
    worker->ahead.open = open_line;
    worker->ahead.context = &lines;
    worker->ahead.next = 0;
    bool is_compared = worker->rules->writer->joins_records && !job->is_repeated;
    UidNotes *notes = is_compared ? &job->uids.notes : NULL;
    for (size_t i = 0; line_piece_next(&job->piece, &line); i++) {
        UidNotes known = record_uids_at(&job->known, i);
        checker_set_uids(worker->checker, NULL, NULL);
        ask_ahead(&worker->ahead, worker->checker, i, count);
        Record record = {.is_line = true};
        if (line.is_mark) {
            write_mark(job, worker, line.line);
            continue;
        }
        Document *document = record_document(&line, job->input.bytes, &record.line, &job->error);
        checker_set_uids(worker->checker, notes, &known);
        if (document) {
            check_record(job, worker, record, document, NULL);
        }
        if (notes) {
            record_uids_end(&job->uids);
        }
        document_free(document);
    }
    checker_set_uids(worker->checker, NULL, NULL);
}

void record_job_do(void *job, void *worker)
{
    RecordJob *own = job;
    RecordWorker *by = worker;
    if (!by->checker) {
        by->checker = checker_new(by->rules->rules, by->rules->options, clock_system());
    }
    record_output_clear(&own->written);
    if (own->reader) {
        check_value(own, by);
    } else if (own->has_lines) {
        check_lines(own, by);
    }
    if (own->error.code == ERROR_FORMAT) {
        write_no_json(own, by);
    }
}
