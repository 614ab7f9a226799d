/* Operand: remote_fetch with a count. */
#include "ui/cli/remote/operand.h"

#include "src/json/source.h"

/* What was fetched. */
typedef struct Fetched {
    Text *bytes; /* of the first resource */
    size_t count;
} Fetched;

/* As RemoteTake: a second resource ends the fetching. */
static bool take(void *context, const char *name, Text *bytes)
{
    Fetched *fetched = context;
    (void)name;
    if (fetched->count++ > 0) {
        return false;
    }
    text_append(fetched->bytes, text_slice(bytes));
    return true;
}

bool operand_fetch(Remote *remote, const char *operand, Text *bytes, Error *error)
{
    Fetched fetched = {.bytes = bytes};
    if (!remote_fetch(remote, operand, take, &fetched, error)) {
        return false;
    }
    return fetched.count == 1 || error_set(error, ERROR_NOT_POSSIBLE, operand,
                                           fetched.count == 0 ? "the search found nothing"
                                                              : "the search found several resources; name one of them");
}

Document *operand_open(Remote *remote, const char *operand, Error *error)
{
    if (!remote_wants(operand)) {
        return source_open(operand, operand, NULL, error);
    }
    Text bytes = TEXT_EMPTY;
    Document *document = operand_fetch(remote, operand, &bytes, error) ? document_take(&bytes, operand, error) : NULL;
    text_free(&bytes);
    return document;
}
