/* `ipse config`: the settings that are in force, each with where it comes from. */
#include "ui/cli/config_command.h"

#include "ui/cli/command.h"
#include "ui/cli/output/output.h"
#include "ui/cli/settings.h"

/* Prints what is wrong in the file, on standard error. */
static void print_faults(const Config *config)
{
    for (size_t i = 0; i < config_fault_count(config); i++) {
        Error error;
        error_set(&error, ERROR_FORMAT, NULL, "%s", config_fault(config, i));
        complain(&error);
    }
}

int config_print_all(const Arguments *arguments, void (*examine)(Config *config))
{
    Config *config = config_new();
    Error error;
    int status = EXIT_TROUBLE;
    if (settings_read(config, arguments, &error)) {
        Text text = TEXT_EMPTY;
        Output output = OUTPUT_EMPTY;
        examine(config);
        config_print(config, &text);
        output_text(&output, text_slice(&text));
        text_free(&text);
        print_faults(config);
        status = config_has_trouble(config) ? EXIT_TROUBLE : config_fault_count(config) > 0 ? EXIT_FOUND : EXIT_FINE;
        status = output_close(&output, status);
    } else {
        complain(&error);
    }
    config_free(config);
    return status;
}

const Command command_config = {
    .name = "config",
    .title = "ipse config",
    .operands = "",
    .operands_minimum = 0,
    .operands_maximum = 0,
    .summary = "print the settings, each with its origin",
    .description =
        "Prints the current settings as YAML, each with its origin; the output can be the start of a config.yaml. "
        "Errors of the file go to standard error with line and column, also keys that two actions use.",
};
