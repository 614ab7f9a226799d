/* Picker: its box, its rows, and the line that says what Enter does. */
#include "ui/widgets/cut_text.h"
#include "ui/widgets/fuzzy.h"
#include "ui/widgets/picker_inside.h"

/* Narrower screens than WIDTH_BESIDE are covered from side to side: no letters of what is below stand beside the box.
 */
enum {
    WIDTH_MAXIMUM = 96,
    WIDTH_BESIDE = 90,
    HEIGHT_MAXIMUM = 22,
    FRAME_ROWS = 4,
    CODE_SHARE = 45,
    NOTE_LEAST = 24,
    COLUMN_GAPS = 6
};

Rect picker_area(void *self, Rect screen)
{
    Picker *picker = self;
    int rows = picker->all_count < HEIGHT_MAXIMUM ? (int)picker->all_count : HEIGHT_MAXIMUM;
    int width = screen.width < WIDTH_BESIDE ? screen.width : screen.width - 4;
    int height = (rows > 1 ? rows : 1) + FRAME_ROWS, most = screen.height - 1; /* the footer stays */
    Rect area = rect_centred(screen, WIDTH_MAXIMUM < width ? WIDTH_MAXIMUM : width, height < most ? height : most);
    area.y = area.y + area.height > screen.y + most ? screen.y + most - area.height : area.y;
    if (!picker->is_anchored) {
        return area;
    }
    int right = screen.x + screen.width - area.width;
    int bottom = screen.y + screen.height;
    area.x = picker->x < right ? picker->x : right;
    int below = bottom - picker->y - 1;
    int above = picker->y - screen.y;
    bool is_below = below >= area.height || below >= above;
    int room = is_below ? below : above;
    area.height = area.height < room ? area.height : room;
    area.y = is_below ? picker->y + 1 : picker->y - area.height;
    return area;
}

/* Draws text whose matched bytes are marked, and returns its cells. It may have signs of ours ("1" → 1). */
static int draw_marked(Canvas *canvas, Rect line, Style style, Slice text, Slice pattern)
{
    bool marks[PICKER_TEXT_MAXIMUM] = {false};
    ClusterMode mode = canvas_is_ascii(canvas) ? CLUSTER_LABEL : CLUSTER_UNICODE;
    Slice part = slice_part(text, 0, PICKER_TEXT_MAXIMUM);
    int cells = canvas_label_slice(canvas, line.x, line.y, line.width, style, text);
    if (!pattern.length || !fuzzy_score(part, pattern, marks)) {
        return cells;
    }
    int x = 0;
    for (size_t offset = 0; offset < part.length && x < cells;) {
        bool is_marked = marks[offset];
        int width = cluster_next(part, &offset, mode).cells;
        if (is_marked) {
            canvas_restyle(canvas, rect_make(line.x + x, line.y, width, 1), STYLE_MATCH);
        }
        x += width;
    }
    return cells;
}

/* Draws a code; one that is longer than the column and is not searched by keeps its end, which tells UIDs apart. */
static void draw_code(Canvas *canvas, Rect line, Style style, Slice code, Slice pattern)
{
    bool is_matched = pattern.length && fuzzy_score(slice_part(code, 0, PICKER_TEXT_MAXIMUM), pattern, NULL);
    if (is_matched) {
        draw_marked(canvas, line, style, code, pattern);
    } else {
        cut_text_middle(canvas, line, style, code);
    }
}

/* Draws one row: code, display, note (and its group, where rows are sorted by score). */
static void draw_row(void *context, uint64_t entry, Canvas *canvas, Rect line, bool is_selected)
{
    Picker *picker = context;
    PickerRow row = picker->source.row(picker->source.context, picker->entries[entry].position);
    Slice pattern = picker_pattern(picker);
    int end = line.x + line.width;
    if (picker->entries[entry].is_heading) {
        canvas_text(canvas, line.x, line.y, line.width, STYLE_TITLE, row.group);
        return;
    }
    canvas_label(canvas, line.x, line.y, 1, STYLE_HINT_KEY, is_selected ? "›" : " ");
    Style style = row.refusal ? STYLE_DIM : row.code_style == STYLE_PLAIN ? STYLE_CODE : row.code_style;
    int x = line.x + 2, group = (int)cluster_width(row.group, canvas_mode(canvas)) + 1;
    bool keeps_group = picker->source.refill && pattern.length && row.group.length && group * 3 < line.width;
    if (keeps_group) {
        end -= group + 1;
        canvas_text(canvas, end + 1, line.y, group, STYLE_DIM, row.group);
    }
    draw_code(canvas, rect_make(x, line.y, picker->code_width, 1), style, row.code, pattern);
    x += picker->code_width + (picker->code_width ? 2 : 0);
    style = row.refusal ? STYLE_DIM : STYLE_PLAIN;
    int room = picker->note_cells && row.note.length ? picker->display_width : end - x;
    int cells = draw_marked(canvas, rect_make(x, line.y, room, 1), style, row.display, pattern);
    x += (row.note.length && cells < picker->display_width ? picker->display_width : cells) + 2;
    x += x < end ? canvas_label_slice(canvas, x, line.y, end - x, STYLE_DIM, row.note) + (row.note.length ? 2 : 0) : 0;
    if (pattern.length && !keeps_group && x + group <= end) {
        canvas_text(canvas, end - group, line.y, group, STYLE_DIM, row.group);
    }
}

