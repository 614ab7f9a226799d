/*
 * Loop: a stage on a terminal, until it is over.
 */
#ifndef IPSE_KIT_LOOP_H
#define IPSE_KIT_LOOP_H

#include "ui/kit/config/config.h"
#include "ui/kit/stage/stage.h"
#include "ui/kit/terminal/terminal.h"

/* Feeds the terminal's events to the stage and paints its canvas after each, until the stage is over; what the stage
   asks of its host, the terminal does, by the settings of `config`. Events that are already there are handled before
   the next paint, so that typing ahead costs no drawing. Returns the signal that ended it; 0 where none did. */
int loop_run(Stage *stage, Terminal *terminal, const Config *config);

#endif
