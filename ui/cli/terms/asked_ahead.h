/*
 * Asked ahead: files of a command line whose codes a terminology server is asked about together
 * (src/check/ask_ahead.h).
 */
#ifndef IPSE_CLI_ASKED_AHEAD_H
#define IPSE_CLI_ASKED_AHEAD_H

#include "src/check/check.h"

typedef struct AskedAhead AskedAhead;

/* NULL, which all functions take, where the options ask nobody. Rules and options are borrowed. Free with
 * asked_ahead_free. */
AskedAhead *asked_ahead_new(const Rules *rules, const CheckOptions *options);
void asked_ahead_free(AskedAhead *ahead);

/* Adds a file, in the order of the checks; operand and name are borrowed. */
void asked_ahead_add(AskedAhead *ahead, const char *operand, const char *name);

/* To be called before the next of the files is checked. Regular files of at most 4 MB are looked at; the rest asks by
 * itself. */
void asked_ahead_reach(AskedAhead *ahead);

#endif
