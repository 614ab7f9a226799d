/* TextView as a view of its own: a title, the text, and a search within. */
#include "src/base/memory.h"
#include "ui/widgets/prompt.h"
#include "ui/widgets/text_view.h"

#include <stdlib.h>

enum { OVERLAY_WIDTH = 92, MARGIN = 4 };

typedef struct TextScreen {
    TextView *view;
    Stage *stage;
    char *title;
    Rect area; /* as it was drawn last */
} TextScreen;

static Rect overlay_area(void *self, Rect screen)
{
    TextScreen *text = self;
    int width = OVERLAY_WIDTH < screen.width - MARGIN ? OVERLAY_WIDTH : screen.width - MARGIN;
    int rows = text_view_rows(text->view, width - 4) + 3;
    return rect_centred(screen, width, rows < screen.height - 2 ? rows : screen.height - 2);
}

/* The last line: what keys do here. */
static void draw_hints(Canvas *canvas, Rect line)
{
    static const char *const hints[][2] = {{"↑↓", "Scroll"}, {"/", "Find"}, {"q", "Close"}};
    int x = line.x + 1;
    for (size_t i = 0; i < sizeof hints / sizeof *hints; i++) {
        x += canvas_label(canvas, x, line.y, line.x + line.width - x, STYLE_HINT_KEY, hints[i][0]) + 1;
        x += canvas_label(canvas, x, line.y, line.x + line.width - x, STYLE_HINT, hints[i][1]) + 2;
    }
}

static void text_draw(void *self, Canvas *canvas, Rect area)
{
    TextScreen *text = self;
    text->area = area;
    canvas_fill(canvas, area, GROUND_OVERLAY);
    Rect inside = canvas_box(canvas, area, STYLE_BORDER_FOCUS, text->title);
    Rect hints = rect_make(inside.x, inside.y + inside.height - 1, inside.width, 1);
    draw_hints(canvas, hints);
    text_view_draw(text->view, canvas, rect_make(inside.x + 1, inside.y, inside.width - 2, inside.height - 1));
}

/* ---- searching ---- */

static Reaction search_changed(void *context, Slice needle, Text *verdict, Style *style)
{
    size_t count = text_view_search(context, needle);
    if (needle.length) {
        text_format(verdict, "%zu found", count);
        *style = count ? STYLE_HINT : STYLE_ISSUE_WARNING;
    }
    return REACT_REDRAW;
}

static Reaction search_entered(void *context, Slice needle)
{
    (void)context;
    (void)needle;
    return REACT_REDRAW;
}

static Reaction search_cancelled(void *context)
{
    text_view_search(context, SLICE(""));
    return REACT_REDRAW;
}

Reaction text_view_ask(TextView *view, Stage *stage)
{
    stage_push(stage, prompt_new((PromptOptions){.label = "Find: ",
                                                 .context = view,
                                                 .changed = search_changed,
                                                 .entered = search_entered,
                                                 .cancelled = search_cancelled}));
    return REACT_RELAYOUT;
}

/* ---- events ---- */

static Reaction text_key(void *self, Key key)
{
    TextScreen *text = self;
    Reaction reaction = text_view_key(text->view, key);
    if (!(reaction & REACT_UNHANDLED)) {
        return reaction;
    }
    if (keys_equal(key, key_make('/', 0))) {
        return text_view_ask(text->view, text->stage);
    }
    bool is_end = keys_equal(key, key_make('q', 0)) || keys_equal(key, key_make(KEYCODE_ESCAPE, 0));
    return is_end ? REACT_CLOSE : REACT_UNHANDLED;
}

static Reaction text_mouse(void *self, Mouse mouse)
{
    TextScreen *text = self;
    bool is_click = mouse.action == MOUSE_PRESS && mouse.button == MOUSE_LEFT;
    if (is_click && !rect_contains(text->area, mouse.x, mouse.y)) {
        return REACT_CLOSE;
    }
    return text_view_mouse(text->view, mouse);
}

static void text_screen_free(void *self)
{
    TextScreen *text = self;
    text_view_free(text->view);
    free(text->title);
    free(text);
}

static const ViewKind screen_kind = {.name = "text",
                                     .area = overlay_area,
                                     .draw = text_draw,
                                     .key = text_key,
                                     .mouse = text_mouse,
                                     .free = text_screen_free};

View text_view_as_view(TextView *view, Stage *stage, const char *title)
{
    TextScreen *text = memory_allocate_zeroed(1, sizeof *text);
    text->view = view;
    text->stage = stage;
    text->title = memory_copy_string(slice_from(title));
    return (View){&screen_kind, text};
}
