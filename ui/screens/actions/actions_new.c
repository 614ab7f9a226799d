/* Beginning a file that does not exist yet. */
#include "ui/screens/actions/actions_list.h"
#include "ui/screens/archive/archive_reading.h"
#include "ui/screens/archive/new_from_images.h"
#include "ui/screens/bench/bench.h"
#include "ui/screens/views/new_file.h"

#include "src/base/memory.h"
#include "ui/widgets/picker.h"

#define IMAGES_NAME  "images"
#define IMAGES_TITLE "imaging study made from DICOM images"

/* The last row stands for images. */
static PickerRow new_row(void *context, size_t position)
{
    (void)context;
    const NewDocument *kind = new_document_at(position);
    if (!kind) {
        return (PickerRow){.code = SLICE(IMAGES_NAME), .display = SLICE(IMAGES_TITLE)};
    }
    return (PickerRow){.code = slice_from(kind->name), .display = slice_from(kind->title)};
}

static Reaction new_chosen(void *context, size_t position, Slice typed)
{
    (void)typed;
    const NewDocument *kind = new_document_at(position);
    if (kind) {
        new_file_open(context, kind);
    } else {
        new_from_images(context, SLICE(""));
    }
    return REACT_REDRAW;
}

static void offer_kinds(void *context, Slice typed, Candidates *candidates)
{
    archive_offers(context, typed, candidates);
    for (size_t i = 0; new_document_at(i); i++) {
        const NewDocument *kind = new_document_at(i);
        candidates_add(candidates, (Candidate){.text = slice_from(kind->name), .note = slice_from(kind->title)});
    }
    candidates_add(candidates, (Candidate){.text = SLICE(IMAGES_NAME), .note = SLICE(IMAGES_TITLE)});
}

static Reaction begin_new(void *context, const ActionCall *call)
{
    Workbench *bench = context;
    const NewDocument *kind = new_document_find(call->argument);
    size_t count = 0;
    while (new_document_at(count)) {
        count++;
    }
    if (kind) {
        new_file_open(bench, kind);
    } else if (call->argument.length > 0 && new_from_images_wants(bench, call->argument)) {
        new_from_images(bench, call->argument);
    } else if (slice_equals(call->argument, SLICE(IMAGES_NAME))) {
        new_from_images(bench, SLICE(""));
    } else if (call->argument.length > 0) {
        messages_add(bench->messages, STYLE_ISSUE_WARNING,
                     "Type :new study, :new ips, or :new with a folder of images or a server");
    } else {
        PickerSource source = {.context = bench, .count = count + 1, .row = new_row, .chosen = new_chosen};
        stage_push(bench->stage, picker_new(source, (PickerOptions){.title = "New file"}));
    }
    return REACT_REDRAW;
}

static const Action rows[] = {
    {.name = "new",
     .help = "Begin a new study or ips, or a study made from images",
     .keys = "zN",
     .argument = "KIND|ARCHIVE",
     .group = GROUP_FILES,
     .run = begin_new,
     .offers = offer_kinds},
};

const ActionRows new_actions = ACTION_ROWS(rows);
