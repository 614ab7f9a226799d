/* FixCounts: errors before warnings; a rise is never left out. */
#include "ui/screens/editing/fix_counts.h"

void fix_counts_append(ReportCounts before, ReportCounts after, Text *text)
{
    bool has_rise = after.warnings > before.warnings, is_of_errors = before.errors != after.errors;
    if (is_of_errors || before.warnings == after.warnings) {
        text_format(text, "Errors: %u → %u", before.errors, after.errors);
    }
    if (is_of_errors && has_rise) {
        text_format(text, ", warnings: %u → %u", before.warnings, after.warnings);
    } else if (!is_of_errors && before.warnings != after.warnings) {
        text_format(text, "Warnings: %u → %u", before.warnings, after.warnings);
    }
}
