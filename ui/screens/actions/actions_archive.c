/* The archive: the study beside its images. */
#include "ui/screens/actions/actions_list.h"
#include "ui/screens/bench/bench.h"
#include "ui/screens/files/file_offers.h"
#include "ui/screens/views/archive_view.h"
#include "ui/widgets/prompt.h"

#include "src/base/file.h"

#include <stdlib.h>

static Reaction folder_entered(void *context, Slice text)
{
    if (text.length) {
        char *path = file_expand_home(text);
        archive_view_open(context, path);
        free(path);
    }
    return REACT_REDRAW;
}

static Reaction show_archive(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    if (call->argument.length) {
        return folder_entered(bench, call->argument);
    }
    stage_push(bench->stage, prompt_new((PromptOptions){.label = "Compare with images in folder: ",
                                                        .context = bench,
                                                        .offers = file_offers,
                                                        .entered = folder_entered}));
    return REACT_REDRAW;
}

static const Action rows[] = {
    {.name = "archive",
     .help = "Compare the study with its DICOM images, and take their values",
     .keys = "zI",
     .argument = "FOLDER",
     .group = GROUP_FILES,
     .needs = NEEDS_FILE,
     .run = show_archive},
};

const ActionRows archive_actions = ACTION_ROWS(rows);
