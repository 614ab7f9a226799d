/* Issue list: the rows of the issues, and which of them is selected. */
#include "ui/screens/bench/issue_list.h"

#include "ui/screens/bench/cursor.h"

void issue_list_refresh(Workbench *bench)
{
    const OpenFile *file = bench_file(bench);
    if (file) {
        issue_rows_refresh(&bench->issues->rows, file->document, file->report);
    }
    list_set_count(&bench->issues->list, file ? bench->issues->rows.count : 0);
}

uint32_t issue_list_selected(Workbench *bench)
{
    issue_list_refresh(bench);
    return bench->issues->list.selected < bench->issues->rows.count
               ? bench->issues->rows.positions[bench->issues->list.selected]
               : UINT32_MAX;
}

void issue_list_select(Workbench *bench, uint32_t position)
{
    issue_list_refresh(bench);
    list_select(&bench->issues->list, issue_rows_row_of(&bench->issues->rows, position));
}

void issue_list_filter(Workbench *bench, Slice text)
{
    issue_rows_filter(&bench->issues->rows, text);
    issue_list_refresh(bench);
    list_select(&bench->issues->list, 0);
}
