/*
 * LineEditor: drawing.
 *
 * The line is shown from the byte `left` on, which moves only as much as the cursor needs: the cost of a key does not
 * depend on the length of the text.
 */
#include "ui/widgets/line_editor_inside.h"

/* The first byte from which text up to the cursor fits into `cells`. */
static size_t fit_back(const LineEditor *editor, int cells)
{
    Slice text = text_slice(&editor->text);
    size_t at = editor->cursor;
    while (at > 0) {
        size_t before = cluster_previous(text, at, editor->mode);
        size_t offset = before;
        cells -= cluster_next(text, &offset, editor->mode).cells;
        if (cells < 0) {
            break;
        }
        at = before;
    }
    return at;
}

/* Cells from `left` to the cursor, counted no further than `limit`. */
static int cells_before_cursor(const LineEditor *editor, int limit)
{
    Slice text = text_slice(&editor->text);
    int cells = 0;
    for (size_t offset = editor->left; offset < editor->cursor && cells <= limit;) {
        cells += cluster_next(text, &offset, editor->mode).cells;
    }
    return cells;
}

/* Moves `left` as little as possible so that the cursor has a cell among `width`. */
static void scroll(LineEditor *editor, int width)
{
    int room = width > 2 ? width - 2 : 0; /* one for the sign of what is cut off, one for the cursor */
    if (editor->left > editor->cursor) {
        editor->left = fit_back(editor, room / 2);
    }
    if (cells_before_cursor(editor, room) > room) {
        editor->left = fit_back(editor, room);
    }
    if (editor->left > 0 && fit_back(editor, room) == 0) {
        editor->left = 0;
    }
}

/* Cells that the sign for what is cut off on the left takes. */
static int cut_sign(const LineEditor *editor)
{
    return editor->left > 0 ? 1 : 0;
}

void line_editor_draw(LineEditor *editor, Canvas *canvas, Rect line, bool is_focused)
{
    editor->mode = canvas_mode(canvas);
    editor->line = line;
    scroll(editor, line.width);
    canvas_fill(canvas, line, GROUND_INPUT);
    int sign = cut_sign(editor);
    if (sign && line.width > 0) {
        canvas_glyph(canvas, line.x, line.y, STYLE_DIM, GLYPH_ELLIPSIS);
    }
    Slice shown = slice_part(text_slice(&editor->text), editor->left, editor->text.length);
    int cells = canvas_text(canvas, line.x + sign, line.y, line.width - sign, STYLE_INPUT, shown);
    if (editor->is_selected) {
        canvas_ground(canvas, rect_make(line.x + sign, line.y, cells, 1), GROUND_SELECTED);
    }
    if (is_focused) {
        canvas_set_cursor(canvas, line.x + sign + cells_before_cursor(editor, line.width), line.y, true);
    }
}

Reaction line_editor_click(LineEditor *editor, int x)
{
    int cell = x - editor->line.x - cut_sign(editor);
    Slice shown = slice_part(text_slice(&editor->text), editor->left, editor->text.length);
    size_t offset = cell < 0 ? 0 : cluster_at_cell(shown, (size_t)cell, editor->mode);
    editor->is_selected = false;
    line_editor_set_cursor(editor, editor->left + offset);
    return REACT_REDRAW;
}
