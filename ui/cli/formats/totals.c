/* Totals: counting, and the line about it. */
#include "ui/cli/formats/totals.h"

void totals_add_issue(Totals *totals, const Issue *issue)
{
    ReportCounts *counts = &totals->counts;
    counts->errors += issue->severity == SEVERITY_ERROR;
    counts->warnings += issue->severity == SEVERITY_WARNING;
    counts->gaps += issue_is_gap(issue);
    counts->notes += issue->severity == SEVERITY_NOTE && !issue_is_gap(issue);
    totals->unchecked_profiles += issue->id == KEY_PROFILE_UNKNOWN;
}

void totals_add_report(Totals *totals, const Document *document, const Report *report)
{
    uint32_t broken = 0;
    totals->inputs++;
    for (uint32_t i = 0; i < report_count(report); i++) {
        const Issue *issue = report_issue(report, i);
        if (issue_is_told(document, false, issue, &broken)) {
            totals_add_issue(totals, issue);
        }
    }
}

void totals_join(Totals *totals, const Totals *part)
{
    totals->inputs += part->inputs;
    totals->unchecked_profiles += part->unchecked_profiles;
    totals->suppressed += part->suppressed;
    totals->known += part->known;
    totals->counts.errors += part->counts.errors;
    totals->counts.warnings += part->counts.warnings;
    totals->counts.gaps += part->counts.gaps;
    totals->counts.notes += part->counts.notes;
}

/* Appends ", 2 errors", and nothing for none. */
static void append_count(Text *line, uint32_t count, const char *noun, const char **separator)
{
    if (count > 0) {
        text_format(line, "%s%u %s%s", *separator, count, noun, count == 1 ? "" : "s");
        *separator = ", ";
    }
}

void totals_append(const Totals *totals, Text *line)
{
    const char *separator = ": ";
    text_format(line, "%u file%s", totals->inputs, totals->inputs == 1 ? "" : "s");
    append_count(line, totals->counts.errors, "error", &separator);
    append_count(line, totals->counts.warnings, "warning", &separator);
    append_count(line, totals->counts.gaps, "gap", &separator);
    append_count(line, totals->counts.notes, "note", &separator);
    text_append(line, *separator == ':' ? SLICE(": no issues") : SLICE(""));
    if (totals->suppressed > 0) {
        text_format(line, "; %u suppressed", totals->suppressed);
    }
    if (totals->known > 0) {
        text_format(line, "; %u in the baseline", totals->known);
    }
    text_append_byte(line, '\n');
}
