/*
 * List: which rows are seen and which is selected.
 *
 * Invariant, kept by `settle`: selected < count (or LIST_NONE when there is no row), and the selected row is among the
 * `height` lines from `first` on. A height of 0 (never drawn) moves nothing. The selected row may be taller than one
 * line; how many rows are seen is then less by what it takes more.
 */
#include "ui/widgets/list.h"

enum { WHEEL_ROWS = 3 };

/* Lines that the selected row takes besides its first. */
static int more_lines(const List *list)
{
    return list->tall > 1 ? list->tall - 1 : 0;
}

/* Rows that are seen at once. */
static uint64_t rows_seen(const List *list)
{
    int rows = list->height - more_lines(list);
    return rows > 0 ? (uint64_t)rows : 1;
}

/* The greatest `first` that leaves no row unused. */
static uint64_t last_first(const List *list)
{
    uint64_t height = rows_seen(list);
    return list->count > height ? list->count - height : 0;
}

/* Restores the invariant by scrolling as little as possible. */
static void settle(List *list)
{
    if (list->count == 0) {
        list->selected = LIST_NONE;
        list->first = 0;
        return;
    }
    if (list->selected >= list->count) {
        list->selected = list->selected == LIST_NONE ? 0 : list->count - 1;
    }
    if (list->height <= 0) {
        return;
    }
    uint64_t height = rows_seen(list);
    if (list->selected < list->first) {
        list->first = list->selected;
    } else if (list->selected - list->first >= height) {
        list->first = list->selected - height + 1;
    }
    if (list->first > last_first(list)) {
        list->first = last_first(list);
    }
}

/* `from` moved by `distance`, kept in [0, last]. */
static uint64_t moved(uint64_t from, int64_t distance, uint64_t last)
{
    if (distance < 0) {
        uint64_t back = (uint64_t)-distance;
        return back > from ? 0 : from - back;
    }
    return (uint64_t)distance > last - from ? last : from + (uint64_t)distance;
}

void list_set_count(List *list, uint64_t count)
{
    list->count = count;
    settle(list);
}

void list_select(List *list, uint64_t row)
{
    list->selected = row;
    settle(list);
}

Reaction list_move(List *list, int64_t distance)
{
    if (list->count == 0) {
        return REACT_NONE;
    }
    uint64_t before = list->selected;
    list->selected = moved(before, distance, list->count - 1);
    settle(list);
    return list->selected == before ? REACT_NONE : REACT_REDRAW;
}

/* Scrolls without leaving the selection after: it moves along at the edges. */
static Reaction list_scroll(List *list, int64_t distance)
{
    uint64_t last = last_first(list);
    uint64_t first = moved(list->first < last ? list->first : last, distance, last);
    if (first == list->first) {
        return REACT_NONE;
    }
    list->first = first;
    uint64_t end = first + rows_seen(list);
    if (list->selected < first) {
        list->selected = first;
    } else if (list->selected >= end) {
        list->selected = end - 1;
    }
    settle(list);
    return REACT_REDRAW;
}

void list_centre(List *list)
{
    if (list->count && list->height > 0) {
        uint64_t half = (uint64_t)list->height / 2;
        list->first = list->selected > half ? list->selected - half : 0;
        settle(list);
    }
}

/* A key and by how much it moves. */
typedef struct ListStep {
    Key key;
    int64_t distance;
} ListStep;

/* Moves by the step of the key, where there is one. */
static Reaction take_step(List *list, Key key, const ListStep *steps, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (keys_equal(steps[i].key, key)) {
            return list_move(list, steps[i].distance);
        }
    }
    return REACT_UNHANDLED;
}

static int64_t page_of(const List *list)
{
    return list->height > 1 ? list->height - 1 : 1;
}

static int64_t all_of(const List *list)
{
    return (int64_t)(list->count & INT64_MAX);
}

Reaction list_key(List *list, Key key)
{
    int64_t page = page_of(list), all = all_of(list);
    const ListStep steps[] = {
        {{KEYCODE_UP, 0}, -1},     {{KEYCODE_DOWN, 0}, 1},        {{'p', KEY_CTRL}, -1},
        {{'n', KEY_CTRL}, 1},      {{KEYCODE_PAGE_UP, 0}, -page}, {{KEYCODE_PAGE_DOWN, 0}, page},
        {{KEYCODE_HOME, 0}, -all}, {{KEYCODE_END, 0}, all},
    };
    return take_step(list, key, steps, sizeof steps / sizeof *steps);
}

