/* `ipse config` and `ipse terms`: what a person has set and added: settings with where they come from, code systems. */
#include "ui/cli/config_command.h"

#include "ui/cli/command.h"
#include "ui/cli/output/output.h"
#include "ui/cli/settings.h"
#include "ui/cli/terms/own_terms.h"

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
    .statuses = "0 no faults, 1 faults in config.yaml, 2 command failed",
};

static int run_terms(const Arguments *arguments)
{
    return own_terms_run(arguments->operands, arguments->operand_count);
}

const Command command_terms = {
    .name = "terms",
    .title = "ipse terms",
    .operands = "[add FILE…|remove URL…]",
    .operands_minimum = 0,
    .operands_maximum = OPERANDS_ANY,
    .summary = "list, add or remove code systems of your own files",
    .description =
        "Without operands, lists the code systems that were added: URL, version, number of codes. With add, reads "
        "LOINC's table (Loinc.csv), a snapshot of SNOMED CT in RF2 (the folder, or its file "
        "sct2_Concept_Snapshot_….txt; descriptions and relationships are read from the files next to it) or a "
        "CodeSystem "
        "as JSON, and writes an index into the cache folder. From then on, all commands use the codes, displays and "
        "hierarchies as those that are included. An earlier index of the URL is replaced. With remove, deletes the "
        "index "
        "of a URL.",
    .statuses = STATUSES_DONE,
    .run = run_terms,
};
