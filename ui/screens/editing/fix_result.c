/* FixResult: errors before warnings; a rise is never left out. */
#include "ui/screens/editing/fix_result.h"

#include "src/base/shown.h"
#include "src/edit/value_name.h"

#include "ui/screens/bench/changing.h"
#include "ui/screens/bench/cursor.h"

void fix_result_append(ReportCounts before, ReportCounts after, Text *text)
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

void fix_result_report(Workbench *bench, const char *what, NodeId node, ReportCounts before)
{
    const OpenFile *file = bench_file(bench);
    ReportCounts after = report_counts(file->report);
    bool is_same = after.errors == before.errors && after.warnings == before.warnings;
    if (is_same) {
        bench_report(bench, what, node);
        return;
    }
    Text text = TEXT_EMPTY;
    text_format(&text, "%s ", what);
    value_name_append(file->document, node, &text);
    text_append(&text, SLICE(". "));
    fix_result_append(before, after, &text);
    messages_add(bench->messages, after.errors > before.errors ? STYLE_ISSUE_WARNING : STYLE_PLAIN, "%.*s",
                 SLICE_ARGS(text_slice(&text)));
    text_free(&text);
}

/* The title of a fix for the status line: what stands in quotes is shortened where it is long. */
static void append_short_title(Slice title, Text *text)
{
    size_t at = 0;
    while (at < title.length) {
        size_t open = slice_find(title, SLICE("'"), at);
        size_t close = open == SIZE_MAX ? SIZE_MAX : slice_find(title, SLICE("'"), open + 1);
        if (close == SIZE_MAX) {
            break;
        }
        Shown shown = shown_value(slice_part(title, open + 1, close - open - 1));
        text_append(text, slice_part(title, at, open + 1 - at));
        text_format(text, SHOWN "'", SHOWN_ARGS(shown));
        at = close + 1;
    }
    text_append(text, slice_part(title, at, SIZE_MAX));
}

/* The value that a fix has changed: that at the first byte of what its last splice wrote, past commas and spaces. */
static NodeId changed_by(const Document *document, const SpliceList *splices)
{
    const Splice *last = splices->count > 0 ? &splices->splices[splices->count - 1] : NULL;
    size_t at = 0;
    while (last && at < last->inserted.length && strchr(", \t\r\n", last->inserted.bytes[at])) {
        at++;
    }
    return last ? document_node_at(document, last->offset + (uint32_t)at) : 0;
}

/* Keeps the cursor on its row, where that holds what was changed; else it goes there. */
static void follow(Workbench *bench, const SpliceList *splices, RowView row)
{
    const Document *document = bench_file(bench)->document;
    bool is_there = row.node < document_count(document);
    NodeId changed = changed_by(document, splices);
    NodeId filled = is_there && row.is_absent ? document_member(document, row.node, row.name) : NODE_NONE;
    bool holds = is_there && !row.is_absent && document_contains(document, row.node, changed);
    bench_go_to(bench, filled != NODE_NONE ? filled : holds ? row.node : changed, (Slice){0});
}

void fix_result_make(Workbench *bench, const SpliceList *splices, Slice title)
{
    const OpenFile *file = bench_file(bench);
    ReportCounts before = report_counts(file->report);
    RowView row = *bench_row(bench);
    Text name = TEXT_EMPTY;
    text_append(&name, row.name);
    row.name = text_slice(&name);
    if (bench_apply(bench, splices, "fix")) {
        follow(bench, splices, row);
        ReportCounts after = report_counts(file->report);
        bool is_less =
            after.errors < before.errors || (after.errors == before.errors && after.warnings < before.warnings);
        bool is_same = after.errors == before.errors && after.warnings == before.warnings;
        bool has_more = after.errors + after.warnings > 1;
        Text shown = TEXT_EMPTY;
        append_short_title(title, &shown);
        text_append(&shown, SLICE(". "));
        fix_result_append(before, after, &shown);
        messages_add(bench->messages,
                     is_less   ? STYLE_GOOD
                     : is_same ? STYLE_PLAIN
                               : STYLE_ISSUE_WARNING,
                     "%.*s. Press u to undo%s.", SLICE_ARGS(text_slice(&shown)), has_more ? ", A to fix all" : "");
        text_free(&shown);
    }
    text_free(&name);
}
