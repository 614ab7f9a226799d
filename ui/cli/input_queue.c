/* Input queue: workers with checkers, and how many of them (jobs.h). */
#include "ui/cli/input_queue.h"

#include "src/base/ascii.h"
#include "src/base/memory.h"
#include "src/json/source.h"
#include "ui/cli/jobs.h"

#include <stdlib.h>

bool jobs_wanted(const Arguments *arguments, unsigned *count, Error *error)
{
    const char *given = arguments_value(arguments, OPTION_JOBS);
    size_t number = worker_pool_processors();
    bool is_number = !given || ascii_number(slice_from(given), JOBS_MAXIMUM, &number);
    *count = (unsigned)number;
    return (is_number && number > 0) ||
           error_set(error, ERROR_FORMAT, NULL, "--jobs requires a number from 1 to %d, not '%s'", JOBS_MAXIMUM, given);
}

Checker *input_worker_checker(InputWorker *worker)
{
    if (!worker->checker) {
        worker->checker = checker_new(worker->rules->rules, &worker->rules->options, clock_system());
    }
    return worker->checker;
}

void input_job_set(InputJob *job, const char *operand, const char *name)
{
    text_clear(&job->operand);
    text_append(&job->operand, slice_from(operand));
    text_clear(&job->name);
    text_append(&job->name, slice_from(name));
    job->has_bytes = false;
}

void input_job_take(InputJob *job, const char *name, Text *bytes)
{
    input_job_set(job, name, name);
    text_free(&job->bytes);
    job->bytes = *bytes;
    job->has_bytes = true;
    *bytes = TEXT_EMPTY;
}

Document *input_job_open(InputJob *job, Error *error)
{
    return job->has_bytes ? document_take(&job->bytes, job->name.bytes, error)
                          : source_open(job->operand.bytes, job->name.bytes, NULL, error);
}

void input_job_free(InputJob *job)
{
    text_free(&job->bytes);
    text_free(&job->operand);
    text_free(&job->name);
}

bool input_queue_open(InputQueue *queue, const JobKind *kind, const RuleOptions *rules, const Arguments *arguments,
                      const void *context, void *owner, Error *error)
{
    *queue = (InputQueue){0};
    if (!jobs_wanted(arguments, &queue->worker_count, error)) {
        return false;
    }
    queue->workers = memory_allocate_zeroed(queue->worker_count, sizeof *queue->workers);
    void **states = memory_allocate(queue->worker_count * sizeof *states);
    for (unsigned i = 0; i < queue->worker_count; i++) {
        queue->workers[i] = (InputWorker){.rules = rules, .context = context};
        states[i] = &queue->workers[i];
    }
    queue->jobs = job_queue_new(kind, owner, states, queue->worker_count);
    free(states);
    return true;
}

void input_queue_close(InputQueue *queue)
{
    job_queue_free(queue->jobs);
    for (unsigned i = 0; i < queue->worker_count; i++) {
        checker_free(queue->workers[i].checker);
    }
    free(queue->workers);
    *queue = (InputQueue){0};
}
