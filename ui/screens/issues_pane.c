/* Issues pane: what was found, in the order of the file; gaps and notes after warnings of the same place. */
#include "ui/screens/bench.h"

#include "src/json/path.h"

enum { PATH_WIDTH = 30 };

static void draw_issue(void *context, uint64_t position, Canvas *canvas, Rect line, bool is_selected)
{
    static const Glyph glyphs[] = {GLYPH_NOTE, GLYPH_WARNING, GLYPH_ERROR};
    static const Style styles[] = {STYLE_ISSUE_NOTE, STYLE_ISSUE_WARNING, STYLE_ISSUE_ERROR};
    Workbench *bench = context;
    (void)is_selected;
    const OpenFile *file = bench_file(bench);
    const Issue *issue = report_issue(file->report, (uint32_t)position);
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
    canvas_label_slice(canvas, x, line.y, line.width - (x - line.x), is_gap ? STYLE_DIM : STYLE_PLAIN, issue->message);
    text_free(&path);
}

void issues_pane_draw(Workbench *bench, Canvas *canvas, Rect area, bool is_focused)
{
    const OpenFile *file = bench_file(bench);
    uint32_t count = file ? report_count(file->report) : 0;
    list_set_count(&bench->issues, count);
    if (count == 0) {
        canvas_label(canvas, area.x, area.y, area.width, STYLE_GOOD, file ? "✓ Nothing to object." : "");
        return;
    }
    list_draw(&bench->issues, canvas, area, GROUND_SCREEN, is_focused, draw_issue, bench);
}

Reaction issues_pane_follow(Workbench *bench)
{
    const OpenFile *file = bench_file(bench);
    if (!file || bench->issues.selected >= report_count(file->report)) {
        return REACT_NONE;
    }
    const Issue *issue = report_issue(file->report, (uint32_t)bench->issues.selected);
    bench_go_to(bench, issue->node, issue->missing);
    return REACT_REDRAW;
}
