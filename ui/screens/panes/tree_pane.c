/* Tree pane: what stands around the rows of the outline, and the rows. */
#include "ui/screens/panes/tree_pane.h"

#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/bench/tree_filter.h"
#include "ui/screens/editing/to_fill.h"
#include "ui/screens/editing/value_editor.h"
#include "ui/screens/panes/sides_pane.h"
#include "ui/screens/panes/tree_rows.h"

#include "src/json/path.h"
#include "src/outline/names.h"
#include "src/outline/narrative_text.h"
#include "src/outline/row_words.h"
#include "ui/widgets/text_rows.h"

enum { MAPPED_MAXIMUM = 4000, WHOLE_MAXIMUM = 6 };

static void draw_map_mark(Canvas *canvas, Rect area, int line, Severity worst)
{
    if (worst > SEVERITY_NOTE) {
        bool is_error = worst == SEVERITY_ERROR;
        canvas_glyph(canvas, area.x + area.width - 1, line, is_error ? STYLE_ISSUE_ERROR : STYLE_ISSUE_WARNING,
                     is_error ? GLYPH_ERROR : GLYPH_WARNING);
    }
}

/* The marks of each row. */
static void draw_map_by_rows(Workbench *bench, Canvas *canvas, Rect area, uint32_t count)
{
    const OpenFile *file = bench_file(bench);
    for (uint32_t row = 0; row < count; row++) {
        Slice absent;
        NodeId node = outline_node(file->outline, row, &absent);
        uint32_t first = 0, issues = report_issues_of(file->report, node, &first);
        Severity worst = SEVERITY_NOTE;
        for (uint32_t i = first; i < first + issues; i++) {
            const Issue *issue = report_issue(file->report, i);
            bool counts = slice_equals(issue->missing, absent) && !to_fill_is(bench, file, issue);
            worst = counts && issue->severity > worst ? issue->severity : worst;
        }
        draw_map_mark(canvas, area, list_scrollbar_line(&bench->tree, row), worst);
    }
}

