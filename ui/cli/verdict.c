/* Verdicts as lines of text, and what is counted over them. */
#include "ui/cli/verdict.h"

#include "ui/cli/validator_places.h"

/* True for an issue about text behind which the reader could only guess. */
static bool is_no_json(const Document *document, const Issue *issue)
{
    if (strcmp(issue->key, VERDICT_NO_JSON) != 0) {
        return false;
    }
    uint32_t position = document_fault_from(document, issue->span.start);
    const SyntaxFault *fault = position < document_fault_count(document) ? document_fault(document, position) : NULL;
    return !fault || fault->offset != issue->span.start || !fault->is_recoverable;
}

/* Appends the name of what is missing. */
static void append_missing(const Issue *issue, Text *path)
{
    if (issue->missing.length > 0) {
        bool is_choice = slice_ends_with(issue->missing, SLICE("[x]"));
        text_append_byte(path, '.');
        text_append(path, slice_part(issue->missing, 0, issue->missing.length - (is_choice ? 3 : 0)));
    }
}

void verdict_append_path(const Document *document, const Report *report, const Issue *issue, Text *path)
{
    if (is_no_json(document, issue)) {
        text_append_byte(path, '$');
        return;
    }
    report_append_path(report, issue, path);
    append_missing(issue, path);
}

/* Appends the place of an issue as the report writes it. */
static void append_place(const Verdict *verdict, const Issue *issue, Text *path)
{
    if (verdict->as_validator && !is_no_json(verdict->document, issue)) {
        validator_place_append(verdict->as_validator, verdict->document, issue, path);
        append_missing(issue, path);
    } else {
        verdict_append_path(verdict->document, verdict->report, issue, path);
    }
}

/* Prints the line of an issue. */
static void print_issue(const Verdict *verdict, const Issue *issue, Text *path, Output *output)
{
    Position position = document_position(verdict->document, issue->span.start);
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
    if (!verdict->document) {
        output_visible(output, slice_from(verdict->input));
        output_text(output, SLICE(":1:1: error: $: "));
        output_visible(output, slice_from(verdict->sentence));
        output_format(output, " [%s]\n", VERDICT_NO_JSON);
        return;
    }
    Text path = TEXT_EMPTY;
    for (uint32_t i = 0; i < report_count(verdict->report); i++) {
        print_issue(verdict, report_issue(verdict->report, i), &path, output);
    }
    text_free(&path);
}

void tally_add(Tally *tally, const Verdict *verdict)
{
    ReportCounts counts = verdict->document ? report_counts(verdict->report) : (ReportCounts){.errors = 1};
    tally->inputs++;
    tally->counts.errors += counts.errors;
    tally->counts.warnings += counts.warnings;
    tally->counts.gaps += counts.gaps;
    tally->counts.notes += counts.notes;
}

/* Appends ", 2 errors", and nothing for none. */
static void append_count(Text *line, uint32_t count, const char *noun, const char **separator)
{
    if (count > 0) {
        text_format(line, "%s%u %s%s", *separator, count, noun, count == 1 ? "" : "s");
        *separator = ", ";
    }
}

void tally_append(const Tally *tally, Text *line)
{
    const char *separator = ": ";
    text_format(line, "%u file%s", tally->inputs, tally->inputs == 1 ? "" : "s");
    append_count(line, tally->counts.errors, "error", &separator);
    append_count(line, tally->counts.warnings, "warning", &separator);
    append_count(line, tally->counts.gaps, "gap", &separator);
    append_count(line, tally->counts.notes, "note", &separator);
    text_append(line, *separator == ':' ? SLICE(": nothing wrong\n") : SLICE("\n"));
}
