/* New from images: reading, choosing, opening. */
#include "ui/screens/archive/new_from_images.h"

#include "src/archive/archive_source.h"
#include "src/archive/new_study.h"
#include "src/base/ascii.h"
#include "src/base/file.h"
#include "ui/screens/archive/archive_reading.h"
#include "ui/screens/views/new_file.h"
#include "ui/widgets/picker.h"
#include "ui/widgets/prompt.h"

#include <stdlib.h>

/* Studies to choose from. */
typedef struct MadeStudies {
    Workbench *bench;
    ImageSet set;
    Text line; /* of the row that is drawn */
} MadeStudies;

/* ---- opening ---- */

static void open_study(Workbench *bench, const ImageStudy *study)
{
    Text json = TEXT_EMPTY, remarks = TEXT_EMPTY;
    new_study_append_lines(study, &json);
    new_study_append_remarks(study, &remarks);
    if (new_file_open_text(bench, "study", &json)) {
        Slice first = slice_part(text_slice(&remarks), 0, slice_find(text_slice(&remarks), SLICE("\n"), 0));
        messages_add(bench->messages, STYLE_GOOD, "Made from %zu image%s%s%.*s", image_study_instances(study),
                     image_study_instances(study) == 1 ? "" : "s", first.length > 0 ? ". Note: " : "",
                     SLICE_ARGS(first));
    }
    text_free(&json);
    text_free(&remarks);
}

/* ---- choosing ---- */

static PickerRow study_row(void *context, size_t position)
{
    MadeStudies *made = context;
    const ImageStudy *study = &made->set.studies[position];
    const Slice *values = study->image.values;
    text_clear(&made->line);
    text_format(&made->line, "%.*s · %zu series · %zu image%s", SLICE_ARGS(values[IMAGE_STUDY_DESCRIPTION]),
                study->count, image_study_instances(study), image_study_instances(study) == 1 ? "" : "s");
    return (PickerRow){
        .code = values[IMAGE_STUDY_DATE], .display = text_slice(&made->line), .note = values[IMAGE_STUDY_UID]};
}

static Reaction study_chosen(void *context, size_t position, Slice typed)
{
    MadeStudies *made = context;
    (void)typed;
    if (position < made->set.count) {
        open_study(made->bench, &made->set.studies[position]);
    }
    return REACT_REDRAW;
}

static void made_free(void *context)
{
    MadeStudies *made = context;
    image_set_free(&made->set);
    text_free(&made->line);
    free(made);
}

static void offer_studies(Workbench *bench, ImageSet *set)
{
    enum { UID_CELLS = 30 };
    MadeStudies *made = memory_allocate_zeroed(1, sizeof *made);
    *made = (MadeStudies){.bench = bench, .set = *set};
    *set = (ImageSet){0};
    PickerSource source = {
        .context = made, .count = made->set.count, .row = study_row, .chosen = study_chosen, .free = made_free};
    stage_push(bench->stage,
               picker_new(source, (PickerOptions){.title = "Studies of the archive", .note_cells = UID_CELLS}));
}

/* As ArchiveRead. */
static void make(Workbench *bench, const char *name, Slice uid, ImageSet *set)
{
    const ImageStudy *wanted = uid.length > 0 ? image_set_find(set, uid) : set->count == 1 ? set->studies : NULL;
    (void)name;
    if (wanted) {
        open_study(bench, wanted);
    } else if (uid.length > 0) {
        messages_add(bench->messages, STYLE_ISSUE_WARNING, "The archive does not have the study");
    } else {
        offer_studies(bench, set);
    }
}

/* ---- asking ---- */

/* Takes a UID off the end of words; empty if none exists. */
static Slice take_uid(Slice *words)
{
    size_t start = words->length;
    while (start > 0 && (ascii_is_digit(words->bytes[start - 1]) || words->bytes[start - 1] == '.')) {
        start--;
    }
    bool is_uid = start > 1 && words->bytes[start - 1] == ' ' &&
                  slice_find(slice_part(*words, start, SIZE_MAX), SLICE("."), 0) != SIZE_MAX;
    Slice uid = is_uid ? slice_part(*words, start, SIZE_MAX) : SLICE("");
    *words = is_uid ? slice_trim(slice_part(*words, 0, start)) : *words;
    return uid;
}

bool new_from_images_wants(const Workbench *bench, Slice words)
{
    take_uid(&words);
    char *name = memory_copy_string(words), *path = file_expand_home(words);
    bool is_wanted = archive_is_remote(bench->session->client, name) || file_kind(path, true) != FILE_MISSING;
    free(name);
    free(path);
    return is_wanted;
}

/* What a prompt asks the UID for. */
typedef struct AskedStudy {
    Workbench *bench;
    char *name;
} AskedStudy;

static Reaction uid_entered(void *context, Slice text)
{
    const AskedStudy *asked = context;
    if (text.length > 0) {
        archive_read_for(asked->bench, slice_from(asked->name), slice_trim(text), make);
    }
    return REACT_REDRAW;
}

static void asked_free(void *context)
{
    AskedStudy *asked = context;
    free(asked->name);
    free(asked);
}

static Reaction archive_entered(void *context, Slice text)
{
    if (text.length > 0) {
        new_from_images(context, text);
    }
    return REACT_REDRAW;
}

void new_from_images(Workbench *bench, Slice words)
{
    Slice uid = take_uid(&words);
    char *name = memory_copy_string(words);
    if (words.length == 0) {
        stage_push(bench->stage, prompt_new((PromptOptions){.label = "Images in folder or server: ",
                                                            .context = bench,
                                                            .offers = archive_offers,
                                                            .entered = archive_entered}));
    } else if (uid.length == 0 && archive_is_remote(bench->session->client, name)) {
        AskedStudy *asked = memory_allocate_zeroed(1, sizeof *asked);
        *asked = (AskedStudy){bench, memory_copy_string(words)};
        stage_push(bench->stage,
                   prompt_new((PromptOptions){
                       .label = "Study Instance UID: ", .context = asked, .entered = uid_entered, .free = asked_free}));
    } else {
        archive_read_for(bench, words, uid, make);
    }
    free(name);
}
