/* Paths of issues: the paths of nodes, with lists counted where they should be. */
#include "src/check/report/report_private.h"
#include "src/json/path.h"

/* True where some issue is about a value of another kind of JSON, found out once. */
static bool has_wrong_kind(const Report *report)
{
    IssuePages *pages = report->pages;
    for (size_t i = 0; i < report->shown.count && !pages->is_counted && !pages->has_wrong_kind; i++) {
        const Finding *finding = &report->findings[issue_list_at(&report->shown, i)];
        pages->has_wrong_kind = report->texts[finding->text].key == KEY_JSON_KIND;
    }
    pages->is_counted = true;
    return pages->has_wrong_kind;
}

/* True for an object that was taken as the one item of the list that it should be in: only as such does an object of
   the wrong kind hold issues. */
static bool is_lone_item(const Report *report, NodeId node)
{
    if (document_node(report->document, node)->kind != NODE_OBJECT) {
        return false;
    }
    uint32_t first, count = report_issues_of(report, node, &first);
    for (uint32_t i = first; i < first + count; i++) {
        if (report_issue(report, i)->id == KEY_JSON_KIND) {
            return true;
        }
    }
    return false;
}

void report_append_path(const Report *report, const Issue *issue, Text *path)
{
    const Document *document = report->document;
    size_t start = path->length;
    path_append(document, issue->node, path);
    if (!has_wrong_kind(report)) {
        return;
    }
    bool is_within = issue->missing.length > 0;
    Text outer = TEXT_EMPTY;
    for (NodeId node = issue->node; node != NODE_NONE; node = document_node(document, node)->parent) {
        if (is_within && is_lone_item(report, node)) {
            text_clear(&outer);
            path_append(document, node, &outer);
            text_splice(path, start + outer.length, 0, SLICE("[0]"));
        }
        is_within = true;
    }
    text_free(&outer);
}

bool issue_is_no_json(const Document *document, const Issue *issue)
{
    if (issue->id != KEY_JSON_SYNTAX) {
        return false;
    }
    uint32_t position = document_fault_from(document, issue->span.start);
    const SyntaxFault *fault = position < document_fault_count(document) ? document_fault(document, position) : NULL;
    return !fault || fault->offset != issue->span.start || !fault->is_recoverable;
}

bool issue_is_told(const Document *document, bool is_line, const Issue *issue, uint32_t *broken)
{
    bool has_lines = is_line || document_node(document, 0)->kind == NODE_LINES;
    if (issue->id != KEY_JSON_SYNTAX || !has_lines) {
        return true;
    }
    uint32_t line = is_line ? 1 : document_position(document, issue->span.start).line;
    bool is_first = line != *broken;
    *broken = line;
    return is_first;
}

void issue_append_missing(const Issue *issue, Text *path)
{
    if (issue->missing.length > 0) {
        bool is_choice = slice_ends_with(issue->missing, SLICE("[x]"));
        text_append_byte(path, '.');
        text_append(path, slice_part(issue->missing, 0, issue->missing.length - (is_choice ? 3 : 0)));
    }
}

void report_append_issue_path(const Report *report, const Issue *issue, Text *path)
{
    if (issue_is_no_json(report->document, issue)) {
        text_append_byte(path, '$');
        return;
    }
    report_append_path(report, issue, path);
    issue_append_missing(issue, path);
}
