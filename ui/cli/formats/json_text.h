/*
 * JSON text: a writer that puts commas and quotes, for what the program itself writes.
 *
 * Each function appends a member (with a name) or an item (name NULL) to a text, after a comma where one is needed: not
 * at the beginning, after an opening bracket or after a line feed. Strings are escaped as ui/cli/output/output.h says.
 * The caller opens and closes brackets in pairs.
 */
#ifndef IPSE_CLI_FORMATS_JSON_TEXT_H
#define IPSE_CLI_FORMATS_JSON_TEXT_H

#include "src/base/text.h"

#include <stdint.h>

/* Opens '{' or '['. */
void json_open(Text *json, const char *name, char bracket);

/* Closes with '}' or ']'. */
void json_close(Text *json, char bracket);

void json_string(Text *json, const char *name, Slice value);

/* As json_string, but null where the value is empty. */
void json_string_or_null(Text *json, const char *name, Slice value);

void json_number(Text *json, const char *name, uint64_t value);

/* A share from 0 to 1 with four decimals; null where `whole` is 0. */
void json_share(Text *json, const char *name, uint64_t part, uint64_t whole);

#endif
