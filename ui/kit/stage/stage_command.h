/*
 * Stage command: a command of the settings, such as the user's editor or viewer, run as git runs an editor.
 *
 * A plain name is the program. Where the command has arguments, quotes or the like, `sh -c` reads it. What it is run on
 * follows as arguments of its own, which no shell reads.
 */
#ifndef IPSE_KIT_STAGE_COMMAND_H
#define IPSE_KIT_STAGE_COMMAND_H

#include "ui/kit/stage/stage.h"

enum { STAGE_ARGUMENTS_MAXIMUM = 4 };

/* Runs a command on at most STAGE_ARGUMENTS_MAXIMUM arguments and waits. False with a sentence where it could not be
   started or ended with another status than 0. */
bool stage_run_command(Stage *stage, const char *command, const char *const arguments[], size_t count, Error *error);

#endif
