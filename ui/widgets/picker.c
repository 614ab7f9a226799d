/*
 * Picker: the rows of a source, filtered by what is typed.
 *
 * What is shown is a list of entries: positions in the source, in the source's order with headings of groups between
 * them, or by score when something is typed. Headings are never selected.
 */
#include "ui/widgets/picker.h"

#include "src/base/memory.h"
#include "ui/widgets/fuzzy.h"
#include "ui/widgets/line_editor.h"
#include "ui/widgets/list.h"

#include <stdlib.h>

enum { WIDTH_MAXIMUM = 96, HEIGHT_MAXIMUM = 22, FRAME_ROWS = 4, CODE_SHARE = 45, ROW_TEXT_MAXIMUM = 1024 };

typedef struct Entry {
    size_t position;
    uint32_t score;
    bool is_heading;
} Entry;

typedef struct Picker {
    PickerSource source;
    char *title;
    char *placeholder;
    bool is_free_text;
    bool is_anchored;
    int x;
    int y;
    LineEditor *editor;
    uint64_t filtered_revision;
    Entry *entries;
    size_t count;
    size_t capacity;
    size_t all_count; /* entries without a filter: the box keeps its size */
    int widest_code;
    int widest_display;
    int code_width;    /* as drawn: the widest code, within its share of the line */
    int display_width; /* likewise */
    List list;
    const char *said; /* why the row can't be chosen; NULL: nothing */
} Picker;

/* ---- filtering ---- */

static void add_entry(Picker *picker, Entry entry)
{
    ARRAY_RESERVE(picker->entries, picker->capacity, picker->count + 1);
    picker->entries[picker->count++] = entry;
}

/* Writes what a row is searched by. */
static Slice search_text(const PickerRow *row, Text *text)
{
    const Slice parts[] = {row->code, row->display, row->note, row->group, row->search};
    text_clear(text);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        text_append(text, i ? SLICE(" ") : SLICE(""));
        text_append(text, slice_part(parts[i], 0, ROW_TEXT_MAXIMUM));
    }
    return text_slice(text);
}

/* All rows in the source's order, under their headings. */
static void list_all(Picker *picker)
{
    Text group = TEXT_EMPTY;
    for (size_t i = 0; i < picker->source.count; i++) {
        PickerRow row = picker->source.row(picker->source.context, i);
        if (row.group.length && !slice_equals(row.group, text_slice(&group))) {
            text_clear(&group);
            text_append(&group, row.group);
            add_entry(picker, (Entry){.position = i, .is_heading = true});
        }
        add_entry(picker, (Entry){.position = i});
    }
    text_free(&group);
}

/* Better scores first; equal ones in the source's order. */
static int compare_entries(const void *a, const void *b)
{
    const Entry *first = a;
    const Entry *second = b;
    if (first->score != second->score) {
        return first->score > second->score ? -1 : 1;
    }
    return first->position < second->position ? -1 : first->position > second->position;
}

/* The rows that match, best first. A match in the code or the display counts more than one in note or group. */
static void list_matches(Picker *picker, Slice pattern)
{
    Text text = TEXT_EMPTY;
    for (size_t i = 0; i < picker->source.count; i++) {
        PickerRow row = picker->source.row(picker->source.context, i);
        uint32_t code = fuzzy_score(row.code, pattern, NULL);
        uint32_t display = fuzzy_score(slice_part(row.display, 0, ROW_TEXT_MAXIMUM), pattern, NULL);
        uint32_t all = fuzzy_score(search_text(&row, &text), pattern, NULL);
        uint32_t best = code > display ? code : display;
        if (best || all) {
            add_entry(picker, (Entry){.position = i, .score = best * 2 > all ? best * 2 : all});
        }
    }
    text_free(&text);
    qsort(picker->entries, picker->count, sizeof *picker->entries, compare_entries);
}

/* Moves the selection off a heading, in the direction it came from. */
static void leave_heading(Picker *picker, int direction)
{
    uint64_t at = picker->list.selected;
    if (at == LIST_NONE || !picker->entries[at].is_heading) {
        return;
    }
    bool has_next = at + 1 < picker->count;
    list_select(&picker->list, direction < 0 && at > 0 ? at - 1 : has_next ? at + 1 : at - 1);
}

/* The source's position that is selected; SIZE_MAX where there is none. */
static size_t selected_position(const Picker *picker)
{
    return picker->list.selected == LIST_NONE ? SIZE_MAX : picker->entries[picker->list.selected].position;
}