Reaction list_browse_key(List *list, Key key)
{
    int64_t page = page_of(list), all = all_of(list), half = list->height > 2 ? list->height / 2 : 1;
    const ListStep steps[] = {
        {{'k', 0}, -1},           {{'j', 0}, 1},           {{'g', 0}, -all},         {{'G', 0}, all},
        {{'b', KEY_CTRL}, -page}, {{'f', KEY_CTRL}, page}, {{'u', KEY_CTRL}, -half}, {{'d', KEY_CTRL}, half},
    };
    Reaction reaction = list_key(list, key);
    return reaction & REACT_UNHANDLED ? take_step(list, key, steps, sizeof steps / sizeof *steps) : reaction;
}

uint64_t list_row_at(const List *list, int x, int y)
{
    if (!rect_contains(list->area, x, y)) {
        return LIST_NONE;
    }
    uint64_t row = list->first + (uint64_t)(y - list->area.y);
    if (row > list->selected) {
        uint64_t more = (uint64_t)more_lines(list);
        row = row > list->selected + more ? row - more : list->selected;
    }
    return row < list->count ? row : LIST_NONE;
}

Reaction list_mouse(List *list, Mouse mouse, bool *activated)
{
    *activated = false;
    if (!rect_contains(list->area, mouse.x, mouse.y)) {
        return REACT_UNHANDLED;
    }
    if (mouse.button == MOUSE_WHEEL_UP || mouse.button == MOUSE_WHEEL_DOWN) {
        return list_scroll(list, mouse.button == MOUSE_WHEEL_UP ? -WHEEL_ROWS : WHEEL_ROWS);
    }
    uint64_t row = list_row_at(list, mouse.x, mouse.y);
    if (mouse.button != MOUSE_LEFT || mouse.action == MOUSE_RELEASE || row == LIST_NONE) {
        return REACT_UNHANDLED;
    }
    *activated = mouse.clicks == 2 && mouse.action == MOUSE_PRESS;
    list->selected = row;
    return REACT_REDRAW;
}

Reaction list_view_key(List *list, Key key, ListEnter *enter, void *view)
{
    if (list_browse_key(list, key) != REACT_UNHANDLED) {
        return REACT_REDRAW;
    }
    switch (key.modifiers ? 0 : key.code) {
    case KEYCODE_ENTER:
        return enter(view);
    case KEYCODE_ESCAPE:
    case 'q':
        return REACT_CLOSE | REACT_REDRAW;
    default:
        return REACT_UNHANDLED;
    }
}

Reaction list_view_mouse(List *list, Mouse mouse, ListEnter *enter, void *view)
{
    bool is_activated = false;
    Reaction reaction = list_mouse(list, mouse, &is_activated);
    return is_activated ? enter(view) : reaction;
}

int list_scrollbar_line(const List *list, uint64_t row)
{
    if (list->height <= 0 || list->count <= (uint64_t)list->height || row >= list->count) {
        return list->area.y;
    }
    return list->area.y + (int)((double)row / (double)list->count * list->height);
}

void list_draw(List *list, Canvas *canvas, Rect area, Ground ground, bool is_focused, ListRowDraw *draw, void *context)
{
    list->area = area;
    list->height = area.height;
    settle(list);
    bool has_scrollbar = area.height > 0 && list->count > rows_seen(list) && area.width > 2;
    int width = area.width - (has_scrollbar ? 1 : 0);
    uint64_t row = list->first;
    for (int y = 0; y < area.height; row++) {
        bool is_selected = row == list->selected && list->count;
        int lines = is_selected ? 1 + more_lines(list) : 1;
        Rect line = rect_make(area.x, area.y + y, width, y + lines <= area.height ? lines : area.height - y);
        Ground selected = is_focused ? GROUND_SELECTED : GROUND_SELECTED_AWAY;
        canvas_fill(canvas, line, is_selected ? selected : ground);
        if (row < list->count) {
            draw(context, row, canvas, line, is_selected);
        }
        if (is_selected && is_focused) {
            canvas_set_cursor(canvas, line.x, line.y, false);
        }
        y += lines;
    }
    if (has_scrollbar) {
        canvas_fill(canvas, rect_make(area.x + width, area.y, 1, area.height), ground);
        canvas_scrollbar(canvas, area.x + width, area.y, area.height, list->first, list->count);
    }
}
