/* Jobs: the option, or the machine. */
#include "ui/cli/jobs.h"

#include "src/base/ascii.h"
#include "src/base/streams/worker_pool.h"

bool jobs_wanted(const Arguments *arguments, unsigned *count, Error *error)
{
    const char *given = arguments_value(arguments, OPTION_JOBS);
    size_t number = worker_pool_processors();
    bool is_number = !given || ascii_number(slice_from(given), JOBS_MAXIMUM, &number);
    *count = (unsigned)number;
    return (is_number && number > 0) ||
           error_set(error, ERROR_FORMAT, NULL, "--jobs requires a number from 1 to %d, not '%s'", JOBS_MAXIMUM, given);
}
