/* Issues pane: what was found, by place, by severity or by kind. */
#include "ui/screens/panes/issues_pane.h"

#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/bench/shown_issues.h"

#include "src/outline/names.h"

enum { PLACE_WIDTH = 46, NAME_LEAST = 14, KIND_WIDTH = 26 };

/* Draws a text without what does not fit on its left. */
static int draw_end(Canvas *canvas, Rect place, Style style, Slice text)
{
    int width = (int)cluster_width(text, canvas_mode(canvas));
    if (width <= place.width) {
        return canvas_text(canvas, place.x, place.y, place.width, style, text);
    }
    canvas_glyph(canvas, place.x, place.y, style, GLYPH_ELLIPSIS);
    canvas_text_from(canvas, place.x + 1, place.y, place.width - 1, style, text, (size_t)(width - place.width + 1));
    return place.width;
}

/* The name of the resource, series or instance that holds the place of an issue, and the path within; the path is cut last. */
static void draw_place(const OpenFile *file, Canvas *canvas, Rect place, const Issue *issue)
{
    Text name = TEXT_EMPTY, rest = TEXT_EMPTY;
    NodeId holder = names_holder(file->document, issue->node);
    if (holder != NODE_NONE) {
        names_append(outline_names(file->outline), holder, &name);
    }
    names_append_rest(file->document, issue->node, (Slice){0}, &rest);
    int rest_width = (int)cluster_width(text_slice(&rest), canvas_mode(canvas));
    int left = place.width - (rest_width ? rest_width + 3 : 0);
    int room = !name.length ? 0 : left < NAME_LEAST ? NAME_LEAST : left;
    int used = canvas_label_slice(canvas, place.x, place.y, room, STYLE_STRONG, text_slice(&name));
    if (used && rest_width) {
        used += canvas_label(canvas, place.x + used, place.y, 3, STYLE_DIM, " › ");
    }
    draw_end(canvas, rect_make(place.x + used, place.y, place.width - used, 1), STYLE_LINK, text_slice(&rest));
    text_free(&name);
    text_free(&rest);
}

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
    int width = line.width * 2 / 5 < PLACE_WIDTH ? line.width * 2 / 5 : PLACE_WIDTH;
    draw_place(file, canvas, rect_make(line.x + 2, line.y, width, 1), issue);
    int x = line.x + 3 + width;
    if (bench->issues->rows.order == ISSUES_BY_KIND) {
        x += draw_kind(bench, canvas, x, line, (uint32_t)position) + 1;
    }
    canvas_label_slice(canvas, x, line.y, line.width - (x - line.x), is_gap ? STYLE_DIM : STYLE_PLAIN, issue->message);
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
