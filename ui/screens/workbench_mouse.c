/* The mouse on the workbench: clicks select, double clicks edit, the right button offers what may be done. */
#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/bench/pane_sizes.h"
#include "ui/screens/bench/running.h"
#include "ui/screens/bench/shown_issues.h"
#include "ui/screens/editing/value_editor.h"
#include "ui/screens/panes/issues_pane.h"
#include "ui/screens/panes/rule_pane.h"
#include "ui/screens/panes/tabs.h"
#include "ui/screens/workbench_parts.h"
#include "ui/widgets/line_editor.h"
#include "ui/widgets/menu.h"
#include "ui/widgets/text_view.h"

/* What the right button offers, by the names of the actions. */
static const char *const offered[] = {"fix", "add", "edit", "copy", "copy-text", "copy-path", "delete"};

static Reaction offer_chosen(void *context, size_t position)
{
    if (position < sizeof offered / sizeof *offered) {
        bench_run_named(context, offered[position]);
    }
    return REACT_REDRAW;
}

static void open_menu(Workbench *bench, Mouse mouse)
{
    MenuItem items[sizeof offered / sizeof *offered] = {{0}};
    size_t count = sizeof offered / sizeof *offered;
    for (size_t i = 0; i < count; i++) {
        items[i].label = action_find(keymap_table(bench->keymap), slice_from(offered[i]))->help;
    }
    stage_push(bench->stage, menu_new((MenuOptions){.title = "Here",
                                                    .items = items,
                                                    .count = count,
                                                    .is_anchored = true,
                                                    .x = mouse.x,
                                                    .y = mouse.y,
                                                    .context = bench,
                                                    .chosen = offer_chosen}));
}

static Reaction click_tree(Workbench *bench, Mouse mouse)
{
    bool is_activated = false, is_right = mouse.action == MOUSE_PRESS && mouse.button == MOUSE_RIGHT;
    uint64_t row = list_row_at(&bench->tree, mouse.x, mouse.y);
    if (is_right && row != LIST_NONE) {
        bench->panes.focus = PANE_TREE;
        list_select(&bench->tree, row);
        open_menu(bench, mouse);
        return REACT_REDRAW;
    }
    Reaction reaction = list_mouse(&bench->tree, mouse, &is_activated);
    if (is_activated) {
        bench_run_named(bench, "edit");
    }
    return reaction;
}

/* While a value is typed a click in it moves the cursor there; one elsewhere does nothing. */
static Reaction click_typed(Workbench *bench, Mouse mouse)
{
    bool is_here = list_row_at(&bench->tree, mouse.x, mouse.y) == bench->tree.selected;
    return is_here ? line_editor_click(bench->typing->editor, mouse.x) | REACT_REDRAW : REACT_NONE;
}

/* The footer's words are buttons; a message that stands in their place is taken away by a click. */
static Reaction click_footer(Workbench *bench, Mouse mouse, int width)
{
    if (messages_is_showing(bench->messages)) {
        messages_dismiss(bench->messages);
        return REACT_REDRAW;
    }
    const Action *action = keymap_footer_action(bench->keymap, bench_keys_place(bench), bench_needs_unmet(bench),
                                                rect_make(0, mouse.y, width, 1), mouse.x);
    return action ? bench_run(bench, action, (ActionCall){0}) | REACT_REDRAW : REACT_NONE;
}

Reaction bench_mouse(void *self, Mouse mouse)
{
    Workbench *bench = self;
    Rect screen = stage_bounds(bench->stage);
    bool is_wheel = mouse.button == MOUSE_WHEEL_UP || mouse.button == MOUSE_WHEEL_DOWN;
    if (bench->keys.pending.count && is_wheel) {
        which_key_move(&bench->which_key, mouse.button == MOUSE_WHEEL_UP ? -3 : 3);
        return REACT_REDRAW;
    }
    size_t dragged = bench->panes.dragged;
    Reaction reaction = panes_mouse(&bench->panes, mouse);
    if (dragged && !bench->panes.dragged) {
        pane_sizes_keep(bench, dragged);
    }
    bool is_click = mouse.action == MOUSE_PRESS && mouse.button == MOUSE_LEFT;
    if (reaction != REACT_UNHANDLED || typing_is_on(bench)) {
        return reaction & REACT_UNHANDLED && is_click ? click_typed(bench, mouse) : reaction;
    }
    if (mouse.y == screen.height - 1 && is_click) {
        return click_footer(bench, mouse, screen.width);
    }
    if (tabs_height(bench) && mouse.y == 1) {
        size_t file = is_click ? tabs_at(bench, rect_make(0, 1, screen.width, 1), mouse.x) : SIZE_MAX;
        if (file != SIZE_MAX) {
            bench_show(bench, file);
        }
        return REACT_REDRAW;
    }
    size_t pane = panes_at(&bench->panes, mouse.x, mouse.y);
    if (pane < bench->panes.count && is_click) {
        bench->panes.focus = pane;
    }
    if (pane == PANE_TREE && bench_file(bench)) {
        return click_tree(bench, mouse) | REACT_REDRAW;
    }
    if (pane == PANE_ISSUES) {
        bool is_activated;
        reaction = list_mouse(&bench->issues->list, mouse, &is_activated);
        if (is_click) {
            issues_pane_show(bench);
        }
        return is_activated ? issues_pane_follow(bench) | REACT_REDRAW : reaction;
    }
    return pane == PANE_RULE ? text_view_mouse(bench->rule->text, mouse) : REACT_NONE;
}
