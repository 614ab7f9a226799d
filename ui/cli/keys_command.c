/* `ipse keys`: the keys of the workbench. The table is the screen's, so the screen prints it (see cli.h). */
#include "ui/cli/command.h"

const Command command_keys = {
    .name = "keys",
    .title = "ipse keys",
    .operands = "",
    .operands_minimum = 0,
    .operands_maximum = 0,
    .summary = "print all keys and actions",
    .description = "Prints all actions of the workbench with their keys, including the settings of config.yaml.",
};
