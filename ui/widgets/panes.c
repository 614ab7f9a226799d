/*
 * Panes: cutting an area into framed parts.
 *
 * Frames overlap by one cell where they meet, so neighbours share a border. Junctions are not computed: every frame
 * marks which of its four directions each border cell goes on in, and a table turns the union into a sign.
 */
#include "ui/widgets/panes.h"

enum { BORDERS = 2, FULL_SHARE = 100, TITLE_ROOM = 6, REST_HEIGHT_LEAST = 2 };

/* ---- layout ---- */

bool panes_is_shown(const Panes *panes, size_t pane)
{
    return pane < panes->count && panes->panes[pane].frame.height > 0;
}

/* Cells inside that a pane gets of `available` cells (borders included) when at least `rest` cells inside must stay;
   0: none. */
static int inner_size(const Pane *pane, int available, int rest)
{
    int size = (available - BORDERS) * pane->share / FULL_SHARE;
    size = pane->most > 0 && size > pane->most ? pane->most : size;
    size = pane->wish > 0 ? pane->wish : size;
    int room = available - 1 - BORDERS - rest;
    size = size < pane->least ? pane->least : size;
    size = size > room ? room : size;
    return size < pane->least || size < 1 ? 0 : size;
}

/* Cuts a pane off the rest; a pane that finds no room is left out. */
static void cut(Pane *pane, Rect *rest, int width_least)
{
    pane->frame = rect_make(rest->x, rest->y, 0, 0);
    if (pane->is_hidden) {
        return;
    }
    if (pane->side == PANE_BOTTOM) {
        int size = inner_size(pane, rest->height, REST_HEIGHT_LEAST);
        if (size > 0) {
            int height = size + BORDERS;
            pane->frame = rect_make(rest->x, rest->y + rest->height - height, rest->width, height);
            rest->height -= height - 1;
        }
    } else {
        int size = inner_size(pane, rest->width, width_least);
        if (size > 0) {
            int width = size + BORDERS;
            pane->frame = rect_make(rest->x + rest->width - width, rest->y, width, rest->height);
            rest->width -= width - 1;
        }
    }
}

/* Gives all to the pane with the focus. */
static void show_alone(Panes *panes, Rect area)
{
    for (size_t i = 0; i < panes->count; i++) {
        panes->panes[i].frame = rect_make(area.x, area.y, 0, 0);
    }
    panes->panes[panes->focus].frame = area;
}

void panes_layout(Panes *panes, Rect area)
{
    Rect rest = area;
    int width_least = panes->panes[0].least > 0 ? panes->panes[0].least : 1;
    for (size_t i = 1; i < panes->count; i++) {
        cut(&panes->panes[i], &rest, width_least);
    }
    panes->panes[0].frame = rest;
    if (panes->panes[panes->focus].is_hidden) {
        panes->focus = 0;
    }
    if (panes->is_zoomed || !panes_is_shown(panes, panes->focus)) {
        show_alone(panes, area);
    }
    for (size_t i = 0; i < panes->count; i++) {
        Pane *pane = &panes->panes[i];
        pane->inside = panes_is_shown(panes, i) ? rect_inset(pane->frame, 1, 1) : pane->frame;
    }
}

/* ---- drawing ---- */

/* Directions in which a border cell goes on. */
enum { GOES_UP = 1, GOES_RIGHT = 2, GOES_DOWN = 4, GOES_LEFT = 8 };

/* The sign for each union of directions. */
static const Glyph junctions[16] = {
    [GOES_UP] = GLYPH_VERTICAL,
    [GOES_DOWN] = GLYPH_VERTICAL,
    [GOES_UP | GOES_DOWN] = GLYPH_VERTICAL,
    [GOES_LEFT] = GLYPH_HORIZONTAL,
    [GOES_RIGHT] = GLYPH_HORIZONTAL,
    [GOES_LEFT | GOES_RIGHT] = GLYPH_HORIZONTAL,
    [GOES_DOWN | GOES_RIGHT] = GLYPH_CORNER_TOP_LEFT,
    [GOES_DOWN | GOES_LEFT] = GLYPH_CORNER_TOP_RIGHT,
    [GOES_UP | GOES_RIGHT] = GLYPH_CORNER_BOTTOM_LEFT,
    [GOES_UP | GOES_LEFT] = GLYPH_CORNER_BOTTOM_RIGHT,
    [GOES_UP | GOES_DOWN | GOES_RIGHT] = GLYPH_TEE_RIGHT,
    [GOES_UP | GOES_DOWN | GOES_LEFT] = GLYPH_TEE_LEFT,
    [GOES_DOWN | GOES_LEFT | GOES_RIGHT] = GLYPH_TEE_DOWN,
    [GOES_UP | GOES_LEFT | GOES_RIGHT] = GLYPH_TEE_UP,
    [GOES_UP | GOES_DOWN | GOES_LEFT | GOES_RIGHT] = GLYPH_CROSS,
};

/* Directions in which a frame's border goes on from a cell; 0 where the cell is not on its border. */
static unsigned directions(Rect frame, int x, int y)
{
    int right = frame.x + frame.width - 1;
    int bottom = frame.y + frame.height - 1;
    if (!rect_contains(frame, x, y) || (x > frame.x && x < right && y > frame.y && y < bottom)) {
        return 0;
    }
    unsigned goes = 0;
    bool is_on_column = x == frame.x || x == right;
    bool is_on_row = y == frame.y || y == bottom;
    goes |= is_on_row && x > frame.x ? GOES_LEFT : 0;
    goes |= is_on_row && x < right ? GOES_RIGHT : 0;
    goes |= is_on_column && y > frame.y ? GOES_UP : 0;
    goes |= is_on_column && y < bottom ? GOES_DOWN : 0;
    return goes;
}

