/* Stage: areas, and the one place where drawing happens. */
#include "ui/kit/stage/stage_inside.h"

#include <stdio.h>

/* Reports that there is too little room. */
static void draw_too_small(Stage *stage)
{
    Canvas *canvas = stage->canvas;
    Rect bounds = canvas_bounds(canvas);
    char size[64];
    snprintf(size, sizeof size, "%d × %d; ipse needs %d × %d", bounds.width, bounds.height, STAGE_WIDTH_MINIMUM,
             STAGE_HEIGHT_MINIMUM);
    int y = bounds.height > 2 ? bounds.height / 2 - 1 : 0;
    canvas_label(canvas, 0, y, bounds.width, STYLE_STRONG, "Screen is too small:");
    canvas_label(canvas, 0, y + 1, bounds.width, STYLE_PLAIN, size);
    canvas_set_cursor(canvas, 0, y, false);
}

/* Asks every view for its area. */
static void lay_out(Stage *stage)
{
    Rect bounds = stage_bounds(stage);
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

/* Lets the notice be drawn, above a topmost view that is a line at the lower end of the screen. */
static void draw_notice(Stage *stage)
{
    if (!stage->notice.draw || !stage->depth) {
        return;
    }
    Rect area = stage_bounds(stage), top = stage->stack[stage->depth - 1].area;
    bool is_line = top.y > area.y && top.width == area.width && top.y + top.height == area.y + area.height;
    area.height = is_line ? top.y - area.y : area.height;
    stage->notice.draw(stage->notice.context, stage->stack[stage->depth - 1].view, stage->canvas, area);
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
        draw_notice(stage);
        stage_draw_over(stage);
    }
    return true;
}

void stage_redraw(Stage *stage)
{
    stage->needs_drawing = true;
}
