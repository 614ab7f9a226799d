/* `ipse play`: a script for those who look on. The screen plays it (see cli.h). */
#include "ui/cli/command.h"
#include "ui/cli/output/output.h"

static int run_without_screen(const Arguments *arguments)
{
    (void)arguments;
    Error error;
    error_set(&error, ERROR_NOT_POSSIBLE, NULL,
              "playing a script needs a terminal; `ipse --script` runs a script without one");
    complain(&error);
    return EXIT_TROUBLE;
}

const Command command_play = {
    .name = "play",
    .title = "ipse play",
    .operands = "SCRIPT [FILE]",
    .operands_minimum = 1,
    .operands_maximum = 2,
    .summary = "play a script on the screen, with pauses and captions",
    .description =
        "Plays a script (see ipse(5)) for those who look on: keys are pressed one by one, captions are shown. "
        "Space pauses and goes on, Right does one step, + and - change the speed, Esc ends the script and "
        "leaves the workbench open. FILE takes the place of the file that the script opens. Saved sizes of "
        "panes have no effect.",
    .run = run_without_screen,
};
