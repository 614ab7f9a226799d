/* Tree filter: which rows of the tree are shown. */
#include "ui/screens/bench/tree_filter.h"

#include "ui/screens/bench/cursor.h"
#include "ui/screens/bench/shown_issues.h"

const char *tree_filter_title(const Workbench *bench)
{
    static const char *const titles[] = {[FILTER_ISSUES] = "Study, issues only",
                                         [FILTER_GAPS] = "Study, gaps only",
                                         [FILTER_OBLIGATED] = "Study, obligations only",
                                         [FILTER_TEXT] = "Study, matching rows only",
                                         [FILTER_NONE] = NULL};
    const OpenFile *file = bench_file(bench);
    return file ? titles[outline_filter(file->outline)->kind] : NULL;
}

void tree_filter_set(Workbench *bench, FilterKind kind, Slice text)
{
    OpenFile *file = bench_file(bench);
    NodeId node = bench_row(bench)->node;
    outline_set_filter(file->outline, kind, text);
    bool is_elsewhere = kind == FILTER_NONE && !document_contains(file->document, node, outline_hoisted(file->outline));
    bench_go_to_row(bench, is_elsewhere ? outline_reveal(file->outline, node, (Slice){0})
                                        : outline_row_of(file->outline, node, (Slice){0}));
    bench->is_rule_old = true;
    if (outline_filter(file->outline)->kept && outline_filter(file->outline)->matches == 0) {
        messages_add(bench->messages, STYLE_ISSUE_WARNING, "No matching rows. Press Esc to show all rows");
    }
}

bool tree_filter_clear(Workbench *bench)
{
    if (bench->issues->rows.filter.length > 0) {
        shown_issues_filter(bench, (Slice){0});
        return true;
    }
    bool is_on = bench_file(bench) && outline_filter(bench_file(bench)->outline)->kind != FILTER_NONE;
    if (is_on) {
        tree_filter_set(bench, FILTER_NONE, (Slice){0});
    }
    return is_on;
}
