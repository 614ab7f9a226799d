/* Opening: a bench is made, files are opened, and a terminal or a script drives it. */
#include "ui/screens/bench/cursor.h"
#include "ui/screens/remote/remote_view.h"
#include "ui/screens/remote/session_remote.h"
#include "ui/screens/views/help_view.h"
#include "ui/screens/views/new_file.h"
#include "ui/screens/views/opening.h"
#include "ui/screens/views/start_view.h"
#include "ui/screens/workbench.h"
#include "ui/screens/workbench_parts.h"

#include "src/base/memory.h"
#include "src/save/recent.h"
#include "ui/kit/script/script.h"
#include "ui/kit/terminal/loop.h"
#include "ui/kit/terminal/terminal.h"
#include "ui/screens/actions/actions_list.h"
#include "ui/screens/editing/unfinished.h"
#include "ui/screens/play/lesson.h"
#include "ui/screens/play/playing.h"
#include "ui/screens/play/scene.h"
#include "ui/screens/present/presenter.h"
#include "ui/screens/views/rescue.h"
#include "ui/screens/views/tour.h"
#include "ui/widgets/action_help.h"

#include <stdlib.h>
#include <string.h>

/* Reads what a server holds; what is a list is shown later, with the screen. */
static bool open_remote(Session *session, const char *word, RemoteResource *list, Error *error)
{
    ServerTarget target;
    RemoteResource resource;
    if (!target_parse(http_client_servers(session->client), slice_from(word), SERVER_FHIR, &target, error)) {
        return false;
    }
    bool is_read = remote_read_to_show(session->client, &target.url, NULL, &resource, error);
    if (is_read && remote_bytes_are_page(text_slice(&resource.bytes))) {
        remote_resource_free(list);
        *list = resource;
    } else if (is_read) {
        is_read = session_open_remote(session, &resource, error);
        remote_resource_free(&resource);
    }
    target_free(&target);
    return is_read;
}

static bool open_inputs(Session *session, const WorkbenchOptions *options, RemoteResource *list, Error *error)
{
    for (size_t i = 0; i < options->input_count; i++) {
        if (session->client && target_is_remote(http_client_servers(session->client), slice_from(options->inputs[i]))) {
            if (!open_remote(session, options->inputs[i], list, error)) {
                return false;
            }
            continue;
        }
        bool is_left = !session_open(session, options->arguments[i], options->inputs[i], error);
        if (is_left && (options->play || session->is_masked || !unfinished_open_left(session, options->inputs[i]))) {
            return false;
        }
    }
    return true;
}

static bool is_ascii_wanted(const Config *config)
{
    const char *ascii = config_text(config, SETTING_ASCII);
    return strcmp(ascii, "on") == 0 || (strcmp(ascii, "auto") == 0 && !terminal_is_utf8());
}

/* The theme of the settings. One that a file names and that is none is a fault of the file, and the likely one is
   taken; NULL with a sentence where the command line named it. */
static Theme *load_theme(Config *config, Error *error)
{
    const char *name = config_text(config, SETTING_THEME), *origin = config_origin(config, SETTING_THEME);
    bool is_automatic = strcmp(name, "auto") == 0;
    Theme *theme = theme_load(is_automatic ? terminal_likely_theme() : name, config_theme_folder(config), error);
    if (!theme && origin[0] != '-') {
        config_add_error(config, origin, error);
        theme = theme_load(terminal_likely_theme(), NULL, error);
    }
    return theme;
}

static bool set_theme(Stage *stage, Config *config, Error *error)
{
    Theme *theme = load_theme(config, error);
    if (theme) {
        stage_set_theme(stage, theme);
        theme_free(theme);
    }
    return theme != NULL;
}

/* Reports once, at the very first start, how to begin. */
static void greet(Workbench *bench)
{
    FileList recent = {0};
    recent_list(&recent);
    if (recent.count == 0 && !messages_is_showing(bench->messages)) {
        messages_add(bench->messages, STYLE_PLAIN, "F8 next issue · a fix · A fix all · F1 keys · :tour teaches");
    }
    file_list_free(&recent);
    for (size_t i = 0; i < bench->session->count && !bench->session->is_masked; i++) {
        if (!bench->session->files[i]->remote) {
            recent_add(bench->session->files[i]->path);
        }
    }
}

