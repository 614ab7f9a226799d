/* Stage: who plays on it, and what is drawn over the views: the band with what a script says, the mark of a recording.
 */
#include "ui/kit/stage/stage_inside.h"

void stage_set_driver(Stage *stage, StageDriver driver)
{
    stage->driver = driver;
}

bool stage_is_driven(const Stage *stage)
{
    return stage->driver.tick != NULL;
}

void stage_set_band(Stage *stage, int rows)
{
    stage->needs_layout = stage->needs_layout || stage->band != rows;
    stage->band = rows;
}

int stage_band(const Stage *stage)
{
    return stage->band;
}

void stage_set_frame(Stage *stage, int width, int height)
{
    stage->needs_layout = stage->needs_layout || stage->frame_width != width || stage->frame_height != height;
    stage->frame_width = width;
    stage->frame_height = height;
}

void stage_record(Stage *stage, Text *record)
{
    stage->record = record;
    stage->needs_drawing = true;
}

static void set(Text *text, Slice value)
{
    text_clear(text);
    text_append(text, value);
}

void stage_set_caption(Stage *stage, const StageCaption *caption)
{
    set(&stage->caption, caption->text);
    set(&stage->caption_key, caption->key);
    set(&stage->caption_status, caption->status);
    set(&stage->caption_hint, caption->hint);
    stage->needs_drawing = true;
}

/* ---- drawing ---- */

/* The end of the words that fit in a line; at least one character. */
static size_t line_end(Slice text, size_t width, ClusterMode mode)
{
    size_t end = cluster_at_cell(text, width, mode);
    if (end >= text.length) {
        return text.length;
    }
    size_t blank = end;
    while (blank > 0 && text.bytes[blank] != ' ') {
        blank--;
    }
    return blank > 0 ? blank : end;
}

/* The text, wrapped at blanks. */
static void draw_text(Canvas *canvas, Rect area, Slice text)
{
    for (int row = 0; row < area.height && text.length > 0 && area.width > 0; row++) {
        bool is_last = row + 1 == area.height;
        size_t end = is_last ? text.length : line_end(text, (size_t)area.width, canvas_mode(canvas));
        canvas_label_slice(canvas, area.x, area.y + row, area.width, STYLE_STRONG, slice_part(text, 0, end));
        text = slice_trim(slice_part(text, end, text.length));
    }
}

int stage_band_rows(const Stage *stage, Slice text)
{
    enum { ROWS_LEAST = 2, ROWS_MOST = 4 };
    int width = canvas_bounds(stage->canvas).width - 2, rows = 0;
    for (; text.length > 0 && width > 0 && rows < ROWS_MOST; rows++) {
        size_t end = line_end(text, (size_t)width, canvas_mode(stage->canvas));
        text = slice_trim(slice_part(text, end, text.length));
    }
    return rows > ROWS_LEAST ? rows : ROWS_LEAST;
}

/* The key that was pressed, like a key of a keyboard, at the right end of the band. Returns the cells that it takes. */
static int draw_key(Canvas *canvas, Rect area, Slice key)
{
    int width = (int)cluster_width(key, canvas_mode(canvas)) + 2;
    if (!key.length || width + 2 > area.width / 2) {
        return 0;
    }
    Rect cap = rect_make(area.x + area.width - width - 1, area.y, width, 1);
    canvas_fill(canvas, cap, GROUND_SELECTED);
    canvas_label_slice(canvas, cap.x + 1, cap.y, width - 2, STYLE_HINT_KEY, key);
    return width + 2;
}

/* What keys do, at the right end of the line: of its parts as many as there is room for. */
static void draw_hint(const Stage *stage, Rect line)
{
    enum { FRAME_CELLS = 4 };
    ClusterMode mode = canvas_mode(stage->canvas);
    Slice part = cluster_parts(text_slice(&stage->caption_hint), line.width - FRAME_CELLS, mode);
    if (part.length > 0) {
        int cells = (int)cluster_width(part, mode) + 2;
        canvas_format(stage->canvas, line.x + line.width - cells - 2, line.y, cells, STYLE_HINT, " %.*s ",
                      SLICE_ARGS(part));
    }
}

static void draw_band(const Stage *stage)
{
    Canvas *canvas = stage->canvas;
    Rect bounds = canvas_bounds(canvas);
    Rect band = rect_make(0, bounds.height - stage->band - 1, bounds.width, stage->band + 1);
    canvas_fill(canvas, band, GROUND_OVERLAY);
    canvas_horizontal(canvas, band.x, band.y, band.width, STYLE_BORDER_FOCUS);
    int used = 0;
    if (stage->caption_status.length) {
        used = 4 + canvas_format(canvas, band.x + 2, band.y, band.width - 4, STYLE_TITLE, " %s ",
                                 stage->caption_status.bytes);
    }
    draw_hint(stage, rect_make(band.x + used, band.y, band.width - used, 1));
    Rect inside = rect_make(band.x + 1, band.y + 1, band.width - 2, stage->band);
    int key = draw_key(canvas, inside, text_slice(&stage->caption_key));
    draw_text(canvas, rect_make(inside.x, inside.y, inside.width - key, inside.height), text_slice(&stage->caption));
}

/* True where the first line has nothing at its right end. */
static bool has_free_corner(const Canvas *canvas, int cells)
{
    int width = canvas_bounds(canvas).width;
    bool is_free = width > cells;
    for (int x = width - cells; is_free && x < width; x++) {
        is_free = canvas_cell(canvas, x, 0)->characters[0] == ' ';
    }
    return is_free;
}

/* The mark of a recording: at the right end of the first line, or where that says something over the program's name. */
static void draw_recording(Canvas *canvas)
{
    enum { MARK_CELLS = 6 };
    int x = has_free_corner(canvas, MARK_CELLS + 1) ? canvas_bounds(canvas).width - MARK_CELLS : 0;
    canvas_fill(canvas, rect_make(x, 0, MARK_CELLS, 1), GROUND_SELECTED);
    canvas_label(canvas, x + 1, 0, MARK_CELLS - 2, STYLE_ISSUE_ERROR, "●REC");
}

void stage_draw_over(Stage *stage)
{
    if (stage->band > 0) {
        draw_band(stage);
    }
    if (stage->record) {
        draw_recording(stage->canvas);
    }
}
