/* Issues pane: what was found, by place, by severity or by kind. */
#include "ui/screens/panes/issues_pane.h"

#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/bench/shown_issues.h"

#include "src/json/path.h"

enum { PATH_WIDTH = 30, KIND_WIDTH = 26 };

/* The kind of an issue, where it is not that of the row above; returns the cells that kinds take. */
static int draw_kind(const Workbench *bench, Canvas *canvas, int x, Rect line, uint32_t row)
{
    const IssueRows *rows = &bench->issues->rows;
    const Report *report = bench_file(bench)->report;
    const char *key = report_issue(report, rows->positions[row])->key;
    bool is_first = row == 0 || strcmp(report_issue(report, rows->positions[row - 1])->key, key) != 0;
    uint32_t count = 1;
    while (is_first && row + count < rows->count &&
           strcmp(report_issue(report, rows->positions[row + count])->key, key) == 0) {
        count++;
    }
    if (is_first) {
        canvas_format(canvas, x, line.y, KIND_WIDTH, STYLE_KEY, "%u × %s", count, key);
    }
    return KIND_WIDTH;
}

static void draw_issue(void *context, uint64_t position, Canvas *canvas, Rect line, bool is_selected)
{
    static const Glyph glyphs[] = {GLYPH_NOTE, GLYPH_WARNING, GLYPH_ERROR};
    static const Style styles[] = {STYLE_ISSUE_NOTE, STYLE_ISSUE_WARNING, STYLE_ISSUE_ERROR};
    Workbench *bench = context;
    (void)is_selected;
    const OpenFile *file = bench_file(bench);
    const Issue *issue = report_issue(file->report, bench->issues->rows.positions[position]);
    bool is_gap = issue_is_gap(issue);
    canvas_glyph(canvas, line.x, line.y, is_gap ? STYLE_OBLIGATION_GAP : styles[issue->severity],
                 is_gap ? GLYPH_GAP : glyphs[issue->severity]);
    Text path = TEXT_EMPTY;
    path_append(file->document, issue->node, &path);
    size_t dot = slice_find(text_slice(&path), SLICE("."), 0);
    Slice shown = dot == SIZE_MAX || document_node(file->document, 0)->kind == NODE_LINES
                      ? text_slice(&path)
                      : slice_part(text_slice(&path), dot + 1, path.length);
    int width = line.width / 3 < PATH_WIDTH ? line.width / 3 : PATH_WIDTH;
    size_t cells = shown.length > (size_t)width ? shown.length - (size_t)width + 1 : 0;
    if (cells) {
        canvas_glyph(canvas, line.x + 2, line.y, STYLE_LINK, GLYPH_ELLIPSIS);
        canvas_text_from(canvas, line.x + 3, line.y, width - 1, STYLE_LINK, shown, cells);
    } else {
        canvas_text(canvas, line.x + 2, line.y, width, STYLE_LINK, shown);
    }
    int x = line.x + 3 + width;
    if (bench->issues->rows.order == ISSUES_BY_KIND) {
        x += draw_kind(bench, canvas, x, line, (uint32_t)position) + 1;
    }
    canvas_label_slice(canvas, x, line.y, line.width - (x - line.x), is_gap ? STYLE_DIM : STYLE_PLAIN, issue->message);
    text_free(&path);
}

void issues_pane_draw(Workbench *bench, Canvas *canvas, Rect area, bool is_focused)
{
    const OpenFile *file = bench_file(bench);
    shown_issues_refresh(bench);
    if (bench->issues->list.count == 0) {
        bool is_filtered = bench->issues->rows.filter.length > 0;
        canvas_label(canvas, area.x, area.y, area.width, is_filtered ? STYLE_DIM : STYLE_GOOD,
                     !file         ? ""
                     : is_filtered ? "No matching issues."
                                   : "✓ No issues");
        return;
    }
    list_draw(&bench->issues->list, canvas, area, GROUND_SCREEN, is_focused, draw_issue, bench);
}

const char *issues_pane_title(Workbench *bench)
{
    static const char *const titles[][2] = {
        [ISSUES_BY_PLACE] = {"Issues", "Matching issues"},
        [ISSUES_BY_SEVERITY] = {"Issues by severity", "Matching issues by severity"},
        [ISSUES_BY_KIND] = {"Issues by kind", "Matching issues by kind"}};
    return titles[bench->issues->rows.order][bench->issues->rows.filter.length > 0];
}

Reaction issues_pane_follow(Workbench *bench)
{
    uint32_t position = bench_file(bench) ? shown_issues_selected(bench) : UINT32_MAX;
    if (position == UINT32_MAX) {
        return REACT_NONE;
    }
    const Issue *issue = report_issue(bench_file(bench)->report, position);
    bench_go_to(bench, issue->node, issue->missing);
    return REACT_REDRAW;
}