/* Reports what was never saved: the file that is shown, or others of the folder. */
static void tell_left(Workbench *bench)
{
    if (bench_file(bench)->is_unborn) {
        bench_tell_restored(bench);
    } else {
        new_file_tell_left(bench);
    }
}

/* Opens the file that the script itself names, unless one was given; true where one is open then. */
static bool open_scripted(Workbench *bench, const PlayingOptions *playing, Error *error)
{
    Text script = TEXT_EMPTY;
    bool is_open = bench_file(bench) != NULL;
    if (!is_open && file_read(playing->path, SIZE_MAX / 2, &script, NULL, error)) {
        Slice name = script_opened(text_slice(&script));
        char *path = scene_path(playing->path, name);
        is_open = name.length ? bench_open_as_it_is(bench, path, error)
                              : error_set(error, ERROR_NOT_FOUND, playing->path, "the script opens no file; name one");
        free(path);
    }
    text_free(&script);
    return is_open;
}

/* Begins to play; a script that presents halts after each sentence, before the presenter's card. */
static bool play(Workbench *bench, const PlayingOptions *playing, bool is_present, Error *error)
{
    PlayingOptions options = *playing;
    options.has_stops = is_present;
    if ((is_present && !open_scripted(bench, playing, error)) || !playing_begin(bench, &options, error)) {
        return false;
    }
    if (is_present) {
        presenter_open(bench, false);
    }
    return true;
}

Workbench *workbench_open(const WorkbenchOptions *options, Stage *stage, Clock clock, const PlayingOptions *playing,
                          Error *error)
{
    Session *session = session_new(options->rules, &options->check, clock);
    session->is_readonly = options->is_readonly;
    session->is_masked = options->is_masked;
    session->takes_streams = true;
    session->waits = options->script != NULL;
    session->client = options->client;
    session->reader = options->reader ? *options->reader : (SessionReader){0};
    session->asker = options->asker;
    RemoteResource list = {0};
    if (!set_theme(stage, options->config, error) || !open_inputs(session, options, &list, error)) {
        remote_resource_free(&list);
        session_free(session);
        return NULL;
    }
    session->takes_streams = false;
    session->reader = (SessionReader){0};
    session->current = 0;
    Workbench *bench = bench_new(options, session, stage);
    stage_push(stage, (View){&bench_kind, bench});
    stage_set_help(stage, help_open_keys, bench);
    workbench_show_notices(bench);
    bench_begin(bench);
    if (options->note) {
        messages_add(bench->messages, STYLE_ISSUE_NOTE, "%s", options->note);
    }
    /* A script that is played shows files as they are; it is for others than those whose work was kept. */
    for (size_t i = 0; i < session->count && !playing; i++) {
        rescue_look(bench, session->files[i]);
    }
    rescue_offer_next(bench);
    if (session->count == 0 && !playing && !options->is_lesson && !options->is_tour) {
        new_file_restore_all(bench);
    }
    if (list.bytes.length > 0) {
        remote_show(bench, &list);
        remote_resource_free(&list);
        return bench;
    }
    if (options->is_lesson) {
        return lesson_begin(bench, error) ? bench : NULL;
    }
    if (playing) {
        return play(bench, playing, options->is_present, error) ? bench : NULL;
    }
    if (options->is_present && bench_file(bench)) {
        presenter_open(bench, false);
    } else if (options->is_tour) {
        tour_begin(bench);
    } else if (!bench_file(bench) && !options->opens_files) {
        start_view_open(bench);
    } else if (bench_file(bench)) {
        greet(bench);
        if (options->input_count > 0) {
            tell_left(bench);
        }
    }
    return bench;
}