/* The first row whose place beside the scrollbar is not above a line. */
static uint32_t first_row_at(const List *list, int line, uint32_t count)
{
    uint32_t low = 0, high = count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (list_scrollbar_line(list, middle) < line) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* The marks of all that lies in the rows of a line, where there are many rows. */
static void draw_map_by_lines(Workbench *bench, Canvas *canvas, Rect area, uint32_t count)
{
    const OpenFile *file = bench_file(bench);
    Slice absent;
    const Node *all = document_node(file->document, outline_node(file->outline, 0, &absent));
    uint32_t start = all->start;
    for (int line = area.y; line < area.y + area.height; line++) {
        uint32_t next = first_row_at(&bench->tree, line + 1, count);
        NodeId node = next < count ? outline_node(file->outline, next, &absent) : NODE_NONE;
        uint32_t end =
            node == NODE_NONE ? all->start + all->length + 1 : node_begin(document_node(file->document, node));
        Severity worst = SEVERITY_NOTE;
        if (end > start && to_fill_worst_between(bench, file, start, end, &worst)) {
            draw_map_mark(canvas, area, line, worst);
        }
        start = end > start ? end : start;
    }
}

/* Marks beside the scrollbar: where the rows with errors and warnings of their own are. */
static void draw_map(Workbench *bench, Canvas *canvas, Rect area)
{
    const OpenFile *file = bench_file(bench);
    uint32_t count = outline_count(file->outline);
    ReportCounts counts = report_counts(file->report);
    if (counts.errors + counts.warnings == 0 || count <= (uint32_t)area.height) {
        return;
    }
    if (count > MAPPED_MAXIMUM) {
        draw_map_by_lines(bench, canvas, area, count);
    } else {
        draw_map_by_rows(bench, canvas, area, count);
    }
}

/* The whole value of the selected row, wrapped, at the foot of the pane; returns the lines that it takes. */
static int draw_whole(Workbench *bench, Canvas *canvas, Rect area, bool is_drawn)
{
    const RowView *row = bench_row(bench);
    Text scratch = TEXT_EMPTY, narrative = TEXT_EMPTY;
    const Document *document = bench_file(bench)->document;
    bool is_simple = !row->is_absent && document_node(document, row->node)->kind <= NODE_STRING;
    Slice text = is_simple ? document_string(document, row->node, &scratch) : row->summary;
    if (row->text == ROW_NARRATIVE) {
        NodeId div = row_narrative(document, row->node, row_type(document, row->node, row->element));
        narrative_text_lines(document_string(document, div, &scratch), &narrative);
        text = slice_trim(text_slice(&narrative));
    }
    int lines = 0, width = area.width - 2;
    for (size_t at = 0; at < text.length && lines < WHOLE_MAXIMUM && width > 0; lines++) {
        Slice line = slice_part(text, at, slice_find(text, SLICE("\n"), at) - at);
        size_t end = text_row_end(line, 0, width, canvas_mode(canvas));
        if (is_drawn) {
            canvas_text(canvas, area.x + 1, area.y + lines, width, STYLE_STRING, slice_part(line, 0, end));
        }
        at += end + (end == line.length);
    }
    text_free(&narrative);
    text_free(&scratch);
    return lines;
}

/* Appends as much of a text as fits, without its beginning where it is too long. */
static void append_end(Slice text, size_t cells, Text *title)
{
    size_t width = cluster_width(text, CLUSTER_UNICODE);
    size_t start = width > cells ? cluster_at_cell(text, width - cells + 1, CLUSTER_UNICODE) : 0;
    text_append(title, start ? SLICE("…") : (Slice){0});
    text_append(title, slice_part(text, start, text.length));
}

const char *tree_pane_title(Workbench *bench, int cells)
{
    const char *filtered = tree_filter_title(bench);
    Text *title = &bench->tree_title;
    text_clear(title);
    text_append(title, filtered ? slice_from(filtered) : SLICE("Study"));
    if (bench_file(bench)) {
        Text trail = TEXT_EMPTY;
        if (outline_hoisted(bench_file(bench)->outline) != 0) {
            text_append(&trail, outline_describe(bench_file(bench)->outline, 0)->label);
            text_append(&trail, SLICE(" › "));
        }
        const RowView *row = bench_row(bench);
        names_append_trail(outline_names(bench_file(bench)->outline), row->node,
                           row->is_absent ? row->name : (Slice){0}, &trail);
        size_t room = cells > (int)title->length + 4 ? (size_t)cells - title->length - 4 : 0;
        text_append(title, room > 8 && trail.length ? SLICE(" · ") : (Slice){0});
        append_end(text_slice(&trail), room > 8 ? room : 0, title);
        text_free(&trail);
    }
    return title->bytes;
}

/* The path of the row under the cursor at the right end of the pane's upper border, where the title leaves room for it.
 */
static void draw_path(Workbench *bench, Canvas *canvas, Rect frame)
{
    const RowView *row = bench_row(bench);
    Text path = TEXT_EMPTY;
    path_append(bench_file(bench)->document, row->node, &path);
    text_format(&path, row->is_absent ? ".%.*s" : "%.*s", SLICE_ARGS(row->name));
    int width = (int)cluster_width(text_slice(&path), canvas_mode(canvas));
    int used = (int)cluster_width(text_slice(&bench->tree_title), canvas_mode(canvas)) + 5;
    bool is_said = slice_ends_with(text_slice(&bench->tree_title), text_slice(&path));
    if (!is_said && used + width + 4 <= frame.width) {
        int x = frame.x + frame.width - width - 3;
        canvas_label(canvas, x - 1, frame.y, 1, STYLE_PLAIN, " ");
        canvas_text(canvas, x, frame.y, width, STYLE_DIM, text_slice(&path));
        canvas_label(canvas, x + width, frame.y, 1, STYLE_PLAIN, " ");
    }
    text_free(&path);
}

void tree_pane_draw(Workbench *bench, Canvas *canvas, Rect area, bool is_focused)
{
    OpenFile *file = bench_file(bench);
    if (!file) {
        canvas_label(canvas, area.x + 2, area.y + 1, area.width - 3, STYLE_DIM,
                     "No file is open. Press ^N to open a file.");
        return;
    }
    draw_path(bench, canvas, bench->panes.panes[PANE_TREE].frame);
    list_set_count(&bench->tree, outline_count(file->outline));
    bool rests = is_focused && !bench->typing->editor;
    Rect rows = area;
    if (file->sides) {
        sides_pane_draw_heads(file, canvas, rect_make(area.x, area.y, area.width, 1));
        rows = area = rect_make(area.x, area.y + 1, area.width, area.height - 1);
    }
    if (bench->is_wrapped && area.height > 2 * WHOLE_MAXIMUM) {
        int lines = draw_whole(bench, canvas, area, false);
        rows.height -= lines + 1;
        for (int x = area.x; x < area.x + area.width; x++) {
            canvas_glyph(canvas, x, rows.y + rows.height, STYLE_BORDER, GLYPH_HORIZONTAL);
        }
        draw_whole(bench, canvas, rect_make(area.x, rows.y + rows.height + 1, area.width, lines), true);
    }
    tree_rows_draw(bench, canvas, rows, rests);
    draw_map(bench, canvas, rows);
}
