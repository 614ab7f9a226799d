/* `ipse`: the workbench, and what stands in its place where there is no screen. */
#include "ui/cli/command.h"
#include "ui/cli/output.h"

/* In place of the screen: the verdicts on the files, where there are any. */
static int run_without_screen(const Arguments *arguments)
{
    if (arguments->operand_count > 0) {
        return command_check.run(arguments);
    }
    Error error;
    error_set(&error, ERROR_NOT_POSSIBLE, NULL,
              "standard output is no terminal, and no file is named; `ipse --help` lists what there is");
    complain(&error);
    return EXIT_TROUBLE;
}

const Command command_workbench = {
    .name = "workbench",
    .title = "ipse",
    .operands = "[FILE|FOLDER|-…]",
    .operands_minimum = 0,
    .operands_maximum = OPERANDS_ANY,
    .summary = "open the workbench: see, check and repair on the screen",
    .description =
        "Opens files in the workbench: the tree of the resource with the obligations of each element, what is "
        "wrong with it, and its repair. Where standard output is no terminal, prints what ipse check prints.",
    .run = run_without_screen,
};
