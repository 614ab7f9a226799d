/* Rig: a stage and a script host, for unit tests of views. */
#include "tests/support/rig.h"

static const ViewKind blank_kind = {.name = "blank"};

void rig_start(Rig *rig, int width, int height)
{
    *rig = (Rig){0};
    rig->host.clock = &rig->clock;
    rig->stage = stage_new(width, height, false, clock_fixed(&rig->clock));
    script_host(rig->stage, &rig->host);
    stage_push(rig->stage, (View){&blank_kind, NULL});
}

void rig_end(Rig *rig)
{
    stage_free(rig->stage);
    text_free(&rig->host.clipboard);
    text_free(&rig->output);
}

bool rig_run(Rig *rig, const char *script)
{
    Error error = {0};
    Text screen = TEXT_EMPTY;
    bool is_fine = script_run(slice_from(script), "script", rig->stage, &rig->host, &screen, &error);
    text_clear(&rig->output);
    if (!is_fine) {
        text_format(&rig->output, "%s: %s\n", error.where, error.message);
    }
    text_append(&rig->output, text_slice(&screen));
    text_free(&screen);
    return is_fine;
}
