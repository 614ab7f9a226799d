/*
 * Stage: the stack of views, and the one place where events are handed out and drawing happens.
 *
 * While a handler runs, views may be pushed; a view is taken off only after its handler returned, so no view is freed
 * while its own code runs. Areas and drawing are done from the lowest view that fills the screen upwards.
 */
#include "ui/kit/stage.h"

#include "src/base/memory.h"
#include "ui/kit/record.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

enum { DOUBLE_CLICK_MILLISECONDS = 400 };

typedef struct StackEntry {
    View view;
    Rect area;
    int64_t tick_at; /* in the clock's time; negative: no tick is wanted */
} StackEntry;

struct Stage {
    StackEntry *stack;
    size_t depth;
    size_t capacity;
    Canvas *canvas;
    Clock clock;
    Host host;
    Theme *theme;
    Text *record;
    int exit_status;
    bool needs_layout;
    bool needs_drawing;
    bool is_over;
    bool wants_suspend;
    bool wants_repaint;
    bool is_mouse_on;
    Mouse last_press; /* for double clicks */
    int64_t last_press_at;
};

Stage *stage_new(int width, int height, bool is_ascii, Clock clock)
{
    Stage *stage = memory_allocate_zeroed(1, sizeof *stage);
    stage->canvas = canvas_new(width, height, is_ascii);
    stage->clock = clock;
    stage->theme = theme_load("dark", NULL, NULL);
    stage->needs_layout = true;
    stage->last_press.button = MOUSE_NO_BUTTON;
    return stage;
}

/* Frees a view's own things. */
static void free_view(View view)
{
    if (view.kind->free) {
        view.kind->free(view.self);
    }
}

void stage_free(Stage *stage)
{
    if (!stage) {
        return;
    }
    while (stage->depth) {
        free_view(stage->stack[--stage->depth].view);
    }
    free(stage->stack);
    canvas_free(stage->canvas);
    theme_free(stage->theme);
    free(stage);
}

void stage_set_host(Stage *stage, Host host)
{
    stage->host = host;
}

static int64_t now(const Stage *stage)
{
    return stage->clock.milliseconds(stage->clock.context);
}

/* ---- views ---- */

/* Asks a view when it wants its next tick. */
static void ask_for_tick(const Stage *stage, StackEntry *entry)
{
    int64_t wait = entry->view.kind->wait ? entry->view.kind->wait(entry->view.self) : -1;
    entry->tick_at = wait < 0 ? -1 : now(stage) + wait;
}

void stage_push(Stage *stage, View view)
{
    ARRAY_RESERVE(stage->stack, stage->capacity, stage->depth + 1);
    stage->stack[stage->depth] = (StackEntry){.view = view, .tick_at = -1};
    stage->depth++;
    stage->needs_layout = true;
}

/* Takes the view at a position off and frees it; the one that is on top now is told. */
static void remove_view(Stage *stage, size_t position)
{
    View view = stage->stack[position].view;
    bool was_top = position + 1 == stage->depth;
    for (size_t i = position + 1; i < stage->depth; i++) {
        stage->stack[i - 1] = stage->stack[i];
    }
    stage->depth--;
    free_view(view);
    stage->needs_layout = true;
    stage->is_over = stage->is_over || stage->depth == 0;
    View top = stage_top(stage);
    if (was_top && top.kind && top.kind->uncovered) {
        top.kind->uncovered(top.self);
    }
}

void stage_pop(Stage *stage)
{
    if (stage->depth) {
        remove_view(stage, stage->depth - 1);
    }
}

size_t stage_depth(const Stage *stage)
{
    return stage->depth;
}

View stage_top(const Stage *stage)
{
    return stage->depth ? stage->stack[stage->depth - 1].view : (View){0};
}

/* Position of a view on the stack; the depth where it is not on it. */
static size_t find_view(const Stage *stage, const void *self)
{
    size_t position = 0;
    while (position < stage->depth && stage->stack[position].view.self != self) {
        position++;
    }
    return position;
}

/* ---- events ---- */

/* Does what a view's handler asked for. */
static void react(Stage *stage, View view, Reaction reaction)
{
    stage->needs_drawing = stage->needs_drawing || reaction & REACT_REDRAW;
    stage->needs_layout = stage->needs_layout || reaction & REACT_RELAYOUT;
    stage->is_over = stage->is_over || reaction & REACT_QUIT;
    stage->wants_suspend = stage->wants_suspend || reaction & REACT_SUSPEND;
    stage->wants_repaint = stage->wants_repaint || reaction & REACT_REPAINT;
    size_t position = find_view(stage, view.self);
    if (reaction & REACT_CLOSE && position < stage->depth) {
        remove_view(stage, position);
    }
}

