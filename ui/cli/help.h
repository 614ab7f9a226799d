/*
 * Help: what `--help` prints, and the manual page; both from the tables of commands and options.
 */
#ifndef IPSE_CLI_HELP_H
#define IPSE_CLI_HELP_H

#include "ui/cli/command.h"
#include "ui/cli/output/output.h"

/* The help on a command; on the workbench: on the whole program. */
void help_print(const Command *command, Output *output);

/* Appends words from a column on, breaking lines at the width of the help, and ends the line. */
void help_append_paragraph(Text *text, size_t column, Slice words);

/* A manual page in the man macros of roff: "1" the program, "5" its files, "7" its checks. */
void manual_print(Slice section, Output *output);

#endif
