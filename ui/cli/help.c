/* Help for people at a terminal, from the tables of commands and options. */
#include "ui/cli/help.h"

#include "src/base/utf8.h"

#include <stdint.h>

#define WIDTH       96u
#define NAME_COLUMN 2u
#define TEXT_COLUMN 34u
#define EXIT_STRICT                                                                                                    \
    "0 no errors, 1 errors found (--strict: also warnings, gaps and profiles that are not checked), 2 command failed"
#define EXIT_USUAL "0 no errors, 1 errors found, 2 command failed"

void help_append_paragraph(Text *text, size_t column, Slice words)
{
    size_t used = column;
    while (words.length > 0) {
        size_t space = slice_find(words, SLICE(" "), 0);
        Slice word = slice_part(words, 0, space);
        if (used > column && used + 1 + utf8_text_width(word) > WIDTH) {
            text_append_byte(text, '\n');
            text_append_repeated(text, ' ', column);
            used = column;
        }
        if (used > column) {
            text_append_byte(text, ' ');
            used++;
        }
        text_append(text, word);
        used += utf8_text_width(word);
        words = slice_part(words, word.length + 1, SIZE_MAX);
    }
    text_append_byte(text, '\n');
}

/* Prints a name in the left column and a sentence in the right one. */
static void print_row(Output *output, Slice name, Slice sentence)
{
    Text row = TEXT_EMPTY;
    text_append_repeated(&row, ' ', NAME_COLUMN);
    text_append(&row, name);
    size_t used = NAME_COLUMN + utf8_text_width(name);
    if (used + 2 > TEXT_COLUMN) {
        text_append_byte(&row, '\n');
        used = 0;
    }
    text_append_repeated(&row, ' ', TEXT_COLUMN - used);
    help_append_paragraph(&row, TEXT_COLUMN, sentence);
    output_text(output, text_slice(&row));
    text_free(&row);
}

static void print_option(Output *output, const Option *option, bool names_command)
{
    Text name = TEXT_EMPTY;
    if (option->letter) {
        text_format(&name, "-%c, ", option->letter);
    } else {
        text_append(&name, SLICE("    "));
    }
    text_format(&name, "--%s%s%s", option->name, option->argument ? " " : "", option->argument ? option->argument : "");
    if (names_command && option_is_shared(option)) {
        text_format(&name, " (%s)", option->commands);
    }
    print_row(output, text_slice(&name), slice_from(option->help));
    text_free(&name);
}

static void print_options(Output *output, const char *command)
{
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        if (options[i].help && (!command || option_belongs(&options[i], command))) {
            print_option(output, &options[i], !command);
        }
    }
}

/* Prints what the exit status says, below an empty line. */
static void print_statuses(Output *output, const char *statuses)
{
    Text text = TEXT_EMPTY, words = TEXT_EMPTY;
    text_format(&words, "exit status: %s", statuses);
    text_append_byte(&text, '\n');
    help_append_paragraph(&text, 0, text_slice(&words));
    output_text(output, text_slice(&text));
    text_free(&words);
    text_free(&text);
}

static void print_command_help(const Command *command, Output *output)
{
    output_format(output, "usage: %s [OPTIONS]%s%s\n\n", command->title, *command->operands ? " " : "",
                  command->operands);
    Text text = TEXT_EMPTY;
    help_append_paragraph(&text, 0, slice_from(command->description));
    output_text(output, text_slice(&text));
    text_free(&text);
    output_text(output, SLICE("\noptions:\n"));
    print_options(output, command->name);
    bool has_strict = option_belongs(option_find(SLICE("strict")), command->name);
    print_statuses(output, command->statuses ? command->statuses : has_strict ? EXIT_STRICT : EXIT_USUAL);
}

static void print_program_help(Output *output)
{
    output_text(output, SLICE("ipse: a workbench for FHIR ImagingStudy resources in patient summaries\n\nusage:\n"));
    for (size_t i = 0; commands[i]; i++) {
        Text call = TEXT_EMPTY;
        text_format(&call, "%s %s", commands[i]->title, commands[i]->operands);
        print_row(output, text_slice(&call), slice_from(commands[i]->summary));
        text_free(&call);
    }
    output_text(output, SLICE("\noptions (`ipse COMMAND --help` lists those of a command):\n"));
    print_options(output, NULL);
    print_statuses(output, EXIT_STRICT);
}

void help_print(const Command *command, Output *output)
{
    if (command == &command_workbench) {
        print_program_help(output);
    } else {
        print_command_help(command, output);
    }
}
