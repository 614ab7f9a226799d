/*
 * Keys option: options that take keys of issues, "KEY,KEY…".
 */
#ifndef IPSE_CLI_KEYS_OPTION_H
#define IPSE_CLI_KEYS_OPTION_H

#include "src/check/report/known_keys.h"
#include "ui/cli/arguments.h"

/* Adds the keys of all options of an id to a set, which borrows them. False with a sentence where one is unknown. */
bool keys_option_read(const Arguments *arguments, OptionId id, const Rules *rules, SliceMap *set, Error *error);

#endif
