/* Tree pane: the rows of the outline. Columns: issue, guides and fold sign, obligation, label, value, obligation in words. */
#include "ui/screens/panes/tree_pane.h"

#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/bench/tree_filter.h"
#include "ui/screens/bench/tree_search.h"
#include "ui/screens/editing/value_editor.h"
#include "ui/widgets/line_editor.h"

#include "src/json/path.h"
#include "src/outline/names.h"
#include "ui/widgets/text_rows.h"

enum { MAPPED_MAXIMUM = 4000, WHOLE_MAXIMUM = 6 };
enum { COLUMN_ISSUE = 0, COLUMN_TREE = 2, INDENT = 2, LABEL_WIDTH = 19, WORDS_WIDTH_MINIMUM = 24 };

static void draw_issue_mark(Canvas *canvas, int x, int y, const RowView *row)
{
    static const Glyph glyphs[] = {GLYPH_NOTE, GLYPH_WARNING, GLYPH_ERROR};
    static const Style styles[] = {STYLE_ISSUE_NOTE, STYLE_ISSUE_WARNING, STYLE_ISSUE_ERROR};
    if (row->has_issue) {
        canvas_glyph(canvas, x, y, styles[row->worst], glyphs[row->worst]);
    }
}

static int draw_guides(Canvas *canvas, int x, int y, unsigned depth)
{
    for (unsigned i = 1; i < depth; i++) {
        canvas_glyph(canvas, x + (int)(i * INDENT) - INDENT, y, STYLE_GUIDE, GLYPH_VERTICAL);
    }
    return x + (depth ? (int)(depth - 1) * INDENT : 0);
}

static int draw_mark(Canvas *canvas, int x, int y, Mark mark)
{
    if (mark == MARK_FILLED) {
        canvas_glyph(canvas, x, y, STYLE_OBLIGATION, GLYPH_OBLIGATED);
    } else if (mark == MARK_HOLLOW || mark == MARK_REQUIRED) {
        canvas_glyph(canvas, x, y, mark == MARK_HOLLOW ? STYLE_OBLIGATION_GAP : STYLE_ISSUE_ERROR, GLYPH_GAP);
    }
    return x + 2;
}

static Style style_of(RowText text)
{
    static const Style styles[] = {
        [ROW_STRING] = STYLE_STRING, [ROW_NUMBER] = STYLE_NUMBER, [ROW_LITERAL] = STYLE_LITERAL,
        [ROW_WORDS] = STYLE_WORDS,   [ROW_GHOST] = STYLE_ABSENT,  [ROW_BROKEN] = STYLE_ISSUE_ERROR};
    return styles[text];
}

/* Where the value of a row begins: at a column for its depth, so that values of one level stand below each other. */
static int value_column(const Rect *line, int label_x, int label_width)
{
    int wanted = label_x + LABEL_WIDTH;
    int behind = label_x + label_width + 2;
    int latest = line->x + line->width - 8;
    int column = wanted > behind ? wanted : behind;
    return column > latest ? latest : column;
}

static bool is_typed_here(const Workbench *bench, const RowView *row, bool is_selected)
{
    (void)row;
    return is_selected && bench->typing->editor;
}

/* Marks what is searched for in a text that was drawn at a place. */
static void mark_found(const Workbench *bench, Canvas *canvas, Rect area, Slice text, SearchScope scope)
{
    size_t start = 0, length = 0;
    bool is_asked =
        bench->search->is_shown && (bench->search->search.scope == SEARCH_ALL || bench->search->search.scope == scope);
    for (size_t from = 0; is_asked && search_find(&bench->search->search, text, from, &start, &length);
         from = start + length) {
        int x = (int)cluster_width(slice_part(text, 0, start), canvas_mode(canvas));
        int width = (int)cluster_width(slice_part(text, start, length), canvas_mode(canvas));
        int room = area.width - x;
        canvas_restyle(canvas, rect_make(area.x + x, area.y, width < room ? width : room, 1), STYLE_MATCH);
    }
}

/* The value of a row, or what is to be said of an absent one, and its obligations where there is room. */
static void draw_value(Workbench *bench, Canvas *canvas, Rect place, const RowView *row)
{
    if (row->is_absent) {
        int used = canvas_label_slice(canvas, place.x, place.y, place.width, STYLE_OBLIGATION_GAP, row->obligation);
        used += used ? 2 : 0;
        canvas_label_slice(canvas, place.x + used, place.y, place.width - used, STYLE_ABSENT, row->summary);
        return;
    }
    /* Words are a summary with separators of the program's own; all else is the value as it is. */
    int used = row->text == ROW_WORDS
                   ? canvas_label_slice(canvas, place.x, place.y, place.width, STYLE_WORDS, row->summary)
                   : canvas_text(canvas, place.x, place.y, place.width, style_of(row->text), row->summary);
    mark_found(bench, canvas, rect_make(place.x, place.y, used, 1), row->summary, SEARCH_VALUES);
    int left = place.width - used - 2;
    if (row->obligation.length && left + 1 >= WORDS_WIDTH_MINIMUM) {
        canvas_label_slice(canvas, place.x + used + 2, place.y, left, STYLE_DIM, row->obligation);
    }
}

