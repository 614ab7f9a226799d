/* Taking a command line apart, by the tables of options and commands. */
#include "ui/cli/arguments.h"

#include "src/base/ascii.h"
#include "src/base/memory.h"
#include "ui/cli/command.h"

#include <stdlib.h>
#include <unistd.h>

/* The words that are still to be read. */
typedef struct Words {
    char **words;
    int count;
    int next;
    bool has_ended; /* `--` was read: all the rest are operands */
} Words;

static void give(Arguments *arguments, const Option *option, const char *value)
{
    ARRAY_RESERVE(arguments->given, arguments->given_capacity, arguments->given_count + 1);
    arguments->given[arguments->given_count++] = (GivenOption){option, value};
}

static bool refuse_unknown(Slice name, Error *error)
{
    const Option *near = option_suggest(name);
    if (near) {
        return error_set(error, ERROR_NOT_FOUND, NULL, "unknown option --%.*s; similar: --%s", SLICE_ARGS(name),
                         near->name);
    }
    return error_set(error, ERROR_NOT_FOUND, NULL, "unknown option --%.*s; see `ipse --help`", SLICE_ARGS(name));
}

/* Notes an option with its value: `value` from the same word, else the next word where the option needs one. */
static bool take_option(Arguments *arguments, Words *words, const Option *option, const char *value, Error *error)
{
    if (!option->argument) {
        if (value) {
            return error_set(error, ERROR_FORMAT, NULL, "--%s does not allow a value", option->name);
        }
        give(arguments, option, "");
        return true;
    }
    if (!value) {
        if (words->next >= words->count) {
            return error_set(error, ERROR_FORMAT, NULL, "--%s requires a value: %s", option->name, option->argument);
        }
        value = words->words[words->next++];
    }
    give(arguments, option, value);
    return true;
}

/* Reads `--name` or `--name=value`. */
static bool take_long(Arguments *arguments, Words *words, const char *word, Error *error)
{
    const char *equals = strchr(word, '=');
    Slice name = equals ? slice_make(word, (size_t)(equals - word)) : slice_from(word);
    const Option *option = option_find(name);
    return option ? take_option(arguments, words, option, equals ? equals + 1 : NULL, error)
                  : refuse_unknown(name, error);
}

/* Reads letters after one dash: each an option; the first that needs a value takes the rest of the word. */
static bool take_letters(Arguments *arguments, Words *words, const char *letters, Error *error)
{
    for (; *letters; letters++) {
        const Option *option = option_find_letter(*letters);
        if (!option) {
            return error_set(error, ERROR_NOT_FOUND, NULL, "unknown option -%c; see `ipse --help`", *letters);
        }
        if (option->argument) {
            return take_option(arguments, words, option, letters[1] ? letters + 1 : NULL, error);
        }
        give(arguments, option, "");
    }
    return true;
}

/* Notes a word that is no option: the command, where it is the first and names one, else an operand. */
static void take_operand(Arguments *arguments, const Words *words, const char *word)
{
    bool may_be_command = !arguments->command && arguments->operand_count == 0 && !words->has_ended;
    const Command *command = may_be_command ? command_find(slice_from(word)) : NULL;
    if (command) {
        arguments->command = command;
        return;
    }
    ARRAY_RESERVE(arguments->operands, arguments->operand_capacity, arguments->operand_count + 1);
    arguments->operands[arguments->operand_count++] = word;
}

/* True where a word is one of the options that an expression may be preceded by: a name, or a letter, whose value is
   the next word unless it is one of few choices. `-1 < 2` and `-Patient.name.count()` are expressions. */
static bool is_certain_option(const Arguments *arguments, const char *word)
{
    const Option *option = option_find_letter(word[1]);
    option = option ? option_of(option, arguments->command->name) : NULL;
    bool is_name = word[1] == '-' && (word[2] == '\0' || ascii_is_letter(word[2]));
    bool is_choice = option && option->choices && option_accepts(option, slice_from(word + 2));
    return is_name || is_choice || (option && word[2] == '\0');
}

/* True where the word can only be the expression that the command still waits for. */
static bool is_expression(const Arguments *arguments, const char *word)
{
    return arguments->command && arguments->command->has_expression && arguments->operand_count == 0 &&
           !is_certain_option(arguments, word);
}

