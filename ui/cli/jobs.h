/*
 * Jobs: how many workers a command has (input_queue.c).
 */
#ifndef IPSE_CLI_JOBS_H
#define IPSE_CLI_JOBS_H

#include "ui/cli/arguments.h"

enum { JOBS_MAXIMUM = 256 };

/* The number that --jobs gives, from 1 to JOBS_MAXIMUM; without it, that of the processors. False with a sentence where
   it is none. */
bool jobs_wanted(const Arguments *arguments, unsigned *count, Error *error);

#endif
