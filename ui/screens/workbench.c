/* Workbench: the view that holds the panes: what is drawn, and what keys and pastes do. */
#include "ui/screens/actions/actions_list.h"
#include "ui/screens/background/background.h"
#include "ui/screens/bench/hoist.h"
#include "ui/screens/bench/running.h"
#include "ui/screens/bench/shown_issues.h"
#include "ui/screens/bench/tree_filter.h"
#include "ui/screens/bench/tree_search.h"
#include "ui/screens/editing/filling.h"
#include "ui/screens/editing/value_editor.h"
#include "ui/screens/panes/header.h"
#include "ui/screens/panes/issues_pane.h"
#include "ui/screens/panes/rule_pane.h"
#include "ui/screens/panes/tabs.h"
#include "ui/screens/panes/tree_pane.h"
#include "ui/screens/views/help_view.h"
#include "ui/screens/views/rescue.h"
#include "ui/screens/views/tour.h"
#include "ui/screens/workbench_parts.h"
#include "ui/widgets/text_view.h"
#include "ui/widgets/wrapped.h"

#include <string.h>

/* The status line, in the lowest row of the screen; a long message takes more rows. */
static void draw_status(Workbench *bench, Canvas *canvas, Rect area)
{
    Rect line = rect_make(area.x, area.y + area.height - 1, area.width, 1);
    const ViewKind *top = stage_top(bench->stage).kind;
    bool is_field = filling_is_on(bench) && top && top->foot && strcmp(top->foot, BOX_FOOT) == 0;
    const char *foot = is_field ? "Enter select · Tab next field · Esc leaves gaps · F1 help" : top ? top->foot : NULL;
    canvas_fill(canvas, line, GROUND_FOOTER);
    if (messages_is_showing(bench->messages)) {
        bool is_repeated = messages_is_repeated(bench->messages) && bench->issues->is_whole &&
                           panes_is_shown(&bench->panes, PANE_ISSUES);
        messages_draw(bench->messages, canvas, is_repeated ? line : area);
        Rect rest = messages_rest(bench->messages, line);
        if (rest.width > 0 && !typing_is_on(bench)) {
            keymap_draw_footer(bench->keymap, bench_keys_place(bench), bench_needs_unmet(bench), canvas, rest);
        }
    } else if (typing_is_on(bench)) {
        hints_draw(canvas, line,
                   filling_is_on(bench) ? "Tab next field · Shift-Tab previous · Esc leaves gaps"
                                        : "Enter apply · Esc cancel · Tab next field · the row shows the result");
    } else if (foot) {
        hints_draw(canvas, line, foot);
    } else {
        keymap_draw_footer(bench->keymap, bench_keys_place(bench), bench_needs_unmet(bench), canvas, line);
    }
}

static void bench_draw(void *self, Canvas *canvas, Rect area)
{
    Workbench *bench = self;
    header_draw(bench, canvas, rect_make(area.x, area.y, area.width, 1));
    int lesson = bench->tour ? tour_height(bench, area.width) : 0, tabs = tabs_height(bench);
    if (tabs) {
        tabs_draw(bench, canvas, rect_make(area.x, area.y + 1, area.width, 1));
    }
    Rect body = rect_make(area.x, area.y + 1 + tabs, area.width, area.height - 2 - tabs - lesson);
    if (bench->tour) {
        tour_draw(bench, canvas, rect_make(area.x, body.y + body.height, area.width, lesson));
    }
    panes_layout(&bench->panes, body);
    bench->panes.panes[PANE_TREE].title = tree_pane_title(bench, bench->panes.panes[PANE_TREE].inside.width - 4);
    bench->panes.panes[PANE_ISSUES].title = issues_pane_title(bench);
    panes_draw(&bench->panes, canvas);
    const Pane *panes = bench->panes.panes;
    if (panes_is_shown(&bench->panes, PANE_RULE)) {
        rule_pane_draw(bench, canvas, panes[PANE_RULE].inside);
    }
    if (panes_is_shown(&bench->panes, PANE_ISSUES)) {
        issues_pane_draw(bench, canvas, panes[PANE_ISSUES].inside, bench->panes.focus == PANE_ISSUES);
    }
    if (panes_is_shown(&bench->panes, PANE_TREE)) {
        tree_pane_draw(bench, canvas, panes[PANE_TREE].inside, bench->panes.focus == PANE_TREE);
    }
    draw_status(bench, canvas, area);
    if (bench->keys.pending.count || bench->keys.count) {
        which_key_draw(&bench->which_key, bench->keymap, bench_keys_place(bench), &bench->keys, canvas,
                       rect_make(area.x, area.y + 1, area.width, area.height - 1));
    }
}

/* What was said is shown over other views too: as a notice of the stage. */
static void draw_notice(void *context, View top, Canvas *canvas, Rect area)
{
    const Workbench *bench = context;
    if (top.kind != bench->kind) {
        messages_draw(bench->messages, canvas, area);
    }
}

/* The workbench itself does so by its keys, and by a click in the status line; while a box is open that covers a part
   of it, the message waits for the next key after that. */
static bool dismiss_notice(void *context, View top)
{
    const Workbench *bench = context;
    bool is_shown = top.kind != bench->kind && !top.kind->area && messages_is_showing(bench->messages);
    if (is_shown) {
        messages_dismiss(bench->messages);
    }
    return is_shown;
}

void workbench_show_notices(Workbench *bench)
{
    stage_set_notice(bench->stage, (StageNotice){.context = bench, .draw = draw_notice, .dismiss = dismiss_notice});
}

