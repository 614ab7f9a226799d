/*
 * Panes: the screen divided into framed parts with titles, sharing their borders.
 *
 *     ┌ Study ──────────────┬ Rule ─────┐
 *     │                     │           │
 *     ├ Issues ─────────────┴───────────┤
 *     │                                 │
 *     └─────────────────────────────────┘
 *
 * Panes are cut off an area one after the other, each at its right or bottom side; pane 0 is what remains. Sizes are in
 * cells: a wish of the user's, else a share of what there is, within bounds; a pane that finds no room is left out
 * until it has the focus, and then takes all.
 * Borders are dragged with the mouse. A Panes is a small value that its owner fills in; all zero where not said else.
 */
#ifndef IPSE_WIDGETS_PANES_H
#define IPSE_WIDGETS_PANES_H

#include "ui/kit/stage/view.h"

enum { PANES_MAXIMUM = 8 };

typedef enum PaneSide { PANE_RIGHT, PANE_BOTTOM } PaneSide;

/* One pane, cut off at a side of what the panes before it left. */
typedef struct Pane {
    const char *title; /* borrowed; may be NULL */
    PaneSide side;     /* where it is cut off; of the first: ignored */
    int wish;          /* cells inside, set by the user or dragging; 0: `share` of what is there */
    int share;         /* in hundredths */
    int least; /* cells inside; where fewer are left the pane is left out. Of the first: the columns that must remain */
    int most;  /* cells inside, unless more are wished; 0: no bound. Content that needs less asks for less with it */
    bool is_hidden; /* by the user */
    Rect frame;     /* filled by panes_layout: with borders; height 0: not shown */
    Rect inside;    /* without borders */
} Pane;

typedef struct Panes {
    Pane panes[PANES_MAXIMUM];
    size_t count;
    size_t focus;   /* the pane that takes the keys */
    bool is_zoomed; /* the focused pane takes all */
    size_t dragged; /* the pane whose border is being dragged; 0: none */
} Panes;

/* Divides the area. A focused pane that finds no room takes all; the focus moves to the first pane when its pane is
 * hidden. */
void panes_layout(Panes *panes, Rect area);

/* Draws borders, junctions and titles; the focused pane's in STYLE_BORDER_FOCUS. */
void panes_draw(const Panes *panes, Canvas *canvas);

bool panes_is_shown(const Panes *panes, size_t pane);

/* Moves the focus to the next pane that is not hidden, or back. */
Reaction panes_focus_next(Panes *panes, bool is_backward);

/* Makes the focused pane wider, or higher, by so many cells, at the cost of its neighbour; negative: smaller. Returns
   the pane whose wish was set; 0 where none is shown at that side. */
size_t panes_resize(Panes *panes, PaneSide side, int cells);

/* Press on a border, drag and release; REACT_UNHANDLED elsewhere. */
Reaction panes_mouse(Panes *panes, Mouse mouse);

/* The pane at a place; count if there is none. */
size_t panes_at(const Panes *panes, int x, int y);

#endif
