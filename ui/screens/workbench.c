/* Workbench: the view that holds the panes, and how it is opened. */
#include "ui/screens/workbench.h"

#include "src/base/memory.h"
#include "src/save/recent.h"
#include "ui/kit/loop.h"
#include "ui/kit/script.h"
#include "ui/kit/terminal.h"
#include "ui/screens/bench.h"
#include "ui/screens/tour.h"
#include "ui/widgets/action_help.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { RESCUE_MILLISECONDS = 2000 };

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

/* ---- changing ---- */

bool bench_apply(Workbench *bench, SpliceList *list, const char *label)
{
    OpenFile *file = bench_file(bench);
    Error error;
    bool is_done = history_apply(file->history, list, slice_from(label), &error);
    session_settle(bench->session, file);
    list_set_count(&bench->tree, outline_count(file->outline));
    if (!is_done) {
        messages_add_error(bench->messages, "Not done", &error);
    }
    return is_done;
}

void bench_follow_change(Workbench *bench)
{
    OpenFile *file = bench_file(bench);
    session_settle(bench->session, file);
    uint32_t offset = history_last_offset(file->history);
    bench_go_to(bench, document_node_at(file->document, offset), (Slice){0});
}

bool bench_save(Workbench *bench, const char *path, bool is_forced)
{
    OpenFile *file = bench_file(bench);
    Error error;
    if (!session_save(bench->session, file, path, is_forced, &error)) {
        if (error.code == ERROR_CHANGED && !path) {
            save_ask_changed(bench);
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
    int tour_height = bench->tour ? TOUR_HEIGHT - 1 : 0;
    Rect body = rect_make(area.x, area.y + 1, area.width, area.height - 2 - tour_height);
    bench->panes.panes[PANE_TREE].title =
        tree_pane_title(bench, panes_is_shown(&bench->panes, PANE_RULE) ? area.width / 2 : area.width - 8);
    bench->panes.panes[PANE_ISSUES].title = issues_pane_title(bench);
    panes_layout(&bench->panes, body);
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
    if (bench->tour) {
        tour_draw(bench, canvas, rect_make(area.x, body.y + body.height, area.width, tour_height));
    }
    draw_status(bench, canvas, rect_make(area.x, area.y + area.height - 1, area.width, 1));
    if (bench->keys.pending.count) {
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
        return bench_run(bench, result.action, (ActionCall){.count = result.count}) | REACT_REDRAW;
    }
    if (result.answer == KEYMAP_UNBOUND && key.code == KEYCODE_ESCAPE && filter_clear(bench)) {
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

/* ---- recovery files, at most two seconds old ---- */

static int64_t now(const Workbench *bench)
{
    return bench->session->clock.milliseconds(bench->session->clock.context);
}

static bool needs_rescue(const Workbench *bench)
{
    for (size_t i = 0; i < bench->session->count; i++) {
        const OpenFile *file = bench->session->files[i];
        if (history_is_modified(file->history) && file->rescued != document_revision(file->document)) {
            return true;
        }
    }
    return false;
}

static int64_t bench_wait(void *self)
{
    Workbench *bench = self;
    if (!needs_rescue(bench)) {
        bench->rescue_at = 0;
        return -1;
    }
    if (!bench->rescue_at) {
        bench->rescue_at = now(bench) + RESCUE_MILLISECONDS;
    }
    int64_t left = bench->rescue_at - now(bench);
    return left > 0 ? left : 0;
}

static Reaction bench_tick(void *self)
{
    Workbench *bench = self;
    if (bench->rescue_at && now(bench) >= bench->rescue_at) {
        session_rescue(bench->session);
        bench->rescue_at = 0;
    }
    return REACT_NONE;
}

static void bench_rescue(void *self)
{
    session_rescue(((Workbench *)self)->session);
}

static void bench_free(void *self)
{
    Workbench *bench = self;
    typing_cancel(bench);
    keymap_free(bench->keymap);
    messages_free(bench->messages);
    text_view_free(bench->rule);
    line_history_free(bench->find_history);
    line_history_free(bench->path_history);
    line_history_free(bench->value_history);
    text_free(&bench->find);
    free(bench->recording.path);
    text_free(&bench->recording.text);
    tour_free(bench->tour);
    issue_rows_free(&bench->issue_rows);
    text_free(&bench->title);
    text_free(&bench->copied);
    text_free(&bench->change.json);
    text_free(&bench->copied_key);
    session_free(bench->session);
    free(bench);
}

static const ViewKind bench_kind = {
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

/* ---- opening ---- */

static void set_panes(Workbench *bench)
{
    const Config *config = bench->config;
    bench->panes.count = 3;
    bench->panes.panes[PANE_TREE] = (Pane){.title = "Study", .least = 40};
    bench->panes.panes[PANE_ISSUES] = (Pane){.title = "Issues",
                                             .side = PANE_BOTTOM,
                                             .share = 22,
                                             .least = 2,
                                             .most = 12,
                                             .wish = config_number(config, SETTING_ISSUES)};
    bench->panes.panes[PANE_RULE] = (Pane){.title = "Rule",
                                           .side = PANE_RIGHT,
                                           .share = 38,
                                           .least = 26,
                                           .most = 60,
                                           .wish = config_number(config, SETTING_SPLIT)};
}

static Workbench *bench_new(const WorkbenchOptions *options, Session *session, Stage *stage)
{
    Workbench *bench = memory_allocate_zeroed(1, sizeof *bench);
    bench->session = session;
    bench->stage = stage;
    bench->config = options->config;
    bench->is_wrapped = config_flag(options->config, SETTING_WRAP);
    bench->actions = &bench_actions;
    bench->keymap = keymap_new(&bench_actions, options->config);
    bench->messages = messages_new(session->clock);
    bench->rule = text_view_new();
    bench->rule_row = ROW_NONE;
    bench->find_history = line_history_new();
    bench->path_history = line_history_new();
    bench->value_history = line_history_new();
    set_panes(bench);
    for (size_t i = 0; i < config_fault_count(options->config); i++) {
        messages_add(bench->messages, STYLE_ISSUE_WARNING, "%s", config_fault(options->config, i));
    }
    return bench;
}

/* Where the cursor starts: the first study of a Bundle, else the top; what there is to say of the file is said. */
static void begin(Workbench *bench)
{
    OpenFile *file = bench_file(bench);
    if (!file) {
        return;
    }
    for (NodeId id = 0; id < document_count(file->document) && id < 200000; id++) {
        if (document_key_equals(file->document, id, SLICE("resourceType")) &&
            document_string_equals(file->document, id, SLICE("ImagingStudy"))) {
            NodeId study = document_node(file->document, id)->parent;
            bench_go_to(bench, study, (Slice){0});
            break;
        }
    }
    for (size_t i = 0; i < bench->session->count; i++) {
        if (session_has_recovery(bench->session->files[i])) {
            messages_add(bench->messages, STYLE_ISSUE_WARNING,
                         "%s: there is work that was not saved; :recover brings it back",
                         bench->session->files[i]->path);
        }
    }
    if (document_fault_count(file->document)) {
        const SyntaxFault *fault = document_fault(file->document, 0);
        Position position = document_position(file->document, fault->offset);
        messages_add(bench->messages, STYLE_ISSUE_ERROR, "Line %u, column %u: %s. m shows the text, to mend it",
                     position.line, position.column, fault->message);
    }
}

bool bench_open(Workbench *bench, const char *path, Error *error)
{
    OpenFile *before = bench_file(bench);
    if (!session_open(bench->session, path, error)) {
        return false;
    }
    if (before) {
        before->cursor = (uint32_t)bench->tree.selected;
    }
    bench->session->current = bench->session->count - 1;
    bench->rule_row = ROW_NONE;
    list_select(&bench->tree, 0);
    begin(bench);
    return true;
}

static bool open_inputs(Session *session, const WorkbenchOptions *options, Error *error)
{
    for (size_t i = 0; i < options->input_count; i++) {
        if (!session_open(session, options->inputs[i], error)) {
            return false;
        }
    }
    return true;
}

/* Drives the stage by a script; what it prints goes to standard output. */
static bool run_script(const WorkbenchOptions *options, Stage *stage, ScriptHost *host, Error *error)
{
    Text script = TEXT_EMPTY, output = TEXT_EMPTY;
    bool is_done = file_read(options->script, SIZE_MAX / 2, &script, NULL, error);
    if (is_done) {
        text_reserve(&script, script.length);
        is_done = script_run(text_slice(&script), options->script, stage, host, &output, error);
        fwrite(output.bytes ? output.bytes : "", 1, output.length, stdout);
    }
    text_free(&script);
    text_free(&output);
    return is_done;
}

static bool is_ascii_wanted(const Config *config)
{
    const char *ascii = config_text(config, SETTING_ASCII);
    return strcmp(ascii, "on") == 0 || (strcmp(ascii, "auto") == 0 && !terminal_is_utf8());
}

static bool set_theme(Stage *stage, const Config *config, Error *error)
{
    const char *name = config_text(config, SETTING_THEME);
    Theme *theme =
        theme_load(strcmp(name, "auto") == 0 ? terminal_likely_theme() : name, config_theme_folder(config), error);
    if (theme) {
        stage_set_theme(stage, theme);
        theme_free(theme);
    }
    return theme != NULL;
}

/* Says once, at the very first start, how to begin. */
static void greet(Workbench *bench)
{
    FileList recent = {0};
    recent_list(&recent);
    if (recent.count == 0 && !messages_is_showing(bench->messages)) {
        messages_add(bench->messages, STYLE_PLAIN,
                     "F8 next issue · a its repair · F1 all keys · ipse tour teaches the rest");
    }
    file_list_free(&recent);
    for (size_t i = 0; i < bench->session->count; i++) {
        recent_add(bench->session->files[i]->path);
    }
}

/* Puts a bench on a stage. */
static bool open_bench(const WorkbenchOptions *options, Stage *stage, Clock clock, Error *error)
{
    Session *session = session_new(options->rules, &options->check, clock);
    session->is_readonly = options->is_readonly;
    if (!open_inputs(session, options, error) || !set_theme(stage, options->config, error)) {
        session_free(session);
        return false;
    }
    Workbench *bench = bench_new(options, session, stage);
    stage_push(stage, (View){&bench_kind, bench});
    begin(bench);
    if (options->is_tour) {
        tour_begin(bench);
    } else if (!bench_file(bench)) {
        start_view_open(bench);
    } else {
        greet(bench);
    }
    return true;
}

static bool run_with_script(const WorkbenchOptions *options, int *exit_status, Error *error)
{
    ClockFixed state = {.milliseconds = 1767225600000, .seed = 1};
    ScriptHost host = {.clock = &state};
    Stage *stage =
        stage_new(80, 24, strcmp(config_text(options->config, SETTING_ASCII), "on") == 0, clock_fixed(&state));
    script_host(stage, &host);
    bool is_done = open_bench(options, stage, clock_fixed(&state), error) && run_script(options, stage, &host, error);
    *exit_status = stage_exit_status(stage);
    stage_free(stage);
    text_free(&host.clipboard);
    return is_done;
}

static bool run_on_terminal(const WorkbenchOptions *options, int *exit_status, Error *error)
{
    Clock clock = clock_system();
    Stage *stage = stage_new(80, 24, is_ascii_wanted(options->config), clock);
    bool is_done = open_bench(options, stage, clock, error);
    Terminal *terminal = is_done ? terminal_start(error) : NULL;
    if (terminal) {
        int signal_number = loop_run(stage, terminal, options->config);
        terminal_stop(terminal);
        *exit_status = signal_number ? 128 + signal_number : stage_exit_status(stage);
    }
    stage_free(stage);
    return terminal != NULL;
}

bool workbench_run(const WorkbenchOptions *options, int *exit_status, Error *error)
{
    *exit_status = 0;
    return options->script ? run_with_script(options, exit_status, error)
                           : run_on_terminal(options, exit_status, error);
}

void workbench_print_keys(Config *config, Text *text)
{
    Keymap *keymap = keymap_new(&bench_actions, config);
    action_help_print(&bench_actions, keymap, text);
    keymap_free(keymap);
}
