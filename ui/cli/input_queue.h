/*
 * Input queue: the inputs of a command, worked on by several workers and told of in their order.
 *
 * A worker has a checker of its own. What it does with an input it puts into the job, and does not print: that is for
 * the owner, who takes the jobs in order (src/base/streams/job_queue.h).
 */
#ifndef IPSE_CLI_INPUT_QUEUE_H
#define IPSE_CLI_INPUT_QUEUE_H

#include "src/base/streams/job_queue.h"
#include "src/json/document.h"
#include "ui/cli/arguments.h"
#include "ui/cli/rule_options.h"

/* The state of a worker. */
typedef struct InputWorker {
    const RuleOptions *rules;
    const void *context; /* what the work reads */
    Checker *checker;
} InputWorker;

/* The checker of a worker, made on first use. */
Checker *input_worker_checker(InputWorker *worker);

/* What every job of such a queue begins with. */
typedef struct InputJob {
    Text operand;
    Text name;      /* of the input */
    Text bytes;     /* of what a server holds */
    bool has_bytes; /* they are there already, and nothing is read */
} InputJob;

void input_job_set(InputJob *job, const char *operand, const char *name);

/* The same for bytes that were read already; they are taken over. */
void input_job_take(InputJob *job, const char *name, Text *bytes);

/* Opens the document of a job (source_open); NULL with an error. */
Document *input_job_open(InputJob *job, Error *error);
void input_job_free(InputJob *job);

/* A queue and its workers, as many as --jobs says. */
typedef struct InputQueue {
    JobQueue *jobs;
    InputWorker *workers;
    unsigned worker_count;
} InputQueue;

/* `context` is what the workers read, `owner` that of JobKind.take. False with a sentence where --jobs makes no sense.
 */
bool input_queue_open(InputQueue *queue, const JobKind *kind, const RuleOptions *rules, const Arguments *arguments,
                      const void *context, void *owner, Error *error);
void input_queue_close(InputQueue *queue);

#endif
