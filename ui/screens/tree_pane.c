/* Tree pane: the rows of the outline. Columns: issue, guides and fold sign, obligation, label, value, obligation in words. */
#include "ui/screens/bench.h"

enum { COLUMN_ISSUE = 0, COLUMN_TREE = 2, INDENT = 2, LABEL_WIDTH = 18, WORDS_WIDTH_MINIMUM = 24 };

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
        [ROW_WORDS] = STYLE_WORDS,   [ROW_GHOST] = STYLE_GHOST,   [ROW_BROKEN] = STYLE_ISSUE_ERROR};
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
    return is_selected && bench->typing.editor;
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
    if (!row->is_ghost && places_is_marked(&bench_file(bench)->places, row->node)) {
        canvas_text(canvas, x - 1, line.y, 1, STYLE_ISSUE_WARNING, SLICE("'"));
    }
    int right = line.x + line.width;
    int label = canvas_text(canvas, x, line.y, right - x - 1, row->is_ghost ? STYLE_GHOST : STYLE_KEY, row->label);
    int value = value_column(&line, x, label);
    if (is_typed_here(bench, row, is_selected)) {
        line_editor_draw(bench->typing.editor, canvas, rect_make(value, line.y, right - value - 1, 1), true);
        return;
    }
    if (row->is_ghost) {
        int used = canvas_label_slice(canvas, value, line.y, right - value - 1, STYLE_OBLIGATION_GAP, row->obligation);
        int rest = value + used + (used ? 2 : 0);
        canvas_label_slice(canvas, rest, line.y, right - rest - 1, STYLE_GHOST, row->summary);
        return;
    }
    int used = canvas_text(canvas, value, line.y, right - value - 1, style_of(row->text), row->summary);
    int words = value + used + 2;
    if (row->obligation.length && right - words >= WORDS_WIDTH_MINIMUM) {
        canvas_label_slice(canvas, words, line.y, right - words - 1, STYLE_DIM, row->obligation);
    }
}

void tree_pane_draw(Workbench *bench, Canvas *canvas, Rect area, bool is_focused)
{
    OpenFile *file = bench_file(bench);
    if (!file) {
        canvas_label(canvas, area.x + 2, area.y + 1, area.width - 3, STYLE_DIM,
                     "No file is open. Start ipse with a file, or press F1 for help.");
        return;
    }
    list_set_count(&bench->tree, outline_count(file->outline));
    bool rests = is_focused && !bench->typing.editor;
    list_draw(&bench->tree, canvas, area, GROUND_SCREEN, rests, draw_row, bench);
}