static void draw_row(void *context, uint64_t position, Canvas *canvas, Rect line, bool is_selected)
{
    Workbench *bench = context;
    const RowView *row = outline_row(bench_file(bench)->outline, (uint32_t)position);
    draw_issue_mark(canvas, line.x + COLUMN_ISSUE, line.y, row);
    int x = draw_guides(canvas, line.x + COLUMN_TREE, line.y, row->depth);
    x += row->depth ? INDENT : 0;
    if (row->is_container) {
        canvas_glyph(canvas, x, line.y, STYLE_GUIDE, row->is_open ? GLYPH_UNFOLDED : GLYPH_FOLDED);
    }
    x = draw_mark(canvas, x + 2, line.y, row->mark);
    if (!row->is_absent && jumps_is_marked(&bench_file(bench)->jumps, row->node)) {
        canvas_text(canvas, x - 1, line.y, 1, STYLE_ISSUE_WARNING, SLICE("'"));
    }
    int right = line.x + line.width;
    Style key = row->is_absent ? STYLE_ABSENT : STYLE_KEY;
    int value = value_column(&line, x, (int)cluster_width(row->label, canvas_mode(canvas)));
    int label = canvas_text(canvas, x, line.y, value - x - 1, key, row->label);
    mark_found(bench, canvas, rect_make(x, line.y, label, 1), row->label, SEARCH_NAMES);
    if (is_typed_here(bench, row, is_selected)) {
        line_editor_draw(bench->typing->editor, canvas, rect_make(value, line.y, right - value - 1, 1), true);
        return;
    }
    draw_value(bench, canvas, rect_make(value, line.y, right - value - 1, 1), row);
}

/* ---- around the rows ---- */

/* Marks beside the scrollbar: where the rows with errors and warnings of their own are. */
static void draw_map(Workbench *bench, Canvas *canvas, Rect area)
{
    const OpenFile *file = bench_file(bench);
    uint32_t count = outline_count(file->outline);
    ReportCounts counts = report_counts(file->report);
    bool is_marked = counts.errors + counts.warnings > 0;
    if (!is_marked || count <= (uint32_t)area.height || count > MAPPED_MAXIMUM) {
        return;
    }
    for (uint32_t row = 0; row < count; row++) {
        Slice absent;
        NodeId node = outline_node(file->outline, row, &absent);
        uint32_t first = 0, issues = report_issues_of(file->report, node, &first);
        Severity worst = SEVERITY_NOTE;
        for (uint32_t i = first; i < first + issues; i++) {
            const Issue *issue = report_issue(file->report, i);
            worst = slice_equals(issue->missing, absent) && issue->severity > worst ? issue->severity : worst;
        }
        if (worst > SEVERITY_NOTE) {
            canvas_glyph(canvas, area.x + area.width - 1, list_scrollbar_line(&bench->tree, row),
                         worst == SEVERITY_ERROR ? STYLE_ISSUE_ERROR : STYLE_ISSUE_WARNING,
                         worst == SEVERITY_ERROR ? GLYPH_ERROR : GLYPH_WARNING);
        }
    }
}

/* The whole value of the selected row, wrapped, at the foot of the pane; returns the lines that it takes. */
static int draw_whole(Workbench *bench, Canvas *canvas, Rect area, bool is_drawn)
{
    const RowView *row = bench_row(bench);
    Text scratch = TEXT_EMPTY;
    const Document *document = bench_file(bench)->document;
    bool is_simple = !row->is_absent && document_node(document, row->node)->kind <= NODE_STRING;
    Slice text = is_simple ? document_string(document, row->node, &scratch) : row->summary;
    int lines = 0, width = area.width - 2;
    for (size_t at = 0; at < text.length && lines < WHOLE_MAXIMUM && width > 0; lines++) {
        Slice line = slice_part(text, at, slice_find(text, SLICE("\n"), at) - at);
        size_t end = text_row_end(line, 0, width, canvas_mode(canvas));
        if (is_drawn) {
            canvas_text(canvas, area.x + 1, area.y + lines, width, STYLE_STRING, slice_part(line, 0, end));
        }
        at += end + (end == line.length);
    }
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

/* The path of the row under the cursor at the right end of the pane's upper border, where the title leaves room for it. */
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
    if (bench->is_wrapped && area.height > 2 * WHOLE_MAXIMUM) {
        int lines = draw_whole(bench, canvas, area, false);
        rows.height -= lines + 1;
        for (int x = area.x; x < area.x + area.width; x++) {
            canvas_glyph(canvas, x, rows.y + rows.height, STYLE_BORDER, GLYPH_HORIZONTAL);
        }
        draw_whole(bench, canvas, rect_make(area.x, rows.y + rows.height + 1, area.width, lines), true);
    }
    list_draw(&bench->tree, canvas, rows, GROUND_SCREEN, rests, draw_row, bench);
    draw_map(bench, canvas, rows);
}
