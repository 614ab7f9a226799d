/*
 * Output: what goes to standard output, and how text of documents is made fit for a terminal.
 *
 * Bytes are collected and written in large pieces. A reader that went away (a closed pipe) ends the output without a
 * word; any other failure is said on standard error once, and the command ends with EXIT_TROUBLE.
 */
#ifndef IPSE_CLI_OUTPUT_H
#define IPSE_CLI_OUTPUT_H

#include "src/base/error.h"
#include "src/base/text.h"

typedef struct Output {
    Text buffer;
    int failure; /* errno of the first write that failed; 0: none */
} Output;

#define OUTPUT_EMPTY ((Output){0})

/* Appends bytes as they are: our own words. */
void output_text(Output *output, Slice text);
void output_format(Output *output, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Appends text that came from outside, so that nothing in it reaches the terminal unescaped. */
void output_visible(Output *output, Slice text);

/* Writes what was collected; false where it could not be written. */
bool output_flush(Output *output);

/* Writes what is left and frees the output; gives `status`, or EXIT_TROUBLE where something could not be written. */
int output_close(Output *output, int status);

/* Appends text as it may be shown: line breaks and tabs as one space, other hidden characters (utf8_is_hidden) as
   \uXXXX, invalid bytes as \xXX. */
void visible_append(Text *line, Slice text);

/* As visible_append, of a path: spaces become \u0020, so that a path is one word. */
void visible_append_path(Text *line, Slice path);

/* Appends text as a JSON string with quotes, hidden characters as \uXXXX. */
void visible_append_json(Text *json, Slice text);

/* Prints "ipse: WHERE: MESSAGE" on standard error. */
void complain(const Error *error);

#endif
