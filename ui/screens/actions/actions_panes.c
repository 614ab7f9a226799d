/* Actions of the panes: focus, zoom, and sizes, which are kept for the next start. */
#include "ui/screens/actions/actions_list.h"
#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/pane_sizes.h"

enum { RESIZE_WIDER, RESIZE_NARROWER, RESIZE_HIGHER, RESIZE_LOWER };
enum { COLUMNS_A_STEP = 2 };

static Reaction resize(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    int parameter = call->action->parameter, count = call->count && call->count < 1000 ? (int)call->count : 1;
    bool is_width = parameter == RESIZE_WIDER || parameter == RESIZE_NARROWER;
    bool is_larger = parameter == RESIZE_WIDER || parameter == RESIZE_HIGHER;
    int cells = count * (is_width ? COLUMNS_A_STEP : 1);
    size_t pane = panes_resize(&bench->panes, is_width ? PANE_RIGHT : PANE_BOTTOM, is_larger ? cells : -cells);
    if (pane == 0) {
        messages_add(bench->messages, STYLE_PLAIN, "Only one pane is visible");
    }
    pane_sizes_keep(bench, pane);
    return REACT_RELAYOUT;
}

static Reaction reset_sizes(void *context, const ActionCall *call)
{
    (void)call;
    pane_sizes_reset(context);
    return REACT_RELAYOUT;
}

static Reaction zoom(void *context, const ActionCall *call)
{
    (void)call;
    Workbench *bench = context;
    bench->panes.is_zoomed = !bench->panes.is_zoomed;
    return REACT_RELAYOUT;
}

static Reaction go_to_pane(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    return panes_focus_next(&bench->panes, call->action->parameter < 0) | REACT_REDRAW;
}

static const Action rows[] = {
    {.name = "zoom", .help = "Zoom the pane", .keys = "O", .group = GROUP_VIEW, .run = zoom},
    {.name = "next-pane",
     .help = "Go to the next pane",
     .keys = "Tab",
     .group = GROUP_VIEW,
     .run = go_to_pane,
     .parameter = 1},
    {.name = "previous-pane",
     .help = "Go to the previous pane",
     .keys = "Shift-Tab",
     .group = GROUP_VIEW,
     .run = go_to_pane,
     .parameter = -1},
    {.name = "wider",
     .help = "Make the pane wider",
     .keys = ">, ^W >",
     .group = GROUP_VIEW,
     .run = resize,
     .parameter = RESIZE_WIDER},
    {.name = "narrower",
     .help = "Make the pane narrower",
     .keys = "<, ^W <",
     .group = GROUP_VIEW,
     .run = resize,
     .parameter = RESIZE_NARROWER},
    {.name = "higher",
     .help = "Make the pane higher",
     .keys = "^W +",
     .group = GROUP_VIEW,
     .run = resize,
     .parameter = RESIZE_HIGHER},
    {.name = "lower",
     .help = "Make the pane lower",
     .keys = "^W -",
     .group = GROUP_VIEW,
     .run = resize,
     .parameter = RESIZE_LOWER},
    {.name = "reset-sizes",
     .help = "Reset the sizes of the panes",
     .keys = "^W =",
     .group = GROUP_VIEW,
     .run = reset_sizes},
};

const ActionRows pane_actions = ACTION_ROWS(rows);
