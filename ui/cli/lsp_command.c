/* `ipse lsp`: the language server, which stands above the command line. */
#include "ui/cli/command.h"

const Command command_lsp = {
    .name = "lsp",
    .title = "ipse lsp",
    .operands = "",
    .operands_minimum = 0,
    .operands_maximum = 0,
    .summary = "serve an editor: the Language Server Protocol on standard input and output",
    .description =
        "Gives an editor what the workbench knows: issues at every key, the why card, completion, fixes, "
        "symbols, obligations beside the elements, and where references lead. The editor starts the program; "
        "samples/editors has settings for several. Settings of the editor: profile, packages, actor, "
        "mustSupport.",
};
