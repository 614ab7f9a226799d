/* Shown issues: the rows of the issues, and which of them is selected. */
#include "ui/screens/bench/shown_issues.h"

#include "ui/screens/bench/cursor.h"

void shown_issues_refresh(Workbench *bench)
{
    const OpenFile *file = bench_file(bench);
    if (file) {
        issue_rows_refresh(&bench->issues->rows, file->document, file->report);
    }
    list_set_count(&bench->issues->list, file ? bench->issues->rows.count : 0);
}

uint32_t shown_issues_selected(Workbench *bench)
{
    shown_issues_refresh(bench);
    return bench->issues->list.selected < bench->issues->rows.count
               ? bench->issues->rows.positions[bench->issues->list.selected]
               : UINT32_MAX;
}

void shown_issues_select(Workbench *bench, uint32_t position)
{
    shown_issues_refresh(bench);
    list_select(&bench->issues->list, issue_rows_row_of(&bench->issues->rows, position));
}

void shown_issues_filter(Workbench *bench, Slice text)
{
    issue_rows_filter(&bench->issues->rows, text);
    shown_issues_refresh(bench);
    list_select(&bench->issues->list, 0);
}
