/*
 * TextBox: rows over a LineEditor's text.
 *
 * A row is a run of bytes [start, end) of one line; rows are made again when the text or the width changes. The cursor
 * belongs to the last row that begins at or before it. Moving up and down keeps to the column where it began.
 */
#include "ui/widgets/text_box.h"

#include "src/base/memory.h"
#include "ui/widgets/text_rows.h"

#include <stdint.h>
#include <stdlib.h>

enum { WHEEL_ROWS = 3, NO_COLUMN = -1 };

typedef struct BoxRow {
    size_t start;
    size_t end; /* without the line end */
} BoxRow;

struct TextBox {
    LineEditor *editor;
    BoxRow *rows;
    size_t count;
    size_t capacity;
    int width;
    uint64_t revision;
    bool is_made;
    size_t first;          /* the topmost row that is seen */
    int column;            /* that moving up and down keeps to */
    bool is_cursor_wanted; /* the next drawing scrolls to the cursor */
    ClusterMode mode;
    Rect area;
};

TextBox *text_box_new(LineEditor *editor)
{
    TextBox *box = memory_allocate_zeroed(1, sizeof *box);
    box->editor = editor;
    box->column = NO_COLUMN;
    box->is_cursor_wanted = true;
    line_editor_keep_line_ends(editor, true);
    return box;
}

void text_box_free(TextBox *box)
{
    if (box) {
        free(box->rows);
        free(box);
    }
}

/* ---- rows ---- */

static void add_row(TextBox *box, size_t start, size_t end)
{
    ARRAY_RESERVE(box->rows, box->capacity, box->count + 1);
    box->rows[box->count++] = (BoxRow){start, end};
}

/* Makes the rows for a width, of which one cell is kept for the cursor after the text. */
static void lay_out(TextBox *box, int width)
{
    uint64_t revision = line_editor_revision(box->editor);
    if (box->is_made && box->width == width && box->revision == revision) {
        return;
    }
    Slice text = line_editor_text(box->editor);
    int room = width > 2 ? width - 1 : 1;
    box->count = 0;
    size_t line = 0;
    do {
        size_t found = slice_find(text, SLICE("\n"), line);
        size_t line_end = found == SIZE_MAX ? text.length : found;
        Slice part = slice_part(text, 0, line_end);
        size_t start = line;
        do {
            size_t end = start < line_end ? text_row_end(part, start, room, box->mode) : line_end;
            add_row(box, start, end);
            start = end;
        } while (start < line_end);
        line = found == SIZE_MAX ? text.length + 1 : line_end + 1;
    } while (line <= text.length);
    box->width = width;
    box->revision = revision;
    box->is_made = true;
}

/* The row that a byte belongs to. */
static size_t row_of(const TextBox *box, size_t offset)
{
    size_t low = 0;
    size_t high = box->count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (box->rows[middle].start <= offset) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low;
}

/* The bytes of a row. */
static Slice row_text(const TextBox *box, size_t row)
{
    const BoxRow *span = &box->rows[row];
    return slice_part(line_editor_text(box->editor), span->start, span->end - span->start);
}

/* Cells before the cursor in its row. */
static int cursor_column(const TextBox *box)
{
    size_t cursor = line_editor_cursor(box->editor);
    const BoxRow *row = &box->rows[row_of(box, cursor)];
    return (int)cluster_width(slice_part(line_editor_text(box->editor), row->start, cursor - row->start), box->mode);
}

/* Puts the cursor into a row, at a column or where the row ends. */
static void put_cursor(TextBox *box, size_t row, int column)
{
    size_t offset = cluster_at_cell(row_text(box, row), (size_t)(column > 0 ? column : 0), box->mode);
    bool is_continued = row + 1 < box->count && box->rows[row + 1].start == box->rows[row].end;
    if (is_continued && offset > 0 && box->rows[row].start + offset == box->rows[row].end) {
        offset = cluster_previous(row_text(box, row), offset, box->mode);
    }
    line_editor_set_cursor(box->editor, box->rows[row].start + offset);
    box->is_cursor_wanted = true;
}

/* ---- events ---- */

/* Moves by rows. */
static Reaction move_rows(TextBox *box, int64_t distance)
{
    lay_out(box, box->width > 0 ? box->width : 80);
    size_t row = row_of(box, line_editor_cursor(box->editor));
    if (box->column == NO_COLUMN) {
        box->column = cursor_column(box);
    }
    int64_t wanted = (int64_t)row + distance;
    size_t last = box->count - 1;
    size_t target = wanted < 0 ? 0 : (size_t)wanted < last ? (size_t)wanted : last;
    if (target == row) {
        return REACT_NONE;
    }
    put_cursor(box, target, box->column);
    return REACT_REDRAW;
}

