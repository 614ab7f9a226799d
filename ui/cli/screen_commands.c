/*
 * `ipse tour`, `ipse play`, `ipse present`: what only the screen can do (see cli.h). Without one each says so.
 */
#include "ui/cli/command.h"
#include "ui/cli/output/output.h"

static int refuse(const char *sentence)
{
    Error error;
    error_set(&error, ERROR_NOT_POSSIBLE, NULL, "%s", sentence);
    complain(&error);
    return EXIT_TROUBLE;
}

static int run_tour(const Arguments *arguments)
{
    (void)arguments;
    return refuse("the tour needs a terminal");
}

static int run_play(const Arguments *arguments)
{
    (void)arguments;
    return refuse("playing a script needs a terminal; `ipse --script` runs a script without one");
}

static int run_present(const Arguments *arguments)
{
    (void)arguments;
    return refuse("a presentation needs a terminal");
}

const Command command_tour = {
    .name = "tour",
    .title = "ipse tour",
    .operands = "[profile]",
    .operands_minimum = 0,
    .operands_maximum = 1,
    .summary = "lessons on a copy of a sample, in 5 minutes",
    .description =
        "Opens a copy of a sample with defects for lessons with exercises. The copy is removed at the end. "
        "ipse tour profile explains the IPS profile for imaging studies to clinicians in 10 steps; each step "
        "breaks a rule and fixes it again.",
    .run = run_tour,
};

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
        "leaves the workbench open. FILE takes the place of the file that the script opens. Of "
        "config.yaml only theme, ascii, mouse, clipboard, editor and servers have an effect.",
    .run = run_play,
};

const Command command_present = {
    .name = "present",
    .title = "ipse present",
    .operands = "FILE|SCRIPT",
    .operands_minimum = 1,
    .operands_maximum = 1,
    .summary = "present a study on a projector, from stop to stop",
    .description =
        "Shows one element at a time, large, next to the tree of the study: what it is for, who has to do what, what "
        "is "
        "wrong. Space goes to the next stop. The stops are the study and its elements with obligations, with all "
        "errors, warnings and gaps in them, or the sentences of a script. ipse asks once whether the patient is "
        "hidden; "
        "--mask hides the patient without a question.",
    .run = run_present,
};
