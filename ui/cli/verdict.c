/* Verdicts as lines of text, and what is counted over them. */
#include "ui/cli/verdict.h"

#include "ui/cli/validator_places.h"

/* Appends the place of an issue as the report writes it. */
static void append_place(const Verdict *verdict, const Issue *issue, Text *path)
{
    if (verdict->as_validator && !issue_is_no_json(judged_document(verdict->judged), issue)) {
        validator_place_append(verdict->as_validator, judged_document(verdict->judged), issue, path);
        issue_append_missing(issue, path);
    } else {
        report_append_issue_path(judged_report(verdict->judged), issue, path);
    }
}

/* Prints the line of an issue. */
static void print_issue(const Verdict *verdict, const Issue *issue, Text *path, Output *output)
{
    Position position = document_position(judged_document(verdict->judged), issue->span.start);
    text_clear(path);
    append_place(verdict, issue, path);
    output_visible(output, slice_from(verdict->input));
    output_format(output, ":%u:%u: %s: ", position.line, position.column, severity_name(issue->severity));
    output_path(output, text_slice(path));
    output_text(output, SLICE(": "));
    output_visible(output, issue->message);
    output_text(output, SLICE(" ["));
    output_visible(output, slice_from(issue->key));
    output_text(output, SLICE("]\n"));
}

void verdict_print_text(const Verdict *verdict, Output *output)
{
    if (!verdict->judged) {
        output_visible(output, slice_from(verdict->input));
        output_text(output, SLICE(":1:1: error: $: "));
        output_visible(output, slice_from(verdict->sentence));
        output_format(output, " [%s]\n", VERDICT_NO_JSON);
        return;
    }
    Text path = TEXT_EMPTY;
    for (uint32_t i = 0; i < report_count(judged_report(verdict->judged)); i++) {
        print_issue(verdict, report_issue(judged_report(verdict->judged), i), &path, output);
    }
    text_free(&path);
}

/* The number of profiles that a report says were not checked. */
static uint32_t count_unchecked_profiles(const Report *report)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < report_count(report); i++) {
        count += report_issue(report, i)->id == KEY_PROFILE_UNKNOWN;
    }
    return count;
}

void totals_add(Totals *totals, const Verdict *verdict)
{
    ReportCounts counts = verdict->judged ? report_counts(judged_report(verdict->judged)) : (ReportCounts){.errors = 1};
    totals->inputs++;
    totals->unchecked_profiles += verdict->judged ? count_unchecked_profiles(judged_report(verdict->judged)) : 0;
    totals->counts.errors += counts.errors;
    totals->counts.warnings += counts.warnings;
    totals->counts.gaps += counts.gaps;
    totals->counts.notes += counts.notes;
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
    text_append(line, *separator == ':' ? SLICE(": no issues\n") : SLICE("\n"));
}
