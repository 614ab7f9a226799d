/*
 * List: rows of any number, of which only those shown are asked for.
 *
 * The owner draws each row; the list knows which are seen, which is selected, and how keys, wheel and clicks move.
 */
#ifndef IPSE_WIDGETS_LIST_H
#define IPSE_WIDGETS_LIST_H

#include "ui/kit/stage/view.h"

#include <stdint.h>

#define LIST_NONE UINT64_MAX

/* A small value; starts all zero. */
typedef struct List {
    uint64_t count;    /* rows in all; set with list_set_count */
    uint64_t selected; /* LIST_NONE when there is no row */
    uint64_t first;    /* the topmost row that is seen */
    int height;        /* lines of the area as it was drawn last */
    int tall;          /* lines that the selected row takes; 0: one, as all others */
    Rect area;
} List;

/* Sets the number of rows and keeps the selection within them. */
void list_set_count(List *list, uint64_t count);

/* Selects a row (kept within the rows) and scrolls so that it is seen. */
void list_select(List *list, uint64_t row);

/* Moves by `distance` rows, stopping at the ends; REACT_NONE where it was there. */
Reaction list_move(List *list, int64_t distance);

/* Puts the selected row in the middle. */
void list_centre(List *list);

/* Up Down Home End PgUp PgDn, ^N ^P; everything else is REACT_UNHANDLED. */
Reaction list_key(List *list, Key key);

/* The same, and j k g G ^F ^B ^D ^U, for lists above which nothing is typed. */
Reaction list_browse_key(List *list, Key key);

/* Wheel and clicks: a click selects; REACT_UNHANDLED outside of the area. `*activated` is set on a double click. */
Reaction list_mouse(List *list, Mouse mouse, bool *activated);

/* For a list that is a view of its own: keys move as in list_browse_key, Enter and a double click call `enter`, Esc and
 * q close. */
typedef Reaction ListEnter(void *view);
Reaction list_view_key(List *list, Key key, ListEnter *enter, void *view);
Reaction list_view_mouse(List *list, Mouse mouse, ListEnter *enter, void *view);

/* The row at a place of the screen; LIST_NONE if there is none. */
uint64_t list_row_at(const List *list, int x, int y);

/* The line of the scrollbar that stands for a row, for marks beside it; the area's first line when all rows are seen.
 */
int list_scrollbar_line(const List *list, uint64_t row);

/* Draws the rows that are seen: for each its line (of the selected one, its `tall` lines) is filled with its ground
   (selected or not), then `draw` is called. A scrollbar takes the last column when not all rows fit. The canvas's
   cursor is set to the selected row's first cell when `is_focused`. */
typedef void ListRowDraw(void *context, uint64_t row, Canvas *canvas, Rect line, bool is_selected);
void list_draw(List *list, Canvas *canvas, Rect area, Ground ground, bool is_focused, ListRowDraw *draw, void *context);

#endif
