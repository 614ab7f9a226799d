/*
 * Arguments: a command line, taken apart.
 *
 * The first word that is no option names the command; where it names none, the command is the workbench and the word is
 * a file. Options may stand before and after it, with their value in the same word (`--format=json`) or the next one;
 * `--` ends them; `-` is an operand: standard input. Of a command that takes an expression, the first word that is no
 * option for certain is the expression, though it may start with a minus.
 */
#ifndef IPSE_CLI_ARGUMENTS_H
#define IPSE_CLI_ARGUMENTS_H

#include "src/base/error.h"
#include "ui/cli/option.h"

struct Command;

typedef struct GivenOption {
    const Option *option;
    const char *value; /* "" for options without one */
} GivenOption;

/* All strings are those of the command line. */
typedef struct Arguments {
    const struct Command *command;
    GivenOption *given;
    size_t given_count;
    size_t given_capacity;
    const char **operands;
    size_t operand_count;
    size_t operand_capacity;
} Arguments;

/* Takes the words of main() apart. False with a sentence where they make no sense: an unknown option, a missing value,
   an option of another command. `arguments` must be freed in both cases. */
bool arguments_parse(Arguments *arguments, int word_count, char **words, Error *error);
void arguments_free(Arguments *arguments);

bool arguments_has(const Arguments *arguments, OptionId id);

/* The value that was given last; NULL where none was. */
const char *arguments_value(const Arguments *arguments, OptionId id);

/* All values, in an array that the caller frees; gives how many there are. */
size_t arguments_values(const Arguments *arguments, OptionId id, const char ***values);

/* The values one after the other: `*position` starts at 0; NULL after the last. */
const char *arguments_next(const Arguments *arguments, OptionId id, size_t *position);

#endif
