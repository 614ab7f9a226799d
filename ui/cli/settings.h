/*
 * Settings: what is in force for a command line: the built-in values, the user's file, then the options. Scripts see
 * of the user's file the servers, and on a terminal the looks (config_forget_conduct); all of a file that --config
 * names.
 */
#ifndef IPSE_CLI_SETTINGS_H
#define IPSE_CLI_SETTINGS_H

#include "src/check/check.h"
#include "ui/cli/archive/archive_input.h"
#include "ui/cli/arguments.h"
#include "ui/cli/remote/remote.h"
#include "ui/cli/terms/asked_terms.h"
#include "ui/kit/config/config.h"

/* Reads the file that --config names, else config.yaml of the user's folder, and sets what the options say. False with
   a sentence where the named file cannot be read or an option has no sense. Faults in the file are kept by the config.
 */
bool settings_read(Config *config, const Arguments *arguments, Error *error);

/* False where the file that --config names cannot be read or has faults, which is said: for commands that show no
 * settings. */
bool settings_are_right(const Arguments *arguments);

/* For operands that stand for what a server holds: the servers of these settings, which are read when an operand needs
   them, and whose faults are then told on standard error. Free with remote_close. */
Remote settings_remote(const Arguments *arguments);

/* For the archives that an option names, each of them: the servers of these settings. False with a sentence where the
   settings cannot be read. Free with archive_input_free in both cases. */
bool settings_archive(const Arguments *arguments, OptionId option, ArchiveInput *input, Error *error);

/* Opens the terminology server that --terminology names, where it is given, for checkers with these options. False with
   a sentence where none has that name; asked_terms_close in both cases. */
bool settings_terms(const Arguments *arguments, AskedTerms *asked, CheckOptions *check, Error *error);

/* The same, where the caller says the note of `asked` itself. */
bool settings_terms_noted(const Arguments *arguments, AskedTerms *asked, CheckOptions *check, Error *error);

#endif
