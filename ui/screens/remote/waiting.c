/* Waiting: a box with a line, above a task. */
#include "ui/screens/remote/waiting.h"

#include "src/base/memory.h"
#include "src/base/utf8.h"
#include "src/base/work/task.h"

#include <stdlib.h>

enum { PIECE_MILLISECONDS = 20 };

typedef struct Waiting {
    WaitingWork work;
    char *words;
    Task *task;
    bool is_stopped; /* by Esc */
} Waiting;

static Rect waiting_area(void *self, Rect screen)
{
    const Waiting *waiting = self;
    int width = (int)utf8_text_width(slice_from(waiting->words)) + 24;
    width = width < screen.width ? width : screen.width;
    return rect_make(screen.x + (screen.width - width) / 2, screen.y + screen.height / 2 - 1, width, 3);
}

static void waiting_draw(void *self, Canvas *canvas, Rect area)
{
    const Waiting *waiting = self;
    canvas_fill(canvas, area, GROUND_OVERLAY);
    canvas_box(canvas, area, STYLE_BORDER_FOCUS, NULL);
    int used = canvas_text(canvas, area.x + 2, area.y + 1, area.width - 17, STYLE_STRONG, slice_from(waiting->words));
    canvas_label(canvas, area.x + used + 4, area.y + 1, 12, STYLE_HINT, "Esc stop");
}

static Reaction waiting_key(void *self, Key key)
{
    Waiting *waiting = self;
    if (keys_equal(key, key_make(KEYCODE_ESCAPE, 0)) || keys_equal(key, key_make('c', KEY_CTRL))) {
        waiting->is_stopped = true;
        task_stop(waiting->task);
    }
    return REACT_NONE;
}

static int64_t waiting_wait(void *self)
{
    (void)self;
    return 0;
}

static Reaction waiting_tick(void *self)
{
    Waiting *waiting = self;
    if (!task_go_on(waiting->task, waiting->is_stopped ? -1 : PIECE_MILLISECONDS)) {
        return REACT_NONE;
    }
    waiting->work.done(waiting->work.context);
    return REACT_CLOSE | REACT_REDRAW;
}

static void waiting_free(void *self)
{
    Waiting *waiting = self;
    task_free(waiting->task);
    waiting->work.free(waiting->work.context);
    free(waiting->words);
    free(waiting);
}

static const ViewKind waiting_kind = {.name = "waiting",
                                      .help = "Esc\tstops the request",
                                      .area = waiting_area,
                                      .draw = waiting_draw,
                                      .key = waiting_key,
                                      .wait = waiting_wait,
                                      .tick = waiting_tick,
                                      .free = waiting_free};

void waiting_run(Workbench *bench, WaitingWork work)
{
    if (bench->session->waits) {
        work.work(work.context, NULL);
        work.done(work.context);
        work.free(work.context);
        return;
    }
    Waiting *waiting = memory_allocate_zeroed(1, sizeof *waiting);
    *waiting = (Waiting){
        .work = work, .words = memory_copy_string(slice_from(work.words)), .task = task_new(work.work, work.context)};
    stage_push(bench->stage, (View){&waiting_kind, waiting});
}
