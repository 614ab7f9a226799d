/* `ipse`: the workbench, and what stands in its place where there is no screen. */
#include "ui/cli/command.h"
#include "ui/cli/output/output.h"

/* In place of the screen: the verdicts on the files, where there are any. */
static int run_without_screen(const Arguments *arguments)
{
    if (arguments->operand_count > 0) {
        return command_check.run(arguments);
    }
    Error error;
    error_set(&error, ERROR_NOT_POSSIBLE, NULL,
              "standard output is not a terminal, and no file is given; see `ipse --help`");
    complain(&error);
    return EXIT_TROUBLE;
}

const Command command_workbench = {
    .name = "workbench",
    .title = "ipse",
    .operands = "[FILE|FOLDER|-…]",
    .operands_minimum = 0,
    .operands_maximum = OPERANDS_ANY,
    .summary = "open the workbench: view, check and fix on the screen",
    .description = "Opens files in the workbench: the tree of the resource with obligations, issues and fixes of each "
                   "element. If standard output is not a terminal, prints the output of ipse check.",
    .run = run_without_screen,
};
