/* A script that is played for nobody: its screens become a recording, the last of them a picture. */
#include "ui/screens/bench/cursor.h"
#include "ui/screens/play/playing.h"
#include "ui/screens/workbench.h"
#include "ui/screens/workbench_parts.h"

#include "src/save/save.h"
#include "ui/kit/picture/picture.h"
#include "ui/kit/script/script.h"

#include <string.h>

/* What is made while the script plays. */
typedef struct Filming {
    Stage *stage;
    ClockFixed state;
    int64_t begun_at;
    Cast *cast;       /* NULL: none is wanted */
    const char *name; /* of the script, the title */
    Text svg;         /* of the last statement `screen` */
    bool is_svg_wanted;
} Filming;

static void take_svg(Filming *filming)
{
    if (filming->is_svg_wanted) {
        text_clear(&filming->svg);
        picture_append_svg(stage_canvas(filming->stage), stage_theme(filming->stage), filming->name, &filming->svg);
    }
}

/* At a statement `screen`. */
static void pictured(void *context)
{
    Filming *filming = context;
    stage_redraw(filming->stage);
    stage_draw(filming->stage);
    take_svg(filming);
}

/* Lets time pass until the script is over. */
static void film(Filming *filming, const Workbench *bench)
{
    Stage *stage = filming->stage;
    while (!stage_is_over(stage) && playing_is_on(bench)) {
        int64_t wait = stage_wait(stage);
        if (stage_draw(stage) && filming->cast && wait > 0) {
            cast_add(filming->cast, stage_canvas(stage), stage_theme(stage),
                     filming->state.milliseconds - filming->begun_at);
        }
        filming->state.milliseconds += wait > 0 ? wait : 0;
        stage_handle(stage, (Event){.kind = EVENT_NONE});
    }
    stage_draw(stage);
    if (filming->cast) {
        cast_add(filming->cast, stage_canvas(stage), stage_theme(stage),
                 filming->state.milliseconds - filming->begun_at);
    }
    if (!filming->svg.length) {
        take_svg(filming);
    }
}

/* Writes what was made to a file, or for "-" to standard output. */
static bool write_out(const WorkbenchOptions *options, const char *path, Slice bytes, Error *error)
{
    if (!path) {
        return true;
    }
    if (strcmp(path, "-") == 0) {
        text_append(options->printed, bytes);
        return true;
    }
    SaveRequest request = {.path = path, .bytes = bytes};
    return save_file(&save_system, &request, NULL, error);
}

static bool play(const WorkbenchOptions *options, Filming *filming, Slice script, Error *error)
{
    PlayingOptions playing = {.path = options->play,
                              .text = script,
                              .has_file = options->input_count > 0,
                              .is_alone = true,
                              .pictured = pictured,
                              .context = filming};
    Workbench *bench = workbench_open(options, filming->stage, clock_fixed(&filming->state), &playing, error);
    if (!bench) {
        return false;
    }
    film(filming, bench);
    const Error *trouble = playing_error(bench);
    if (trouble) {
        *error = *trouble;
    }
    return !trouble && write_out(options, options->svg, text_slice(&filming->svg), error) &&
           (!filming->cast || write_out(options, options->cast, cast_text(filming->cast), error));
}

bool workbench_film(const WorkbenchOptions *options, Error *error)
{
    enum { BEGINNING = 1767225600, WIDTH = 80, HEIGHT = 24 };
    Text script = TEXT_EMPTY;
    if (!file_read_stream(options->play, SIZE_MAX / 2, &script, NULL, error)) {
        text_free(&script);
        return false;
    }
    text_append(&script, SLICE("\n"));
    int width = WIDTH, height = HEIGHT;
    script_size(text_slice(&script), &width, &height);
    Filming filming = {.state = {.milliseconds = (int64_t)BEGINNING * 1000, .seed = 1},
                       .name = options->play,
                       .is_svg_wanted = options->svg != NULL,
                       .cast = options->cast ? cast_new(options->play) : NULL};
    filming.begun_at = filming.state.milliseconds;
    bool is_ascii = strcmp(config_text(options->config, SETTING_ASCII), "on") == 0;
    filming.stage = stage_new(width, height, is_ascii, clock_fixed(&filming.state));
    bool is_done = play(options, &filming, text_slice(&script), error);
    stage_free(filming.stage);
    cast_free(filming.cast);
    text_free(&filming.svg);
    text_free(&script);
    return is_done;
}
