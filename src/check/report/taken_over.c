/* Taken over: severities by the names that reports use. */
#include "src/check/report/taken_over.h"

#include "src/profile/facts/text_table.h"

#include <assert.h>

TEXT_TABLE(taken_over, "src/definitions/taken-over.tsv");

enum { COLUMN_SEVERITY = 1 };

Severity taken_over_severity(const char *id)
{
    Slice row = {NULL, 0};
    bool is_found = text_table_find(TEXT_TABLE_OF(taken_over), slice_from(id), &row);
    assert(is_found);
    (void)is_found;
    Severity severity = SEVERITY_NOTE;
    while (severity < SEVERITY_ERROR &&
           !slice_equals(text_table_column(row, COLUMN_SEVERITY), slice_from(severity_name(severity)))) {
        severity++;
    }
    return severity;
}
