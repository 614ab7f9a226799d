/* Loop: a stage on a terminal, until it is over. */
#include "ui/kit/terminal/loop.h"

#include "ui/kit/terminal/clipboard.h"

enum { EVENTS_BETWEEN_PAINTS = 256 };

typedef struct LoopHost {
    Terminal *terminal;
    const Config *config;
} LoopHost;

static bool run_program(void *context, char *const arguments[], int *exit_status, Error *error)
{
    LoopHost *host = context;
    return terminal_run(host->terminal, arguments, exit_status, error);
}

static bool copy(void *context, Slice text, const char **how, Error *error)
{
    LoopHost *host = context;
    return clipboard_copy(host->terminal, config_text(host->config, SETTING_CLIPBOARD), text, how, error);
}

static void set_mouse(void *context, bool is_on)
{
    LoopHost *host = context;
    terminal_set_mouse(host->terminal, is_on);
}

/* Does what the stage asks of the terminal. */
static void fulfil(Stage *stage, Terminal *terminal)
{
    if (stage_take_suspend(stage)) {
        terminal_suspend(terminal);
    }
    if (stage_take_repaint(stage)) {
        terminal_forget(terminal);
        stage_redraw(stage);
    }
}

/* Handles events until the next paint; returns the signal that ended the program, if one did. */
static int handle_events(Stage *stage, Terminal *terminal)
{
    Event event = terminal_next(terminal, stage_wait(stage));
    stage_handle(stage, event);
    fulfil(stage, terminal);
    for (int i = 1; i < EVENTS_BETWEEN_PAINTS && !stage_is_over(stage) && terminal_has_input(terminal); i++) {
        event = terminal_next(terminal, 0);
        stage_handle(stage, event);
        fulfil(stage, terminal);
    }
    return event.kind == EVENT_HANGUP ? event.signal : 0;
}

/* True where the mouse is on at the start: as the setting says, which nobody set for a terminal where it does harm. */
static bool begins_with_mouse(const Terminal *terminal, const Config *config)
{
    bool is_default = strcmp(config_origin(config, SETTING_MOUSE), CONFIG_BUILT_IN) == 0;
    return config_flag(config, SETTING_MOUSE) && !(is_default && terminal_mouse_delays_escape(terminal));
}

int loop_run(Stage *stage, Terminal *terminal, const Config *config)
{
    LoopHost host = {terminal, config};
    stage_set_host(stage, (Host){.context = &host, .run = run_program, .copy = copy, .mouse = set_mouse});
    stage_set_mouse(stage, begins_with_mouse(terminal, config));
    int width, height;
    int signal_number = 0;
    terminal_size(terminal, &width, &height);
    stage_handle(stage, (Event){.kind = EVENT_RESIZE, .width = width, .height = height});
    while (!stage_is_over(stage)) {
        if (stage_draw(stage)) {
            terminal_paint(terminal, stage_canvas(stage), stage_theme(stage));
        }
        signal_number = handle_events(stage, terminal);
    }
    stage_set_host(stage, (Host){0});
    return signal_number;
}
