/* Shown issues: the rows of the issues, and which of them is selected. */
#include "ui/screens/bench/shown_issues.h"

#include "ui/screens/bench/cursor.h"

void shown_issues_refresh(Workbench *bench)
{
    const OpenFile *file = bench_file(bench);
    if (file) {
        issue_rows_refresh(&bench->issues->rows, file->document, file->report, file->opinion,
                           outline_names(file->outline));
    }
    list_set_count(&bench->issues->list, file ? bench->issues->rows.count : 0);
}

const IssueRow *shown_issues_row(Workbench *bench)
{
    shown_issues_refresh(bench);
    return bench->issues->list.selected < bench->issues->rows.count
               ? &bench->issues->rows.items[bench->issues->list.selected]
               : NULL;
}

uint32_t shown_issues_selected(Workbench *bench)
{
    const OpenFile *file = bench_file(bench);
    const IssueRow *row = file ? shown_issues_row(bench) : NULL;
    return row && row->position < report_count(file->report) ? row->position : UINT32_MAX;
}

const Issue *shown_issues_issue(Workbench *bench)
{
    const OpenFile *file = bench_file(bench);
    const IssueRow *row = file ? shown_issues_row(bench) : NULL;
    return row ? issue_rows_issue(file->report, file->opinion, row->position) : NULL;
}

void shown_issues_forget(Workbench *bench)
{
    bench->issues->rows.is_made = false;
    shown_issues_refresh(bench);
}

void shown_issues_select(Workbench *bench, uint32_t position)
{
    shown_issues_refresh(bench);
    uint32_t row = issue_rows_row_of(&bench->issues->rows, position);
    if (row != UINT32_MAX) {
        list_select(&bench->issues->list, row);
    }
}

/* True for an issue of the tree's row itself. */
static bool is_of_row(const Issue *issue, const RowView *row)
{
    return issue->node == row->node &&
           (row->is_absent ? slice_starts_with(issue->missing, row->name) : !issue->missing.length || !row->is_open);
}

/* The first issue of the tree's row, or of what is in it where that is not shown; UINT32_MAX if there is none. */
static uint32_t issue_of(const OpenFile *file, const RowView *row)
{
    uint32_t first = 0, count = report_issues_of(file->report, row->node, &first);
    for (uint32_t i = first; i < first + count; i++) {
        if (is_of_row(report_issue(file->report, i), row)) {
            return i;
        }
    }
    bool is_shut = !row->is_absent && row->is_container && !row->is_open;
    uint32_t start = document_node(file->document, row->node)->start;
    for (int gaps = 0; is_shut && gaps < 2; gaps++) {
        uint32_t next = report_next(file->report, start, gaps);
        if (next != UINT32_MAX &&
            document_contains(file->document, row->node, report_issue(file->report, next)->node)) {
            return next;
        }
    }
    return UINT32_MAX;
}

/* The row of another program's finding at the tree's row; UINT32_MAX if there is none. */
static uint32_t opinion_of(const OpenFile *file, const RowView *row)
{
    for (uint32_t i = 0; file->opinion && i < file->opinion->count; i++) {
        const OpinionRow *theirs = &file->opinion->rows[i];
        bool is_shown = theirs->ours == OPINION_ALONE && !theirs->is_settled;
        if (is_shown && is_of_row(&theirs->issue, row)) {
            return report_count(file->report) + i;
        }
    }
    return UINT32_MAX;
}

void shown_issues_follow(Workbench *bench)
{
    OpenFile *file = bench_file(bench);
    ShownIssues *shown = bench->issues;
    const RowView row = *bench_row(bench);
    bool has_moved = shown->followed != row.node || shown->followed_row != bench->tree.selected;
    shown->followed = row.node;
    shown->followed_row = (uint32_t)bench->tree.selected;
    if (!file->is_followed) {
        file->is_followed = true;
        list_select(&shown->list, 0);
        has_moved = false;
    }
    const Issue *selected = shown_issues_issue(bench);
    bool is_there = selected && is_of_row(selected, &row);
    uint32_t found = has_moved && !is_there ? issue_of(file, &row) : UINT32_MAX;
    found = has_moved && !is_there && found == UINT32_MAX ? opinion_of(file, &row) : found;
    if (found != UINT32_MAX) {
        shown_issues_select(bench, found);
    }
}

void jump_note(Workbench *bench, uint32_t position)
{
    const OpenFile *file = bench_file(bench);
    const Report *report = file->report;
    bench->jump =
        (Jump){.is_made = true,
               .revision = document_revision(file->document),
               .errors = report_counts(report).errors,
               .is_warning = position != UINT32_MAX && report_issue(report, position)->severity == SEVERITY_WARNING,
               .position = position};
}

void shown_issues_filter(Workbench *bench, Slice text)
{
    issue_rows_filter(&bench->issues->rows, text);
    shown_issues_refresh(bench);
    list_select(&bench->issues->list, 0);
}
