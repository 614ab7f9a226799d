/* Stage: what it tells the world outside, and what views may use of it. */
#include "ui/kit/stage/paste.h"
#include "ui/kit/stage/stage_inside.h"

/* ---- the end, and requests ---- */

void stage_quit(Stage *stage)
{
    stage->is_over = true;
}

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
    if (stage->wants_suspend) {
        stage_rescue(stage);
    }
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

void stage_set_help(Stage *stage, void (*open)(void *context, const char *help), void *context)
{
    stage->open_help = open;
    stage->help_context = context;
}

void stage_set_notice(Stage *stage, StageNotice notice)
{
    stage->notice = notice;
}

/* ---- what views may use ---- */

const Canvas *stage_canvas(const Stage *stage)
{
    return stage->canvas;
}

Rect stage_bounds(const Stage *stage)
{
    Rect bounds = canvas_bounds(stage->canvas);
    int band = stage->band > 0 ? stage->band + 1 : 0;
    bounds.height -= bounds.height - band >= STAGE_HEIGHT_BESIDE_BAND ? band : 0;
    bounds.width = stage->frame_width > 0 && stage->frame_width < bounds.width ? stage->frame_width : bounds.width;
    bounds.height =
        stage->frame_height > 0 && stage->frame_height < bounds.height ? stage->frame_height : bounds.height;
    return bounds;
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
        return error_set(error, ERROR_NOT_POSSIBLE, NULL, "programs cannot be started");
    }
    stage_rescue(stage);
    stage->wants_repaint = stage->needs_drawing = true;
    return stage->host.run(stage->host.context, arguments, exit_status, error);
}

bool stage_copy(Stage *stage, Slice text, const char **how, Error *error)
{
    if (!stage->host.copy) {
        return error_set(error, ERROR_NOT_POSSIBLE, NULL, "no clipboard available");
    }
    Text safe = TEXT_EMPTY;
    paste_disarm(text, &safe);
    bool is_copied = stage->host.copy(stage->host.context, text_slice(&safe), how, error);
    text_free(&safe);
    return is_copied;
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
