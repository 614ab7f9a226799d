/*
 * Judge: the rules and the options that a command line asks for.
 *
 * --package and --profile decide the rules; --profile and --actor the options of a checker.
 */
#ifndef IPSE_CLI_JUDGE_H
#define IPSE_CLI_JUDGE_H

#include "src/check/check.h"
#include "ui/cli/arguments.h"

typedef struct Judge {
    Rules *rules;
    CheckOptions options; /* its slices are those of the rules */
} Judge;

/* Makes the rules. False with a sentence where a package or profile cannot be found or used; judge_close in both
   cases. */
bool judge_open(Judge *judge, const Arguments *arguments, Error *error);

/* Sets the profile by a name as --profile takes it; false with a sentence, and nothing changed, where it is not known. A
   FIFO is read and waited for with `takes_streams` only: for names of the command line. */
bool judge_choose_profile(Judge *judge, const char *profile, bool takes_streams, Error *error);

/* Sets whose obligations count: an actor by the last segment of its URL or all of it; "both" and "all": everyone's. False
   with a sentence, and nothing changed, where no loaded definition names it. */
bool judge_choose_actor(Judge *judge, const char *actor, Error *error);

void judge_close(Judge *judge);

#endif
