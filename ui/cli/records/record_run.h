/*
 * Record run: the inputs of `ipse check`, checked by several workers and written in their order.
 *
 * The owner of the run reads: inputs with one value are handed to a worker whole, NDJSON in pieces of whole lines. What
 * comes back is written in the order in which it was read, so that the bytes are the same with any number of workers.
 * What is under way is bounded: a run needs memory for a few pieces, the longest line and the UIDs that it compares
 * (src/check/uid_set.h), however long the inputs are. Where an input comes slowly, what was found until then is written
 * before the run waits.
 */
#ifndef IPSE_CLI_RECORDS_RECORD_RUN_H
#define IPSE_CLI_RECORDS_RECORD_RUN_H

#include "ui/cli/formats/sink.h"
#include "ui/cli/records/record_job.h"

typedef struct RecordRun RecordRun;

/* A run with so many workers, at least one. What `rules` points to and the sink are borrowed. Free with
 * record_run_free. */
RecordRun *record_run_new(const RecordRules *rules, unsigned workers, InputForm form, Sink *sink);
void record_run_free(RecordRun *run);

/* Reads an input that an operand stands for, and lets its records be checked. */
void record_run_input(RecordRun *run, const char *operand, const char *input);

/* The same for bytes that were read already, such as those of a server; they are taken over. */
void record_run_bytes(RecordRun *run, const char *name, Text *bytes);

/* Waits until all that was read is written. */
void record_run_finish(RecordRun *run);

/* True where an input could not be read, which was said on standard error. To be asked after record_run_finish. */
bool record_run_has_trouble(const RecordRun *run);

#endif
