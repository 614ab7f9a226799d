/* The start without a file: the tour, samples, recent files, the files of a folder, or a path that is typed. */
#include "ui/screens/views/start_view.h"

#include "src/json/source.h"
#include "src/profile/facts/text_table.h"
#include "src/save/recent.h"
#include "src/save/state_file.h"

#include "src/base/memory.h"
#include "ui/screens/bench/bench.h"
#include "ui/screens/bench/running.h"
#include "ui/screens/views/new_file.h"
#include "ui/screens/views/opening.h"
#include "ui/screens/views/tour.h"
#include "ui/widgets/picker.h"

#include <stdlib.h>

TEXT_TABLE(start_sample_ct, "samples/ct.json");
TEXT_TABLE(start_sample_defects, "samples/ct-defects.json");
TEXT_TABLE(start_sample_summary, "samples/ips.json");

/* The rows before the files: the tour, new files, and samples, which are opened as copies in the state folder. */
static const struct {
    const char *name;   /* of the copy; NULL: the tour, or what is new */
    const char *is_new; /* the new document; NULL: none */
    const char *title;
    const char *note;
} offers[] = {{NULL, NULL, "The tour", "5 minutes with a copy of a sample"},
              {NULL, "study", "New: an imaging study", "with fresh UIDs"},
              {NULL, "ips", "New: a patient summary", "with fresh UIDs"},
              {"samples/ct.json", NULL, "Sample: a valid study", "a copy"},
              {"samples/ct-defects.json", NULL, "Sample: a study with a dozen errors", "a copy"},
              {"samples/ips.json", NULL, "Sample: a patient summary", "a copy"}};

enum { OFFER_COUNT = sizeof offers / sizeof *offers };

typedef struct Start {
    Workbench *bench;
    FileList files; /* recent ones first, then those of the folder */
    size_t recent;
    const char *where; /* words for the folder */
    Text shown;
} Start;

static void start_free(void *context)
{
    Start *start = context;
    file_list_free(&start->files);
    text_free(&start->shown);
    free(start);
}

/* The copy of a sample; its own changes are kept. */
static void open_sample(Workbench *bench, size_t position)
{
    const Slice contents[OFFER_COUNT] = {{0},
                                         {0},
                                         {0},
                                         TEXT_TABLE_OF(start_sample_ct),
                                         TEXT_TABLE_OF(start_sample_defects),
                                         TEXT_TABLE_OF(start_sample_summary)};
    Text path = TEXT_EMPTY;
    Error error;
    state_file_provide(offers[position].name, contents[position], &path);
    if (!bench_open(bench, path.bytes, &error)) {
        messages_add_error(bench->messages, "Not opened", &error);
    }
    text_free(&path);
}

static void open_from_folder(Workbench *bench, const char *folder);

/* Opens a file and remembers it; of a folder its files are offered. */
void start_view_take(Workbench *bench, Slice name)
{
    char *path = file_expand_home(name);
    Error error;
    if (file_is_folder(path)) {
        open_from_folder(bench, path);
    } else if (bench_open(bench, path, &error)) {
        recent_add(path);
    } else {
        messages_add_error(bench->messages, "Not opened", &error);
    }
    free(path);
}

/* The offers come first, then files. */
static PickerRow start_row(void *context, size_t position)
{
    Start *start = context;
    if (position < OFFER_COUNT) {
        return (PickerRow){.code = slice_from(offers[position].title), .note = slice_from(offers[position].note)};
    }
    size_t file = position - OFFER_COUNT;
    const char *path = start->files.names[file], *slash = strrchr(path, '/');
    text_clear(&start->shown);
    text_append(&start->shown, slice_from(file < start->recent ? "recent · " : start->where));
    if (file < start->recent) {
        text_append(&start->shown, slice_from(path));
    }
    return (PickerRow){.code = slice_from(slash ? slash + 1 : path), .note = text_slice(&start->shown)};
}

/* Runs a command that was typed with its colon, as everywhere else. */
static Reaction run_typed(Workbench *bench, Slice line)
{
    const Action *action;
    ActionCall call;
    Error error;
    if (action_parse_command(keymap_table(bench->keymap), line, &action, &call, &error)) {
        return bench_run(bench, action, call);
    }
    messages_add(bench->messages, STYLE_ISSUE_WARNING, "%s", error.message);
    return REACT_REDRAW;
}

static Reaction start_chosen(void *context, size_t position, Slice typed)
{
    Start *start = context;
    if (position == SIZE_MAX && slice_starts_with(typed, SLICE(":"))) {
        return run_typed(start->bench, slice_part(typed, 1, typed.length));
    }
    if (position == 0) {
        tour_begin(start->bench);
    } else if (position < OFFER_COUNT && offers[position].is_new) {
        new_file_open(start->bench, new_document_find(slice_from(offers[position].is_new)));
    } else if (position < OFFER_COUNT) {
        open_sample(start->bench, position);
    } else {
        start_view_take(start->bench, position == SIZE_MAX ? slice_trim(typed)
                                                           : slice_from(start->files.names[position - OFFER_COUNT]));
    }
    return REACT_REDRAW;
}

/* True when a path leads to one of the recent files. */
static bool is_recent(const Start *start, const char *path)
{
    char *real = realpath(path, NULL);
    bool is_found = false;
    for (size_t i = 0; real && !is_found && i < start->recent; i++) {
        is_found = strcmp(real, start->files.names[i]) == 0;
    }
    free(real);
    return is_found;
}

/* Takes the recent files out of those of the folder, so that each is there once. */
static void drop_repetitions(Start *start)
{
    size_t kept = start->recent;
    for (size_t i = start->recent; i < start->files.count; i++) {
        if (is_recent(start, start->files.names[i])) {
            free(start->files.names[i]);
        } else {
            start->files.names[kept++] = start->files.names[i];
        }
    }
    start->files.count = kept;
}

/* Offers what there is to open, with the files of a folder. */
static void offer(Workbench *bench, const char *folder, const char *where)
{
    Start *start = memory_allocate_zeroed(1, sizeof *start);
    start->bench = bench;
    start->where = where;
    recent_list(&start->files);
    start->recent = start->files.count;
    source_expand(folder, &(SourceWalk){.is_flat = true}, &start->files, NULL);
    drop_repetitions(start);
    PickerSource source = {.context = start,
                           .count = start->files.count + OFFER_COUNT,
                           .row = start_row,
                           .chosen = start_chosen,
                           .free = start_free};
    PickerOptions options = {
        .title = "Open", .placeholder = "select, or type the path of a file or folder", .is_free_text = true};
    stage_push(bench->stage, picker_new(source, options));
}

static void open_from_folder(Workbench *bench, const char *folder)
{
    offer(bench, folder, "in that folder");
}

void start_view_open(Workbench *bench)
{
    offer(bench, ".", "in this folder");
}