static bool take_word(Arguments *arguments, Words *words, Error *error)
{
    const char *word = words->words[words->next++];
    if (words->has_ended || word[0] != '-' || word[1] == '\0' || is_expression(arguments, word)) {
        take_operand(arguments, words, word);
        return true;
    }
    if (word[1] != '-') {
        return take_letters(arguments, words, word + 1, error);
    }
    if (word[2] == '\0') {
        words->has_ended = true;
        return true;
    }
    return take_long(arguments, words, word + 2, error);
}

/* False where the first word was meant as a command: it has nothing but letters, and no file is named so. */
static bool first_word_fits(const Arguments *arguments, const Words *words, Error *error)
{
    const char *word = arguments->operand_count > 0 && !words->has_ended ? arguments->operands[0] : "";
    bool is_bare = !arguments->command && *word && word[strspn(word, "abcdefghijklmnopqrstuvwxyz")] == '\0';
    if (!is_bare || access(word, F_OK) == 0) {
        return true;
    }
    const Command *near = command_suggest(slice_from(word));
    return near ? error_set(error, ERROR_NOT_FOUND, word, "unknown command or file; similar: %s", near->title)
                : error_set(error, ERROR_NOT_FOUND, word, "unknown command or file; see `ipse --help`");
}

/* Gives each option the row of the command. False where an option does not belong to it, or does not allow the value.
 */
static bool options_belong(const Arguments *arguments, Error *error)
{
    for (size_t i = 0; i < arguments->given_count; i++) {
        GivenOption *given = &arguments->given[i];
        const Option *option = option_of(given->option, arguments->command->name);
        if (!option) {
            return error_set(error, ERROR_NOT_POSSIBLE, NULL, "--%s is not an option of %s; see `%s --help`",
                             given->option->name, arguments->command->title, arguments->command->title);
        }
        if (!option_accepts(option, slice_from(given->value))) {
            return error_set(error, ERROR_FORMAT, NULL, "--%s allows %s, not '%s'", option->name, option->argument,
                             given->value);
        }
        given->option = option;
    }
    return true;
}

/* False where the command needs more operands, or takes fewer. */
static bool operands_fit(const Arguments *arguments, Error *error)
{
    const Command *command = arguments->command;
    if (arguments_has(arguments, OPTION_HELP)) {
        return true;
    }
    bool is_named = arguments_has(arguments, OPTION_SERVER); /* it stands for operands */
    if (arguments->operand_count < command->operands_minimum && !is_named) {
        return error_set(error, ERROR_FORMAT, NULL, "missing operand of %s; usage: %s %s", command->title,
                         command->title, command->operands);
    }
    if (arguments_has(arguments, OPTION_SINCE) && !is_named) {
        return error_set(error, ERROR_FORMAT, NULL, "--since requires --server");
    }
    if (arguments->operand_count > command->operands_maximum) {
        return error_set(error, ERROR_FORMAT, NULL, "too many operands from '%s'; usage: %s%s%s",
                         arguments->operands[command->operands_maximum], command->title, *command->operands ? " " : "",
                         command->operands);
    }
    return true;
}

bool arguments_parse(Arguments *arguments, int word_count, char **words, Error *error)
{
    *arguments = (Arguments){0};
    Words rest = {.words = words, .count = word_count, .next = 1};
    while (rest.next < rest.count) {
        if (!take_word(arguments, &rest, error)) {
            return false;
        }
    }
    if (!first_word_fits(arguments, &rest, error)) {
        return false;
    }
    if (!arguments->command) {
        arguments->command = &command_workbench;
    }
    return options_belong(arguments, error) && operands_fit(arguments, error);
}

void arguments_free(Arguments *arguments)
{
    free(arguments->given);
    free(arguments->operands);
    *arguments = (Arguments){0};
}

const char *arguments_next(const Arguments *arguments, OptionId id, size_t *position)
{
    while (*position < arguments->given_count) {
        const GivenOption *given = &arguments->given[(*position)++];
        if (given->option->id == id) {
            return given->value;
        }
    }
    return NULL;
}

size_t arguments_values(const Arguments *arguments, OptionId id, const char ***values)
{
    size_t count = 0, position = 0;
    *values = memory_allocate((arguments->given_count + 1) * sizeof **values);
    while (((*values)[count] = arguments_next(arguments, id, &position))) {
        count++;
    }
    return count;
}

const char *arguments_value(const Arguments *arguments, OptionId id)
{
    const char *last = NULL;
    const char *value;
    size_t position = 0;
    while ((value = arguments_next(arguments, id, &position))) {
        last = value;
    }
    return last;
}

bool arguments_has(const Arguments *arguments, OptionId id)
{
    return arguments_value(arguments, id) != NULL;
}