/* Why the selected row can't be chosen; NULL where it can, or where what is typed is taken. */
static const char *refusal_of_selected(const Picker *picker)
{
    size_t position = picker_takes_row(picker) && !picker_takes_typed(picker) ? picker_selected(picker) : SIZE_MAX;
    return position == SIZE_MAX ? NULL : picker->source.row(picker->source.context, position).refusal;
}

/* The last line: why not, what Enter takes, or how many rows match. */
static void draw_foot(const Picker *picker, Canvas *canvas, Rect line)
{
    Slice typed = line_editor_text(picker->editor);
    const char *refusal = refusal_of_selected(picker);
    if (picker->said || refusal) {
        canvas_label(canvas, line.x, line.y, line.width, picker->said ? STYLE_ISSUE_WARNING : STYLE_HINT,
                     picker->said ? picker->said : refusal);
    } else if (picker->source.named && picker->count && !picker_takes_row(picker) && slice_trim(typed).length) {
        canvas_label(canvas, line.x, line.y, line.width, STYLE_HINT, "Enter typed text  ·  Down, Enter selected row");
    } else if (picker_takes_typed(picker)) {
        const char *wrong = picker->source.judged ? picker->source.judged(picker->source.context, typed) : NULL;
        int cells = canvas_label(canvas, line.x, line.y, line.width, STYLE_HINT, "Enter typed text: ");
        cells += canvas_text(canvas, line.x + cells, line.y, line.width - cells, STYLE_INPUT, typed) + 2;
        if (wrong) {
            canvas_label(canvas, line.x + cells, line.y, line.width - cells, STYLE_ISSUE_ERROR, wrong);
        }
    } else if (picker->count == 0) {
        canvas_label(canvas, line.x, line.y, line.width, STYLE_HINT, "No matches. Press Backspace to see more.");
    } else if (picker->source.left) {
        canvas_label(canvas, line.x, line.y, line.width, STYLE_HINT, "Enter select · Tab next field · Esc leaves gaps");
    } else {
        bool is_filtered = picker_pattern(picker).length > 0;
        canvas_format(canvas, line.x, line.y, line.width, STYLE_HINT, "%zu of %zu%s",
                      is_filtered ? picker->count : picker->source.count, picker->source.count,
                      picker->is_free_text ? "  ·  Alt-Enter typed text" : "");
    }
}

void picker_draw(void *self, Canvas *canvas, Rect area)
{
    Picker *picker = self;
    canvas_fill(canvas, area, GROUND_OVERLAY);
    Rect inside = canvas_box(canvas, area, STYLE_BORDER_FOCUS, picker->title);
    Rect body = rect_make(inside.x, inside.y + 1, inside.width, inside.height - 2);
    int kept = picker->note_cells < body.width / 3 ? picker->note_cells : body.width / 3;
    int most = body.width * (picker->code_share ? picker->code_share : CODE_SHARE) / 100;
    most = most < body.width - kept - COLUMN_GAPS ? most : body.width - kept - COLUMN_GAPS;
    picker->code_width = picker->widest_code < most ? picker->widest_code : most;
    int room = body.width - picker->code_width - (kept ? kept + COLUMN_GAPS : NOTE_LEAST);
    most = picker->note_cells || room > most ? room : most;
    picker->display_width = picker->widest_display < most ? picker->widest_display : most;
    list_draw(&picker->list, canvas, body, GROUND_OVERLAY, true, draw_row, picker);
    if (inside.height > 1) {
        draw_foot(picker, canvas, rect_make(inside.x, inside.y + inside.height - 1, inside.width, 1));
    }
    Rect input = rect_make(inside.x, inside.y, inside.width, 1);
    line_editor_draw(picker->editor, canvas, input, true);
    if (!line_editor_text(picker->editor).length) {
        canvas_label(canvas, input.x, input.y, input.width, STYLE_DIM, picker->placeholder);
    }
}
