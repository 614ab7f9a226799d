/*
 * The command line: from the words of main() to the exit status.
 */
#ifndef IPSE_CLI_CLI_H
#define IPSE_CLI_CLI_H

#include "ui/cli/command.h"
#include "ui/kit/config/config.h"

/* What only the screen knows how to do; those that run a command give its exit status. */
typedef struct Screens {
    int (*workbench)(const Arguments *arguments);  /* opens the workbench */
    int (*print_keys)(const Arguments *arguments); /* prints the table of keys */
    int (*serve)(const Arguments *arguments);      /* serves an editor */
    void (*examine)(Config *config);               /* adds faults that only it can find: keys, colours */
} Screens;

/* Runs what the words ask for and gives the exit status. The workbench is opened where no command is named and standard
   output is a terminal, or a script drives it. */
int cli_run(int word_count, char **words, const Screens *screens);

#endif
