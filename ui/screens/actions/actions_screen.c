/* What the screen shows, and how: colours, the raw text, wrapping, mouse, repainting. */
#include "ui/screens/actions/actions_list.h"
#include "ui/screens/background/background.h"
#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/views/raw_view.h"
#include "ui/screens/views/study_view.h"
#include "ui/screens/views/theme_picker.h"
#include "ui/screens/views/value_view.h"

#include "src/base/memory.h"

#include <stdlib.h>

static Reaction choose_theme(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    if (!call->argument.length) {
        return theme_picker_open(bench);
    }
    char *name = memory_copy_string(call->argument);
    Error error;
    Theme *theme = theme_load(name, config_theme_folder(bench->config), &error);
    if (theme) {
        stage_set_theme(bench->stage, theme);
        theme_free(theme);
    } else {
        messages_add_error(bench->messages, "Theme not loaded", &error);
    }
    free(name);
    return REACT_REDRAW | REACT_REPAINT;
}

static Reaction show_raw(void *context, const ActionCall *call)
{
    (void)call;
    raw_view_open(context);
    return REACT_REDRAW;
}

static Reaction turn_mouse(void *context, const ActionCall *call)
{
    (void)call;
    Workbench *bench = context;
    bool is_on = !stage_mouse(bench->stage);
    stage_set_mouse(bench->stage, is_on);
    messages_add(bench->messages, STYLE_PLAIN, is_on ? "Mouse on" : "Mouse off. The terminal selects text");
    return REACT_REDRAW;
}

static Reaction repaint(void *context, const ActionCall *call)
{
    (void)context;
    (void)call;
    return REACT_REDRAW | REACT_REPAINT;
}

static Reaction turn_wrapping(void *context, const ActionCall *call)
{
    (void)call;
    Workbench *bench = context;
    bench->is_wrapped = !bench->is_wrapped;
    return REACT_REDRAW;
}

static Reaction turn_markup(void *context, const ActionCall *call)
{
    (void)call;
    Workbench *bench = context;
    Outline *outline = bench_file(bench)->outline;
    outline_set_markup(outline, !outline_shows_markup(outline));
    messages_add(bench->messages, STYLE_PLAIN,
                 outline_shows_markup(outline) ? "Narratives are shown with their markup"
                                               : "Narratives are shown as text");
    return REACT_REDRAW;
}

static Reaction show_study(void *context, const ActionCall *call)
{
    (void)call;
    study_view_open(context);
    return REACT_REDRAW;
}

static Reaction read_value(void *context, const ActionCall *call)
{
    (void)call;
    value_view_open(context);
    return REACT_REDRAW;
}

static Reaction go_on(void *context, const ActionCall *call)
{
    (void)call;
    Workbench *bench = context;
    if (!background_resume(bench) && !background_stop(bench)) {
        messages_add(bench->messages, STYLE_DIM, "Everything is checked");
    }
    return REACT_REDRAW;
}

static const Action rows[] = {
    {.name = "theme",
     .help = "Choose the colours",
     .keys = "zt",
     .argument = "NAME",
     .group = GROUP_VIEW,
     .run = choose_theme,
     .offers = theme_offers},
    {.name = "raw",
     .help = "Show and edit the file as text",
     .keys = "m",
     .group = GROUP_VIEW,
     .needs = NEEDS_FILE,
     .run = show_raw},
    {.name = "wrap",
     .help = "Show the whole value, wrapped",
     .keys = "zw",
     .group = GROUP_VIEW,
     .needs = NEEDS_FILE,
     .run = turn_wrapping},
    {.name = "markup",
     .help = "Show narratives with their markup, or as text",
     .keys = "zh",
     .group = GROUP_VIEW,
     .needs = NEEDS_FILE,
     .run = turn_markup},
    {.name = "study",
     .help = "List the series and instances of the study",
     .keys = "S",
     .group = GROUP_VIEW,
     .needs = NEEDS_FILE,
     .run = show_study},
    {.name = "read",
     .help = "Read the value whole: in words, and as it is written",
     .keys = "zv",
     .group = GROUP_VIEW,
     .needs = NEEDS_FILE,
     .run = read_value},
    {.name = "go-on",
     .help = "Stop the check of a large file, or go on with it",
     .keys = "zc",
     .group = GROUP_VIEW,
     .needs = NEEDS_FILE,
     .run = go_on},
    {.name = "mouse", .help = "Turn the mouse on or off", .keys = "zm", .group = GROUP_VIEW, .run = turn_mouse},
    {.name = "repaint", .help = "Redraw the screen", .keys = "^L", .group = GROUP_VIEW, .run = repaint},
};

const ActionRows screen_actions = ACTION_ROWS(rows);
