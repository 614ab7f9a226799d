/* Commands that ui/main.c carries out: `ipse`, `ipse lsp`; and what stands in place of the first where there is no
 * screen. */
#include "ui/cli/command.h"
#include "ui/cli/output/output.h"

/* ---- workbench ---- */

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
    .operands = "[FILE|FOLDER|-|URL…]",
    .operands_minimum = 0,
    .operands_maximum = OPERANDS_ANY,
    .summary = "open the workbench: view, check and fix on the screen",
    .description = "Opens files in the workbench: the tree of the resource with obligations, issues and fixes of each "
                   "element. If standard output is not a terminal, prints the output of ipse check.",
    .run = run_without_screen,
};

/* ---- language server ---- */

const Command command_lsp = {
    .name = "lsp",
    .title = "ipse lsp",
    .operands = "",
    .operands_minimum = 0,
    .operands_maximum = 0,
    .summary = "serve an editor: the Language Server Protocol on standard input and output",
    .description =
        "Gives an editor what the workbench knows: issues at every key, the why card, completion, fixes, "
        "symbols, obligations next to the elements, and where references lead. The editor starts the program; "
        "samples/editors has settings for several. Settings of the editor: profile, packages, actor, "
        "mustSupport.",
};
