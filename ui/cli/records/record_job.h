/*
 * Record job: some records of an input, checked and written by a worker.
 *
 * A job holds an input with one value, or a piece of NDJSON, or only what is told about an input. A worker reads,
 * checks and writes the records of a job by its own checker; it knows nothing of other jobs. What comes of it is taken
 * by the owner of the jobs in their order (ui/cli/records/record_run.h).
 *
 * UIDs: the first time that lines are checked, the UIDs in each record are noted. Where some are those of earlier
 * records, the owner sets these in `known`, and the job is done again: then the findings are those of one file.
 */
#ifndef IPSE_CLI_RECORDS_RECORD_JOB_H
#define IPSE_CLI_RECORDS_RECORD_JOB_H

#include "src/base/streams/job_queue.h"
#include "src/check/ask_ahead.h"
#include "src/json/record_reader.h"
#include "ui/cli/formats/selection.h"
#include "ui/cli/output/progress.h"

/* What is the same for all jobs. Nothing of it changes but the progress. */
typedef struct RecordRules {
    const Rules *rules;
    const CheckOptions *options;
    const Rules *as_validator; /* as of a Record */
    const Writer *writer;
    const Selection *selection;
    Progress *progress; /* counts what is done; NULL: nothing shows it */
} RecordRules;

/* A worker: its checker is made with its first job. */
typedef struct RecordWorker {
    const RecordRules *rules;
    Checker *checker;
    AskAhead ahead; /* over the lines of its pieces */
} RecordWorker;

/* UIDs of the records of a job. */
typedef struct RecordUids {
    UidNotes notes; /* of all records, one after the other */
    size_t *ends;   /* where those of each record end */
    size_t count;   /* records */
    size_t capacity;
} RecordUids;

/* Starts as all zero; what it holds is kept from one use to the next, and freed with record_job_free. */
typedef struct RecordJob {
    JobQueue *queue;      /* to which it is given, which takes the text of a value in parts */
    Text input;           /* name of the input */
    RecordReader *reader; /* of an input with one value; owned, NULL once it was read */
    LinePiece piece;      /* of lines */
    bool has_lines;
    bool is_end;      /* the last job of its input */
    Error error;      /* that ends the input; its code is ERROR_NONE where none does */
    bool is_read;     /* the input counts as read */
    bool is_repeated; /* it is done again, with known UIDs */
    RecordUids uids;
    RecordUids known; /* of each record, those of earlier ones */
    RecordOutput written;
} RecordJob;

/* Does the job, with a RecordWorker. This and the next two are those of a JobKind (src/base/streams/job_queue.h). */
void record_job_do(void *job, void *worker);

/* Makes the job ready for other records. */
void record_job_clear(void *job);

void record_job_free(void *job);

/* The UIDs of a record, from 0; borrowed. */
UidNotes record_uids_at(const RecordUids *uids, size_t record);

/* Ends the UIDs of the next record: those that were added to the notes since the last one. */
void record_uids_end(RecordUids *uids);

#endif
