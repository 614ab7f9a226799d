/* `ipse tour`: lessons on a sample. The screen gives them (see cli.h); without one there are none. */
#include "ui/cli/command.h"
#include "ui/cli/output/output.h"

static int run_without_screen(const Arguments *arguments)
{
    (void)arguments;
    Error error;
    error_set(&error, ERROR_NOT_POSSIBLE, NULL, "the tour needs a terminal");
    complain(&error);
    return EXIT_TROUBLE;
}

const Command command_tour = {
    .name = "tour",
    .title = "ipse tour",
    .operands = "",
    .operands_minimum = 0,
    .operands_maximum = 0,
    .summary = "lessons on a copy of a sample, in 5 minutes",
    .description = "Opens a copy of a sample with defects for lessons with exercises. The copy is removed at the end.",
    .run = run_without_screen,
};
