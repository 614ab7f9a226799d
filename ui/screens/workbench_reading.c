/*
 * Reading: files are read by another thread before the first screen. Where that takes a while, its bar is all that is
 * shown; Esc stops it, and the other keys wait for the screen. Esc that was typed before the bar was there waits, too.
 */
#include "src/base/memory.h"
#include "src/base/work/errand.h"
#include "ui/kit/terminal/terminal.h"
#include "ui/screens/background/background.h"
#include "ui/screens/panes/header.h"
#include "ui/screens/workbench_parts.h"

#include <stdlib.h>
#include <string.h>

enum { SOON_MILLISECONDS = 300, DRAW_MILLISECONDS = 100 };

/* A file that is read. What the thread fills is looked at when it has ended. */
typedef struct Reading {
    const SessionAsked *asked;
    SessionInput *read;
    Error *error;
    bool is_read;
    Key *keys; /* that were typed meanwhile */
    size_t key_count;
    size_t key_capacity;
} Reading;

static void read_file(void *context, Pace *pace)
{
    Reading *reading = context;
    reading->is_read = session_read(reading->read, reading->asked, pace, reading->error);
}

static void draw(const ReadingScreen *screen, const Reading *reading, const Errand *errand)
{
    int width, height;
    const char *input = reading->asked->input, *slash = strrchr(input, '/');
    ErrandShare share = errand_share(errand);
    uint64_t done = share.done < share.total ? share.done : share.total;
    BackgroundBar bar = {.what = share.step > 1 ? "indexed" : "read",
                         .thousandths = share.total ? (unsigned)(done * 1000 / share.total) : 0};
    terminal_size(screen->terminal, &width, &height);
    Canvas *canvas = canvas_new(width, height, canvas_is_ascii(stage_canvas(screen->stage)));
    header_draw_work(canvas, rect_make(0, 0, width, 1), slice_from(slash ? slash + 1 : input), &bar);
    terminal_paint(screen->terminal, canvas, stage_theme(screen->stage));
    canvas_free(canvas);
}

/* Takes an event; Esc stops the work once the bar is there. */
static void take(Reading *reading, Errand *errand, const Event *event, bool is_shown)
{
    bool is_escape = event->kind == EVENT_KEY && keys_equal(event->key, key_make(KEYCODE_ESCAPE, 0));
    if (event->kind == EVENT_HANGUP || event->kind == EVENT_SUSPEND || (is_escape && is_shown)) {
        errand_stop(errand);
    } else if (event->kind == EVENT_KEY) {
        ARRAY_RESERVE(reading->keys, reading->key_capacity, reading->key_count + 1);
        reading->keys[reading->key_count++] = event->key;
    }
}

/* Shows the bar until the work has ended. */
static void wait_for(const ReadingScreen *screen, Reading *reading, Errand *errand)
{
    while (terminal_has_input(screen->terminal)) {
        Event event = terminal_next(screen->terminal, 0);
        take(reading, errand, &event, false);
    }
    while (!errand_wait(errand, 0)) {
        draw(screen, reading, errand);
        Event event = terminal_next(screen->terminal, DRAW_MILLISECONDS);
        take(reading, errand, &event, true);
    }
    for (size_t i = 0; i < reading->key_count; i++) {
        terminal_put_back(screen->terminal, reading->keys[i]);
    }
}

static bool read_shown(void *context, SessionInput *read, const SessionAsked *asked, Error *error)
{
    const ReadingScreen *screen = context;
    Reading reading = {.asked = asked, .read = read, .error = error};
    Errand *errand = errand_start(read_file, &reading);
    if (!errand_wait(errand, SOON_MILLISECONDS)) {
        wait_for(screen, &reading, errand);
    }
    errand_free(errand);
    free(reading.keys);
    return reading.is_read;
}

SessionReader reading_screen_reader(ReadingScreen *screen)
{
    return (SessionReader){read_shown, screen};
}
