/* The archive: the study beside its images, the images themselves, and studies made from images. */
#include "ui/screens/actions/actions_list.h"
#include "ui/screens/archive/archive_reading.h"
#include "ui/screens/archive/archive_view.h"
#include "ui/screens/archive/images_view.h"
#include "ui/screens/bench/cursor.h"
#include "ui/widgets/prompt.h"

#include "src/archive/compare.h"

/* ---- differences ---- */

static Reaction compare_entered(void *context, Slice text)
{
    if (text.length) {
        archive_read_for(context, text, SLICE(""), archive_view_open);
    }
    return REACT_REDRAW;
}

/* Asks for an archive, where none is given; the usual one stands there already. Next to a hidden patient none is read.
 */
static Reaction ask(Workbench *bench, Slice given, const char *label, Reaction (*entered)(void *context, Slice text))
{
    if (bench_file(bench)->mask) {
        messages_add(bench->messages, STYLE_ISSUE_WARNING, "The patient is hidden: an archive would show the name");
        return REACT_REDRAW;
    }
    if (given.length > 0) {
        return entered(bench, given);
    }
    Text usual = TEXT_EMPTY;
    archive_append_usual(bench, archive_study_at_cursor(bench), &usual);
    stage_push(bench->stage, prompt_new((PromptOptions){.label = label,
                                                        .text = text_slice(&usual),
                                                        .is_selected = true,
                                                        .context = bench,
                                                        .offers = archive_offers,
                                                        .entered = entered}));
    text_free(&usual);
    return REACT_REDRAW;
}

static Reaction show_archive(void *context, const ActionCall *call)
{
    return ask(context, call->argument, "Compare with images in folder or server: ", compare_entered);
}

/* ---- images ---- */

static Reaction images_entered(void *context, Slice text)
{
    Workbench *bench = context;
    NodeId study = archive_study_at_cursor(bench);
    Arena *arena = arena_new();
    Slice uid = study == NODE_NONE ? SLICE("") : archive_study_uid(bench_file(bench)->document, study, arena);
    if (uid.length == 0) {
        messages_add(bench->messages, STYLE_ISSUE_WARNING, "The file has no study with a Study Instance UID");
    } else if (text.length > 0) {
        archive_read_for(bench, text, uid, images_view_open);
    }
    arena_free(arena);
    return REACT_REDRAW;
}

static Reaction show_images(void *context, const ActionCall *call)
{
    return ask(context, call->argument, "Images in folder or server: ", images_entered);
}

static const Action rows[] = {
    {.name = "archive",
     .help = "Compare the study with its DICOM images, and take their values",
     .keys = "zI",
     .argument = "FOLDER|SERVER",
     .group = GROUP_FILES,
     .needs = NEEDS_FILE,
     .run = show_archive,
     .offers = archive_offers},
    {.name = "images",
     .help = "List the images of the study in an archive; Enter shows one",
     .keys = "zP",
     .argument = "FOLDER|SERVER",
     .group = GROUP_FILES,
     .needs = NEEDS_FILE,
     .run = show_images,
     .offers = archive_offers},
};

const ActionRows archive_actions = ACTION_ROWS(rows);
