/*
 * Stage: the stack of views, and the one place where events are handed out and drawing happens.
 *
 * While a handler runs, views may be pushed; a view is taken off only after its handler returned, so no view is freed
 * while its own code runs. Areas and drawing are done from the lowest view that fills the screen upwards.
 */
#include "ui/kit/stage/stage_inside.h"

#include "src/base/memory.h"
#include "ui/kit/stage/record.h"

#include <stdlib.h>

enum { DOUBLE_CLICK_MILLISECONDS = 400 };

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
    text_free(&stage->caption);
    text_free(&stage->caption_key);
    text_free(&stage->caption_status);
    text_free(&stage->caption_hint);
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

/* Asks a view when it wants its next tick; one that was promised already comes no later. */
static void ask_for_tick(const Stage *stage, StackEntry *entry)
{
    int64_t wait = entry->view.kind->wait ? entry->view.kind->wait(entry->view.self) : -1;
    int64_t at = now(stage) + wait;
    if (wait >= 0 && (entry->tick_at < 0 || at < entry->tick_at)) {
        entry->tick_at = at;
    }
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

View stage_top(const Stage *stage)
{
    return stage->depth ? stage->stack[stage->depth - 1].view : (View){0};
}

bool stage_typed(const Stage *stage, Slice *label, Slice *text)
{
    for (size_t i = stage->depth; i-- > 0;) {
        View view = stage->stack[i].view;
        if (view.kind->typed && view.kind->typed(view.self, label, text)) {
            return true;
        }
    }
    return false;
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
    bool is_there = last->x == mouse->x && last->y == mouse->y;
    bool is_soon = time - stage->last_press_at <= DOUBLE_CLICK_MILLISECONDS;
    if (last->clicks == 1 && last->button == mouse->button && is_there && is_soon) {
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

void stage_rescue(Stage *stage)
{
    for (size_t i = stage->depth; i-- > 0;) {
        View view = stage->stack[i].view;
        if (view.kind->rescue) {
            view.kind->rescue(view.self);
        }
    }
}

/* True where an event from outside was for the driver alone. */
static bool is_for_driver(Stage *stage, const Event *event)
{
    bool is_of_person = event->kind == EVENT_KEY || event->kind == EVENT_MOUSE || event->kind == EVENT_PASTE;
    if (!is_of_person || stage->is_driving || !stage->driver.event) {
        return false;
    }
    stage->is_driving = true;
    bool is_taken = stage->driver.event(stage->driver.context, event);
    stage->is_driving = false;
    return is_taken;
}

/* Lets the driver do what is due now. */
static void drive(Stage *stage)
{
    if (!stage->is_driving && stage->driver.tick && stage->driver.wait(stage->driver.context) == 0) {
        stage->is_driving = true;
        stage->driver.tick(stage->driver.context);
        stage->is_driving = false;
    }
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

/* Hands a key to a view; F1 asks for the help of one that has it, and so does ? where it means nothing else. True where
   the view has no use for it. */
static bool hand_key(Stage *stage, View view, Key key)
{
    bool has_help = view.kind->help && stage->open_help;
    bool is_help = has_help && keys_equal(key, key_make(KEYCODE_F1, 0));
    Reaction reaction = is_help || !view.kind->key ? REACT_UNHANDLED : view.kind->key(view.self, key);
    if (is_help || (has_help && reaction & REACT_UNHANDLED && keys_equal(key, key_make('?', 0)))) {
        stage->open_help(stage->help_context, view.kind->help);
        return false;
    }
    react(stage, view, reaction);
    return (reaction & REACT_UNHANDLED) != 0;
}

/* Hands out a key. Terminals send Esc and a key that follows at once as the key with Alt: where that means nothing, it
   is taken for the two. */
static void hand_out_key(Stage *stage, View view, Key key)
{
    bool is_free = hand_key(stage, view, key);
    if (is_free && key.modifiers & KEY_ALT) {
        hand_key(stage, view, key_make(KEYCODE_ESCAPE, 0));
        View top = stage_top(stage);
        if (top.kind && !stage->is_over) {
            hand_key(stage, top, key_make(key.code, key.modifiers & ~(unsigned)KEY_ALT));
        }
    }
}

/* Before a key or a click is handed out: what was said before was read. */
static void dismiss_notice(Stage *stage, View top, const Event *event)
{
    bool is_click = event->kind == EVENT_MOUSE && event->mouse.action == MOUSE_PRESS;
    if (stage->notice.dismiss && (event->kind == EVENT_KEY || is_click)) {
        stage->needs_drawing = stage->notice.dismiss(stage->notice.context, top) || stage->needs_drawing;
    }
}

/* Hands an event of a person to the topmost view. */
static void hand_out(Stage *stage, const Event *event)
{
    View view = stage_top(stage);
    if (!view.kind) {
        return;
    }
    dismiss_notice(stage, view, event);
    if (event->kind == EVENT_KEY) {
        hand_out_key(stage, view, event->key);
    } else if (event->kind == EVENT_MOUSE && view.kind->mouse) {
        react(stage, view, view.kind->mouse(view.self, event->mouse));
    } else if (event->kind == EVENT_PASTE && view.kind->paste) {
        react(stage, view, view.kind->paste(view.self, event->paste));
    }
}

void stage_handle(Stage *stage, Event event)
{
    if (is_for_driver(stage, &event)) {
        return;
    }
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
        stage_rescue(stage);
        stage->is_over = true;
        return;
    case EVENT_SUSPEND:
        stage->wants_suspend = true;
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
        ask_for_tick(stage, &stage->stack[i]);
    }
    drive(stage);
}

int64_t stage_wait(const Stage *stage)
{
    int64_t time = now(stage);
    int64_t shortest = stage->driver.wait ? stage->driver.wait(stage->driver.context) : -1;
    for (size_t i = 0; i < stage->depth; i++) {
        int64_t at = stage->stack[i].tick_at;
        int64_t wait = at <= time ? 0 : at - time;
        if (at >= 0 && (shortest < 0 || wait < shortest)) {
            shortest = wait;
        }
    }
    return shortest;
}
