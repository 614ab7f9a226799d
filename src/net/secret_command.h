/*
 * Secret command: what a command prints, which the settings name as the source of a secret (token_command).
 *
 * The command is words, run without a shell; ' and " hold words together. It has no input, and what it prints as errors
 * is dropped, as that can hold a secret. It is over when it has ended, also where something that it started keeps its
 * output open.
 */
#ifndef IPSE_NET_SECRET_COMMAND_H
#define IPSE_NET_SECRET_COMMAND_H

#include "src/base/error.h"
#include "src/base/text.h"
#include "src/base/work/pace.h"

enum { SECRET_COMMAND_MAXIMUM = 65536 }; /* bytes that it may print */

/* Runs a command and appends what it prints to a text that has room for all of it: its bytes do not move. False with a
   sentence where the command cannot be started, fails, prints too much, has not ended after so many milliseconds, or
   was stopped (ERROR_STOPPED); it is killed then. */
bool secret_command_run(const char *command, unsigned milliseconds, Pace *pace, Text *content, Error *error);

#endif
