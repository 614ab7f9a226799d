/* The command line: from the words of main() to the exit status. */
#include "ui/cli/cli.h"

#include "src/base/file.h"
#include "ui/cli/config_command.h"
#include "ui/cli/help.h"
#include "ui/cli/settings.h"

#include <unistd.h>

/* Prints what an option asks for in place of the command; false where none does. */
static bool print_instead(const Arguments *arguments, int *status)
{
    Output output = OUTPUT_EMPTY;
    if (arguments_has(arguments, OPTION_HELP)) {
        help_print(arguments->command, &output);
    } else if (arguments_has(arguments, OPTION_VERSION)) {
        output_text(&output,
                    SLICE("ipse " IPSE_VERSION " (FHIR R4 4.0.1, International Patient Summary 2.0.0)\n"
                          "Includes the Global Patient Set of SNOMED CT (c) SNOMED International, CC BY 4.0.\n"));
    } else if (arguments_has(arguments, OPTION_MANUAL)) {
        manual_print(slice_from(arguments_value(arguments, OPTION_MANUAL)), &output);
    } else {
        return false;
    }
    *status = output_close(&output, EXIT_FINE);
    return true;
}

/* True where the screen is wanted, and can be shown or is driven by a script. */
static bool wants_screen(const Arguments *arguments)
{
    const Command *command = arguments->command;
    return (command == &command_workbench || command == &command_tour || command == &command_play ||
            command == &command_present) &&
           (isatty(STDOUT_FILENO) || arguments_has(arguments, OPTION_SCRIPT) || arguments_has(arguments, OPTION_CAST) ||
            arguments_has(arguments, OPTION_SVG));
}

/* True where a command tells what is wrong with the settings itself. */
static bool shows_settings(const Arguments *arguments)
{
    return wants_screen(arguments) || arguments->command == &command_config || arguments->command == &command_keys;
}

static int run_command(const Arguments *arguments, const Screens *screens)
{
    return wants_screen(arguments)                 ? screens->workbench(arguments)
           : arguments->command == &command_keys   ? screens->print_keys(arguments)
           : arguments->command == &command_lsp    ? screens->serve(arguments)
           : arguments->command == &command_config ? config_print_all(arguments, screens->examine)
                                                   : arguments->command->run(arguments);
}

static bool is_same_file(const char *a, const char *b)
{
    FileState first, second;
    return file_kind(a, true) == FILE_REGULAR && file_kind(b, true) == FILE_REGULAR && file_state(a, &first, NULL) &&
           file_state(b, &second, NULL) && first.device == second.device && first.inode == second.inode;
}

/* False with a sentence where an option names an input as the file that is to be written. */
static bool spares_inputs(const Arguments *arguments, Error *error)
{
    static const OptionId written[] = {OPTION_CAST, OPTION_SVG, OPTION_WRITE_BASELINE};
    for (size_t i = 0; i < sizeof written / sizeof *written; i++) {
        const char *path = arguments_value(arguments, written[i]);
        for (size_t k = 0; path && k < arguments->operand_count; k++) {
            if (is_same_file(path, arguments->operands[k])) {
                return error_set(error, ERROR_NOT_POSSIBLE, path, "the file is an input; give another file to write");
            }
        }
    }
    return true;
}

int cli_run(int word_count, char **words, const Screens *screens)
{
    Arguments arguments;
    Error error;
    int status = EXIT_TROUBLE;
    if (!arguments_parse(&arguments, word_count, words, &error) || !spares_inputs(&arguments, &error)) {
        complain(&error);
    } else if (!print_instead(&arguments, &status) && (shows_settings(&arguments) || settings_are_right(&arguments))) {
        status = run_command(&arguments, screens);
    }
    arguments_free(&arguments);
    return status;
}