/* Drives a stage by a script; what it prints goes to standard output. */
static bool run_script(const WorkbenchOptions *options, Slice script, int *exit_status, Error *error)
{
    ClockFixed state = {.milliseconds = 1767225600000, .seed = 1};
    Scene scene = {.script = options->script, .has_file = options->input_count > 0};
    ScriptScene calls = scene_of(&scene);
    ScriptHost host = {.clock = &state, .scene = &calls};
    Stage *stage =
        stage_new(80, 24, strcmp(config_text(options->config, SETTING_ASCII), "on") == 0, clock_fixed(&state));
    script_host(stage, &host);
    stage_set_mouse(stage, config_flag(options->config, SETTING_MOUSE));
    PlayingOptions playing = {.path = options->play, .has_file = options->input_count > 0};
    Workbench *bench = workbench_open(options, stage, clock_fixed(&state), options->play ? &playing : NULL, error);
    scene.bench = bench;
    rescue_on_crash(bench ? bench->session : NULL);
    bool is_done = bench && script_run(script, options->script, stage, &host, options->printed, error);
    *exit_status = stage_exit_status(stage);
    rescue_on_crash(NULL);
    stage_free(stage);
    text_free(&host.clipboard);
    return is_done;
}

static bool run_with_script(const WorkbenchOptions *options, int *exit_status, Error *error)
{
    Text script = TEXT_EMPTY;
    bool is_done = file_read_stream(options->script, SIZE_MAX / 2, &script, NULL, error);
    if (is_done) {
        text_reserve(&script, script.length);
        WorkbenchOptions opening = *options;
        opening.opens_files = script_opened(text_slice(&script)).length > 0;
        is_done = run_script(&opening, text_slice(&script), exit_status, error);
    }
    text_free(&script);
    return is_done;
}

/* True where reading takes so long that keys are pressed meanwhile. */
static bool has_large_input(const WorkbenchOptions *options)
{
    enum { LARGE_BYTES = 4194304 };
    bool is_large = false;
    for (size_t i = 0; i < options->input_count; i++) {
        FileState state = {0};
        is_large = is_large || (file_state(options->inputs[i], &state, NULL) && state.size >= LARGE_BYTES);
    }
    return is_large;
}

/* The terminal is taken over before large files are read: the keys that are typed meanwhile are not echoed, and wait. A
   file that cannot be opened is reported on the terminal as it was. */
static bool run_on_terminal(const WorkbenchOptions *given, int *exit_status, Error *error)
{
    Clock clock = clock_system();
    Stage *stage = stage_new(80, 24, is_ascii_wanted(given->config), clock);
    bool is_early = has_large_input(given);
    Terminal *terminal = is_early ? terminal_start(error) : NULL;
    ReadingScreen screen = {terminal, stage};
    SessionReader reader = reading_screen_reader(&screen);
    WorkbenchOptions shown = *given;
    const WorkbenchOptions *options = &shown;
    shown.reader = terminal ? &reader : NULL;
    PlayingOptions playing = {.path = options->play, .has_file = options->input_count > 0};
    const PlayingOptions *played = options->play ? &playing : NULL;
    Workbench *bench = is_early && !terminal ? NULL : workbench_open(options, stage, clock, played, error);
    if (!is_early && bench) {
        terminal = terminal_start(error);
    }
    if (!bench) {
        terminal_stop(terminal);
        terminal = NULL;
    }
    if (terminal) {
        Session *session = bench->session;
        rescue_on_crash(session);
        int signal_number = loop_run(stage, terminal, options->config);
        rescue_on_crash(NULL);
        terminal_stop(terminal);
        *exit_status = signal_number ? 128 + signal_number : stage_exit_status(stage);
        if (signal_number) {
            rescue_describe(session, signal_number, options->ended);
        }
    }
    stage_free(stage);
    return terminal != NULL;
}

bool workbench_run(const WorkbenchOptions *options, int *exit_status, Error *error)
{
    *exit_status = 0;
    if (options->cast || options->svg) {
        return workbench_film(options, error);
    }
    return options->script ? run_with_script(options, exit_status, error)
                           : run_on_terminal(options, exit_status, error);
}

void workbench_print_keys(Config *config, Text *text)
{
    Keymap *keymap = keymap_new(&bench_actions, config);
    action_help_print(&bench_actions, keymap, text);
    keymap_free(keymap);
}

void workbench_examine(Config *config)
{
    Error error;
    Theme *theme = load_theme(config, &error);
    keymap_free(keymap_new(&bench_actions, config));
    theme_free(theme);
}