/* Counts clicks: a press at the place of the one before, soon after it, is a double click. */
static void count_clicks(Stage *stage, Mouse *mouse)
{
    mouse->clicks = 1;
    if (mouse->action != MOUSE_PRESS) {
        return;
    }
    int64_t time = now(stage);
    const Mouse *last = &stage->last_press;
    if (last->clicks == 1 && last->button == mouse->button && last->x == mouse->x && last->y == mouse->y &&
        time - stage->last_press_at <= DOUBLE_CLICK_MILLISECONDS) {
        mouse->clicks = 2;
    }
    stage->last_press = *mouse;
    stage->last_press_at = time;
}

/* The screen has another size. */
static void resize(Stage *stage, int width, int height)
{
    canvas_resize(stage->canvas, width, height);
    stage->needs_layout = true;
}

/* Lets every view leave its recovery file, and ends. */
static void hang_up(Stage *stage)
{
    for (size_t i = stage->depth; i-- > 0;) {
        View view = stage->stack[i].view;
        if (view.kind->rescue) {
            view.kind->rescue(view.self);
        }
    }
    stage->is_over = true;
}

/* Ticks of every view whose time has come. */
static void tick(Stage *stage)
{
    int64_t time = now(stage);
    for (size_t i = 0; i < stage->depth; i++) {
        StackEntry *entry = &stage->stack[i];
        if (entry->tick_at >= 0 && entry->tick_at <= time) {
            entry->tick_at = -1;
            View view = entry->view;
            react(stage, view, view.kind->tick ? view.kind->tick(view.self) : REACT_NONE);
        }
    }
}

/* Hands an event of a person to the topmost view. */
static void hand_out(Stage *stage, const Event *event)
{
    View view = stage_top(stage);
    if (!view.kind) {
        return;
    }
    if (event->kind == EVENT_KEY && view.kind->key) {
        react(stage, view, view.kind->key(view.self, event->key));
    } else if (event->kind == EVENT_MOUSE && view.kind->mouse) {
        react(stage, view, view.kind->mouse(view.self, event->mouse));
    } else if (event->kind == EVENT_PASTE && view.kind->paste) {
        react(stage, view, view.kind->paste(view.self, event->paste));
    }
}

void stage_handle(Stage *stage, Event event)
{
    if (stage->record) {
        record_event(&event, stage->record);
    }
    switch (event.kind) {
    case EVENT_NONE:
        break;
    case EVENT_RESIZE:
    case EVENT_RESUMED:
        resize(stage, event.width, event.height);
        stage->wants_repaint = stage->wants_repaint || event.kind == EVENT_RESUMED;
        break;
    case EVENT_HANGUP:
        hang_up(stage);
        return;
    case EVENT_MOUSE:
        count_clicks(stage, &event.mouse);
        hand_out(stage, &event);
        break;
    case EVENT_KEY:
    case EVENT_PASTE:
        hand_out(stage, &event);
        break;
    }
    tick(stage);
    for (size_t i = 0; i < stage->depth; i++) {
        if (stage->stack[i].tick_at < 0) {
            ask_for_tick(stage, &stage->stack[i]);
        }
    }
}

int64_t stage_wait(const Stage *stage)
{
    int64_t time = now(stage);
    int64_t shortest = -1;
    for (size_t i = 0; i < stage->depth; i++) {
        int64_t at = stage->stack[i].tick_at;
        int64_t wait = at <= time ? 0 : at - time;
        if (at >= 0 && (shortest < 0 || wait < shortest)) {
            shortest = wait;
        }
    }
    return shortest;
}

/* ---- drawing ---- */

/* Says that there is too little room. */
static void draw_too_small(Stage *stage)
{
    Canvas *canvas = stage->canvas;
    Rect bounds = canvas_bounds(canvas);
    char size[64];
    snprintf(size, sizeof size, "%d × %d; ipse needs %d × %d", bounds.width, bounds.height, STAGE_WIDTH_MINIMUM,
             STAGE_HEIGHT_MINIMUM);
    int y = bounds.height > 2 ? bounds.height / 2 - 1 : 0;
    canvas_label(canvas, 0, y, bounds.width, STYLE_STRONG, "This screen is too small:");
    canvas_label(canvas, 0, y + 1, bounds.width, STYLE_PLAIN, size);
    canvas_set_cursor(canvas, 0, y, false);
}

