/*
 * Remote type: the resources of a type that a server has, as an operand.
 */
#ifndef IPSE_CLI_REMOTE_TYPE_H
#define IPSE_CLI_REMOTE_TYPE_H

#include "src/base/error.h"
#include "src/base/text.h"
#include "src/profile/rules.h"

/* False with a sentence where a word is not the name of a resource type. */
bool remote_type_is_known(const Rules *rules, const char *word, Error *error);

/* False with a sentence where a word is not a date or a time as FHIR writes them; NULL is none. */
bool remote_time_is_valid(const char *word, Error *error);

/* Sets the operand that stands for the resources of a type, ended by a zero:
   "clinic:Patient?_lastUpdated=ge2025-03-14". `since` may be NULL. */
void remote_type_append(const char *server, const char *type, const char *since, Text *operand);

#endif