/* The cells of a text where they are more. */
static int wider(int cells, Slice text)
{
    int own = (int)cluster_width(slice_part(text, 0, WIDTH_MAXIMUM), CLUSTER_UNICODE);
    return own > cells ? own : cells;
}

/* Finds the widest code and the widest display that a note stands behind. */
static void measure(Picker *picker)
{
    picker->widest_code = 0;
    picker->widest_display = 0;
    for (size_t i = 0; i < picker->count; i++) {
        PickerRow row = picker->source.row(picker->source.context, picker->entries[i].position);
        picker->widest_code = wider(picker->widest_code, row.code);
        picker->widest_display = row.note.length ? wider(picker->widest_display, row.display) : picker->widest_display;
    }
}

/* Filters anew and selects the first row. */
static void refilter(Picker *picker)
{
    Slice pattern = slice_trim(line_editor_text(picker->editor));
    picker->count = 0;
    picker->filtered_revision = line_editor_revision(picker->editor);
    if (pattern.length) {
        list_matches(picker, pattern);
    } else {
        list_all(picker);
        picker->all_count = picker->count;
    }
    measure(picker);
    list_set_count(&picker->list, picker->count);
    list_select(&picker->list, 0);
    leave_heading(picker, 1);
}

/* Selects the row of a position, where it is shown. */
static void select_position(Picker *picker, size_t position)
{
    for (size_t i = 0; i < picker->count; i++) {
        if (picker->entries[i].position == position && !picker->entries[i].is_heading) {
            list_select(&picker->list, i);
            return;
        }
    }
}

/* ---- drawing ---- */

