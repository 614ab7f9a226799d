/* Workbench: the view that holds the panes; its opening is in workbench_open.c. */
#include "src/edit/value_name.h"
#include "ui/screens/panes/tabs.h"
#include "ui/screens/views/rescue.h"
#include "ui/screens/views/tour.h"

#include <stdlib.h>

/* ---- the cursor ---- */

OpenFile *bench_file(const Workbench *bench)
{
    return session_file(bench->session);
}

const RowView *bench_row(Workbench *bench)
{
    OpenFile *file = bench_file(bench);
    if (!file) {
        return NULL;
    }
    uint32_t count = outline_count(file->outline);
    uint32_t row = bench->tree.selected < count ? (uint32_t)bench->tree.selected : count - 1;
    return outline_row(file->outline, row);
}

void bench_go_to_row(Workbench *bench, uint32_t row)
{
    list_set_count(&bench->tree, outline_count(bench_file(bench)->outline));
    list_select(&bench->tree, row);
}

void bench_go_to(Workbench *bench, NodeId node, Slice ghost)
{
    OpenFile *file = bench_file(bench);
    NodeId left = bench_row(bench)->node;
    if (left != node) {
        places_leave(&file->places, left);
    }
    bench_go_to_row(bench, outline_reveal(file->outline, node, ghost));
}

void bench_show(Workbench *bench, size_t position)
{
    Session *session = bench->session;
    bench_file(bench)->cursor = (uint32_t)bench->tree.selected;
    session->current = position;
    bench->rule_row = ROW_NONE;
    bench_go_to_row(bench, bench_file(bench)->cursor);
}

/* ---- changing ---- */

bool bench_apply(Workbench *bench, const SpliceList *list, const char *label)
{
    OpenFile *file = bench_file(bench);
    Error error;
    bool is_done = history_apply(file->history, list, slice_from(label), &error);
    session_settle(file);
    list_set_count(&bench->tree, outline_count(file->outline));
    if (!is_done) {
        messages_add_error(bench->messages, "Not done", &error);
    }
    return is_done;
}

void bench_report(Workbench *bench, const char *what, NodeId node)
{
    Text name = TEXT_EMPTY;
    value_name_append(bench_file(bench)->document, node, &name);
    messages_add(bench->messages, STYLE_PLAIN, "%s %.*s", what, SLICE_ARGS(text_slice(&name)));
    text_free(&name);
}

void bench_follow_change(Workbench *bench)
{
    OpenFile *file = bench_file(bench);
    session_settle(file);
    uint32_t offset = history_last_offset(file->history);
    bench_go_to(bench, document_node_at(file->document, offset), (Slice){0});
}

/* The status that a script ends with, as far as saving goes, and what is said then. */
static void set_saved_status(Workbench *bench)
{
    enum { SAVED = 0, NOT_SAVED = 2 };
    if (bench->is_scripted) {
        text_clear(bench->ended);
        text_append(bench->ended, text_slice(&bench->unsaved));
        text_append(bench->ended, text_slice(&bench->save_open));
        stage_set_exit_status(bench->stage, bench->ended->length ? NOT_SAVED : SAVED);
    }
}

/* Appends the line of an error. */
static void append_error(const Error *error, Text *lines)
{
    text_format(lines, "ipse: %s%s%s\n", error->where, *error->where ? ": " : "", error->message);
}

void bench_note_unsaved(Workbench *bench, const Error *error)
{
    append_error(error, &bench->unsaved);
    set_saved_status(bench);
}

/* Notes how a save went, with the error where it failed: one that would overwrite what is there is open until it is
   forced. */
static void note_save(Workbench *bench, bool is_forced, const Error *error)
{
    bool would_overwrite = error && (error->code == ERROR_CHANGED || error->code == ERROR_REMOVED);
    if (would_overwrite) {
        text_clear(&bench->save_open);
        append_error(error, &bench->save_open);
    } else if (error) {
        append_error(error, &bench->unsaved);
    } else if (is_forced) {
        text_clear(&bench->save_open);
    }
    set_saved_status(bench);
}

bool bench_save(Workbench *bench, const char *path, bool is_forced)
{
    OpenFile *file = bench_file(bench);
    Error error;
    bool is_saved = session_save(bench->session, file, path, is_forced, &error);
    note_save(bench, is_forced, is_saved ? NULL : &error);
    if (!is_saved) {
        if (error.code == ERROR_REMOVED && !path) {
            save_ask_removed(bench);
        } else if (error.code == ERROR_CHANGED && !path) {
            save_ask_changed(bench);
        } else if (error.code == ERROR_CHANGED) {
            messages_add(bench->messages, STYLE_ISSUE_ERROR, "Not saved: %s. :w! %s writes over it.", error.message,
                         path);
        } else {
            messages_add_error(bench->messages, "Not saved", &error);
        }
        return false;
    }
    messages_add(bench->messages, STYLE_GOOD, "Saved %s (%zu bytes)", path ? path : file->path,
                 document_bytes(file->document).length);
    return true;
}

