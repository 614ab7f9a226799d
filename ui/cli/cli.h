/*
 * The command line: from the words of main() to the exit status.
 */
#ifndef IPSE_CLI_CLI_H
#define IPSE_CLI_CLI_H

#include "ui/cli/command.h"

/* Runs what the words ask for and gives the exit status. `workbench` is called to open the screen: where no command is
   named and standard output is a terminal, or a script drives it. */
int cli_run(int word_count, char **words, int (*workbench)(const Arguments *arguments));

#endif