static Rect picker_area(void *self, Rect screen)
{
    Picker *picker = self;
    int rows = picker->all_count < HEIGHT_MAXIMUM ? (int)picker->all_count : HEIGHT_MAXIMUM;
    Rect area = rect_centred(screen, WIDTH_MAXIMUM < screen.width - 4 ? WIDTH_MAXIMUM : screen.width - 4,
                             (rows > 1 ? rows : 1) + FRAME_ROWS);
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

/* Draws text whose matched bytes are marked, and returns its cells. */
static int draw_marked(Canvas *canvas, Rect line, Style style, Slice text, Slice pattern)
{
    bool marks[ROW_TEXT_MAXIMUM] = {false};
    Slice part = slice_part(text, 0, ROW_TEXT_MAXIMUM);
    int cells = canvas_text(canvas, line.x, line.y, line.width, style, text);
    if (!pattern.length || !fuzzy_score(part, pattern, marks)) {
        return cells;
    }
    int x = 0;
    for (size_t offset = 0; offset < part.length && x < cells;) {
        bool is_marked = marks[offset];
        int width = cluster_next(part, &offset, canvas_mode(canvas)).cells;
        if (is_marked) {
            canvas_restyle(canvas, rect_make(line.x + x, line.y, width, 1), STYLE_MATCH);
        }
        x += width;
    }
    return cells;
}

/* Draws one row: code, display, note (and its group, where rows are sorted by score). */
static void draw_row(void *context, uint64_t entry, Canvas *canvas, Rect line, bool is_selected)
{
    Picker *picker = context;
    PickerRow row = picker->source.row(picker->source.context, picker->entries[entry].position);
    Slice pattern = slice_trim(line_editor_text(picker->editor));
    int end = line.x + line.width;
    if (picker->entries[entry].is_heading) {
        canvas_text(canvas, line.x, line.y, line.width, STYLE_TITLE, row.group);
        return;
    }
    canvas_label(canvas, line.x, line.y, 1, STYLE_HINT_KEY, is_selected ? "›" : " ");
    Style style = row.refusal ? STYLE_DIM : row.code_style == STYLE_PLAIN ? STYLE_CODE : row.code_style;
    int x = line.x + 2;
    draw_marked(canvas, rect_make(x, line.y, picker->code_width, 1), style, row.code, pattern);
    x += picker->code_width + (picker->code_width ? 2 : 0);
    style = row.refusal ? STYLE_DIM : STYLE_PLAIN;
    int cells = draw_marked(canvas, rect_make(x, line.y, end - x, 1), style, row.display, pattern);
    x += (row.note.length && cells < picker->display_width ? picker->display_width : cells) + 2;
    x += x < end ? canvas_text(canvas, x, line.y, end - x, STYLE_DIM, row.note) + (row.note.length ? 2 : 0) : 0;
    if (pattern.length && x < end) {
        canvas_text(canvas, x, line.y, end - x, STYLE_DIM, row.group);
    }
}

/* True where Enter takes what is typed. */
static bool takes_typed(const Picker *picker)
{
    Slice typed = line_editor_text(picker->editor);
    if (!typed.length || !picker->is_free_text) {
        return false;
    }
    return picker->count == 0 ||
           (picker->source.takes_typed && picker->source.takes_typed(picker->source.context, typed));
}

/* The last line: why not, what Enter takes, or how many rows match. */
static void draw_foot(const Picker *picker, Canvas *canvas, Rect line)
{
    Slice typed = line_editor_text(picker->editor);
    if (picker->said) {
        canvas_label(canvas, line.x, line.y, line.width, STYLE_ISSUE_WARNING, picker->said);
    } else if (takes_typed(picker)) {
        int cells = canvas_label(canvas, line.x, line.y, line.width, STYLE_HINT, "Enter takes what is typed: ");
        canvas_text(canvas, line.x + cells, line.y, line.width - cells, STYLE_INPUT, typed);
    } else if (picker->count == 0) {
        canvas_label(canvas, line.x, line.y, line.width, STYLE_HINT, "Nothing matches. Backspace to see more.");
    } else {
        bool is_filtered = slice_trim(typed).length > 0;
        canvas_format(canvas, line.x, line.y, line.width, STYLE_HINT, "%zu of %zu%s",
                      is_filtered ? picker->count : picker->source.count, picker->source.count,
                      picker->is_free_text ? "  ·  Alt-Enter takes what is typed" : "");
    }
}

static void picker_draw(void *self, Canvas *canvas, Rect area)
{
    Picker *picker = self;
    canvas_fill(canvas, area, GROUND_OVERLAY);
    Rect inside = canvas_box(canvas, area, STYLE_BORDER_FOCUS, picker->title);
    Rect body = rect_make(inside.x, inside.y + 1, inside.width, inside.height - 2);
    int most = body.width * CODE_SHARE / 100;
    picker->code_width = picker->widest_code < most ? picker->widest_code : most;
    picker->display_width = picker->widest_display < most ? picker->widest_display : most;
    list_draw(&picker->list, canvas, body, GROUND_OVERLAY, true, draw_row, picker);
    if (inside.height > 1) {
        draw_foot(picker, canvas, rect_make(inside.x, inside.y + inside.height - 1, inside.width, 1));
    }
    Rect input = rect_make(inside.x, inside.y, inside.width, 1);
    line_editor_draw(picker->editor, canvas, input, true);
    if (!line_editor_text(picker->editor).length && picker->placeholder) {
        canvas_label(canvas, input.x, input.y, input.width, STYLE_DIM, picker->placeholder);
    }
}

/* ---- events ---- */

/* Tells the owner where the selection is, when it moved. */
static Reaction tell_moved(Picker *picker, size_t before, Reaction reaction)
{
    size_t position = selected_position(picker);
    picker->said = NULL;
    if (position != before && picker->source.moved) {
        reaction |= picker->source.moved(picker->source.context, position);
    }
    return reaction;
}

/* Chooses the selected row, or says why it can't be. */
static Reaction choose(Picker *picker)
{
    bool is_typed = takes_typed(picker);
    size_t position = is_typed ? SIZE_MAX : selected_position(picker);
    Slice typed = line_editor_text(picker->editor);
    if (position == SIZE_MAX && !is_typed) {
        return REACT_NONE;
    }
    const char *refusal = position == SIZE_MAX ? NULL : picker->source.row(picker->source.context, position).refusal;
    if (refusal) {
        picker->said = refusal;
        return REACT_REDRAW;
    }
    return picker->source.chosen(picker->source.context, position, typed) | REACT_CLOSE;
}

static Reaction cancel(Picker *picker)
{
    Reaction reaction = picker->source.cancelled ? picker->source.cancelled(picker->source.context) : REACT_NONE;
    return reaction | REACT_CLOSE;
}

/* Filters again when the text has changed. */
static Reaction after_typing(Picker *picker, Reaction reaction)
{
    if (line_editor_revision(picker->editor) != picker->filtered_revision) {
        size_t before = selected_position(picker);
        refilter(picker);
        reaction = tell_moved(picker, before, reaction);
    }
    return reaction;
}

/* Completes what is typed; REACT_UNHANDLED where Tab moves the selection instead. */
static Reaction complete(Picker *picker)
{
    Slice typed = line_editor_text(picker->editor);
    bool is_wanted = picker->source.complete && picker->source.takes_typed &&
                     picker->source.takes_typed(picker->source.context, typed);
    if (!is_wanted) {
        return REACT_UNHANDLED;
    }
    Text completed = TEXT_EMPTY;
    if (picker->source.complete(picker->source.context, typed, &completed)) {
        line_editor_replace(picker->editor, 0, typed.length, text_slice(&completed));
    }
    text_free(&completed);
    return after_typing(picker, REACT_REDRAW);
}

/* Moves in the list by a key; home and end belong to the text while there is any. */
static Reaction move(Picker *picker, Key key)
{
    size_t before = selected_position(picker);
    uint64_t row = picker->list.selected;
    bool is_tab = key.code == KEYCODE_TAB;
    bool is_texts = (key.code == KEYCODE_HOME || key.code == KEYCODE_END) && line_editor_text(picker->editor).length;
    if (is_tab) {
        key = key_make(key.modifiers & KEY_SHIFT ? KEYCODE_UP : KEYCODE_DOWN, 0);
    }
    Reaction reaction = is_texts ? REACT_UNHANDLED : list_key(&picker->list, key);
    if (reaction & REACT_UNHANDLED) {
        return reaction;
    }
    leave_heading(picker, picker->list.selected < row ? -1 : 1);
    return tell_moved(picker, before, reaction | REACT_REDRAW);
}

static Reaction picker_key(void *self, Key key)
{
    Picker *picker = self;
    if (keys_equal(key, key_make(KEYCODE_ESCAPE, 0)) || keys_equal(key, key_make('c', KEY_CTRL))) {
        return cancel(picker);
    }
    if (keys_equal(key, key_make(KEYCODE_ENTER, 0))) {
        return choose(picker);
    }
    if (keys_equal(key, key_make(KEYCODE_ENTER, KEY_ALT)) && picker->is_free_text) {
        Slice typed = line_editor_text(picker->editor);
        return picker->source.chosen(picker->source.context, SIZE_MAX, typed) | REACT_CLOSE;
    }
    Reaction reaction = keys_equal(key, key_make(KEYCODE_TAB, 0)) ? complete(picker) : REACT_UNHANDLED;
    if (reaction & REACT_UNHANDLED) {
        reaction = move(picker, key);
    }
    if (reaction & REACT_UNHANDLED) {
        reaction = after_typing(picker, line_editor_key(picker->editor, key));
    }
    return reaction;
}

static Reaction picker_paste(void *self, Slice text)
{
    Picker *picker = self;
    return after_typing(picker, line_editor_paste(picker->editor, text));
}

static Reaction picker_mouse(void *self, Mouse mouse)
{
    Picker *picker = self;
    size_t before = selected_position(picker);
    bool is_wheel = mouse.button == MOUSE_WHEEL_UP || mouse.button == MOUSE_WHEEL_DOWN;
    bool activated;
    Reaction reaction = list_mouse(&picker->list, mouse, &activated);
    leave_heading(picker, mouse.button == MOUSE_WHEEL_UP ? -1 : 1);
    if (activated) {
        return choose(picker);
    }
    bool is_outside = !rect_contains(rect_inset(picker->list.area, -1, -2), mouse.x, mouse.y);
    if (is_outside && mouse.action == MOUSE_PRESS && !is_wheel) {
        return cancel(picker);
    }
    return reaction & REACT_UNHANDLED ? REACT_NONE : tell_moved(picker, before, reaction);
}

static void picker_free(void *self)
{
    Picker *picker = self;
    if (picker->source.free) {
        picker->source.free(picker->source.context);
    }
    line_editor_free(picker->editor);
    free(picker->entries);
    free(picker->title);
    free(picker->placeholder);
    free(picker);
}

static const ViewKind picker_kind = {.name = "picker",
                                     .area = picker_area,
                                     .draw = picker_draw,
                                     .key = picker_key,
                                     .mouse = picker_mouse,
                                     .paste = picker_paste,
                                     .free = picker_free};

View picker_new(PickerSource source, PickerOptions options)
{
    Picker *picker = memory_allocate_zeroed(1, sizeof *picker);
    picker->source = source;
    picker->title = memory_copy_string(slice_from(options.title));
    picker->placeholder = options.placeholder ? memory_copy_string(slice_from(options.placeholder)) : NULL;
    picker->is_free_text = options.is_free_text;
    picker->is_anchored = options.is_anchored;
    picker->x = options.x;
    picker->y = options.y;
    picker->editor = line_editor_new();
    refilter(picker);
    select_position(picker, options.selected);
    if (options.filter.length) {
        line_editor_set(picker->editor, options.filter);
        refilter(picker);
    }
    return (View){&picker_kind, picker};
}