/* ---- the view ---- */

static void draw_status(Workbench *bench, Canvas *canvas, Rect line)
{
    canvas_fill(canvas, line, GROUND_FOOTER);
    if (messages_is_showing(bench->messages)) {
        messages_draw(bench->messages, canvas, line);
        Rect rest = messages_rest(bench->messages, line);
        if (rest.width > 0 && !typing_is_on(bench)) {
            keymap_draw_footer(bench->keymap, bench->actions->place(bench), canvas, rest);
        }
    } else if (typing_is_on(bench)) {
        canvas_label(canvas, line.x + 1, line.y, line.width - 2, STYLE_HINT,
                     "Enter keeps · Esc takes back · the verdict is that of the value as it is typed");
    } else {
        keymap_draw_footer(bench->keymap, bench->actions->place(bench), canvas, line);
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
    draw_status(bench, canvas, rect_make(area.x, area.y + area.height - 1, area.width, 1));
    if (bench->keys.pending.count || bench->keys.count) {
        keymap_draw_which_key(bench->keymap, bench->actions->place(bench), &bench->keys, canvas,
                              rect_make(area.x, area.y + area.height / 2, area.width, area.height - area.height / 2));
    }
}

Reaction bench_run(Workbench *bench, const Action *action, ActionCall call)
{
    const char *refusal;
    Reaction reaction = action_run(bench->actions, action, call, bench, &refusal);
    if (refusal) {
        messages_add(bench->messages, STYLE_ISSUE_WARNING, "%s", refusal);
    } else {
        bench->last_action = action->name;
        change_note_action(bench, action, &call);
    }
    return reaction;
}

static Reaction press(Workbench *bench, Key key)
{
    messages_dismiss(bench->messages);
    if (typing_is_on(bench)) {
        return typing_key(bench, key);
    }
    if (bench->panes.focus == PANE_RULE && !bench->keys.pending.count) {
        Reaction reaction = text_view_key(bench->rule, key);
        if (reaction != REACT_UNHANDLED) {
            return reaction | REACT_REDRAW;
        }
    }
    KeymapResult result = keymap_feed(bench->keymap, &bench->keys, bench->actions->place(bench), key);
    if (result.answer == KEYMAP_ACTION) {
        return bench_run(bench, result.action, (ActionCall){.count = result.count, .digit = result.digit}) |
               REACT_REDRAW;
    }
    bool was_pending = result.sequence.count > 1 || result.count;
    if (result.answer == KEYMAP_UNBOUND && was_pending && key.modifiers & KEY_ALT) {
        return press(bench, key_make(key.code, key.modifiers & ~(unsigned)KEY_ALT));
    }
    bool is_escape = result.answer == KEYMAP_UNBOUND && key.code == KEYCODE_ESCAPE;
    if (is_escape && bench->is_search_shown) {
        bench->is_search_shown = false;
    } else if (is_escape && filter_clear(bench)) {
        messages_add(bench->messages, STYLE_PLAIN, "All rows are shown again");
    } else if (result.answer == KEYMAP_UNBOUND && key.code != KEYCODE_ESCAPE) {
        Text name = TEXT_EMPTY;
        key_sequence_print(&result.sequence, &name);
        messages_add(bench->messages, STYLE_PLAIN, "%s has no meaning here; F1 shows the keys",
                     name.length ? name.bytes : "This key");
        text_free(&name);
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
    messages_add(bench->messages, STYLE_PLAIN, "Press Enter on a value first; then what you paste becomes its text");
    return REACT_REDRAW;
}

static void bench_rescue(void *self)
{
    rescue_write(self);
}

static void bench_free(void *self)
{
    Workbench *bench = self;
    typing_cancel(bench);
    rescue_offers_free(&bench->offers);
    keymap_free(bench->keymap);
    messages_free(bench->messages);
    text_view_free(bench->rule);
    line_history_free(bench->find_history);
    line_history_free(bench->path_history);
    line_history_free(bench->value_history);
    search_free(&bench->search);
    free(bench->recording.path);
    text_free(&bench->recording.text);
    tour_free(bench->tour);
    issue_rows_free(&bench->issue_rows);
    text_free(&bench->title);
    register_free(&bench->copied);
    text_free(&bench->unsaved);
    text_free(&bench->save_open);
    text_free(&bench->change.json);
    session_free(bench->session);
    free(bench);
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
