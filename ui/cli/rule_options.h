/*
 * Rule options: the rules and the options that a command line asks for.
 *
 * --package and --profile decide the rules; --profile and --actor the options of a checker.
 */
#ifndef IPSE_CLI_RULE_OPTIONS_H
#define IPSE_CLI_RULE_OPTIONS_H

#include "src/check/check.h"
#include "ui/cli/arguments.h"

typedef struct RuleOptions {
    Rules *rules;
    CheckOptions options; /* its slices are those of the rules */
} RuleOptions;

/* Makes the rules. False with a sentence where a package or profile cannot be found or used; rule_options_close in both
   cases. */
bool rule_options_open(RuleOptions *chosen, const Arguments *arguments, Error *error);

/* Sets the profile by a name as --profile takes it; false with a sentence, and nothing changed, where it is not known.
   A FIFO is read and waited for with `takes_streams` only: for names of the command line. */
bool rule_options_choose_profile(RuleOptions *chosen, const char *profile, bool takes_streams, Error *error);

/* Sets whose obligations count: an actor by the last segment of its URL or all of it; "both" and "all": everyone's.
   False with a sentence, and nothing changed, where no loaded definition names it. */
bool rule_options_choose_actor(RuleOptions *chosen, const char *actor, Error *error);

void rule_options_close(RuleOptions *chosen);

#endif
