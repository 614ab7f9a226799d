/*
 * Process: other programs, run by an argument vector and never by a shell's line.
 */
#ifndef IPSE_KIT_PROCESS_H
#define IPSE_KIT_PROCESS_H

#include "src/base/error.h"
#include "src/base/slice.h"

/* Runs a program with this process's standard files and waits. Signals of the keyboard are the program's meanwhile;
   when it is stopped (^Z), this process is stopped too, and goes on with it. `*exit_status` is its exit status, or 128
   + the signal that ended it. False where it could not be started. */
bool process_run(char *const arguments[], int *exit_status, Error *error);

/* Runs a program without output, with `input` as its standard input, and waits until it has taken it and ended. False
   where it could not be started or failed. */
bool process_feed(char *const arguments[], Slice input, Error *error);

#endif
