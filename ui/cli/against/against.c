/* Against: a check, a second opinion, and a line for each finding. */
#include "ui/cli/against/against.h"

#include "src/json/path.h"
#include "src/outcome/second_opinion.h"

#include <stdlib.h>

typedef struct Against {
    const char *input;
    const Document *document;
    const Report *report;
    const SecondOpinion *opinion;
    Output *output;
    Text line;
} Against;

/* ---- lines ---- */

static void write_line(Against *against)
{
    text_append_byte(&against->line, '\n');
    output_text(against->output, text_slice(&against->line));
    text_clear(&against->line);
}

/* Appends "FILE:LINE:COL: error: PATH: MESSAGE [KEY]". */
static void append_issue(Against *against, const Issue *issue, Slice path)
{
    Position position = document_position(against->document, issue->span.start);
    visible_append(&against->line, slice_from(against->input));
    text_format(&against->line, ":%u:%u: %s: ", position.line, position.column, severity_name(issue->severity));
    visible_append_path(&against->line, path);
    text_append(&against->line, SLICE(": "));
    visible_append(&against->line, issue->message);
    text_append(&against->line, SLICE(" ["));
    visible_append(&against->line, slice_from(issue->key));
    text_append_byte(&against->line, ']');
}

static void write_ours(Against *against, const char *who, uint32_t position)
{
    Issue issue = *report_issue(against->report, position);
    Text path = TEXT_EMPTY;
    report_append_issue_path(against->report, &issue, &path);
    text_append(&against->line, slice_from(who));
    append_issue(against, &issue, text_slice(&path));
    write_line(against);
    text_free(&path);
}

/* Writes a finding of the other program alone: with its place as it was written where that was not found. */
static void write_theirs(Against *against, const OpinionRow *row)
{
    Text path = TEXT_EMPTY;
    if (row->is_placed) {
        path_append(against->document, row->issue.node, &path);
        issue_append_missing(&row->issue, &path);
    } else {
        text_append(&path, row->issue.detail.length ? row->issue.detail : SLICE("?"));
    }
    text_append(&against->line, SLICE("theirs "));
    append_issue(against, &row->issue, text_slice(&path));
    write_line(against);
    text_free(&path);
}

static void write_both(Against *against, uint32_t position)
{
    const SecondOpinion *opinion = against->opinion;
    write_ours(against, "both   ", position);
    for (uint32_t i = 0; i < opinion->count; i++) {
        if (opinion->rows[i].ours == position) {
            text_append(&against->line, SLICE("         theirs: "));
            visible_append(&against->line, opinion->rows[i].issue.message);
            text_append(&against->line, SLICE(" ["));
            visible_append(&against->line, slice_from(opinion->rows[i].issue.key));
            text_append_byte(&against->line, ']');
            write_line(against);
        }
    }
}

static void write_all(Against *against, AgainstTotals *totals)
{
    const SecondOpinion *opinion = against->opinion;
    for (uint32_t i = 0; i < opinion->count; i++) {
        if (opinion->rows[i].ours == OPINION_ALONE) {
            write_theirs(against, &opinion->rows[i]);
            totals->unplaced += !opinion->rows[i].is_placed;
        }
    }
    for (uint32_t i = 0; i < report_count(against->report); i++) {
        if (!opinion->is_ours_both[i] && !issue_is_gap(report_issue(against->report, i))) {
            write_ours(against, "ipse   ", i);
        }
    }
    for (uint32_t i = 0; i < report_count(against->report); i++) {
        if (opinion->is_ours_both[i]) {
            write_both(against, i);
        }
    }
    totals->both += opinion->both;
    totals->theirs += second_opinion_only_theirs(opinion);
    totals->ours += second_opinion_only_ours(opinion, against->report);
}

/* A copy of an outcome, whose texts stay with the first. */
static Outcome copy_of(const Outcome *outcome)
{
    Outcome copy = {.count = outcome->count, .capacity = outcome->count, .outcomes = outcome->outcomes};
    copy.items = memory_allocate((outcome->count + 1) * sizeof *copy.items);
    for (size_t i = 0; i < outcome->count; i++) {
        copy.items[i] = outcome->items[i];
    }
    return copy;
}

void against_input(const AgainstRequest *request, const Outcome *outcome, const Document *document, bool is_only,
                   Output *output, AgainstTotals *totals)
{
    const char *input = document_name(document);
    Checker *checker = checker_new(request->rules, request->options, clock_system());
    Report *report = check_document(checker, document);
    SecondOpinion opinion = {0};
    Outcome copy = copy_of(outcome);
    second_opinion_open(&opinion, &copy, request->rules, clock_system(), document, report,
                        is_only ? SLICE("") : slice_from(input));
    Against against = {.input = input, .document = document, .report = report, .opinion = &opinion, .output = output};
    write_all(&against, totals);
    totals->errors += report_counts(report).errors;
    totals->inputs++;
    text_free(&against.line);
    second_opinion_free(&opinion);
    report_free(report);
    checker_free(checker);
}