Reaction text_box_key(TextBox *box, Key key)
{
    int64_t page = box->area.height > 1 ? box->area.height - 1 : 1;
    const struct {
        Key key;
        int64_t distance;
    } moves[] = {{{KEYCODE_UP, 0}, -1}, {{KEYCODE_DOWN, 0}, 1},        {{'p', KEY_CTRL}, -1},
                 {{'n', KEY_CTRL}, 1},  {{KEYCODE_PAGE_UP, 0}, -page}, {{KEYCODE_PAGE_DOWN, 0}, page}};
    for (size_t i = 0; i < sizeof moves / sizeof *moves; i++) {
        if (keys_equal(moves[i].key, key)) {
            return move_rows(box, moves[i].distance);
        }
    }
    box->column = NO_COLUMN;
    box->is_cursor_wanted = true;
    if (keys_equal(key, key_make(KEYCODE_ENTER, 0))) {
        line_editor_replace(box->editor, line_editor_cursor(box->editor), 0, SLICE("\n"));
        return REACT_REDRAW;
    }
    return line_editor_key(box->editor, key);
}

Reaction text_box_paste(TextBox *box, Slice text)
{
    box->column = NO_COLUMN;
    box->is_cursor_wanted = true;
    return line_editor_paste(box->editor, text);
}

Reaction text_box_mouse(TextBox *box, Mouse mouse)
{
    if (!rect_contains(box->area, mouse.x, mouse.y) || !box->is_made) {
        return REACT_UNHANDLED;
    }
    size_t height = (size_t)box->area.height;
    size_t last = box->count > height ? box->count - height : 0;
    if (mouse.button == MOUSE_WHEEL_UP) {
        box->first = box->first > WHEEL_ROWS ? box->first - WHEEL_ROWS : 0;
        return REACT_REDRAW;
    }
    if (mouse.button == MOUSE_WHEEL_DOWN) {
        box->first = box->first + WHEEL_ROWS < last ? box->first + WHEEL_ROWS : last;
        return REACT_REDRAW;
    }
    if (mouse.button != MOUSE_LEFT || mouse.action != MOUSE_PRESS) {
        return REACT_NONE;
    }
    size_t row = box->first + (size_t)(mouse.y - box->area.y);
    box->column = NO_COLUMN;
    put_cursor(box, row < box->count ? row : box->count - 1, mouse.x - box->area.x);
    return REACT_REDRAW;
}

/* ---- drawing ---- */

/* Scrolls so that the cursor's row is seen, after keys and clicks; the wheel may leave it after. */
static void scroll(TextBox *box)
{
    size_t height = box->area.height > 0 ? (size_t)box->area.height : 1;
    size_t last = box->count > height ? box->count - height : 0;
    size_t row = row_of(box, line_editor_cursor(box->editor));
    if (box->is_cursor_wanted && row < box->first) {
        box->first = row;
    } else if (box->is_cursor_wanted && row >= box->first + height) {
        box->first = row - height + 1;
    }
    box->first = box->first < last ? box->first : last;
    box->is_cursor_wanted = false;
}

void text_box_draw(TextBox *box, Canvas *canvas, Rect area, bool is_focused)
{
    if (box->mode != canvas_mode(canvas)) {
        box->mode = canvas_mode(canvas);
        box->is_made = false;
    }
    box->area = area;
    bool has_scrollbar = area.width > 2;
    int width = area.width - (has_scrollbar ? 1 : 0);
    lay_out(box, width);
    scroll(box);
    canvas_fill(canvas, area, GROUND_INPUT);
    for (int i = 0; i < area.height && box->first + (size_t)i < box->count; i++) {
        canvas_text(canvas, area.x, area.y + i, width, STYLE_INPUT, row_text(box, box->first + (size_t)i));
    }
    if (has_scrollbar) {
        canvas_scrollbar(canvas, area.x + width, area.y, area.height, box->first, box->count);
    }
    size_t row = row_of(box, line_editor_cursor(box->editor));
    if (is_focused && row >= box->first && row - box->first < (size_t)(area.height > 0 ? area.height : 0)) {
        canvas_set_cursor(canvas, area.x + cursor_column(box), area.y + (int)(row - box->first), true);
    }
}
