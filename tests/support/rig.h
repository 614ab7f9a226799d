/*
 * Rig: a stage and a script host, for unit tests of views.
 */
#ifndef IPSE_TESTS_RIG_H
#define IPSE_TESTS_RIG_H

#include "ui/kit/script/script.h"

typedef struct Rig {
    ClockFixed clock;
    ScriptHost host;
    Stage *stage;
    Text output; /* what the last script printed, or why it failed */
} Rig;

/* A stage of this size with a blank view on it. */
void rig_start(Rig *rig, int width, int height);
void rig_end(Rig *rig);

/* Runs a script; false with a sentence and the screen in `output` where it fails. */
bool rig_run(Rig *rig, const char *script);

#endif