/* Asks every view for its area. */
static void lay_out(Stage *stage)
{
    Rect bounds = canvas_bounds(stage->canvas);
    for (size_t i = 0; i < stage->depth; i++) {
        StackEntry *entry = &stage->stack[i];
        entry->area = entry->view.kind->area ? entry->view.kind->area(entry->view.self, bounds) : bounds;
    }
    stage->needs_layout = false;
    stage->needs_drawing = true;
}

/* Draws the views from the uppermost one that fills the screen to the top. */
static void draw_views(Stage *stage)
{
    size_t lowest = stage->depth;
    while (lowest > 0) {
        lowest--;
        if (!stage->stack[lowest].view.kind->area) {
            break;
        }
    }
    for (size_t i = lowest; i < stage->depth; i++) {
        StackEntry *entry = &stage->stack[i];
        Rect clip = canvas_clip(stage->canvas, entry->area);
        canvas_fill(stage->canvas, entry->area, GROUND_SCREEN);
        if (entry->view.kind->draw) {
            entry->view.kind->draw(entry->view.self, stage->canvas, entry->area);
        }
        canvas_restore_clip(stage->canvas, clip);
    }
}

bool stage_draw(Stage *stage)
{
    if (stage->needs_layout) {
        lay_out(stage);
    }
    if (!stage->needs_drawing) {
        return false;
    }
    stage->needs_drawing = false;
    Rect bounds = canvas_bounds(stage->canvas);
    canvas_clear(stage->canvas);
    if (bounds.width < STAGE_WIDTH_MINIMUM || bounds.height < STAGE_HEIGHT_MINIMUM) {
        draw_too_small(stage);
    } else {
        draw_views(stage);
    }
    return true;
}

void stage_redraw(Stage *stage)
{
    stage->needs_drawing = true;
}

/* ---- the end, and requests ---- */

bool stage_is_over(const Stage *stage)
{
    return stage->is_over;
}

/* The value of a request, which is then no more. */
static bool take(bool *request)
{
    bool was = *request;
    *request = false;
    return was;
}

bool stage_take_suspend(Stage *stage)
{
    return take(&stage->wants_suspend);
}

bool stage_take_repaint(Stage *stage)
{
    return take(&stage->wants_repaint);
}

void stage_set_exit_status(Stage *stage, int status)
{
    stage->exit_status = status;
}

int stage_exit_status(const Stage *stage)
{
    return stage->exit_status;
}

/* ---- what views may use ---- */

const Canvas *stage_canvas(const Stage *stage)
{
    return stage->canvas;
}

Rect stage_bounds(const Stage *stage)
{
    return canvas_bounds(stage->canvas);
}

Clock stage_clock(const Stage *stage)
{
    return stage->clock;
}

bool stage_is_ascii(const Stage *stage)
{
    return canvas_is_ascii(stage->canvas);
}

void stage_set_ascii(Stage *stage, bool is_ascii)
{
    canvas_set_ascii(stage->canvas, is_ascii);
    stage->needs_drawing = true;
}

const Theme *stage_theme(const Stage *stage)
{
    return stage->theme;
}

void stage_set_theme(Stage *stage, const Theme *theme)
{
    Theme *copy = theme_copy(theme);
    theme_free(stage->theme);
    stage->theme = copy;
    stage->needs_drawing = true;
    stage->wants_repaint = true;
}

bool stage_run_program(Stage *stage, char *const arguments[], int *exit_status, Error *error)
{
    if (!stage->host.run) {
        return error_set(error, ERROR_NOT_POSSIBLE, NULL, "programs can't be run from here");
    }
    return stage->host.run(stage->host.context, arguments, exit_status, error);
}

bool stage_copy(Stage *stage, Slice text, const char **how, Error *error)
{
    if (!stage->host.copy) {
        return error_set(error, ERROR_NOT_POSSIBLE, NULL, "there is no clipboard here");
    }
    return stage->host.copy(stage->host.context, text, how, error);
}

void stage_set_mouse(Stage *stage, bool is_on)
{
    stage->is_mouse_on = is_on;
    if (stage->host.mouse) {
        stage->host.mouse(stage->host.context, is_on);
    }
}

bool stage_mouse(const Stage *stage)
{
    return stage->is_mouse_on;
}

void stage_bell(Stage *stage)
{
    if (stage->host.bell) {
        stage->host.bell(stage->host.context);
    }
}

void stage_record(Stage *stage, Text *record)
{
    stage->record = record;
}
