/*
 * Stage: the stack of views, their canvas, and the one place where events are handed out and drawing happens.
 *
 * A stage needs no terminal: a terminal (loop.h) or a script (script.h) feeds it events and reads its canvas. What only
 * the world outside can do (run a program, set the clipboard, ring) goes through a Host.
 */
#ifndef IPSE_KIT_STAGE_H
#define IPSE_KIT_STAGE_H

#include "src/base/clock.h"
#include "src/base/error.h"
#include "ui/kit/config/theme.h"
#include "ui/kit/stage/event.h"
#include "ui/kit/stage/view.h"

/* The least size of a screen; the least height that is left to the views above a band (stage_set_band). */
enum { STAGE_WIDTH_MINIMUM = 60, STAGE_HEIGHT_MINIMUM = 16, STAGE_HEIGHT_BESIDE_BAND = 11 };

typedef struct Stage Stage;

/* What the world outside does for the stage. Members may be NULL: then it can't be done, and a sentence says so. */
typedef struct Host {
    void *context;

    /* Runs a program in the foreground with the terminal (argument vector, NULL-terminated) and waits for it. */
    bool (*run)(void *context, char *const arguments[], int *exit_status, Error *error);

    /* Puts text on the clipboard and says how it was done ("copied through the terminal (OSC 52)"), a constant. */
    bool (*copy)(void *context, Slice text, const char **how, Error *error);

    /* Turns reports of the mouse on and off. */
    void (*mouse)(void *context, bool is_on);
} Host;

/* A stage of this size without views. Free with stage_free, which frees the views that are still on it. */
Stage *stage_new(int width, int height, bool is_ascii, Clock clock);
void stage_free(Stage *stage);

void stage_set_host(Stage *stage, Host host);

/* ---- views ---- */

/* Puts a view on top; the stage owns it from now on. May be called from handlers. */
void stage_push(Stage *stage, View view);

/* The topmost view; kind NULL if there is none. */
View stage_top(const Stage *stage);

/* What is typed in the topmost view that has something (`typed` in view.h); false: nothing is. */
bool stage_typed(const Stage *stage, Slice *label, Slice *text);

/* A sentence that is shown over all views, whichever of them is the topmost. */
typedef struct StageNotice {
    void *context;

    /* Draws it in the lowest rows of `area`: what the topmost view, `top`, leaves of the screen where it is a line at
       the lower end, as a prompt is; else the whole screen. */
    void (*draw)(void *context, View top, Canvas *canvas, Rect area);

    /* A key or a click comes to the topmost view: what was said before was read. True where that changes the screen. */
    bool (*dismiss)(void *context, View top);
} StageNotice;

void stage_set_notice(Stage *stage, StageNotice notice);

/* ---- events ---- */

/* Hands an event to the topmost view and does what it reacts with, except drawing. A screen smaller than
   STAGE_WIDTH_MINIMUM × STAGE_HEIGHT_MINIMUM takes events as any other, and draws a sentence in place of the views. */
void stage_handle(Stage *stage, Event event);

/* What F1, and ? where the view has no use for it, does on a view whose kind has a help text: `open` shows that. */
void stage_set_help(Stage *stage, void (*open)(void *context, const char *help), void *context);

/* Draws what was asked for; true when the canvas may have changed. */
bool stage_draw(Stage *stage);

/* Milliseconds until a tick is wanted; negative: none is. */
int64_t stage_wait(const Stage *stage);

/* Asks for drawing, from outside of handlers. */
void stage_redraw(Stage *stage);

/* Ends the program as REACT_QUIT does, from outside of handlers. */
void stage_quit(Stage *stage);

/* True once a view quit, the last one closed, or a hangup was handled. */
bool stage_is_over(const Stage *stage);

/* Requests that the terminal fulfils after the event: true once, then false until asked again. */
bool stage_take_suspend(Stage *stage);
bool stage_take_repaint(Stage *stage);

/* The exit status that the program is to end with; 0 at first. */
void stage_set_exit_status(Stage *stage, int status);
int stage_exit_status(const Stage *stage);

/* ---- what views may use ---- */

const Canvas *stage_canvas(const Stage *stage);

/* The part of the canvas that is for the views. */
Rect stage_bounds(const Stage *stage);

/* The theme by name, as the terminal paints with it; the stage owns a copy. */
const Theme *stage_theme(const Stage *stage);
void stage_set_theme(Stage *stage, const Theme *theme);

/* Through the host. After a program, the terminal is painted anew. */
bool stage_run_program(Stage *stage, char *const arguments[], int *exit_status, Error *error);
bool stage_copy(Stage *stage, Slice text, const char **how, Error *error);
void stage_set_mouse(Stage *stage, bool is_on);
bool stage_mouse(const Stage *stage);

/* ---- playing ---- */

/* Who presses keys in the person's place: a script that plays. What comes from outside goes to it first; what it hands
   to stage_handle itself goes to the views. */
typedef struct StageDriver {
    void *context;
    bool (*event)(void *context, const Event *event); /* a key, click or paste from outside; false: is for the views */
    int64_t (*wait)(void *context);                   /* milliseconds until `tick` is wanted; negative: not wanted */
    void (*tick)(void *context);
} StageDriver;

/* NULL members of `driver` all: nobody plays. May be called by the driver. */
void stage_set_driver(Stage *stage, StageDriver driver);
bool stage_is_driven(const Stage *stage);

/* Room for what a script says: a band at the lower end of the screen with so many rows of text below a line, whose
   views are that much lower; 0 at first. A screen that would be too low keeps its height, and is covered. */
void stage_set_band(Stage *stage, int rows);
int stage_band(const Stage *stage);

/* The rows that a sentence takes in the band: at least 2, at most 4. */
int stage_band_rows(const Stage *stage, Slice text);

/* What stands in the band: a text that is wrapped, the key that was pressed last, what the line says at its left and
   right end. All are copied, empty at first. */
typedef struct StageCaption {
    Slice text;
    Slice key;
    Slice status;
    Slice hint;
} StageCaption;
void stage_set_caption(Stage *stage, const StageCaption *caption);

/* The largest size that the views use, in the upper left corner of a larger screen; 0: all of it. */
void stage_set_frame(Stage *stage, int width, int height);

/* ---- recording ---- */

/* From now on every event is appended to `record` in the language of scripts (script.h); NULL ends it. The text must
   outlive the recording. Meanwhile the first line of every view carries a mark. */
void stage_record(Stage *stage, Text *record);

#endif
