/*
 * View: something that draws itself and takes events; and what handlers answer.
 *
 * Views lie on a stack (stage.h). Events go to the topmost view only. Handlers change the view's own state and return a
 * Reaction; they never draw. Drawing happens in one place, after the event was handled, and only when asked for.
 */
#ifndef IPSE_KIT_VIEW_H
#define IPSE_KIT_VIEW_H

#include "src/base/slice.h"
#include "ui/kit/canvas/canvas.h"
#include "ui/kit/stage/key_names.h"

#include <stdint.h>

/* What a handler asks for; values may be combined. */
typedef enum ReactionBit {
    REACT_NONE = 0,      /* handled, nothing to draw */
    REACT_REDRAW = 1,    /* draw again */
    REACT_RELAYOUT = 2,  /* ask for areas again, then draw */
    REACT_CLOSE = 4,     /* take this view off the stack and free it */
    REACT_UNHANDLED = 8, /* this view has no use for the event */
    REACT_QUIT = 16,     /* end the program */
    REACT_SUSPEND = 32,  /* stop the process until the shell resumes it (^Z) */
    REACT_REPAINT = 64   /* write every cell to the terminal again (^L) */
} ReactionBit;
typedef unsigned Reaction;

typedef enum MouseButton {
    MOUSE_LEFT,
    MOUSE_MIDDLE,
    MOUSE_RIGHT,
    MOUSE_WHEEL_UP,
    MOUSE_WHEEL_DOWN,
    MOUSE_NO_BUTTON
} MouseButton;

typedef enum MouseAction { MOUSE_PRESS, MOUSE_RELEASE, MOUSE_DRAG } MouseAction;

typedef struct Mouse {
    int x; /* cell, from 0 */
    int y;
    MouseButton button; /* wheels only press */
    MouseAction action;
    unsigned modifiers; /* KeyModifier */
    int clicks;         /* of a press: 2 when it follows another at the same place within 400 ms, else 1 */
} Mouse;

/* The foot of boxes in which something is selected. */
#define BOX_FOOT "Enter select · Esc cancel · F1 help"

/* The vtable. Members that are NULL do nothing (handlers: REACT_UNHANDLED). */
typedef struct ViewKind {
    const char *name;

    /* What keys do here, for F1: lines "KEYS\tWHAT THEY DO"; NULL: F1 is a key as any other. */
    const char *help;

    /* What the lowest line of the screen says while a box is on top of it; NULL: what it says without the box. */
    const char *foot;

    /* Where the view lies on a screen of this size; NULL: all of it. Views that do not cover the whole screen are drawn
       on top of those below. Called before drawing when the size or the stack changed or a relayout was asked for. */
    Rect (*area)(void *self, Rect screen);

    /* Draws within `area`, to which the canvas is clipped and where it is blank on GROUND_SCREEN. */
    void (*draw)(void *self, Canvas *canvas, Rect area);

    Reaction (*key)(void *self, Key key);
    Reaction (*mouse)(void *self, Mouse mouse);
    Reaction (*paste)(void *self, Slice text); /* a bracketed paste, whole; any bytes */

    /* Milliseconds of the stage's clock until `tick` is wanted, counted from now; negative: not wanted. */
    int64_t (*wait)(void *self);
    Reaction (*tick)(void *self);

    /* The view came to the top again because the one above it closed. */
    Reaction (*uncovered)(void *self);

    /* What is typed in the view and lies nowhere else, and the label that it is asked by; false: nothing. The slices
       are valid until the view's next event. */
    bool (*typed)(void *self, Slice *label, Slice *text);

    /* The program is about to die of a signal or hangup, to stop, or to wait for another one: leave a recovery file.
       Called for every view, top first. */
    void (*rescue)(void *self);

    void (*free)(void *self);
} ViewKind;

typedef struct View {
    const ViewKind *kind;
    void *self;
} View;

#endif