/* Draws one border cell as the union of all frames that meet there. */
static void draw_border_cell(const Panes *panes, Canvas *canvas, int x, int y)
{
    unsigned goes = 0;
    bool is_focus = false;
    for (size_t i = 0; i < panes->count; i++) {
        unsigned own = panes_is_shown(panes, i) ? directions(panes->panes[i].frame, x, y) : 0;
        goes |= own;
        is_focus = is_focus || (own && i == panes->focus);
    }
    if (goes) {
        canvas_glyph(canvas, x, y, is_focus ? STYLE_BORDER_FOCUS : STYLE_BORDER, junctions[goes]);
    }
}

/* Draws the border of one frame. */
static void draw_frame(const Panes *panes, Canvas *canvas, Rect frame)
{
    int right = frame.x + frame.width - 1;
    int bottom = frame.y + frame.height - 1;
    for (int x = frame.x; x <= right; x++) {
        draw_border_cell(panes, canvas, x, frame.y);
        draw_border_cell(panes, canvas, x, bottom);
    }
    for (int y = frame.y; y <= bottom; y++) {
        draw_border_cell(panes, canvas, frame.x, y);
        draw_border_cell(panes, canvas, right, y);
    }
}

/* Writes a pane's title into its upper border. */
static void draw_title(const Panes *panes, Canvas *canvas, size_t position)
{
    const Pane *pane = &panes->panes[position];
    if (!pane->title || pane->frame.width < TITLE_ROOM) {
        return;
    }
    Style style = position == panes->focus ? STYLE_TITLE : STYLE_HINT;
    int x = pane->frame.x + 2;
    int cells = canvas_label(canvas, x, pane->frame.y, pane->frame.width - TITLE_ROOM + 2, style, pane->title);
    canvas_label(canvas, x - 1, pane->frame.y, 1, STYLE_PLAIN, " ");
    canvas_label(canvas, x + cells, pane->frame.y, 1, STYLE_PLAIN, " ");
}

void panes_draw(const Panes *panes, Canvas *canvas)
{
    for (size_t i = 0; i < panes->count; i++) {
        if (panes_is_shown(panes, i)) {
            draw_frame(panes, canvas, panes->panes[i].frame);
        }
    }
    for (size_t i = 0; i < panes->count; i++) {
        if (panes_is_shown(panes, i)) {
            draw_title(panes, canvas, i);
        }
    }
}

/* ---- focus and mouse ---- */

Reaction panes_focus_next(Panes *panes, bool is_backward)
{
    size_t before = panes->focus;
    size_t step = is_backward ? panes->count - 1 : 1;
    for (size_t i = 0; i < panes->count; i++) {
        panes->focus = (panes->focus + step) % panes->count;
        if (!panes->panes[panes->focus].is_hidden) {
            break;
        }
    }
    return panes->focus == before ? REACT_NONE : REACT_RELAYOUT;
}

size_t panes_resize(Panes *panes, PaneSide side, int cells)
{
    for (size_t i = 1; i < panes->count && !panes->is_zoomed; i++) {
        Pane *pane = &panes->panes[i];
        if (pane->side == side && panes_is_shown(panes, i)) {
            int size = side == PANE_BOTTOM ? pane->inside.height : pane->inside.width;
            size += i == panes->focus ? cells : -cells;
            pane->wish = size < pane->least ? pane->least : size;
            return i;
        }
    }
    return 0;
}

size_t panes_at(const Panes *panes, int x, int y)
{
    for (size_t i = 0; i < panes->count; i++) {
        if (panes_is_shown(panes, i) && rect_contains(panes->panes[i].inside, x, y)) {
            return i;
        }
    }
    return panes->count;
}

/* The pane whose inner border (the one it was cut off at) lies under a cell; 0 if there is none. */
static size_t border_at(const Panes *panes, int x, int y)
{
    for (size_t i = 1; i < panes->count; i++) {
        const Pane *pane = &panes->panes[i];
        bool is_on = pane->side == PANE_BOTTOM ? y == pane->frame.y : x == pane->frame.x;
        if (panes_is_shown(panes, i) && is_on && rect_contains(pane->frame, x, y)) {
            return i;
        }
    }
    return 0;
}

Reaction panes_mouse(Panes *panes, Mouse mouse)
{
    if (mouse.button == MOUSE_LEFT && mouse.action == MOUSE_PRESS) {
        panes->dragged = panes->is_zoomed ? 0 : border_at(panes, mouse.x, mouse.y);
        return panes->dragged ? REACT_NONE : REACT_UNHANDLED;
    }
    if (!panes->dragged) {
        return REACT_UNHANDLED;
    }
    if (mouse.action == MOUSE_RELEASE) {
        panes->dragged = 0;
        return REACT_NONE;
    }
    Pane *pane = &panes->panes[panes->dragged];
    int end = pane->side == PANE_BOTTOM ? pane->frame.y + pane->frame.height : pane->frame.x + pane->frame.width;
    int size = end - (pane->side == PANE_BOTTOM ? mouse.y : mouse.x) - BORDERS;
    pane->wish = size < pane->least ? pane->least : size;
    return REACT_RELAYOUT;
}
