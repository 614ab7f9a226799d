/*
 * What `ipse config` does; a file of its own, since only the screen can find what is wrong with keys and colours.
 */
#ifndef IPSE_CLI_CONFIG_COMMAND_H
#define IPSE_CLI_CONFIG_COMMAND_H

#include "ui/cli/arguments.h"
#include "ui/kit/config/config.h"

/* Prints the settings, and what is wrong in them; `examine` adds what the screen finds. Gives the exit status. */
int config_print_all(const Arguments *arguments, void (*examine)(Config *config));

#endif
