/* Playing: a script, its scene and its player, from the beginning to the end. */
#include "ui/screens/play/playing.h"

#include "src/base/file.h"
#include "src/base/memory.h"
#include "ui/kit/script/player.h"
#include "ui/screens/bench/cursor.h"
#include "ui/screens/play/scene.h"

#include <stdlib.h>
#include <string.h>

struct Playing {
    Text read;
    char *name;
    Scene scene;
    ScriptScene calls;
    ScriptHost host;
    Player *player;
    bool is_over;
    Error error; /* that ended it; ERROR_NONE: none did */
    PlayingOptions options;
};

void playing_free(Playing *playing)
{
    if (playing) {
        player_free(playing->player);
        text_free(&playing->read);
        text_free(&playing->host.clipboard);
        free(playing->name);
        free(playing);
    }
}

/* Ends the presentation that a script led through: what stopped the script was meant for it, too. */
static void close_presentation(Workbench *bench)
{
    const ViewKind *kind = stage_top(bench->stage).kind;
    if (kind && strcmp(kind->name, "presenter") == 0) {
        stage_handle(bench->stage, (Event){.kind = EVENT_KEY, .key = key_make(KEYCODE_ESCAPE, 0)});
    }
}

static void ended(void *context, bool is_stopped, const Error *error)
{
    Workbench *bench = context;
    Playing *playing = bench->playing;
    playing->is_over = true;
    if (playing->options.is_undone && bench_file(bench)) {
        while (history_undo(bench_file(bench)->history)) {
        }
        session_settle(bench_file(bench));
        bench->is_rule_old = true;
    }
    if (is_stopped && playing->options.has_stops && !error) {
        close_presentation(bench);
    }
    if (error) {
        playing->error = *error;
        messages_add_error(bench->messages, "The script stopped", error);
    } else if (!playing->options.is_alone && (is_stopped || !playing->options.has_stops)) {
        messages_add(bench->messages, STYLE_PLAIN, is_stopped ? "Stopped. q quits" : "End of the script. q quits");
    }
}

static void pictured(void *context)
{
    const Workbench *bench = context;
    const PlayingOptions *options = &bench->playing->options;
    if (options->pictured) {
        options->pictured(options->context);
    }
}

bool playing_is_on(const Workbench *bench)
{
    return bench->playing && !bench->playing->is_over;
}

const Error *playing_error(const Workbench *bench)
{
    return bench->playing && bench->playing->error.code ? &bench->playing->error : NULL;
}

bool playing_begin(Workbench *bench, const PlayingOptions *options, Error *error)
{
    enum { SCRIPT_BYTES_MAXIMUM = 16777216 };
    if (playing_is_on(bench)) {
        return error_set(error, ERROR_NOT_POSSIBLE, NULL, "a script is playing");
    }
    Playing *playing = memory_allocate_zeroed(1, sizeof *playing);
    if (!options->text.length && !file_read_stream(options->path, SCRIPT_BYTES_MAXIMUM, &playing->read, NULL, error)) {
        playing_free(playing);
        return false;
    }
    playing_free(bench->playing);
    bench->playing = playing;
    playing->options = *options;
    playing->name = memory_copy_string(slice_from(options->path));
    playing->options.path = playing->name;
    playing->scene = (Scene){.bench = bench, .script = playing->name, .has_file = options->has_file};
    playing->calls = scene_of(&playing->scene);
    playing->host.scene = &playing->calls;
    playing->player = player_new(&(PlayerOptions){
        .script = options->text.length ? options->text : text_slice(&playing->read),
        .name = playing->name,
        .stage = bench->stage,
        .host = &playing->host,
        .clock = bench->session->clock,
        .is_alone = options->is_alone,
        .has_stops = options->has_stops,
        .context = bench,
        .ended = ended,
        .pictured = pictured,
    });
    return true;
}
