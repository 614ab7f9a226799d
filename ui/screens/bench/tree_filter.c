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

/* Files with more values are looked through in pieces, of so many. */
enum { AT_ONCE_VALUES = 300000, PIECE_VALUES = 16384 };

/* Shows what a filter keeps: `made`, or where that is NULL, one of the kind. */
static void show(Workbench *bench, Filter *made, FilterKind kind, Slice text)
{
    OpenFile *file = bench_file(bench);
    NodeId node = bench_row(bench)->node;
    if (made) {
        outline_take_filter(file->outline, made);
    } else {
        outline_set_filter(file->outline, kind, text);
    }
    bool is_elsewhere = kind == FILTER_NONE && !document_contains(file->document, node, outline_hoisted(file->outline));
    bench_go_to_row(bench, is_elsewhere ? outline_reveal(file->outline, node, (Slice){0})
                                        : outline_row_of(file->outline, node, (Slice){0}));
    bench->is_rule_old = true;
    if (outline_filter(file->outline)->kept && outline_filter(file->outline)->matches == 0) {
        messages_add(bench->messages, STYLE_ISSUE_WARNING, "No matching rows. Press Esc to show all rows");
    }
}

void tree_filter_set(Workbench *bench, FilterKind kind, Slice text)
{
    const OpenFile *file = bench_file(bench);
    TreeFilter *filter = bench->filter;
    bool is_large = kind == FILTER_TEXT && document_count(file->document) > AT_ONCE_VALUES;
    tree_filter_stop(bench);
    if (is_large && !bench->session->waits) {
        filter_begin(&filter->made, kind, text, file->document);
        filter->file = file;
        filter->revision = document_revision(file->document);
    } else {
        show(bench, NULL, kind, text);
    }
}

/* ---- between keys ---- */

/* Begins from the first value: the document is another one than before. */
static void begin_again(TreeFilter *filter)
{
    Text text = filter->made.text;
    filter->made.text = TEXT_EMPTY;
    filter_begin(&filter->made, FILTER_TEXT, text_slice(&text), filter->file->document);
    filter->revision = document_revision(filter->file->document);
    text_free(&text);
}

bool tree_filter_is_gathering(const Workbench *bench)
{
    return bench->filter->file && bench->filter->file == bench_file(bench);
}

bool tree_filter_gather(Workbench *bench, int milliseconds)
{
    TreeFilter *filter = bench->filter;
    const OpenFile *file = bench_file(bench);
    const Clock *clock = &bench->session->clock;
    int64_t until = clock->milliseconds(clock->context) + milliseconds;
    if (filter->revision != document_revision(file->document)) {
        begin_again(filter);
    }
    bool is_done;
    do {
        is_done =
            filter_gather(&filter->made, file->document, file->report, outline_names(file->outline), PIECE_VALUES);
    } while (!is_done && clock->milliseconds(clock->context) < until);
    if (is_done) {
        filter->file = NULL;
        show(bench, &filter->made, FILTER_TEXT, (Slice){0});
    }
    return is_done;
}

unsigned tree_filter_share(const Workbench *bench)
{
    const Filter *made = &bench->filter->made;
    return made->count > 0 ? (unsigned)((uint64_t)made->next * 1000 / made->count) : 0;
}

bool tree_filter_stop(Workbench *bench)
{
    bool was_gathering = bench->filter->file != NULL;
    filter_free(&bench->filter->made);
    *bench->filter = (TreeFilter){0};
    return was_gathering;
}

/* ---- off ---- */

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
