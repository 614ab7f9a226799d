/* Remote type: words of the command line become a search. */
#include "ui/cli/remote/remote_type.h"

#include "src/fhirpath/value/moment.h"
#include "src/net/url.h"

bool remote_type_is_known(const Rules *rules, const char *word, Error *error)
{
    const Structure *structure = rules_type(rules, slice_from(word));
    bool is_type = structure && structure_kind(structure) == STRUCTURE_RESOURCE && !structure_is_abstract(structure);
    return is_type || error_set(error, ERROR_FORMAT, word,
                                "not a resource type; with --server, operands are types such as ImagingStudy");
}

bool remote_time_is_valid(const char *word, Error *error)
{
    Moment moment;
    Slice text = slice_from(word);
    return !word || moment_parse(text, MOMENT_DATE, &moment) || moment_parse(text, MOMENT_DATETIME, &moment) ||
           error_set(error, ERROR_FORMAT, "--since",
                     "'%s' is not a valid time. Expected: a time such as 2025-03-14 or 2025-03-14T10:00:00Z", word);
}

void remote_type_append(const char *server, const char *type, const char *since, Text *operand)
{
    text_format(operand, "%s:", server);
    url_append_encoded(operand, slice_from(type));
    text_append(operand, since ? SLICE("?_lastUpdated=ge") : SLICE(""));
    url_append_encoded(operand, slice_from(since));
    text_append_byte(operand, '\0');
}
