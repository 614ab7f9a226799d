/* Demo: views for tests. */
#include "tests/support/demo.h"

#include "src/base/memory.h"
#include "src/base/utf8.h"
#include "ui/widgets/list.h"

#include <stdio.h>
#include <stdlib.h>

enum { ROW_COUNT = 100, TICK_MILLISECONDS = 1000 };

typedef struct Demo {
    Stage *stage;
    List list;
    Text title;
    Text command;
    bool is_typing;
    bool wants_tick;
    bool *rescued;
} Demo;

static Rect overlay_area(void *self, Rect screen)
{
    (void)self;
    return rect_centred(screen, 20, 3);
}

static void overlay_draw(void *self, Canvas *canvas, Rect area)
{
    (void)self;
    canvas_fill(canvas, area, GROUND_OVERLAY);
    Rect inside = canvas_box(canvas, area, STYLE_BORDER_FOCUS, "Overlay");
    canvas_label(canvas, inside.x, inside.y, inside.width, STYLE_PLAIN, "Esc closes");
}

static Reaction overlay_key(void *self, Key key)
{
    (void)self;
    return key.code == KEYCODE_ESCAPE ? REACT_CLOSE : REACT_UNHANDLED;
}

static const ViewKind overlay_kind = {
    .name = "overlay", .area = overlay_area, .draw = overlay_draw, .key = overlay_key};

static void draw_row(void *context, uint64_t row, Canvas *canvas, Rect line, bool is_selected)
{
    (void)context;
    (void)is_selected;
    canvas_format(canvas, line.x + 1, line.y, line.width, STYLE_KEY, "row %u", (unsigned)row + 1);
}

static void demo_draw(void *self, Canvas *canvas, Rect area)
{
    Demo *demo = self;
    Rect header = rect_make(area.x, area.y, area.width, 1);
    canvas_fill(canvas, header, GROUND_HEADER);
    canvas_text(canvas, header.x, header.y, header.width, STYLE_FILE, text_slice(&demo->title));
    Rect body = rect_make(area.x, area.y + 1, area.width, area.height - 2);
    list_draw(&demo->list, canvas, body, GROUND_SCREEN, true, draw_row, demo);
    int y = area.y + area.height - 1;
    int cells = canvas_text(canvas, area.x, y, area.width, STYLE_PROMPT, text_slice(&demo->command));
    if (demo->is_typing) {
        canvas_set_cursor(canvas, area.x + cells, y, true);
    }
}

static Reaction type(Demo *demo, Key key)
{
    if (key.code == KEYCODE_ENTER) {
        demo->is_typing = false;
        text_append(&demo->command, SLICE(" done"));
    } else if (key_is_text(key)) {
        utf8_append(&demo->command, key.code);
    }
    return REACT_REDRAW;
}

static Reaction demo_key(void *self, Key key)
{
    Demo *demo = self;
    demo->wants_tick = true;
    if (demo->is_typing) {
        return type(demo, key);
    }
    if (keys_equal(key, key_make('z', KEY_CTRL))) {
        return REACT_SUSPEND;
    }
    switch (key.code) {
    case 'o':
        stage_push(demo->stage, (View){&overlay_kind, NULL});
        return REACT_NONE;
    case 'q':
        stage_set_exit_status(demo->stage, 3);
        return REACT_QUIT;
    case ':':
        demo->is_typing = true;
        text_clear(&demo->command);
        return type(demo, key);
    case 'y': {
        char row[16];
        const char *how;
        snprintf(row, sizeof row, "row %u", (unsigned)demo->list.selected + 1);
        stage_copy(demo->stage, slice_from(row), &how, NULL);
        return REACT_NONE;
    }
    default:
        return list_key(&demo->list, key);
    }
}

static Reaction demo_mouse(void *self, Mouse mouse)
{
    Demo *demo = self;
    bool activated;
    Reaction reaction = list_mouse(&demo->list, mouse, &activated);
    if (activated) {
        text_clear(&demo->title);
        text_format(&demo->title, "activated %u", (unsigned)demo->list.selected + 1);
    }
    return reaction;
}

static Reaction demo_paste(void *self, Slice text)
{
    Demo *demo = self;
    text_clear(&demo->title);
    text_append(&demo->title, text);
    return REACT_REDRAW;
}

static int64_t demo_wait(void *self)
{
    Demo *demo = self;
    return demo->wants_tick ? TICK_MILLISECONDS : -1;
}

static Reaction demo_tick(void *self)
{
    Demo *demo = self;
    demo->wants_tick = false;
    text_clear(&demo->title);
    text_append(&demo->title, SLICE("tick"));
    return REACT_REDRAW;
}

static void demo_rescue(void *self)
{
    Demo *demo = self;
    if (demo->rescued) {
        *demo->rescued = true;
    }
}

static void demo_free(void *self)
{
    Demo *demo = self;
    text_free(&demo->title);
    text_free(&demo->command);
    free(demo);
}

static const ViewKind demo_kind = {.name = "demo",
                                   .draw = demo_draw,
                                   .key = demo_key,
                                   .mouse = demo_mouse,
                                   .paste = demo_paste,
                                   .wait = demo_wait,
                                   .tick = demo_tick,
                                   .rescue = demo_rescue,
                                   .free = demo_free};

void demo_push(Stage *stage, bool *rescued)
{
    Demo *demo = memory_allocate_zeroed(1, sizeof *demo);
    demo->stage = stage;
    demo->rescued = rescued;
    text_append(&demo->title, SLICE("demo"));
    list_set_count(&demo->list, ROW_COUNT);
    stage_push(stage, (View){&demo_kind, demo});
}
