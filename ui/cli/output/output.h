/*
 * Output: what goes to standard output and to standard error, and how text of documents is made fit for a terminal.
 *
 * The rule: no control, bidirectional or zero-width character (utf8_is_unseen) and no byte that is no UTF-8 leaves the
 * program as it is, wherever it came from: a file name, a package, a key of a profile, a document. They are written
 * \uXXXX and \xXX (in JSON \ufffd); only the line feeds of our own lines stay. One function writes to both descriptors
 * and holds the rule, also over text that nobody made visible before. The one exception is output_exact: the text of a
 * document in a difference that goes to no terminal, because patch(1) reads it byte by byte. The names in the head of a
 * difference are no exception.
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
    int failure;      /* errno of the first write that failed; 0: none */
    bool is_mid_line; /* what was written last ended without a line feed */
    bool is_kept;     /* nothing is written: another output takes the bytes (output_join) */
} Output;

#define OUTPUT_EMPTY ((Output){0})

/* Appends our own words; what the rule forbids in them is escaped, and line feeds stay. */
void output_text(Output *output, Slice text);
void output_format(Output *output, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Appends text that came from outside, so that nothing in it reaches the terminal unescaped. */
void output_visible(Output *output, Slice text);

/* Appends a path, as visible_append_path. */
void output_path(Output *output, Slice path);

/* Appends JSON text: what the rule forbids in its strings is escaped as JSON escapes it. */
void output_json(Output *output, Slice json);

/* Appends a difference (src/edit/diff.h): exactly where standard output is no terminal, else as the rule says. */
void output_diff(Output *output, Slice diff);

/* Appends bytes exactly as they are. */
void output_exact(Output *output, Slice bytes);

/* Appends what another output, which is kept, has collected, and empties that. */
void output_join(Output *output, Output *kept);

/* Writes what was collected; false where it could not be written. */
bool output_flush(Output *output);

/* Writes what is left and frees the output; gives `status`, or EXIT_TROUBLE where something could not be written. */
int output_close(Output *output, int status);

/* Appends text as it may be shown: line breaks and tabs as one space, other characters that are not seen
   (utf8_is_unseen) as \uXXXX, invalid bytes as \xXX. */
void visible_append(Text *line, Slice text);

/* As visible_append, of a path: spaces become \u0020, so that a path is one word. */
void visible_append_path(Text *line, Slice path);

/* Appends text as a JSON string with quotes, characters that are not seen as \uXXXX, invalid bytes as \ufffd. */
void visible_append_json(Text *json, Slice text);

/* Appends JSON text, as output_json. */
void visible_append_json_text(Text *json, Slice text);

/* Prints "ipse: WHERE: MESSAGE" on standard error. */
void complain(const Error *error);

/* Prints "ipse: WHERE: note: SENTENCE" on standard error. */
void remark(const char *where, const char *sentence);

/* Prints our own words on standard error. */
void output_error(Slice text);

/* Writes our own words over a line of so many bytes on standard error, a terminal, and leaves the cursor at its start.
 */
void output_over(Slice words, size_t covered);

#endif
