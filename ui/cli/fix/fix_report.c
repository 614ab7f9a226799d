/* FixReport: lines about fixes, and differences. */
#include "ui/cli/fix/fix_report.h"

#include "src/base/ascii.h"
#include "src/edit/diff.h"
#include "src/json/path.h"
#include "ui/cli/output/output.h"

/* Appends "INPUT:LINE:COL: WORD: PATH: ". */
static void append_head(const char *input, Position position, const char *word, Slice path, Text *text)
{
    visible_append(text, slice_from(input));
    text_format(text, ":%u:%u: %s: ", position.line, position.column, word);
    visible_append_path(text, path);
    text_append(text, SLICE(": "));
}

/* Appends what was removed in one line: a line end and the indentation after it are one space. */
static void append_removed(Slice removed, Text *text)
{
    Text line = TEXT_EMPTY;
    for (size_t at = 0; at < removed.length;) {
        bool is_break = ascii_is_line_end(removed.bytes[at]);
        text_append_byte(&line, is_break ? ' ' : removed.bytes[at]);
        at++;
        while (is_break && at < removed.length && ascii_is_json_white(removed.bytes[at])) {
            at++;
        }
    }
    visible_append(text, text_slice(&line));
    text_free(&line);
}

void fix_report_append_rows(const Autofix *engine, const char *input, Text *text)
{
    for (size_t i = 0; i < autofix_row_count(engine); i++) {
        const AutofixRow *row = autofix_row(engine, i);
        append_head(input, row->position, "fixed", row->path, text);
        visible_append(text, row->title);
        text_format(text, " [%s]\n", row->key);
        if (row->removed.length > 0) {
            append_head(input, row->position, "removed", row->path, text);
            append_removed(row->removed, text);
            text_format(text, " [%s]\n", row->key);
        }
    }
}

/* Appends the line of an offer. */
static void append_offer(const Document *document, const char *input, const Issue *issue, Slice path, const Fix *fix,
                         Text *text)
{
    Text preview = TEXT_EMPTY;
    fix_preview(document, fix, &preview);
    append_head(input, document_position(document, issue->span.start), fix->is_certain ? "fix" : "ask", path, text);
    visible_append(text, fix->title);
    text_append(text, SLICE(": "));
    visible_append(text, text_slice(&preview));
    text_format(text, " [%s]\n", issue->key);
    text_free(&preview);
}

void fix_report_append_offers(const Autofix *engine, const char *input, Text *text)
{
    const Report *report = autofix_report(engine);
    Operation operation = autofix_operation(engine);
    Text path = TEXT_EMPTY;
    for (uint32_t at = 0; at < report_count(report); at++) {
        const Issue *issue = report_issue(report, at);
        FixList list = FIX_LIST_EMPTY;
        if (autofix_is_wanted(engine, issue)) {
            fix_offer(&operation, issue, &list);
        }
        text_clear(&path);
        if (list.count > 0) {
            report_append_issue_path(report, issue, &path);
        }
        for (size_t i = 0; i < list.count; i++) {
            append_offer(operation.document, input, issue, text_slice(&path), &list.fixes[i], text);
        }
        fix_list_free(&list);
    }
    text_free(&path);
}

void fix_report_append_taken(const Document *document, const ArchiveFinding *finding, const char *input, Text *text)
{
    const Issue *issue = &finding->issue;
    Position position = document_position(document, issue->span.start);
    Text path = TEXT_EMPTY, title = TEXT_EMPTY;
    path_append(document, issue->node, &path);
    issue_append_missing(issue, &path);
    archive_append_title(finding, &title);
    append_head(input, position, "fixed", text_slice(&path), text);
    visible_append(text, text_slice(&title));
    text_format(text, " [%s]\n", issue->key);
    if (finding->fix.action == ARCHIVE_REMOVE) {
        append_head(input, position, "removed", text_slice(&path), text);
        append_removed(document_raw(document, finding->fix.node), text);
        text_format(text, " [%s]\n", issue->key);
    }
    text_free(&path);
    text_free(&title);
}

void fix_report_append_diff(Slice before, Slice after, const char *input, Text *text)
{
    Text name = TEXT_EMPTY;
    visible_append(&name, slice_from(input));
    text_append_byte(&name, '\0');
    diff_unified(before, after, name.bytes, text);
    text_free(&name);
}
