/* Playing a script (ui/kit/script/script.h) for people who look on. */
#include "ui/screens/actions/actions_list.h"
#include "ui/screens/bench/bench.h"
#include "ui/screens/files/file_offers.h"
#include "ui/screens/play/playing.h"
#include "ui/screens/present/presenter.h"

#include "src/base/file.h"
#include "ui/widgets/prompt.h"

#include <stdlib.h>

static Reaction path_entered(void *context, Slice path)
{
    Workbench *bench = context;
    Error error;
    char *name = file_expand_home(path);
    if (path.length && !playing_begin(bench, &(PlayingOptions){.path = name}, &error)) {
        messages_add_error(bench->messages, "Not played", &error);
    }
    free(name);
    return REACT_REDRAW;
}

static Reaction play(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    if (call->argument.length) {
        return path_entered(bench, call->argument);
    }
    stage_push(bench->stage,
               prompt_new((PromptOptions){
                   .label = "Play the script: ", .context = bench, .offers = file_offers, .entered = path_entered}));
    return REACT_REDRAW;
}

static Reaction present(void *context, const ActionCall *call)
{
    (void)call;
    presenter_open(context, true);
    return REACT_REDRAW;
}

static const Action rows[] = {
    {.name = "play",
     .help = "Play a script, with pauses and captions",
     .keys = "Zp",
     .argument = "SCRIPT",
     .offers = file_offers,
     .group = GROUP_FILES,
     .run = play},
    {.name = "present",
     .help = "Present the study: one element at a time, large, for a projector",
     .keys = "ZP",
     .group = GROUP_VIEW,
     .needs = NEEDS_FILE,
     .run = present},
};

const ActionRows play_actions = ACTION_ROWS(rows);
