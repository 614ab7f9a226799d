/* `ipse config`: the settings that are in force, each with where it comes from. */
#include "src/base/file.h"
#include "ui/cli/command.h"
#include "ui/cli/output.h"
#include "ui/kit/config.h"

#include <stdlib.h>

#define CONFIG_SIZE_MAXIMUM 1048576u

/* Reads the settings from the file that --config names, else from the user's folder. */
static bool read_settings(Config *config, const Arguments *arguments, Error *error)
{
    const char *path = arguments_value(arguments, OPTION_CONFIG);
    if (!path) {
        char *folder = config_folder();
        config_load(config, folder);
        free(folder);
        return true;
    }
    Text content = TEXT_EMPTY;
    bool is_read = file_read(path, CONFIG_SIZE_MAXIMUM, &content, NULL, error);
    if (is_read) {
        config_read(config, text_slice(&content), path);
    }
    text_free(&content);
    return is_read;
}

/* Prints what is wrong in the file, on standard error. */
static void print_faults(const Config *config)
{
    for (size_t i = 0; i < config_fault_count(config); i++) {
        Error error;
        error_set(&error, ERROR_FORMAT, NULL, "%s", config_fault(config, i));
        complain(&error);
    }
}

static int run_config(const Arguments *arguments)
{
    Config *config = config_new();
    Error error;
    int status = EXIT_TROUBLE;
    if (read_settings(config, arguments, &error)) {
        Text text = TEXT_EMPTY;
        Output output = OUTPUT_EMPTY;
        config_print(config, &text);
        output_text(&output, text_slice(&text));
        text_free(&text);
        print_faults(config);
        status = output_close(&output, config_fault_count(config) > 0 ? EXIT_FOUND : EXIT_FINE);
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
    .summary = "print the settings, each with where it comes from",
    .description = "Prints the settings that are in force as YAML, each with its origin, so that the output can be the "
                   "start of a config.yaml. What is wrong in the file is said on standard error, with line and column.",
    .run = run_config,
};