/* True for letters that were meant for what was refused; the first other key ends that, Esc does nothing else. */
static bool is_meant_as_text(Workbench *bench, Key key)
{
    bool was_refused = bench->is_text_refused;
    bench->is_text_refused = was_refused && key_is_text(key);
    if (bench->is_text_refused) {
        messages_add(bench->messages, STYLE_ISSUE_WARNING, "Nothing can be typed there. Press Esc to go on");
    }
    return bench->is_text_refused || (was_refused && keys_equal(key, key_make(KEYCODE_ESCAPE, 0)));
}

/* Reports that a key of a command waits for the value that is typed. */
static void report_typing(Workbench *bench, Key key)
{
    KeySequence sequence = {.count = 1, .keys = {key}};
    Text name = TEXT_EMPTY;
    key_sequence_print(&sequence, &name);
    messages_add(bench->messages, STYLE_ISSUE_WARNING,
                 "%s does nothing while a value is typed. Press Enter or Esc first",
                 name.length ? name.bytes : "The key");
    text_free(&name);
}

/* The pane in which keys mean something that mean nothing here; NULL: none. */
static const char *pane_of_keys(const Workbench *bench, const KeySequence *sequence)
{
    static const struct {
        uint32_t place;
        const char *name;
    } panes[] = {{IN_TREE, "tree"}, {IN_ISSUES, "issues"}, {IN_RULE, "rule"}};
    for (size_t i = 0; i < sizeof panes / sizeof *panes; i++) {
        if (keymap_list(bench->keymap, panes[i].place, sequence, NULL, 0) > 0) {
            return panes[i].name;
        }
    }
    return NULL;
}

/* Reports that keys mean nothing here, and where they do. */
static void report_unbound(Workbench *bench, const KeySequence *sequence)
{
    const char *pane = pane_of_keys(bench, sequence);
    Text name = TEXT_EMPTY;
    key_sequence_print(sequence, &name);
    if (pane) {
        messages_add(bench->messages, STYLE_PLAIN, "%s works in the %s pane. Tab goes to the next pane", name.bytes,
                     pane);
    } else {
        messages_add(bench->messages, STYLE_PLAIN, "%s is not assigned in this pane. Press F1 for the keys.",
                     name.length ? name.bytes : "The key");
    }
    text_free(&name);
}

static Reaction press(Workbench *bench, Key key)
{
    messages_dismiss(bench->messages);
    if (is_meant_as_text(bench, key)) {
        return REACT_REDRAW;
    }
    if (typing_is_on(bench) && keys_equal(key, key_make(KEYCODE_F1, 0))) {
        help_open(bench);
        return REACT_REDRAW;
    }
    if (typing_is_on(bench)) {
        Reaction reaction = typing_key(bench, key);
        bool is_command = (key.code >= KEYCODE_F1 || key.modifiers & KEY_CTRL) && !(key.modifiers & KEY_ALT);
        if (reaction & REACT_UNHANDLED && is_command) {
            report_typing(bench, key);
            return REACT_REDRAW;
        }
        return reaction;
    }
    if (bench->panes.focus == PANE_RULE && !bench->keys.pending.count) {
        Reaction reaction = text_view_key(bench->rule->text, key);
        if (reaction != REACT_UNHANDLED) {
            return reaction | REACT_REDRAW;
        }
    }
    if (bench->keys.pending.count && which_key_scroll(&bench->which_key, key)) {
        return REACT_REDRAW;
    }
    bench->which_key = (WhichKey){0};
    KeymapResult result = keymap_feed(bench->keymap, &bench->keys, bench_keys_place(bench), key);
    if (result.answer == KEYMAP_ACTION) {
        return bench_run(bench, result.action, (ActionCall){.count = result.count, .digit = result.digit}) |
               REACT_REDRAW;
    }
    bool was_pending = result.sequence.count > 1 || result.count;
    if (result.answer == KEYMAP_UNBOUND && was_pending && key.modifiers & KEY_ALT) {
        return press(bench, key_make(key.code, key.modifiers & ~(unsigned)KEY_ALT));
    }
    bool is_escape = result.answer == KEYMAP_UNBOUND && key.code == KEYCODE_ESCAPE;
    const char *stopped = is_escape ? background_stop(bench) : NULL;
    if (stopped) {
        messages_add(bench->messages, STYLE_PLAIN, "%s", stopped);
    } else if (is_escape && bench->search->is_shown) {
        bench->search->is_shown = false;
    } else if (is_escape && tree_filter_clear(bench)) {
        messages_add(bench->messages, STYLE_PLAIN, "The filter is off");
    } else if (is_escape && bench->panes.focus == PANE_TREE && hoist_leave(bench)) {
        messages_add(bench->messages, STYLE_PLAIN, "The whole file is shown. z. shows a value alone");
    } else if (result.answer == KEYMAP_UNBOUND && key.code != KEYCODE_ESCAPE) {
        report_unbound(bench, &result.sequence);
    }
    return REACT_REDRAW;
}

static Reaction bench_key(void *self, Key key)
{
    Reaction reaction = press(self, key);
    tour_follow(self);
    return reaction;
}

static Reaction bench_uncovered(void *self)
{
    rescue_offer_next(self);
    tour_follow(self);
    return REACT_REDRAW;
}

static Reaction bench_paste(void *self, Slice text)
{
    Workbench *bench = self;
    if (typing_is_on(bench)) {
        return typing_paste(bench, text);
    }
    messages_add(bench->messages, STYLE_PLAIN, "Press Enter on a value first, then paste");
    return REACT_REDRAW;
}

static void bench_rescue(void *self)
{
    rescue_write(self);
}

const ViewKind bench_kind = {
    .name = "workbench",
    .draw = bench_draw,
    .key = bench_key,
    .uncovered = bench_uncovered,
    .mouse = bench_mouse,
    .paste = bench_paste,
    .wait = bench_wait,
    .tick = bench_tick,
    .rescue = bench_rescue,
    .free = bench_free,
};
